/**
 * A permutation of the numbers below `size`, by a balanced Feistel network over the next even number of bits, walking the
 * cycle until the number lies inside (Black and Rogaway 2002). One `seed`, one permutation; no memory.
 */
export function createPermutation(size: number, seed: string): (index: number) => number {
  if (!Number.isSafeInteger(size) || size < 2)
    throw new RangeError(`${size} is no size of a permutation`);
  const half = Math.max(1, Math.ceil(Math.log2(size) / 2));
  const width = 2 ** half;
  const keys = Array.from({ length: ROUNDS }, (_, round) => hashText(`${seed}/${round}`));
  const once = (value: number): number => {
    let left = Math.floor(value / width);
    let right = value % width;
    for (const key of keys) {
      const mixed = mix(right, key) % width;
      const next = (left + mixed) % width;
      left = right;
      right = next;
    }
    return left * width + right;
  };
  return (index) => {
    if (!Number.isSafeInteger(index) || index < 0 || index >= size)
      throw new RangeError(`${index} is not below ${size}`);
    let value = once(index);
    while (value >= size) value = once(value);
    return value;
  };
}

const ROUNDS = 6;

/** Thirty-two mixed bits (the finaliser of MurmurHash3, public domain) of a number below 2^53 and a key. */
function mix(value: number, key: number): number {
  let bits = (value >>> 0) ^ key ^ Math.imul((value / 0x1_0000_0000) >>> 0, 0x9e37_79b1);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** FNV-1a. */
function hashText(text: string): number {
  let hash = 0x811c_9dc5;
  for (const sign of text) hash = Math.imul(hash ^ sign.codePointAt(0)!, 0x0100_0193);
  return hash >>> 0;
}
