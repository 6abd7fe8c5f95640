/** One form for what means the same in print: NFKC, one kind of quote, dash and space. Case and hyphens stay. */
export function normaliseText(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[‘’‛′`´]/g, "'")
    .replaceAll(/[“”„″]|''/g, '"')
    .replaceAll(/[‐‑‒–—―−]/g, '-')
    .replaceAll('μ', 'µ'.normalize('NFKC'))
    .replaceAll(/[\u00ad\u200b\ufeff]/g, '')
    .replaceAll(/\s+/g, ' ');
}

/** Letters and digits alone, lower case, without accents: what survives any layout. */
export const bareText = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** Stands in a truth for words that it does not know. */
export const HOLE = '\ufffc';

/** {@link likeness} of letters and digits, where a text with all pieces of the truth in order lacks nothing. */
export function likenessAround(truth: string, read: string): number {
  const words = bareText(read);
  const pieces = truth.split(HOLE).map(bareText);
  if (pieces.length === 1) return likeness(pieces[0]!, words);
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    const found = words.indexOf(piece, at);
    if (found < 0 || (index === 0 && found > 0)) return likeness(pieces.join(''), words);
    at = found + piece.length;
  }
  return pieces.at(-1) === '' || at === words.length ? 1 : likeness(pieces.join(''), words);
}

/** Levenshtein, two rows. */
export function editDistance(a: string, b: string): number {
  if (a === b) return 0;
  let before = Uint32Array.from({ length: b.length + 1 }, (_, j) => j);
  let row = new Uint32Array(b.length + 1);
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    const code = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j++) {
      const changed = before[j - 1]! + (code === b.charCodeAt(j - 1) ? 0 : 1);
      row[j] = Math.min(changed, before[j]! + 1, row[j - 1]! + 1);
    }
    [before, row] = [row, before];
  }
  return before[b.length]!;
}

/** 1 for equal texts, 0 for nothing in common. */
export function likeness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  if (longest === 0) return 1;
  if (Math.abs(a.length - b.length) > longest * 0.5) return 0;
  return 1 - editDistance(a, b) / longest;
}
