/**
 * A table from 64-bit keys to small counts, or to "spent": open addressing with linear probing on typed arrays, 10 bytes
 * a slot, so that millions of keys fit. Two keys that are the same in 64 bits are taken for one: with 10⁷ keys, once in
 * 400,000 tables.
 */
export interface SpentKeys {
  /** How often a key was counted; {@link SPENT} once it was spent. */
  get(first: number, second: number): number;
  count(first: number, second: number): void;
  spend(first: number, second: number): void;
  readonly size: number;
}

export const SPENT = 0xffff;
const MOST_COUNTED = SPENT - 1;

export function createSpentKeys(): SpentKeys {
  let mask = 1023;
  let firsts = new Uint32Array(mask + 1);
  let seconds = new Uint32Array(mask + 1);
  let values = new Uint16Array(mask + 1);
  let size = 0;

  const find = (first: number, second: number): number => {
    let slot = (first ^ (second >>> 7)) & mask;
    while (values[slot] !== 0 && (firsts[slot] !== first || seconds[slot] !== second)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  };
  const grow = (): void => {
    const [oldFirsts, oldSeconds, oldValues] = [firsts, seconds, values];
    mask = 2 * mask + 1;
    firsts = new Uint32Array(mask + 1);
    seconds = new Uint32Array(mask + 1);
    values = new Uint16Array(mask + 1);
    for (let old = 0; old < oldValues.length; old++) {
      if (oldValues[old] === 0) continue;
      const slot = find(oldFirsts[old]!, oldSeconds[old]!);
      firsts[slot] = oldFirsts[old]!;
      seconds[slot] = oldSeconds[old]!;
      values[slot] = oldValues[old]!;
    }
  };
  const set = (first: number, second: number, value: number): void => {
    const slot = find(first, second);
    if (values[slot] === 0) {
      firsts[slot] = first;
      seconds[slot] = second;
      size++;
    }
    values[slot] = value;
    if (size * 5 > mask * 3) grow();
  };
  const get = (first: number, second: number): number => values[find(first >>> 0, second >>> 0)]!;
  return {
    get,
    count(first, second) {
      const value = get(first, second);
      if (value < MOST_COUNTED) set(first >>> 0, second >>> 0, value + 1);
    },
    spend: (first, second) => set(first >>> 0, second >>> 0, SPENT),
    get size() {
      return size;
    },
  };
}
