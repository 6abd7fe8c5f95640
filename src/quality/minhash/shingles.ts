import { mix32, type TokenBuffer } from '../text/tokens.ts';

/** Shingles of one text as 32-bit hashes, in order, repeats included. Reused from text to text. */
export interface ShingleBuffer {
  count: number;
  hashes: Uint32Array;
}

export function createShingleBuffer(): ShingleBuffer {
  return { count: 0, hashes: new Uint32Array(1024) };
}

const BASE = 0x01000193;

/**
 * Hashes of all runs of `size` tokens (Broder 1997 calls them shingles), by a rolling polynomial modulo 2^32, so that a
 * longer shingle costs no more. A text of fewer tokens is one shingle; a text without any has one that says so.
 */
export function shingle(tokens: TokenBuffer, size: number, into: ShingleBuffer): ShingleBuffer {
  const { hashes, count } = tokens;
  const width = Math.min(size, count);
  const shingles = Math.max(1, count - width + 1);
  if (shingles > into.hashes.length || into.hashes.length > 1 << 17) {
    into.hashes = new Uint32Array(Math.max(1024, 2 ** Math.ceil(Math.log2(shingles))));
  }
  const out = into.hashes;
  let rolling = 0;
  let leaving = 1;
  for (let token = 0; token < width; token++) {
    rolling = (Math.imul(rolling, BASE) + hashes[token]!) | 0;
    if (token > 0) leaving = Math.imul(leaving, BASE);
  }
  // The width takes part, so that a short text never equals a shingle of a longer one by accident of zeros.
  const salt = Math.imul(width + 1, 0x9e3779b1);
  out[0] = mix32(rolling ^ salt);
  for (let token = width; token < count; token++) {
    rolling = (rolling - Math.imul(hashes[token - width]!, leaving)) | 0;
    rolling = (Math.imul(rolling, BASE) + hashes[token]!) | 0;
    out[token - width + 1] = mix32(rolling ^ salt);
  }
  into.count = shingles;
  return into;
}
