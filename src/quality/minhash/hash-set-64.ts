/** A 64-bit hash as two unsigned 32-bit halves. */
export interface Hash64 {
  high: number;
  low: number;
}

/** A set of 64-bit hashes in typed arrays: open addressing, linear probing, 11 to 21 bytes a member. */
export interface HashSet64 {
  readonly size: number;
  has(hash: Hash64): boolean;
  hasParts(high: number, low: number): boolean;
  /** False when it was there. */
  add(hash: Hash64): boolean;
  addParts(high: number, low: number): boolean;
  bytes(): number;
}

const MAX_LOAD = 0.75;

export function createHashSet64(expected = 0): HashSet64 {
  let capacity = 1024;
  while (capacity * MAX_LOAD < expected) capacity *= 2;
  let cells = new Uint32Array(capacity * 2);
  let size = 0;
  // The hash of two zeros marks an empty cell and is held apart.
  let hasZero = false;

  /** The cell of a hash, or the empty one where it would stand. */
  function cellOf(high: number, low: number): number {
    const mask = capacity - 1;
    let cell = (low ^ Math.imul(high, 0x9e3779b1)) & mask;
    for (;;) {
      const foundHigh = cells[cell * 2]!;
      const foundLow = cells[cell * 2 + 1]!;
      if ((foundHigh === high && foundLow === low) || (foundHigh === 0 && foundLow === 0))
        return cell;
      cell = (cell + 1) & mask;
    }
  }

  function double(): void {
    const smaller = cells;
    capacity *= 2;
    cells = new Uint32Array(capacity * 2);
    for (let index = 0; index < smaller.length; index += 2) {
      const high = smaller[index]!;
      const low = smaller[index + 1]!;
      if (high !== 0 || low !== 0) place(high, low);
    }
  }

  function place(high: number, low: number): void {
    const cell = cellOf(high, low);
    cells[cell * 2] = high;
    cells[cell * 2 + 1] = low;
  }

  const set: HashSet64 = {
    get size() {
      return size;
    },
    has: ({ high, low }) => set.hasParts(high, low),
    hasParts(high, low) {
      if (high === 0 && low === 0) return hasZero;
      const cell = cellOf(high, low);
      return cells[cell * 2] !== 0 || cells[cell * 2 + 1] !== 0;
    },
    add: ({ high, low }) => set.addParts(high, low),
    addParts(high, low) {
      if (set.hasParts(high, low)) return false;
      size++;
      if (high === 0 && low === 0) {
        hasZero = true;
        return true;
      }
      if (size > capacity * MAX_LOAD) double();
      place(high, low);
      return true;
    },
    bytes: () => cells.byteLength,
  };
  return set;
}
