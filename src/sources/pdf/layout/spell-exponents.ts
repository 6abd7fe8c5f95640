import type { RaisedStretch } from './compose-element.ts';

const RAISED: Readonly<Record<string, string>> = Object.fromEntries([
  ...[...'0123456789'].map((digit, at) => [digit, '⁰¹²³⁴⁵⁶⁷⁸⁹'[at]!]),
  ['-', '⁻'],
  ['−', '⁻'],
  ['–', '⁻'],
  ['+', '⁺'],
]);

/** A raised number as Unicode writes it, code point by code point; null for what is none. */
export function spellRaised(points: readonly string[]): string[] | null {
  const spelled = points.map((point) => RAISED[point]);
  return spelled.length > 0 && spelled.every((point) => point !== undefined) ? spelled : null;
}

/** A sign without a number is no exponent. */
const NUMBER = /\d/u;
/** What takes an exponent: a number, a unit, a variable, what stands in brackets. */
const BASE = /[\p{L}\p{N})\]}|]/u;

/**
 * A text whose exponents stay raised: 10⁻³ is not 10−3, and m² is not m2. As long as before, code point by code point, so that boxes and
 * offsets hold.
 */
export function spellExponents(text: string, raised: readonly RaisedStretch[]): string {
  const points = [...text];
  for (const { start, end } of joinTouching(raised)) {
    const run = points.slice(start, end);
    const blank = run.findIndex((point) => point === ' ');
    const length = blank === -1 ? run.length : blank;
    const spelled = spellRaised(run.slice(0, length));
    if (spelled === null || !NUMBER.test(run.slice(0, length).join(''))) continue;
    if (!BASE.test(points[start - 1] ?? ' ')) continue;
    points.splice(start, length, ...spelled);
  }
  return points.join('');
}

/** A sign is often set in another font than its number. */
function joinTouching(raised: readonly RaisedStretch[]): RaisedStretch[] {
  const joined: RaisedStretch[] = [];
  for (const one of raised) {
    const last = joined.at(-1);
    if (last?.end === one.start) last.end = one.end;
    else joined.push({ ...one });
  }
  return joined;
}
