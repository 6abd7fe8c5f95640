import { createRandom } from '../../../core/random.ts';
import { drawItem, structureOf, type LadderItem } from './ladder.ts';
import { ANSWERS, encodeTokens } from './tokens.ts';

/** What stories are for: their structures are never shared between training and the other two. */
export type PoolUse = 'train' | 'test' | 'transfer';

export const DEFAULTS = {
  /** Of all structures one in so many is kept for tests. */
  heldOutShare: 6,
  mostTokens: 32,
};

/** Stories of one level, encoded in shared memory, so that workers need no copy. */
export interface ItemPool {
  size: number;
  lengthOf(item: number): number;
  tokenAt(item: number, at: number): number;
  answerOf(item: number): number;
  bytes: Uint8Array;
}

const STRIDE = DEFAULTS.mostTokens + 2;

/** Draws stories until there are `size` of them whose structure belongs to the use. */
export function fillPool(seed: string, level: number, use: PoolUse, size: number): ItemPool {
  const random = createRandom(`ladder/${seed}/${use}/${level}`);
  const bytes = new Uint8Array(new SharedArrayBuffer(size * STRIDE));
  for (let item = 0; item < size;) {
    const drawn = drawItem(random, level, use === 'transfer');
    // A transfer story is longer than all that is trained on, so its structure is new by itself.
    if (use !== 'transfer' && isHeldOut(drawn) !== (use === 'test')) continue;
    const tokens = encodeTokens(drawn.tokens);
    if (tokens.length > DEFAULTS.mostTokens) continue;
    bytes.set([tokens.length, ANSWERS.indexOf(drawn.answer), ...tokens], item * STRIDE);
    item++;
  }
  return openPool(bytes);
}

/** A pool over bytes that `fillPool` wrote. */
export function openPool(bytes: Uint8Array): ItemPool {
  return {
    size: bytes.length / STRIDE,
    lengthOf: (item) => bytes[item * STRIDE]!,
    answerOf: (item) => bytes[item * STRIDE + 1]!,
    tokenAt: (item, at) => bytes[item * STRIDE + 2 + at]!,
    bytes,
  };
}

/** Whether a story's structure is kept for tests (FNV-1a, 32 bits, finished after Murmur3). */
export function isHeldOut(item: LadderItem): boolean {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(structureOf(item))) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % DEFAULTS.heldOutShare === 0;
}
