/** Glyphs of a LaTeX formula as it would be typeset, or why it does not parse. */
export type LatexReading = { glyphs: Map<string, number> } | { fault: string };

const FOLDED: Record<string, string> = {
  '−': '-',
  '–': '-',
  '∗': '*',
  '⋅': '·',
  ϵ: 'ε',
  ϕ: 'φ',
  ϑ: 'θ',
  ϱ: 'ρ',
  ˆ: '^',
  ℓ: 'l',
  '′': "'",
  '∣': '|',
  '∥': '‖',
  '⟨': '<',
  '⟩': '>',
};

/** Parses a formula with KaTeX and collects the letters, digits and signs that it would print. */
export async function readLatex(latex: string): Promise<LatexReading> {
  const { default: katex } = await import('katex');
  const bare = latex
    .trim()
    .replace(/^\$\$?|\$\$?$/gu, '')
    .replace(/^\\\[|\\\]$/gu, '')
    .replace(/\\(?:label|tag|eqref)\*?\{[^}]*\}/gu, '');
  try {
    const mathml = katex.renderToString(bare, {
      output: 'mathml',
      throwOnError: true,
      maxExpand: 200,
      maxSize: 50,
      trust: false,
      strict: 'ignore',
    });
    const body = mathml.replace(/<annotation[\s\S]*?<\/annotation>/gu, '').replace(/<[^>]*>/gu, '');
    return { glyphs: countGlyphs(decode(body)) };
  } catch (error) {
    return { fault: (error as Error).message.split('\n')[0]! };
  }
}

/** How often each printed sign stands in a text, typographic variants of one sign as one. */
export function countGlyphs(text: string): Map<string, number> {
  const glyphs = new Map<string, number>();
  for (const sign of text.normalize('NFKC')) {
    if (!/[\p{L}\p{N}\p{S}\p{P}]/u.test(sign)) continue;
    const folded = FOLDED[sign] ?? sign;
    glyphs.set(folded, (glyphs.get(folded) ?? 0) + 1);
  }
  return glyphs;
}

/** Share of glyphs that two multisets have in common (Dice). Large delimiters and radicals, drawn of pieces, are left out. */
export function agreement(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let shared = 0;
  let total = 0;
  for (const [glyph, count] of a) {
    if (!counted(glyph)) continue;
    total += count;
    shared += Math.min(count, b.get(glyph) ?? 0);
  }
  for (const [glyph, count] of b) if (counted(glyph)) total += count;
  return total === 0 ? 0 : (2 * shared) / total;
}

function counted(glyph: string): boolean {
  return !/[()[\]{}|‖√.,;⎛⎜⎝⎞⎟⎠⎡⎢⎣⎤⎥⎦⎧⎨⎩⎫⎬⎭]/u.test(glyph);
}

function decode(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
}
