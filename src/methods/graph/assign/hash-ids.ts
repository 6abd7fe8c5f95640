/**
 * Hashes for choices that must not depend on where a thing stands in a list: MurmurHash3 (Appleby, public domain; 32 bits)
 * of ids, taken twice with different seeds, and its finaliser to mix words. Not for cryptography.
 */

/** 64 bits as two unsigned words. */
export type Words = readonly [number, number];

/** MurmurHash3_x86_32 over the UTF-16 code units of a text, two of them a block. */
export function hashText(text: string, seed: number): number {
  let hash = seed | 0;
  const { length } = text;
  for (let at = 0; at + 1 < length; at += 2) {
    hash ^= scramble(text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16));
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  if (length % 2 === 1) hash ^= scramble(text.charCodeAt(length - 1));
  return mixWord(hash ^ (length * 2));
}

function scramble(block: number): number {
  const product = Math.imul(block, 0xcc9e2d51);
  return Math.imul((product << 15) | (product >>> 17), 0x1b873593);
}

/** The finaliser of MurmurHash3: every bit of the word reaches every bit of the result. Unsigned. */
export function mixWord(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Two words, of which the order counts, as one. Unsigned. */
export const joinWords = (first: number, second: number): number =>
  mixWord(Math.imul(first, 0x9e3779b1) + (second | 0) + 0x7f4a7c15);

const SEEDS: Words = [0x243f6a88, 0x85a308d3];

export const wordsOf = (text: string): Words => [
  hashText(text, SEEDS[0]),
  hashText(text, SEEDS[1]),
];

/** Two words of each id: `first[i]` and `second[i]`. */
export interface IdWords {
  first: Uint32Array;
  second: Uint32Array;
}

export function hashIds(items: readonly { id: string }[]): IdWords {
  const first = new Uint32Array(items.length);
  const second = new Uint32Array(items.length);
  for (const [index, { id }] of items.entries()) {
    first[index] = hashText(id, SEEDS[0]);
    second[index] = hashText(id, SEEDS[1]);
  }
  return { first, second };
}

/** A number above 0 and at most 1 of a word. */
export const fractionOf = (word: number): number => ((word >>> 0) + 1) / 0x100000000;
