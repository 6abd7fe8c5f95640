import { type Verdict, words } from '../family.ts';
import { endsDenied, numbersIn } from '../number-answer.ts';
import { plainClaims } from './plain-claims.ts';

const ORDINALS = words(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth',
);
const NUMBER = String.raw`(?:number |no\. ?)?(-?\d+(?:[.,]\d+)*|[a-z]+(?:-[a-z]+)?)`;
const FORWARD = (noun: string): RegExp =>
  new RegExp(String.raw`\b${noun}s?(?: ?(?:is|=|:))? ?${NUMBER}`, 'g');
const BACKWARD = (noun: string): RegExp =>
  new RegExp(String.raw`\b(\d+(?:st|nd|rd|th)|${ORDINALS.join('|')}) ${noun}\b`, 'g');
const PAIR = /^\D*?(?<![\d.−-])(\d+) ?(?:,|and| ) ?(\d+)\D*$/;
const OTHER_END =
  /\bfrom (?:the )?(?:bottom|right)\b|\b(?:bottom|right|centre|center|middle|last|end|ends)\b/;

/**
 * Right when the claims name one row and one column, in words ("row 2, column 3", "the second row") or as a pair in
 * that order, and both are right.
 */
export function verifyCell(response: string, row: number, column: number): Verdict {
  const read = plainClaims(response.replaceAll(/\br(\d+) ?c(\d+)\b/gi, 'row $1 column $2'));
  if ('refused' in read) return { correct: false, reason: read.refused };
  const rows = new Set<number>();
  const columns = new Set<number>();
  for (const claim of read.claims) {
    const text = claim
      .replaceAll(/\bcol\b/g, 'column')
      .replaceAll(/\b(row|column) number\b/g, '$1');
    if (endsDenied(text) && numbersIn(text).length > 0) return { correct: false, reason: 'denied' };
    const named = [...numbersFor(text, 'row')].length + [...numbersFor(text, 'column')].length;
    const pair = named === 0 ? PAIR.exec(text) : null;
    if (named === 0 && pair === null) {
      if (numbersIn(text).length > 0) return { correct: false, reason: 'unclear' };
      continue;
    }
    if (OTHER_END.test(text)) return { correct: false, reason: 'other-end' };
    for (const number of numbersFor(text, 'row')) rows.add(number);
    for (const number of numbersFor(text, 'column')) columns.add(number);
    if (pair !== null) {
      rows.add(Number(pair[1]));
      columns.add(Number(pair[2]));
    }
    const spare = numbersIn(withoutNamed(text)).length;
    if (pair === null && spare > 0) return { correct: false, reason: 'several-answers' };
  }
  if (rows.size === 0 || columns.size === 0) return { correct: false, reason: 'no-answer' };
  if (rows.size > 1 || columns.size > 1) return { correct: false, reason: 'several-answers' };
  return rows.has(row) && columns.has(column)
    ? { correct: true }
    : { correct: false, reason: 'wrong-answer' };
}

function* numbersFor(text: string, noun: 'row' | 'column'): Generator<number> {
  for (const [, said] of text.matchAll(FORWARD(noun))) {
    const [number] = numbersIn(said!);
    if (number !== undefined) yield number;
  }
  for (const [, said] of text.matchAll(BACKWARD(noun))) {
    yield ORDINALS.includes(said!) ? ORDINALS.indexOf(said!) + 1 : Number.parseInt(said!, 10);
  }
}

function withoutNamed(text: string): string {
  const nouns = ['row', 'column'];
  const forms = [...nouns.map(BACKWARD), ...nouns.map(FORWARD)];
  return forms.reduce((rest, form) => rest.replaceAll(form, ' '), text);
}
