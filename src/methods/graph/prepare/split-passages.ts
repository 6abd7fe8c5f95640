import type { Document } from '../../../core/records/index.ts';
import { codePointLength } from '../../../core/text/code-points.ts';
import { splitSentences, splitWords } from '../../../core/text/sentences.ts';
import type { PassageOptions } from './options.ts';

/** A run of one block. Offsets in code points of the block. */
export interface Passage {
  block: number;
  start: number;
  end: number;
  text: string;
}

interface Piece {
  start: number;
  end: number;
  words: number;
}

/** Code units of a block that are cut into sentences at once: what no full stop ends must not cost the square of its length. */
const WINDOW_LENGTH = 4000;
/** A sentence with more words than this many passages is cut. */
const LONGEST_SENTENCE = 3;
/** Words without spaces have no more code points. */
const LONGEST_WORD = 200;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/u;

/**
 * Cuts a document into passages of about `words` words, each whole sentences of one block. The last passage of a block may
 * be up to half as long again, so that no scrap is left over. Blocks of other kinds than `blocks` have no passages.
 */
export function splitPassages(
  document: Pick<Document, 'blocks' | 'language'>,
  { words, blocks }: PassageOptions,
): Passage[] {
  const passages: Passage[] = [];
  for (const [block, { kind, text }] of document.blocks.entries()) {
    if (!blocks.includes(kind) || text.trim() === '') continue;
    const points = codePointLength(text) === text.length ? null : [...text];
    const slice = (start: number, end: number): string =>
      points === null ? text.slice(start, end) : points.slice(start, end).join('');
    const pieces = cutLong(sentencesOf(text, document.language), words, slice);
    for (const { start, end } of packPieces(pieces, words)) {
      passages.push({ block, start, end, text: slice(start, end) });
    }
  }
  return passages;
}

function sentencesOf(text: string, language: string): Piece[] {
  const pieces: Piece[] = [];
  let offset = 0;
  for (const window of windowsOf(text)) {
    for (const { start, end, text: sentence } of splitSentences(window, language)) {
      pieces.push({
        start: offset + start,
        end: offset + end,
        words: countWords(sentence, language),
      });
    }
    offset += codePointLength(window);
  }
  return pieces;
}

/** The text in parts that end at white space, where there is any, and never inside a character. */
function* windowsOf(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    let end = Math.min(start + WINDOW_LENGTH, text.length);
    if (end < text.length) {
      const space = text.slice(start, end).search(/\s\S*$/);
      if (space > 0) end = start + space + 1;
      else if (/[\uD800-\uDBFF]/.test(text[end - 1]!)) end--;
    }
    yield text.slice(start, end);
    start = end;
  }
}

function countWords(text: string, language: string): number {
  if (UNSPACED.test(text)) return splitWords(text, language).length;
  let words = 0;
  for (const [run] of text.matchAll(/\S+/g)) words += Math.ceil(run.length / LONGEST_WORD);
  return words;
}

/** Cuts what is too long for a sentence (a table read as text, a line without full stops) between words. */
function cutLong(
  pieces: readonly Piece[],
  words: number,
  slice: (start: number, end: number) => string,
): Piece[] {
  return pieces.flatMap((piece) => {
    if (piece.words <= words * LONGEST_SENTENCE) return [piece];
    const cuts: Piece[] = [];
    const points = [...slice(piece.start, piece.end)];
    let start = 0;
    let seen = 0;
    let word = 0;
    for (const [at, point] of points.entries()) {
      word = /\s/.test(point) ? 0 : word + 1;
      if (word === 1 || word > LONGEST_WORD || (word > 0 && UNSPACED.test(point))) {
        if (seen === words) {
          cuts.push({
            start: piece.start + start,
            end: piece.start + trimEnd(points, start, at),
            words: seen,
          });
          start = at;
          seen = 0;
        }
        seen++;
        if (word > LONGEST_WORD) word = 1;
      }
    }
    cuts.push({ start: piece.start + start, end: piece.end, words: seen });
    return cuts;
  });
}

function trimEnd(points: readonly string[], start: number, end: number): number {
  let at = end;
  while (at > start + 1 && /\s/.test(points[at - 1]!)) at--;
  return at;
}

/** Puts sentences together until another would pass the length by more than it falls short. */
function packPieces(pieces: readonly Piece[], words: number): Piece[] {
  const passages: Piece[] = [];
  let current: Piece | null = null;
  for (const piece of pieces) {
    if (current !== null && current.words + piece.words / 2 <= words) {
      current.end = piece.end;
      current.words += piece.words;
      continue;
    }
    current = { ...piece };
    passages.push(current);
  }
  const [before, last] = [passages.at(-2), passages.at(-1)];
  if (before !== undefined && last !== undefined && before.words + last.words <= words * 1.5) {
    before.end = last.end;
    passages.pop();
  }
  return passages;
}
