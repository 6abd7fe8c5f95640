/** What kind of thing a cell's text is. */

const SPACE = String.raw`[\s\u00a0\u2009\u202f]`;
const NUMBER = new RegExp(
  String.raw`^[(\[<>≤≥≈~]*${SPACE}*(?:[$€£¥]|US\$|EUR|USD)?${SPACE}*[+\-−–±]?${SPACE}*(?:[$€£¥])?\d[\d.,'’${SPACE.slice(1, -1)}]*(?:[eE×x][+\-−]?\d+)?${SPACE}*(?:%|‰|[a-zA-Z]{1,2}\d?)?${SPACE}*(?:[±/–-]${SPACE}*\d[\d.,]*%?)?[)\]]*(?:${SPACE}*(?:[*†‡§+]+|\([\da-z*]{1,2}\)))*$`,
  'u',
);
const BLANK_SIGN =
  /^(?:[-–—−.·•:*x×✓✔✗✘✕]|\.\.+|…|n\.?\/?a\.?|n\.?s\.?|n\.?d\.?|nil|none|yes|no|\(-\)|\(?na\)?|-{2,})$/iu;
const YEAR = /^(?:(?:19|20)\d\d)(?:\s*[-–/]\s*(?:(?:19|20)?\d\d))?\s*(?:\(\*?\w?\)|\*+|[a-z])?$/;

export const isNumber = (text: string): boolean => NUMBER.test(text.trim());
/** A number, or a sign that stands for one: `–`, `n.a.`, a tick. */
export const isValue = (text: string): boolean => isNumber(text) || BLANK_SIGN.test(text.trim());
export const isYear = (text: string): boolean => YEAR.test(text.trim());
