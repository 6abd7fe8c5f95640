import type { LinkSplit } from '../triples.ts';

/** Which tails are true of a query, over all triples of a split and their inverses. */
export interface KnownTails {
  /** Ascending, each once; empty where nothing is known. */
  of(head: number, relation: number): Int32Array;
}

/** Indexes train, valid and test in both directions; relation `r + relations` is the inverse of `r`. Sorts once, then binary search. */
export function indexKnownTails(split: LinkSplit): KnownTails {
  const relations = split.relationNames.length;
  const entities = split.entityNames.length;
  const parts = [split.train, split.valid, split.test];
  const count = parts.reduce((sum, part) => sum + part.length / 3, 0);
  // Head, relation and tail in one number: below 2^53 for every graph that fits in memory.
  const keys = new Float64Array(2 * count);
  let at = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i += 3) {
      const [head, relation, tail] = [part[i]!, part[i + 1]!, part[i + 2]!];
      keys[at++] = (head * 2 * relations + relation) * entities + tail;
      keys[at++] = (tail * 2 * relations + relation + relations) * entities + head;
    }
  }
  keys.sort();
  return {
    of(head, relation) {
      const first = (head * 2 * relations + relation) * entities;
      const tails: number[] = [];
      for (let i = lowerBound(keys, first); i < keys.length; i++) {
        const tail = keys[i]! - first;
        if (tail >= entities) break;
        if (tail !== tails.at(-1)) tails.push(tail);
      }
      return Int32Array.from(tails);
    },
  };
}

function lowerBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
