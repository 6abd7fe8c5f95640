import { readClaims } from '../answer-text.ts';
import { type Verdict, words } from '../family.ts';

const UNITS = words(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
);
const TENS = words('twenty thirty forty fifty sixty seventy eighty ninety');
const SPELLED = new RegExp(
  `\\b(?:(${TENS.join('|')})(?:[- ](${UNITS.slice(1, 10).join('|')}))?|(${UNITS.join('|')}))\\b`,
  'g',
);
const PRONOUN = /\b(?:the|this|that|which|each|every|right|correct) one\b/g;
const INEXACT =
  /[~≈<>±]|\b(?:about|around|roughly|approximately|nearly|almost|at least|at most|up to|more than|fewer than|less than|over|under|between|dozens?|hundreds?|half|several|many)\b/;
const DENIED =
  /(?:\bnot|n't|\bnever)\s+(?:be\s+)?(?:the\s+)?(?:right|correct|true|answer|solution|it|so)\b|\b(?:wrong|incorrect|false)\b/i;

/**
 * Right when the claims come to one exact number, and it is `right`. `wholes` are numbers that a response may name as
 * what it counted among: the 20 of "7 of the 20".
 */
export function verifyNumber(
  response: string,
  right: number,
  wholes: readonly number[] = [],
): Verdict {
  const read = readClaims(response);
  if ('refused' in read) return { correct: false, reason: read.refused };
  if (deniesItself(response)) return { correct: false, reason: 'denied' };
  const said = new Set<number>();
  for (const claim of read.claims) {
    const text = claim
      .replace(/^.*=/, '')
      .replace(/\b(?:out )?of (?:the |all |all the )?(\d+)\b/g, (phrase, whole: string) =>
        wholes.includes(Number(whole)) ? ' ' : phrase,
      );
    const numbers = numbersIn(text);
    if (numbers.length > 0 && INEXACT.test(text)) return { correct: false, reason: 'inexact' };
    if (numbers.length > 0 && endsDenied(text)) return { correct: false, reason: 'denied' };
    for (const number of numbers) said.add(number);
  }
  if (said.size === 0) return { correct: false, reason: 'no-answer' };
  if (said.size > 1) return { correct: false, reason: 'several-answers' };
  return said.has(right) ? { correct: true } : { correct: false, reason: 'wrong-answer' };
}

/** Whether a response, after its thinking, calls an answer wrong: then no number in it is a plain claim. */
export function deniesItself(response: string): boolean {
  return DENIED.test(
    response.replaceAll('\u2019', "'").replace(/^[\s\S]*<\/(?:think|thinking|reasoning)>/i, ''),
  );
}

/** Whether a claim was cut off before its "not": "the answer is", of "the answer is not that". */
export function endsDenied(claim: string): boolean {
  return /\b(?:is|are|was|were|do|does|did|has|have|can|will)\s*$/.test(claim);
}

/** Whole numbers that a text says in digits or words; NaN for a number that cannot be a count. */
export function numbersIn(claim: string): number[] {
  const numbers: number[] = [];
  const text = claim.toLowerCase().replace(PRONOUN, ' ');
  for (const [word] of text.matchAll(/[-−]?\d+(?:[.,/]\d+)*(?:st|nd|rd|th|%| ?percent)?/g)) {
    numbers.push(/^\d{1,4}$/.test(word) ? Number(word) : Number.NaN);
  }
  for (const [, tens, unit, single] of text.matchAll(SPELLED)) {
    numbers.push(
      single === undefined
        ? (TENS.indexOf(tens!) + 2) * 10 + (unit === undefined ? 0 : UNITS.indexOf(unit))
        : UNITS.indexOf(single),
    );
  }
  return numbers;
}

/**
 * `most` wrong counts from 1 up: of `candidates`, the likeliest first, then the neighbours of `right`. How many of them
 * are below `right` follows `turn`, so that neither the least nor the greatest of all is right more often than others.
 */
export function wrongCounts(
  right: number,
  candidates: readonly number[],
  most: number,
  turn: number,
): string[] {
  const below = Math.min(right - 1, 1 + (turn % most));
  const reach = Array.from({ length: most }, (_, index) => index + 1);
  const lower = [...candidates, ...reach.map((step) => right - step)];
  const higher = [...candidates, ...reach.map((step) => right + step)];
  return [
    ...firstCounts(lower, below, (count) => count > 0 && count < right),
    ...firstCounts(higher, most - below, (count) => count > right),
  ].map(String);
}

function firstCounts(
  counts: readonly number[],
  most: number,
  fits: (count: number) => boolean,
): number[] {
  return [...new Set(counts)].filter(fits).slice(0, most);
}
