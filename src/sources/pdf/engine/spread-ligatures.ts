import { CHARACTER_FLAGS, type PageCharacters } from './page-content.ts';

/**
 * One glyph that stands for several characters (a ligature) comes as characters with one and the same box: each gets its
 * share of the advance, so that every character has edges of its own. Combining marks keep the box of their letter.
 */
export function spreadLigatures(characters: PageCharacters): void {
  const { count, flags, ink, loose, origins, angles } = characters;
  for (let start = 0; start < count; start++) {
    if ((flags[start]! & CHARACTER_FLAGS.generated) !== 0) continue;
    let end = start + 1;
    while (end < count && isSamePlace(characters, start, end)) end++;
    const parts = end - start;
    if (parts === 1) continue;
    const upright = Math.abs(Math.sin(angles[start]!)) < 0.5;
    const backwards = upright ? Math.cos(angles[start]!) < 0 : Math.sin(angles[start]!) > 0;
    for (const boxes of [ink, loose]) divide(boxes, start, parts, upright ? 0 : 1, backwards);
    const axis = upright ? 0 : 1;
    for (let part = 1; part < parts; part++) {
      const at = start + part;
      origins[at * 2 + axis] = loose[at * 4 + axis + (backwards ? 2 : 0)]!;
    }
    start = end - 1;
  }
}

function isSamePlace(
  { codePoints, flags, ink, loose, origins }: PageCharacters,
  first: number,
  at: number,
): boolean {
  if ((flags[at]! & CHARACTER_FLAGS.generated) !== 0) return false;
  if (origins[at * 2] !== origins[first * 2] || origins[at * 2 + 1] !== origins[first * 2 + 1]) {
    return false;
  }
  for (let side = 0; side < 4; side++) {
    if (loose[at * 4 + side] !== loose[first * 4 + side]) return false;
    if (ink[at * 4 + side] !== ink[first * 4 + side]) return false;
  }
  return !/\p{M}/u.test(String.fromCodePoint(codePoints[at]!));
}

function divide(
  boxes: Float32Array,
  start: number,
  parts: number,
  axis: number,
  backwards: boolean,
): void {
  const from = boxes[start * 4 + axis]!;
  const step = (boxes[start * 4 + axis + 2]! - from) / parts;
  for (let part = 0; part < parts; part++) {
    const slot = backwards ? parts - 1 - part : part;
    boxes[(start + part) * 4 + axis] = from + slot * step;
    boxes[(start + part) * 4 + axis + 2] = from + (slot + 1) * step;
  }
}
