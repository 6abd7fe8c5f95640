/** The measures of the repetition gate, each linear in the text (Rae et al. 2021, arXiv 2112.11446, appendix A1). */
import { createShingleBuffer, shingle } from '../minhash/shingles.ts';
import { createTokenBuffer, type TokenBuffer, tokenise } from './tokens.ts';

/** Fewer occurrences than this make no repetition, however short the text. */
const MIN_OCCURRENCES = 3;

/** Fractions by the gate's names; a measure that the text is too short for is absent. */
export function measureRepetition(
  text: string,
  { minWords, minLines }: { minWords: number; minLines: number },
): Record<string, number> {
  const measures: Record<string, number> = {};
  const { lines, paragraphs } = cut(text);
  if (lines.length >= minLines) {
    const { pieces, characters } = duplicates(lines);
    measures['duplicateLines'] = pieces;
    measures['duplicateLineCharacters'] = characters;
    measures['ellipsisLines'] =
      lines.filter((line) => /(?:…|\.\.\.)$/.test(line)).length / lines.length;
  }
  if (paragraphs.length >= minLines) {
    const { pieces, characters } = duplicates(paragraphs);
    measures['duplicateParagraphs'] = pieces;
    measures['duplicateParagraphCharacters'] = characters;
  }
  const tokens = tokenise(text, createTokenBuffer());
  if (tokens.count < minWords) {
    if (tokens.count >= 5 + MIN_OCCURRENCES) {
      measures['shortDuplicate5gramCharacters'] = duplicateNgrams(tokens, 5);
    }
    return measures;
  }
  for (const size of [2, 3, 4]) measures[`top${size}gramCharacters`] = topNgram(tokens, size);
  for (const size of [5, 6, 7, 8, 9, 10]) {
    measures[`duplicate${size}gramCharacters`] = duplicateNgrams(tokens, size);
  }
  // Marks of Markdown headings are no noise.
  const hashes = lines.reduce((sum, line) => sum + countOf(line.replace(/^#{1,6} /, ''), '#'), 0);
  measures['hashesPerWord'] = hashes / tokens.count;
  measures['ellipsesPerWord'] = (countOf(text, '…') + countOf(text, '...')) / tokens.count;
  return measures;
}

/** Lines without surrounding white space, blank ones dropped; paragraphs are what blank lines part. */
function cut(text: string): { lines: string[]; paragraphs: string[] } {
  const lines: string[] = [];
  const paragraphs: string[] = [];
  let paragraph: string[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line !== '') {
      lines.push(line);
      paragraph.push(line);
    } else if (paragraph.length > 0) {
      paragraphs.push(paragraph.join('\n'));
      paragraph = [];
    }
  }
  if (paragraph.length > 0) paragraphs.push(paragraph.join('\n'));
  return { lines, paragraphs };
}

function duplicates(pieces: string[]): { pieces: number; characters: number } {
  const seen = new Set<string>();
  let repeated = 0;
  let repeatedCharacters = 0;
  let characters = 0;
  for (const piece of pieces) {
    characters += piece.length;
    if (seen.has(piece)) {
      repeated++;
      repeatedCharacters += piece.length;
    } else seen.add(piece);
  }
  return { pieces: repeated / pieces.length, characters: repeatedCharacters / characters };
}

/** Occurrences of a non-empty string, not overlapping. */
function countOf(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count++;
  return count;
}

/** Ordinal of the first occurrence of each n-gram: equal n-grams share it. Open addressing over 32-bit hashes. */
function firstOccurrences(tokens: TokenBuffer, size: number): Uint32Array {
  const { hashes, count } = shingle(tokens, size, createShingleBuffer());
  const capacity = 2 ** Math.ceil(Math.log2(count * 2 + 2));
  const cells = new Uint32Array(capacity);
  const first = new Uint32Array(count);
  for (let index = 0; index < count; index++) {
    let cell = hashes[index]! & (capacity - 1);
    while (cells[cell] !== 0 && hashes[cells[cell]! - 1] !== hashes[index])
      cell = (cell + 1) & (capacity - 1);
    if (cells[cell] === 0) cells[cell] = index + 1;
    first[index] = cells[cell]! - 1;
  }
  return first;
}

function wordCharacters(tokens: TokenBuffer, from: number, to: number): number {
  let characters = 0;
  for (let token = from; token < to; token++)
    characters += tokens.ends[token]! - tokens.starts[token]!;
  return characters;
}

/** Share of the words' characters that stand in the most frequent n-gram; of equally frequent ones, the longest. */
function topNgram(tokens: TokenBuffer, size: number): number {
  const first = firstOccurrences(tokens, size);
  const occurrences = new Uint32Array(first.length);
  let most = 0;
  for (const ordinal of first) most = Math.max(most, ++occurrences[ordinal]!);
  if (most < MIN_OCCURRENCES) return 0;
  let longest = 0;
  for (let index = 0; index < first.length; index++) {
    if (occurrences[index] !== most) continue;
    longest = Math.max(longest, wordCharacters(tokens, index, index + size));
  }
  return Math.min(1, (longest * most) / wordCharacters(tokens, 0, tokens.count));
}

/** Share of the words' characters that stand in an n-gram which occurred before, each character counted once. */
function duplicateNgrams(tokens: TokenBuffer, size: number): number {
  if (tokens.count <= size) return 0;
  const first = firstOccurrences(tokens, size);
  let repeated = 0;
  let counted = 0;
  for (let index = 0; index < first.length; index++) {
    if (first[index] === index) continue;
    repeated += wordCharacters(tokens, Math.max(counted, index), index + size);
    counted = index + size;
  }
  return repeated / wordCharacters(tokens, 0, tokens.count);
}
