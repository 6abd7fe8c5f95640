/**
 * Two summaries of a set of shingles.
 *
 * `rows`: a MinHash signature (Broder 1997: two sets agree in a row with probability equal to their Jaccard similarity),
 * computed by fast similarity sketching (Dahlgaard, Knudsen, Thorup 2017, arXiv 1704.04370): O(rows · log rows + shingles)
 * instead of O(rows · shingles), with the same expectation and Chernoff-style concentration.
 *
 * `kept`: the set itself, sorted, where it has at most `keep` members; else its `keep` smallest hashes (bottom-k, Broder
 * 1997; Cohen and Kaplan 2007), of which the Jaccard similarity is estimated without bias.
 */
import { mix32 } from '../text/tokens.ts';
import type { ShingleBuffer } from './shingles.ts';

export interface Sketch {
  rows: Uint32Array;
  kept: Uint32Array;
  /** Members of `kept` that count. */
  keptCount: number;
  /** True when `kept` is the whole set. */
  complete: boolean;
}

export interface Sketcher {
  /** The sketch of one text; its arrays are overwritten by the next call. */
  sketch(shingles: ShingleBuffer): Sketch;
}

/** `rows`: 1 to 65,536 rows of the signature. `keep`: shingles kept for the comparison. */
export function createSketcher(rows: number, keep: number): Sketcher {
  const roundSeeds = Uint32Array.from({ length: 2 * rows }, (_, round) =>
    mix32(0x5bd1e995 + round),
  );
  const values = new Uint32Array(rows);
  const filledIn = new Int32Array(rows);
  const kept = new Uint32Array(Math.max(4096, keep * 4));

  function fillRows(hashes: Uint32Array, count: number): void {
    filledIn.fill(-1);
    let empty = rows;
    for (let round = 0; empty > 0; round++) {
      const seed = roundSeeds[round]!;
      // After `rows` rounds every empty row gets a round of its own, so that the sketch always ends.
      const forced = round - rows;
      if (forced >= 0 && filledIn[forced]! >= 0) continue;
      for (let index = 0; index < count; index++) {
        let mixed = hashes[index]! ^ seed;
        mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
        mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
        mixed ^= mixed >>> 16;
        const row = forced >= 0 ? forced : ((mixed >>> 16) * rows) >>> 16;
        const filled = filledIn[row]!;
        if (filled >= 0 && filled !== round) continue;
        const value = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 0;
        if (filled < 0) {
          filledIn[row] = round;
          values[row] = value;
          empty--;
        } else if (value < values[row]!) values[row] = value;
      }
    }
  }

  /** Sorts and deduplicates `kept[0, length)`; gives the number of distinct hashes. */
  function distinct(length: number): number {
    kept.subarray(0, length).sort();
    let unique = 0;
    for (let index = 0; index < length; index++) {
      if (index === 0 || kept[index] !== kept[index - 1]) kept[unique++] = kept[index]!;
    }
    return unique;
  }

  function keepSmallest({ hashes, count }: ShingleBuffer): {
    keptCount: number;
    complete: boolean;
  } {
    let length = 0;
    let complete = true;
    let bound = 0xffffffff;
    for (let index = 0; index < count; index++) {
      const hash = hashes[index]!;
      if (hash > bound) continue;
      if (length === kept.length) {
        length = distinct(length);
        if (length > keep) {
          length = keep;
          complete = false;
          bound = kept[keep - 1]!;
          if (hash > bound) continue;
        }
      }
      kept[length++] = hash;
    }
    length = distinct(length);
    if (length > keep) return { keptCount: keep, complete: false };
    return { keptCount: length, complete };
  }

  return {
    sketch(shingles) {
      const { keptCount, complete } = keepSmallest(shingles);
      // Repeats change nothing, and a huge text of few shingles would cost a round for nearly every row.
      if (complete) fillRows(kept, keptCount);
      else fillRows(shingles.hashes, shingles.count);
      return { rows: values, kept, keptCount, complete };
    },
  };
}
