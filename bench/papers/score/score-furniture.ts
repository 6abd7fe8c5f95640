import type { Truth } from '../truth.ts';
import { BODY_KINDS } from './kinds.ts';
import { bareText } from './normalise.ts';
import type { Reading } from './reading.ts';
import type { Share } from './tally.ts';

/**
 * Characters of headers, footers, side stamps, page and line numbers among the characters of the body text. Words count
 * where a piece of body text holds the whole string (on a page but the first, for a string that the paper's own text holds
 * too: as often as it stands there more often than in the truth); page numbers where a line or element is nothing else;
 * line numbers (three digits in these papers) as often as they stand there more often than in the truth.
 */
export function scoreFurniture(truth: Truth, reading: Reading): Share {
  const body = reading.chunks.filter(
    ({ kind }) => !reading.answers.has('kinds') || BODY_KINDS.has(kind),
  );
  const lines = body.flatMap(({ text }) => text.split('\n')).map((line) => line.trim());
  const whole = body.reduce((sum, { text }) => sum + text.replaceAll(/\s+/g, ' ').length, 0);
  const all = bareText(body.map(({ text }) => text).join(' '));
  const own = bareText(truth.elements.map(({ text }) => text).join(' '));
  let part = 0;
  for (const line of truth.furniture) {
    const bare = bareText(line);
    part += Math.max(0, occurrences(all, bare) - occurrences(own, bare)) * line.length;
  }
  for (const line of lines) {
    const page = /^[-–]?\s*(\d{1,3})\s*[-–]?$/.exec(line)?.[1];
    if (page !== undefined && Number(page) >= 1 && Number(page) <= truth.pages.length)
      part += page.length;
  }
  if (truth.traits.lineNumbers) {
    part +=
      3 *
      Math.max(
        0,
        countThreeDigits(lines.join('\n')) -
          countThreeDigits(truth.elements.map(({ text }) => text).join('\n')),
      );
  }
  return { part, whole };
}

function occurrences(text: string, words: string): number {
  if (words.length < 6) return 0;
  return text.split(words).length - 1;
}

const countThreeDigits = (text: string): number =>
  text.match(/(?<![\d.,–-])\d{3}(?![\d.,%–-])/g)?.length ?? 0;
