import { alignTokens, tokensOf } from './align-tokens.ts';
import { agreement, countGlyphs, readLatex } from './read-latex.ts';
import { type VisionClaim, type VisionVerdict, wordsOfClaim } from './vision-claim.ts';

export interface Judgement {
  verdict: VisionVerdict;
  precision: number | null;
  recall: number | null;
  because: string[];
}

export const JUDGE_DEFAULTS = {
  /** A claim with more invented words than this share is fabricated; one invented number is enough by itself. */
  mostInvented: 0.05,
  /** A claim that leaves out more than this share of the words that are there is omitted. */
  mostOmitted: 0.1,
  /** Share of glyphs that a formula and its crop must have in common. */
  leastAgreement: 0.85,
  /** A run of words repeated more often than this is a decoding loop. */
  mostRepeats: 4,
  /** Longer than this many times the words that are there, with some slack, is a loop or an invention. */
  mostLength: 3,
} as const;

/**
 * Holds a claim against the text that stands in the picture's region of the PDF. With no words there (a scan, a raster image)
 * nothing can be said: `unchecked`, which is no support.
 */
export async function judgeClaim(claim: VisionClaim, text: string): Promise<Judgement> {
  const words = wordsOfClaim(claim);
  const loop = faultOfOutput(words, text);
  if (loop !== undefined)
    return { verdict: 'failed', precision: null, recall: null, because: [loop] };
  if (claim.task === 'equation') return judgeEquation(claim.value.latex, text);
  if (tokensOf(text).length === 0)
    return {
      verdict: 'unchecked',
      precision: null,
      recall: null,
      because: ['the region has no text layer'],
    };
  const derived =
    claim.task === 'chart' ? derivedNumbers(claim.value.derived, text) : new Set<string>();
  const aligned = alignTokens(words, text, derived);
  const { supported, substituted, fabricated: invented, omitted, claimed, there } = aligned;
  const numbers = invented.filter((token) => /\d/u.test(token));
  const because = [
    ...substituted.slice(0, 5).map(([said, is]) => `says “${said}” where the text has “${is}”`),
    ...invented.slice(0, 5).map((token) => `“${token}” is nowhere in the text`),
    ...(omitted.length > 0 ? [`leaves out ${omitted.length} of ${there} words`] : []),
  ];
  const verdict: VisionVerdict =
    claimed === 0
      ? 'omitted'
      : numbers.length > 0 || invented.length > JUDGE_DEFAULTS.mostInvented * claimed
        ? 'fabricated'
        : substituted.length > 0
          ? 'substituted'
          : claim.task !== 'chart' && omitted.length > JUDGE_DEFAULTS.mostOmitted * there
            ? 'omitted'
            : 'supported';
  return {
    verdict,
    precision: claimed === 0 ? 0 : supported / claimed,
    recall: supported / there,
    because,
  };
}

async function judgeEquation(latex: string, text: string): Promise<Judgement> {
  const read = await readLatex(latex);
  if ('fault' in read)
    return {
      verdict: 'failed',
      precision: null,
      recall: null,
      because: [`the LaTeX does not parse: ${read.fault}`],
    };
  const there = countGlyphs(text);
  if (there.size === 0)
    return {
      verdict: 'unchecked',
      precision: null,
      recall: null,
      because: ['the region has no text layer'],
    };
  const shared = agreement(read.glyphs, there);
  const foreign = [...read.glyphs.keys()].filter(
    (glyph) => !there.has(glyph) && /[\p{L}\p{N}]/u.test(glyph),
  );
  const because = [
    `${Math.round(100 * shared)} % of the glyphs agree`,
    ...foreign.slice(0, 5).map((glyph) => `“${glyph}” is not in the formula`),
  ];
  const verdict =
    shared >= JUDGE_DEFAULTS.leastAgreement
      ? 'supported'
      : foreign.length > 0
        ? 'fabricated'
        : 'omitted';
  return { verdict, precision: shared, recall: shared, because };
}

/** Numbers that a chart's claim derives from printed ones by an operation that gives them. `read-off` derives nothing. */
function derivedNumbers(
  derived: readonly { value: string; operation: string; of: string[] }[],
  text: string,
): Set<string> {
  const printed = new Set(tokensOf(text));
  const right = derived.filter(({ value, operation, of }) => {
    const operands = of
      .flatMap((one) => tokensOf(one))
      .filter((one) => printed.has(one))
      .map(Number);
    if (operands.length !== of.length || operands.length < 2 || operands.some(Number.isNaN))
      return false;
    const [a, b] = operands as [number, number];
    const result = {
      sum: operands.reduce((sum, one) => sum + one, 0),
      difference: a - b,
      ratio: a / b,
    }[operation];
    const decimals = value.split('.')[1]?.length ?? 0;
    return result !== undefined && Number(value) === Number(result.toFixed(decimals));
  });
  return new Set(right.flatMap(({ value }) => tokensOf(value)));
}

/** A loop, or far more than the region can hold. */
function faultOfOutput(words: string, text: string): string | undefined {
  const tokens = tokensOf(words);
  const there = tokensOf(text).length;
  if (there > 0 && tokens.length > JUDGE_DEFAULTS.mostLength * there + 20)
    return `it says ${tokens.length} words where the region has ${there}`;
  for (const size of [3, 5, 8]) {
    const count = new Map<string, number>();
    for (let at = 0; at + size <= tokens.length; at++) {
      const run = tokens.slice(at, at + size).join(' ');
      const seen = (count.get(run) ?? 0) + 1;
      count.set(run, seen);
      if (seen > JUDGE_DEFAULTS.mostRepeats && seen > 2 * timesIn(run, text))
        return `it repeats “${run}” ${seen} times`;
    }
  }
  return undefined;
}

function timesIn(run: string, text: string): number {
  return tokensOf(text).join(' ').split(run).length - 1;
}
