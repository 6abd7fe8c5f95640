/** What kind of thing a cell's text is. */

/** How a number may begin: with a sign, a bracket, a currency, a comparison. */
const START = /^[([{<>≤≥≈~±+\-−–.\s]*(?:[$€£¥]|US\$|EUR|USD|GBP|Rs\.?)?\s*[+\-−–.(]*\d/u;
const BLANK_SIGN =
  /^(?:[-–—−.·•:*x×✓✔✗✘✕]|\.\.+|…|n\.?\/?a\.?|n\.?s\.?|n\.?d\.?|nil|none|yes|no|\(-\)|\(?na\)?|-{2,})$/iu;
const YEAR = /^(?:(?:19|20)\d\d)(?:\s*[-–/]\s*(?:(?:19|20)?\d\d))?\s*(?:\(\*?\w?\)|\*+|[a-z])?$/;

/**
 * A number with what may stand about it: sign, currency, unit, percent, a range, an error (`1.2 ± 0.1`), a second number in
 * brackets (`120 (26.5 %)`), marks of significance and notes.
 */
export function isNumber(text: string): boolean {
  const bare = text.trim();
  if (bare.length > 40 || !START.test(bare)) return false;
  const letters = bare.replace(/^(?:US\$|EUR|USD|GBP|Rs\.?)/u, '').match(/\p{L}/gu)?.length ?? 0;
  const digits = bare.match(/\d/g)!.length;
  return letters <= 3 && letters <= digits + 1;
}

/** A number, or a sign that stands for one: `–`, `n.a.`, a tick. */
export const isValue = (text: string): boolean => isNumber(text) || BLANK_SIGN.test(text.trim());
export const isYear = (text: string): boolean => YEAR.test(text.trim());
