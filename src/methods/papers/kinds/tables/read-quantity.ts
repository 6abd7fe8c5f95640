/** A printed number: its value as exact decimal text, and what stands around it. */
export interface Quantity {
  /** `-0.5`, `1234`, `0.0012`: plain decimal notation, without trailing zeros cut. */
  value: string;
  /** `%`, `ms`, `K` …; null where the cell has none. */
  unit: string | null;
  /** `0.1` of `3.2 ± 0.1`. */
  deviation: string | null;
  /** Digits after the point. */
  decimals: number;
}

const DIGITS = String.raw`(?:\d{1,3}(?:[,  ]\d{3})+|\d+)(?:\.\d+)?|\.\d+`;
const POWER = String.raw`(?:[eE]([−–+-]?\d{1,3})|\s?[×x·]\s?10\s?\^?\{?([−–+-]?\d{1,3})\}?|\s?[×x·]\s?10([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))`;
const QUANTITY = new RegExp(
  String.raw`^([−–+-]?)\s?[$€£]?\s?(${DIGITS})${POWER}?(?:\s?±\s?(${DIGITS}))?\s?(%|‰|°C?|[×x]|\p{L}{1,5}(?:\/\p{L}{1,4})?)?\s?[*†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹]*$`,
  'u',
);

/**
 * Reads a cell that holds one number: thousands (`1,234`), signs as typeset (`−`), powers (`1.2 × 10−3`), a deviation, a unit,
 * footnote marks. Ranges (`3–5`), bounds (`< 0.1`), words and anything that would have to be guessed are null.
 */
export function readQuantity(text: string): Quantity | null {
  const found = QUANTITY.exec(text.trim().replace(/^\((.*)\)$/u, '$1'));
  if (found === null || /^\(.*\)$/u.test(text.trim())) return null;
  const [, sign, digits, e, power, raised, deviation, unit] = found;
  const exponent = Number((e ?? power ?? raised ?? '0').normalize('NFKC').replace(/[−–]/u, '-'));
  const plain = shift(digits!.replace(/[, \u2009\u202f]/gu, ''), exponent);
  const value = sign === '−' || sign === '–' || sign === '-' ? `-${plain}` : plain;
  return {
    value,
    unit: unit ?? null,
    deviation: deviation ?? null,
    decimals: plain.includes('.') ? plain.length - plain.indexOf('.') - 1 : 0,
  };
}

/** Moves the point of a decimal by powers of ten, exactly. */
function shift(digits: string, exponent: number): string {
  const [whole = '', fraction = ''] = digits.split('.');
  const all = whole + fraction;
  const point = whole.length + exponent;
  const padded = point <= 0 ? '0'.repeat(1 - point) + all : all.padEnd(point, '0');
  const at = point <= 0 ? 1 : point;
  const left = padded.slice(0, at).replace(/^0+(?=\d)/u, '') || '0';
  const right = padded.slice(at);
  return right === '' ? left : `${left}.${right}`;
}
