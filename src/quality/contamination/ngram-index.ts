/**
 * Hashed n-grams of a text collection as bytes. Layout, little-endian: 8 bytes `ngrams@1`; the number of lengths (uint32)
 * and the lengths (uint32 each); then the n-grams' 64-bit hashes (high uint32, low uint32), sorted, without repeats.
 */
import { createHashSet64, type HashSet64 } from '../minhash/hash-set-64.ts';
import { createShingleBuffer, shingle, type ShingleBuffer } from '../minhash/shingles.ts';
import { createTokenBuffer, secondHashes, type TokenBuffer, tokenise } from '../text/tokens.ts';

const MAGIC = 'ngrams@1';

export interface NgramIndex {
  /** Numbers of words, ascending. */
  lengths: number[];
  hashes: HashSet64;
}

/** Every `ngram`-word sequence of each item; an item of fewer words (`minItemWords` at least) as a whole. */
export function buildNgramIndex(
  items: Iterable<string>,
  { ngram, minItemWords }: { ngram: number; minItemWords: number },
): Uint8Array {
  const hashes = createHashSet64();
  const sorted: bigint[] = [];
  const lengths = new Set<number>();
  const tokens = createTokenBuffer();
  const lanes = createLanes();
  for (const item of items) {
    tokenise(item, tokens);
    if (tokens.count < minItemWords) continue;
    const length = Math.min(ngram, tokens.count);
    lengths.add(length);
    const { high, low } = lanes(tokens, secondHashes(tokens), length);
    for (let at = 0; at < high.count; at++) {
      if (!hashes.addParts(high.hashes[at]!, low.hashes[at]!)) continue;
      sorted.push((BigInt(high.hashes[at]!) << 32n) | BigInt(low.hashes[at]!));
    }
  }
  const ordered = BigUint64Array.from(sorted).toSorted();
  const ascending = [...lengths].toSorted((a, b) => a - b);
  const header = 8 + 4 + ascending.length * 4;
  const bytes = Buffer.alloc(header + ordered.length * 8);
  bytes.write(MAGIC, 0, 'latin1');
  bytes.writeUInt32LE(ascending.length, 8);
  for (const [index, length] of ascending.entries()) bytes.writeUInt32LE(length, 12 + index * 4);
  for (let index = 0; index < ordered.length; index++) {
    bytes.writeUInt32LE(Number(ordered[index]! >> 32n), header + index * 8);
    bytes.writeUInt32LE(Number(ordered[index]! & 0xffffffffn), header + index * 8 + 4);
  }
  return bytes;
}

/** Undefined for bytes of another form. */
export function openNgramIndex(content: Uint8Array): NgramIndex | undefined {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.length < 12 || bytes.toString('latin1', 0, 8) !== MAGIC) return undefined;
  const count = bytes.readUInt32LE(8);
  const header = 12 + count * 4;
  if (count > 50 || bytes.length < header || (bytes.length - header) % 8 !== 0) return undefined;
  const lengths = Array.from({ length: count }, (_, index) => bytes.readUInt32LE(12 + index * 4));
  const hashes = createHashSet64((bytes.length - header) / 8);
  for (let at = header; at < bytes.length; at += 8)
    hashes.addParts(bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4));
  return { lengths, hashes };
}

/** Words quoted of what is shared, for people. */
const QUOTED_WORDS = 30;

/** How much of a text stands in shared n-grams, as a share of its words, and the first shared words; undefined if none. */
export function findOverlap(
  text: string,
  index: NgramIndex,
): { overlap: number; quote: string } | undefined {
  const tokens = tokenise(text, createTokenBuffer());
  if (tokens.count === 0) return undefined;
  const seconds = secondHashes(tokens);
  const covered = new Uint8Array(tokens.count);
  const lanes = createLanes();
  for (const length of index.lengths) {
    if (tokens.count < length) continue;
    const { high, low } = lanes(tokens, seconds, length);
    let marked = 0;
    for (let at = 0; at < high.count; at++) {
      if (!index.hashes.hasParts(high.hashes[at]!, low.hashes[at]!)) continue;
      for (let token = Math.max(at, marked); token < at + length; token++) covered[token] = 1;
      marked = at + length;
    }
  }
  const first = covered.indexOf(1);
  if (first < 0) return undefined;
  let end = first;
  while (end < tokens.count && covered[end] === 1 && end - first < QUOTED_WORDS) end++;
  let words = 0;
  for (const mark of covered) words += mark;
  return {
    overlap: Math.round((words / tokens.count) * 1e4) / 1e4,
    quote: tokens.text.slice(tokens.starts[first], tokens.ends[end - 1]),
  };
}

function createLanes(): (
  tokens: TokenBuffer,
  seconds: Uint32Array,
  length: number,
) => { high: ShingleBuffer; low: ShingleBuffer } {
  const [high, low] = [createShingleBuffer(), createShingleBuffer()];
  return (tokens, seconds, length) => ({
    high: shingle(tokens, length, high),
    low: shingle({ ...tokens, hashes: seconds }, length, low),
  });
}
