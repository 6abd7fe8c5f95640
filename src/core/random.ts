import { createHash } from 'node:crypto';

/** A seeded source of chance: the only one in the project. Same seed, same sequence, on every machine. */
export interface Random {
  /** Next float in [0, 1), 53 bits. */
  next(): number;
  /** Next integer in [0, bound); bound is a positive integer up to 2^32. */
  integer(bound: number): number;
  /** One element, each equally likely. Throws RangeError on an empty list. */
  pick<T>(items: readonly T[]): T;
  /** A shuffled copy (Fisher and Yates, Durstenfeld's form). */
  shuffle<T>(items: readonly T[]): T[];
  /** An independent stream named by `label`: drawing from one never disturbs the other. */
  fork(label: string): Random;
}

/**
 * sfc32 (Doty-Humphrey, PractRand), seeded by the SHA-256 of `seed`.
 * Not for cryptography; `crypto.randomBytes` is not allowed elsewhere, since runs must repeat.
 */
export function createRandom(seed: string | number): Random {
  const text = String(seed);
  const digest = createHash('sha256').update(text).digest();
  let a = digest.readInt32LE(0);
  let b = digest.readInt32LE(4);
  let c = digest.readInt32LE(8);
  let counter = digest.readInt32LE(12);

  const word = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) word();

  const random: Random = {
    next: () => ((word() >>> 5) * 0x4000000 + (word() >>> 6)) / 0x20000000000000,
    integer(bound) {
      if (!Number.isInteger(bound) || bound < 1 || bound > 0x100000000) {
        throw new RangeError(`random.integer: bound must be an integer in 1..2^32, got ${bound}`);
      }
      // Rejection keeps every value equally likely.
      const limit = 0x100000000 - (0x100000000 % bound);
      for (;;) {
        const drawn = word();
        if (drawn < limit) return drawn % bound;
      }
    },
    pick(items) {
      if (items.length === 0) throw new RangeError('random.pick: the list is empty');
      return items[random.integer(items.length)]!;
    },
    shuffle(items) {
      const shuffled = [...items];
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = random.integer(i + 1);
        [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
      }
      return shuffled;
    },
    fork: (label) => createRandom(`${text}/${label}`),
  };
  return random;
}
