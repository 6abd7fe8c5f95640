import { readClaims, takesBack } from './answer-text.ts';
import { type Verdict, words } from './family.ts';

const SMALL = words(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
);
const TENS = words('zero ten twenty thirty forty fifty sixty seventy eighty ninety');
const WORD = `(?:${[...SMALL, ...TENS.slice(2), 'hundred', 'thousand'].join('|')})`;
const NUMBER = new RegExp(
  `(?:(?<![\\d)]\\s*)(?<![\\w.])[-−–]|(?<!\\d )\\b(?:minus|negative) )\\d[\\w.,:/^%]*|\\d[\\w.,:/^%]*(?: ?percent)?|\\b(?:(?:minus|negative) )?${WORD}(?:(?:[ -]| and )${WORD})*\\b`,
  'g',
);
/** "The one", "which one", "one of them" and "one cup costs" count nothing. */
const BEFORE_PRONOUN =
  /\b(?:the|this|that|which|each|every|any|no|right|correct|other|next|first|last|missing) $/;
const INEXACT = new RegExp(
  String.raw`[~≈<>±]|\b(?:roughly|approximately|at least|at most|dozens?|hundreds|and a half|half an?|several|(?<!how )many)\b|` +
    String.raw`\b(?:about|around|nearly|almost|up to|more than|fewer than|less than|over|under|between) (?:the |all |a total of )?(?:\d|${WORD}\b)`,
);
/** "x > 4" as the last word; tags are no signs. */
const BOUND = /\w\s*[<>≤≥]=?\s*\d+\W*$/;
const GUESSED =
  /\b(?:i guess|likely|may|i (?:can|do) not (?:say|tell|know|see))\b|\bi (?:can|do)\s*$/;
const DENIED =
  /(?:\bnot|n't|\bnever)\s+(?:be\s+)?(?:the\s+)?(?:right|correct|true|answer|solution|it|so)\b|\b(?:wrong|incorrect|false)\b/i;
const CONCLUSION =
  /\b(?:so|therefore|thus|hence)\b(?!\s+(?:is|are|do|does|did|far|much|many)\b)|^(?:altogether|in total|finally|in the end)\b/i;
const DECLARED = /\b(?:answer|solution)\b|\\(?:boxed|fbox)\b/i;

export interface NumberReading {
  /** Numbers that a response may name as what it counted among: the 20 of "7 of the 20". */
  wholes?: readonly number[];
  /** Says zero in words: "it is empty". */
  none?: RegExp;
  /** Units that do not fit. */
  foreign?: RegExp;
}

/** Right when the claims come to one exact number, and it is `right`. */
export function verifyNumber(
  response: string,
  right: number,
  { wholes = [], none, foreign }: NumberReading = {},
): Verdict {
  const declared = declaredPart(response);
  if (deniesItself(declared)) return wrong('denied');
  // "5 (12 - 7)": arithmetic in brackets is a reason, not a second answer.
  const plain = response
    .replace(/\([^()]*\d\s*[-+−–×x*/]\s*\d[^()]*\)/g, ' ')
    .replaceAll('\u2019', "'")
    .replace(/\bcan(?:not|'t)\b/gi, 'can not')
    .replace(/\bnever\b|(?<=\w)n't\b/gi, ' not')
    // "It is not 5, it is 4": what stands after the denial is a claim of its own.
    .replace(/\bnot (-?\w+)(?:,? but |, (?=(?:it|there|he|she|they)\b))/gi, 'not $1. ');
  if (BOUND.test(plain.replace(/<\/?\w+>/g, '. '))) return wrong('inexact');
  const read = readClaims(plain);
  if ('refused' in read) return wrong(read.refused);
  if (read.claims.some(takesBack)) return wrong('denied');
  if (read.claims.some((claim) => GUESSED.test(claim))) return wrong('hedged');
  const said: number[] = [];
  const computed: number[] = [];
  for (const claim of concluded(read.claims, DECLARED.test(response))) {
    const text = claim
      .replace(/^.*=/, '')
      .replace(/\b(?:out )?of (?:the |all |all the )?(\d+)\b/g, (phrase, whole: string) =>
        wholes.includes(Number(whole)) ? ' ' : phrase,
      );
    const numbers = numbersIn(text);
    if (numbers.length === 0) {
      if (none?.test(text)) said.push(0);
      continue;
    }
    if (INEXACT.test(text)) return wrong('inexact');
    if (foreign?.test(text)) return wrong('wrong-unit');
    if (endsDenied(text) || /^(?:neither|nobody|no(?= \d))\b/.test(text)) return wrong('denied');
    (claim.includes('=') ? computed : said).push(...numbers);
  }
  // Of several equations the last is the result; the earlier ones are steps to it.
  const claims = new Set([...said, ...computed.slice(-1)]);
  if (claims.size === 0) return wrong('no-answer');
  if (claims.size > 1) return wrong('several-answers');
  return claims.has(right) ? { correct: true } : wrong('wrong-answer');
}

function wrong(reason: string): Verdict {
  return { correct: false, reason };
}

/** The claims from the last conclusion on ("so …"), unless the answer was declared as such. */
function concluded(claims: readonly string[], declared: boolean): readonly string[] {
  const at = declared ? -1 : claims.findLastIndex((claim) => CONCLUSION.test(claim));
  if (at < 0) return claims;
  return [claims[at]!.split(CONCLUSION).at(-1)!, ...claims.slice(at + 1)];
}

/** A response without its thinking, from the line of its declared answer on: "3 < 2 is false" above it is a step. */
function declaredPart(response: string): string {
  const said = response.replace(/^[\s\S]*<\/(?:think|thinking|reasoning)>/i, '');
  const markers = said.matchAll(
    /\\(?:boxed|fbox)\b|<answer>|\b(?:answer|solution)\b[*_ ]*(?:is\b|=|:)/gi,
  );
  const at = [...markers].at(-1)?.index;
  if (at === undefined) return said;
  return said.slice(said.slice(0, at).replace(/:\s*$/, '').lastIndexOf('\n') + 1);
}

/** Whether a response, after its thinking, calls an answer wrong: then nothing in it is a plain claim. */
export function deniesItself(response: string): boolean {
  return DENIED.test(
    response.replaceAll('\u2019', "'").replace(/^[\s\S]*<\/(?:think|thinking|reasoning)>/i, ''),
  );
}

/** Whether a claim was cut off before its "not": "the answer is", of "the answer is not that". */
export function endsDenied(claim: string): boolean {
  return /\b(?:is|are|was|were|do|does|did|has|have|can|will)\s*$/.test(claim);
}

/** Numbers that a text says in digits or words; NaN for what is no whole number: "3.5", "3rd", "1/2", "seven eight". */
export function numbersIn(claim: string): number[] {
  const text = claim.toLowerCase().replace(/(?<![\w)]\s*)[-−–](?=[a-z])/g, 'minus ');
  return [...text.matchAll(NUMBER)].flatMap((match) => {
    const [said] = match;
    if (/\d/.test(said)) return [valueOfDigits(said)];
    const after = text.slice(match.index + said.length);
    const isPronoun =
      said === 'one' &&
      (BEFORE_PRONOUN.test(text.slice(0, match.index)) ||
        /^ (?:(?:of|by)\b|[a-z]+ (?:costs?|weighs?|holds?)\b)/.test(after));
    if (isPronoun) return [];
    return said.includes(' and ') && Number.isNaN(valueOfWords(said))
      ? said.split(' and ').map(valueOfWords)
      : [valueOfWords(said)];
  });
}

function valueOfDigits(said: string): number {
  const digits = said.replace(/[.,:]+$/, '').replace(/^(?:[−–-]|(?:minus|negative) )/, '-');
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
      part = Math.max(part, 1) * (word === 'hundred' ? 100 : 1_000);
      if (word === 'thousand') [total, part] = [total + part, 0];
      last = Number.POSITIVE_INFINITY;
      continue;
    }
    const value = SMALL.includes(word) ? SMALL.indexOf(word) : TENS.indexOf(word) * 10;
    // "Seven eight" is no number, "twenty-eight" is.
    if (last < 20 || (last < 100 && (value > 9 || value === 0))) return Number.NaN;
    part += value;
    last = value;
  }
  return /^(?:minus|negative)/.test(phrase) ? -(total + part) : total + part;
}
