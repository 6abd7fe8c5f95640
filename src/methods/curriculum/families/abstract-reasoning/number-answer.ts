import type { Verdict } from '../family.ts';
import { conclusionOf, readSentences } from './sentences.ts';

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const WORD = `(?:${[...ONES, ...TENS.slice(2), 'hundred', 'thousand'].join('|')})`;
const NUMBER = new RegExp(
  `(?<![\\w.])[-−–]?\\d[\\w.,:/^%]*|\\b(?:(?:minus|negative) )?${WORD}(?:(?:[ -]| and )${WORD})*\\b`,
  'g',
);
const VAGUE =
  /\b(?:at least|at most|more than|less than|fewer than|over|under|about|around|approximately|roughly|nearly|almost|between|up to) *$/;

/** Whether a response claims the number `right`, and no other, in digits or words. */
export function verifyNumber(response: string, right: number): Verdict {
  const read = readSentences(response);
  if ('refused' in read) return wrong(read.refused);
  const marked = /\b(?:answer|solution)\b|\\boxed/i.test(response);
  const said: number[] = [];
  let computed: number[] = [];
  for (const { text, denied } of read.sentences) {
    const concluded = conclusionOf(text);
    const numbers = numbersIn(concluded);
    if (numbers === undefined) return wrong('vague');
    if (numbers.length === 0) continue;
    if (denied) {
      if (numbersIn(text)?.includes(right) ?? true) return wrong('denied');
      continue;
    }
    if (concluded.includes('=')) computed = numbers.slice(-1);
    else {
      // A sentence that draws the conclusion replaces the steps before it, unless the answer was marked as such.
      if (!marked && /^\W*(?:so|therefore|thus|hence|altogether|in total|finally)\b/.test(text)) {
        said.length = 0;
      }
      said.push(...numbers);
    }
  }
  const claims = new Set(said.length > 0 ? said : computed);
  if (claims.size === 0) return wrong('no-answer');
  if (claims.size > 1) return wrong('several-answers');
  return claims.has(right) ? { correct: true } : wrong('wrong-answer');
}

function wrong(reason: string): Verdict {
  return { correct: false, reason };
}

/** The numbers of a text, NaN for what is no whole number; undefined where one is only a bound or a guess. */
function numbersIn(text: string): number[] | undefined {
  const equal = text.lastIndexOf('=');
  const part = text.slice(equal + 1);
  const numbers: number[] = [];
  for (const match of part.matchAll(NUMBER)) {
    const before = part.slice(0, match.index);
    if (VAGUE.test(before)) return undefined;
    if (/^one$/.test(match[0]) && isPronoun(before, part.slice(match.index + 3))) continue;
    numbers.push(/\d/.test(match[0]) ? valueOfDigits(match[0]) : valueOfWords(match[0]));
  }
  return numbers;
}

/** "The one", "this one", "one of them" name a thing; "one" and "one apple" count. */
function isPronoun(before: string, after: string): boolean {
  return (
    /\b(?:the|this|that|each|every|no|which|other|next|last|missing) $/.test(before) ||
    /^ of\b/.test(after)
  );
}

function valueOfDigits(raw: string): number {
  const digits = raw.replace(/[.,:]+$/, '').replace(/^[−–]/, '-');
  if (/^-?\d{1,3}(?:,\d{3})+$/.test(digits)) return Number(digits.replaceAll(',', ''));
  return /^-?\d+(?:\.0+)?$/.test(digits) ? Number(digits) : Number.NaN;
}

function valueOfWords(phrase: string): number {
  let total = 0;
  let part = 0;
  let last = Number.POSITIVE_INFINITY;
  for (const word of phrase.split(/[ -]/)) {
    if (['and', 'minus', 'negative'].includes(word)) continue;
    if (word === 'hundred' || word === 'thousand') {
      if (word === 'hundred') part = Math.max(part, 1) * 100;
      else {
        total += Math.max(part, 1) * 1000;
        part = 0;
      }
      last = Number.POSITIVE_INFINITY;
      continue;
    }
    const value = ONES.includes(word) ? ONES.indexOf(word) : TENS.indexOf(word) * 10;
    // "Seven eight" is no number, "twenty-eight" is.
    if (last < 20 || (last < 100 && (value > 9 || value === 0))) return Number.NaN;
    part += value;
    last = value;
  }
  return /^(?:minus|negative)/.test(phrase) ? -(total + part) : total + part;
}
