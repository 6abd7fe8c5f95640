/**
 * Words as numbers, in one pass over a text and without cutting strings. A word is a maximal run of letters, digits and
 * marks, lower-cased; in scripts that write without spaces (Han, Kana, Thai, Lao, Khmer, Myanmar) and beyond the Basic
 * Multilingual Plane (emoji, rare Han) every code point is a word of its own. Punctuation and white space only part words.
 */

const SEPARATOR = 0;
const LETTER = 1;
const WORD_OF_ITS_OWN = 2;
const SURROGATE = 3;

const WRITTEN_WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const PART_OF_WORD = /[\p{L}\p{N}\p{M}]/u;
// oxlint-disable-next-line no-control-regex -- the range of ASCII
const BEYOND_ASCII = /[^\u0000-\u007F]/;

interface CodeUnits {
  kind: Uint8Array;
  lower: Uint16Array;
}

let codeUnits: CodeUnits | undefined;

function classifyCodeUnits(): CodeUnits {
  const kind = new Uint8Array(0x10000);
  const lower = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    lower[unit] = unit;
    if (unit >= 0xd800 && unit <= 0xdfff) {
      kind[unit] = SURROGATE;
      continue;
    }
    const character = String.fromCharCode(unit);
    if (!PART_OF_WORD.test(character)) continue;
    kind[unit] = WRITTEN_WITHOUT_SPACES.test(character) ? WORD_OF_ITS_OWN : LETTER;
    const lowered = character.toLowerCase();
    if (lowered.length === 1) lower[unit] = lowered.charCodeAt(0);
  }
  return { kind, lower };
}

/** Words of one text: 32-bit hashes, and where each stands in `text` (UTF-16 indices). Reused from text to text. */
export interface TokenBuffer {
  count: number;
  hashes: Uint32Array;
  starts: Uint32Array;
  ends: Uint32Array;
  /** The text in the form that the indices refer to: NFKC. */
  text: string;
}

/** Larger buffers are given back after the text that needed them. */
const KEPT_CAPACITY = 1 << 17;

export function createTokenBuffer(): TokenBuffer {
  return { count: 0, text: '', ...allocate(1024) };
}

function allocate(capacity: number) {
  return {
    hashes: new Uint32Array(capacity),
    starts: new Uint32Array(capacity),
    ends: new Uint32Array(capacity),
  };
}

function grow(buffer: TokenBuffer): void {
  const { hashes, starts, ends } = buffer;
  Object.assign(buffer, allocate(hashes.length * 2));
  buffer.hashes.set(hashes);
  buffer.starts.set(starts);
  buffer.ends.set(ends);
}

/** The finaliser of MurmurHash3 (Appleby, public domain): every input bit reaches every output bit. */
export function mix32(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

const SEED = 0x811c9dc5 | 0;
const STEP = 0x9e3779b1 | 0;

/** NFKC, the form in which texts are compared; ASCII is already in it. */
export function compatibleForm(text: string): string {
  return BEYOND_ASCII.test(text) ? text.normalize('NFKC') : text;
}

/** Fills `buffer` with the words of `text`, in order. */
export function tokenise(text: string, buffer: TokenBuffer): TokenBuffer {
  codeUnits ??= classifyCodeUnits();
  if (buffer.hashes.length > KEPT_CAPACITY) Object.assign(buffer, allocate(1024));
  const { kind, lower } = codeUnits;
  const source = compatibleForm(text);
  let count = 0;
  let hash = SEED;
  let start = -1;
  for (let index = 0; index < source.length; index++) {
    const unit = source.charCodeAt(index);
    const kindOfUnit = kind[unit]!;
    if (kindOfUnit === LETTER) {
      if (start < 0) start = index;
      hash = Math.imul(hash ^ lower[unit]!, STEP);
      hash ^= hash >>> 15;
      continue;
    }
    if (count + 2 > buffer.hashes.length) grow(buffer);
    if (start >= 0) {
      buffer.hashes[count] = mix32(hash);
      buffer.starts[count] = start;
      buffer.ends[count++] = index;
      hash = SEED;
      start = -1;
    }
    if (kindOfUnit === SEPARATOR) continue;
    const codePoint = kindOfUnit === SURROGATE ? source.codePointAt(index)! : lower[unit]!;
    buffer.hashes[count] = mix32(Math.imul(SEED ^ codePoint, STEP));
    buffer.starts[count] = index;
    if (codePoint > 0xffff) index++;
    buffer.ends[count++] = index + 1;
  }
  if (start >= 0) {
    if (count + 1 > buffer.hashes.length) grow(buffer);
    buffer.hashes[count] = mix32(hash);
    buffer.starts[count] = start;
    buffer.ends[count++] = source.length;
  }
  buffer.count = count;
  buffer.text = source;
  return buffer;
}

/** A second, independent 32-bit hash of each word in the buffer, for 64-bit names of n-grams. */
export function secondHashes(buffer: TokenBuffer): Uint32Array {
  const { lower } = codeUnits!;
  const seconds = new Uint32Array(buffer.count);
  for (let token = 0; token < buffer.count; token++) {
    let hash = 0x2545f491;
    const end = buffer.ends[token]!;
    for (let index = buffer.starts[token]!; index < end; index++) {
      hash = Math.imul(hash ^ lower[buffer.text.charCodeAt(index)]!, 0x27d4eb2f);
      hash ^= hash >>> 13;
    }
    seconds[token] = mix32(hash);
  }
  return seconds;
}

/** Fills `buffer` with the characters of `text` instead: lower-cased code units, runs of separators as one space. */
export function tokeniseCharacters(text: string, buffer: TokenBuffer): TokenBuffer {
  codeUnits ??= classifyCodeUnits();
  if (buffer.hashes.length > KEPT_CAPACITY) Object.assign(buffer, allocate(1024));
  const { kind, lower } = codeUnits;
  const source = compatibleForm(text);
  let count = 0;
  let afterSeparator = true;
  for (let index = 0; index < source.length; index++) {
    const unit = source.charCodeAt(index);
    const separates = kind[unit] === SEPARATOR;
    if (separates && afterSeparator) continue;
    afterSeparator = separates;
    if (count + 1 > buffer.hashes.length) grow(buffer);
    buffer.hashes[count] = mix32(Math.imul(SEED ^ (separates ? 0x20 : lower[unit]!), STEP));
    buffer.starts[count] = index;
    buffer.ends[count++] = index + 1;
  }
  if (afterSeparator && count > 0) count--;
  buffer.count = count;
  buffer.text = source;
  return buffer;
}
