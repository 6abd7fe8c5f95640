import type { Predicate } from '../knowledge-graph.ts';
import { placeOfRun, wordsOf } from '../write/name-words.ts';
import { senseOf } from './question-words.ts';

/** Where a name stands in words: the subject's, the object's. */
const ENDS = { subject: '@s', object: '@o' } as const;
const OF = new Set(['by', 'of']);
const PLACED = new Set('in at on from to for with into onto as during through near'.split(' '));
const ARTICLES = new Set(['the', 'a', 'an']);
const POSSESSIVE = 'possessive';

/**
 * Why a sentence that names both ends of an edge may tell its relation the other way round (`the founder was founded by the
 * school`), or undefined. What carries the direction is the order of the names, of the words of the relation (`V`), and of what
 * stands before a name (`by`, `of`, another preposition); a sentence passes where this order is one that the predicate's own
 * phrases give. Others may be right too, and are refused: the template then stands in their place.
 */
export function faultOfDirection(
  text: string,
  names: { subject: string; object: string },
  predicate: Predicate,
  vocabulary: ReadonlySet<string>,
): string | undefined {
  if (predicate.inverse === predicate.id) return undefined;
  const words = putEnds(text, names);
  if (typeof words === 'string') return words;
  const order = orderOf(words, vocabulary);
  const known = framesOf(predicate).map((frame) => orderOf(putFrame(frame), vocabulary));
  return known.includes(order) ? undefined : 'may tell the relation the other way round';
}

/** The ways in which a predicate's own phrases put subject and object. */
function framesOf({ statement, forward, backward }: Predicate): string[] {
  const [object, subject] = [
    forward.replaceAll('{x}', '{subject}'),
    backward.replaceAll('{x}', '{object}'),
  ];
  return [
    statement,
    `{object} is ${object}`,
    `${object} is {object}`,
    `{subject} is ${subject}`,
    `${subject} is {subject}`,
  ];
}

const putFrame = (frame: string): string[] =>
  frame
    .split(/\{(subject|object)\}/)
    .flatMap((part, at) => (at % 2 === 1 ? ENDS[part as keyof typeof ENDS] : tokensOf(part)));

/** The words of a sentence, with each end as one token; or why one of them does not stand there once. */
function putEnds(text: string, names: { subject: string; object: string }): string[] | string {
  let words = tokensOf(text);
  const ends = (['subject', 'object'] as const)
    .map((end) => ({ token: ENDS[end], name: names[end], run: tokensOf(names[end]) }))
    .toSorted((a, b) => b.run.length - a.run.length);
  for (const { token, name, run } of ends) {
    const at = placeOfRun(words, run);
    if (at < 0) return `does not name "${name}" by itself`;
    words = words.toSpliced(at, run.length, token);
    if (placeOfRun(words, run) >= 0) return `names "${name}" twice`;
  }
  return words;
}

/** Words in which a mark of possession is one, too. */
const tokensOf = (text: string): string[] =>
  wordsOf(text.replaceAll(/['\u2018\u2019]s?(?![\p{L}\p{N}])/gu, ` ${POSSESSIVE} `));

const isEnd = (word: string | undefined): boolean => word === ENDS.subject || word === ENDS.object;

/** What of a sentence carries direction, in its order. */
function orderOf(words: readonly string[], vocabulary: ReadonlySet<string>): string {
  const order: string[] = [];
  for (const [at, word] of words.entries()) {
    let next = at + 1;
    while (ARTICLES.has(words[next] ?? '')) next++;
    if (isEnd(word) || word === 'whose') order.push(word);
    else if (word === POSSESSIVE && isEnd(order.at(-1))) order.push(POSSESSIVE);
    else if (OF.has(word) && isEnd(words[next])) order.push(word);
    else if (PLACED.has(word) && isEnd(words[next])) order.push('P');
    else if (vocabulary.has(senseOf(word)) && order.at(-1) !== 'V') order.push('V');
  }
  // `the school's founder` is `the founder of the school`.
  return order.join(' ').replaceAll(new RegExp(`(@[so]) ${POSSESSIVE} V`, 'g'), 'V of $1');
}
