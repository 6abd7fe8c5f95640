import type { Entity } from '../knowledge-graph.ts';

/**
 * Whether one value is surely above another: `1` where the first is, `-1` where the second is, null where their ranges
 * overlap or they cannot be compared. Times compare with times, and numbers with numbers of the same unit. The end of a
 * time's range is excluded, so that 1963 is before 1964; numbers whose ranges touch are not told apart.
 */
export function compareValues(a: Entity, b: Entity): 1 | -1 | null {
  if (a.range === null || b.range === null) return null;
  if (a.kind !== b.kind || unitOf(a) !== unitOf(b)) return null;
  if (isAbove(a.range, b.range, a.kind)) return 1;
  return isAbove(b.range, a.range, a.kind) ? -1 : null;
}

function isAbove(a: readonly number[], b: readonly number[], kind: string): boolean {
  const [low] = a as [number, number];
  const [bottom, end] = b as [number, number];
  return kind === 'time' ? low >= end && low > bottom : low > end && low > bottom;
}

const units = new WeakMap<Entity, string>();
const SCALES = /^(hundreds?|thousands?|millions?|billions?|trillions?|dozens?|k|m|bn)$/;
const HEDGES =
  /^(about|around|approximately|nearly|almost|over|more|less|fewer|than|some|circa|c)$/;

/** What a number counts, as its name says: `3 km` and `2.5 km` share `km`. Times have none. */
export function unitOf(value: Entity): string {
  if (value.kind === 'time') return '';
  let unit = units.get(value);
  if (unit === undefined) {
    unit = value.name
      .normalize('NFC')
      .toLowerCase()
      // Digits with their sign and separators go; those of `km2` stay.
      .replaceAll(/(?<!\p{L})[+\-−]?\d[\d.,'\s]*/gu, ' ')
      .split(/\s+/)
      .filter((word) => word !== '' && !SCALES.test(word) && !HEDGES.test(word))
      .join(' ');
    units.set(value, unit);
  }
  return unit;
}
