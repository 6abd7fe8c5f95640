import type { Kinds } from './kinds.ts';
import { nameKey } from './name-key.ts';
import { readNumber } from './read-number.ts';
import { readTime } from './read-time.ts';

/** A time or a number as an entity: what it is worth and what tells it from others. */
export interface Value {
  /** Equal for mentions of one value: `13 March 1963` and `March 13, 1963`. */
  key: string;
  range: [number, number] | null;
  /** `time`, a base unit, what is counted, or `number`: values of different ones are never compared. */
  dimension: string;
}

/** Reads a mention of a value. `said` is the range that the extractor gives, taken where our own readers find none. */
export function readValue(
  name: string,
  kind: string,
  kinds: Kinds,
  said?: readonly [number, number],
): Value {
  const given: [number, number] | null =
    said === undefined || !said.every(Number.isFinite) || said[1] < said[0]
      ? null
      : [said[0], said[1]];
  if (kinds.isA(kind, 'time')) {
    const range = readTime(name) ?? given;
    const key = range === null ? nameKey(name) : range.join('/');
    return { key: `time ${key}`, range, dimension: 'time' };
  }
  const quantity = readNumber(name);
  const range = quantity?.range ?? given;
  const unit = quantity?.unit ?? null;
  // A mile is no 1,609.344 metres to a reader: what a unit's words say stays apart.
  const words = unit === null ? '' : nameKey(name.replace(/[\d.,]+/g, ' '));
  const key = quantity === null ? nameKey(name) : `${quantity.range.join('/')} ${words}`;
  return { key: `number ${key}`, range, dimension: unit ?? 'number' };
}
