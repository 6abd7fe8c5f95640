import { words } from './family.ts';

const ORDINALS = words(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth',
);
const CARDINALS = words('one two three four five six seven eight nine ten eleven twelve');

/** Line numbers that a claim speaks of; NaN for a number that cannot be one. */
export function placesIn(claim: string, axis: 'row' | 'column', lines: number): number[] {
  const places: number[] = [];
  const fromEnd = /\bfrom (?:the )?(?:bottom|right|end)\b/.test(claim);
  const text = claim.replace(
    /\b(?:counting |counted )?from (?:the )?(?:top|bottom|left|right|end)\b/g,
    ' ',
  );
  for (const [word] of text.matchAll(/[-−]?\d+(?:[.,]\d+)*/g)) {
    places.push(/^\d{1,3}$/.test(word) ? Number(word) : Number.NaN);
  }
  for (const [word] of text.matchAll(/[a-z]+/g)) {
    if (ORDINALS.includes(word)) places.push(ORDINALS.indexOf(word) + 1);
  }
  // "The one that breaks" counts nothing: a cardinal is a number only after a noun, or all by itself.
  const cardinals = CARDINALS.join('|');
  const named = new RegExp(
    `^\\W*(${cardinals})\\W*$|\\b(?:${axis}s?|line|number|and)\\s+(${cardinals})\\b`,
    'g',
  );
  for (const match of text.matchAll(named))
    places.push(CARDINALS.indexOf(match[1] ?? match[2]!) + 1);
  const [start, end] = axis === 'row' ? ['top', 'bottom(?:most)?'] : ['leftmost', 'rightmost'];
  if (new RegExp(`\\b${start}\\b`).test(text)) places.push(1);
  if (new RegExp(`\\b(?:${end}|last)\\b`).test(text)) places.push(lines);
  return fromEnd ? places.map((place) => lines + 1 - place) : places;
}
