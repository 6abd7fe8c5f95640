import { type Verdict, words } from '../family.ts';
import { judgeStatements } from './read-statements.ts';

const SMALL = words(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
);
const TENS = words('twenty thirty forty fifty sixty seventy eighty ninety');
const WORD = `(?:${TENS.join('|')})(?:[ -](?:${SMALL.slice(1, 10).join('|')})\\b)?|${SMALL.join('|')}`;
/** "The one", "which one" and "one of them" count nothing. */
const NUMBER = new RegExp(
  `(?<!\\b(?:the|this|that|which|no|only|any|every|each|right|first|last)\\s)\\b(?:${WORD})\\b(?!\\s+(?:of|by)\\b)` +
    '|(?<![\\w)]\\s*)[-−]\\s?\\d+|\\d+(?:[.,/:]\\d+)*(?:st|nd|rd|th|%|\\s?percent)?',
  'g',
);
const LOOSE = new RegExp(
  `\\b(?:about|around|roughly|approximately|almost|nearly|at least|at most|over|under|up to|more than|less than|fewer than|between)\\s+(?:\\d|(?:${WORD})\\b)`,
);

/** Numbers that a claim names; NaN for one that is no whole number from zero up. Of an equation, the last side. */
export function numbersIn(claim: string): number[] {
  const text = claim.split('=').at(-1)!;
  return [...text.matchAll(NUMBER)].map(([said]) => valueOf(said));
}

function valueOf(said: string): number {
  if (/^\d+(?:\.0+)?$/.test(said)) return Number(said);
  if (/^\d{1,3}(?:,\d{3})+$/.test(said)) return Number(said.replaceAll(',', ''));
  if (/[\d−-]/.test(said) && !/^[a-z]/.test(said)) return Number.NaN;
  const [first, second] = said.split(/[ -]/);
  const tens = TENS.indexOf(first!);
  if (tens < 0) return SMALL.indexOf(first!);
  return 20 + 10 * tens + (second === undefined ? 0 : SMALL.indexOf(second));
}

/** Right when every number that the response states is the right one. `none` says zero in words; `foreign` are units that do not fit. */
export function judgeNumber(
  response: string,
  right: number,
  { none, foreign }: { none?: RegExp; foreign?: RegExp } = {},
): Verdict {
  // "5 (12 - 7)": arithmetic in brackets is a reason, not a second answer.
  const plain = response.replace(/\([^()]*\d\s*[-+−–×x*/]\s*\d[^()]*\)/g, ' ');
  return judgeStatements(plain, String(right), (claim) => {
    if (LOOSE.test(claim)) return ['loose'];
    const numbers = numbersIn(claim).map(String);
    if (numbers.length === 0) return none?.test(claim) ? ['0'] : [];
    return foreign?.test(claim) ? ['foreign'] : numbers;
  });
}
