/**
 * Hyphens at line ends: which to keep. The document itself is asked first (`multi-task` or `multitask` in the midst of a line),
 * then the parts: two words that both stand alone elsewhere are a compound unless the first one usually closes up.
 */
import type { TextLine } from './text-line.ts';

const WORD = /[\p{L}\p{M}\p{N}]+(?:[-‐‑'’][\p{L}\p{M}\p{N}]+)*/gu;
const LAST = /(?:^|[^\p{L}\p{M}\p{N}])((?:[\p{L}\p{M}\p{N}]+[-‐‑])*[\p{L}\p{M}\p{N}]+)[-‐]$/u;
const FIRST = /^(?:[\p{L}\p{M}\p{N}]+[-‐‑])*[\p{L}\p{M}\p{N}]+/u;
/** First parts that are written apart with a hyphen. */
const OPEN = new Set(['self', 'well', 'cross', 'non', 'quasi', 'ex', 'all', 'half']);
/** Last parts that are written apart with a hyphen. */
const OPEN_LAST = new Set(
  'aware based level free specific driven dependent independent oriented guided trained tuned scale like dimensional world art'.split(
    ' ',
  ),
);
/** First parts that close up with what follows. */
const CLOSED = new Set(
  'over under out up down back fore some any every with net frame data work land mark base key week time hand head side back after in on off through where there here when what how never more further mean like to for be by it so is as an at or no non'.split(
    ' ',
  ),
);

export interface Vocabulary {
  /** How often a word stands whole inside a line, in lower case, hyphens as `-`. */
  words: Map<string, number>;
  /** Those that stand anywhere but at a line's start, where the rest of a cut word stands. */
  inside: Set<string>;
}

/** Every word of the lines but those that a line's end may have cut. */
export function gatherVocabulary(lines: Iterable<TextLine>): Vocabulary {
  const words = new Map<string, number>();
  const inside = new Set<string>();
  for (const { text } of lines) {
    for (const match of text.matchAll(WORD)) {
      const end = match.index + match[0].length;
      if (end >= text.length - 1 && /[-‐]$/.test(text)) continue;
      const word = match[0].toLowerCase().replaceAll(/[‐‑]/g, '-');
      words.set(word, (words.get(word) ?? 0) + 1);
      if (match.index > 0) inside.add(word);
    }
  }
  return { words, inside };
}

/** Whether a line that ends with a hyphen is cut in the midst of a word or a compound. */
export function endsWithHyphen(text: string): boolean {
  return LAST.test(text);
}

/** Whether the hyphen between the end of one line and the start of the next is part of the word. */
export function keepsHyphen(line: string, next: string, { words, inside }: Vocabulary): boolean {
  const last = LAST.exec(line)?.[1];
  const first = FIRST.exec(next)?.[0];
  if (last === undefined || first === undefined) return true;
  const before = last.toLowerCase().replaceAll(/[‐‑]/g, '-');
  const after = first.toLowerCase().replaceAll(/[‐‑]/g, '-');
  const joined = words.get(before + after) ?? 0;
  const compound = words.get(`${before}-${after}`) ?? 0;
  if (joined !== compound) return compound > joined;
  if (/^[\p{Lu}\p{N}]/u.test(first) || /\p{N}$/u.test(last)) return true;
  const left = before.split('-').at(-1)!;
  const right = after.split('-')[0]!;
  if (before.includes('-') || after.includes('-')) {
    // `state-of-` + `the-art`: each part may be seen elsewhere in another compound.
    const parts = (words.get(left + right) ?? 0) - (words.get(`${left}-${right}`) ?? 0);
    if (parts !== 0) return parts < 0;
  }
  if (OPEN.has(left) || (left.length > 2 && OPEN_LAST.has(right))) return true;
  if (left.length < 3 || right.length < 3 || CLOSED.has(left)) return false;
  return words.has(left) && inside.has(right);
}
