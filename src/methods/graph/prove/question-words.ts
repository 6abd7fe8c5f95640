import type { KnowledgeGraph, Predicate } from '../knowledge-graph.ts';
import { stemWord } from '../retrieve/stem-word.ts';
import { wordsOf } from '../write/name-words.ts';

/** Words with which any question or statement may be built. They say nothing of their own. */
export const SCAFFOLDING = new Set(
  (
    'a an the this that these those it its he she his her him they their them one ones someone something somebody who whom whose what which ' +
    'when where how many much number total is are was were be been being am do does did has have had can could would will may might shall should ' +
    'of in on at by for from to with about as into onto upon during through and or also both same too either then than so there here i me you your we us ' +
    'tell please name names named identify find give say know known think take consider call called exactly actually happen happened ' +
    'person people man woman human individual place places location thing things kind type year date time day entity work works event organization ' +
    'organisation company city town country two three all each of among between'
  ).split(' '),
);

/** Words of scaffolding that speak to the reader: a question may have them, a statement has none. */
export const ADDRESS = new Set(
  'please tell identify find give think take consider i me you your we us'.split(' '),
);

/** Words that turn a sentence round. */
export const DENIALS = new Set(
  "not no never none neither nor without except cannot fail failed nobody nothing isn't wasn't aren't weren't didn't don't doesn't unlike other another".split(
    ' ',
  ),
);

/** Forms and words that may stand for one another. Each line is one sense; nothing here turns a relation round. */
const SAME_SENSE = [
  'born birth birthplace birthdate',
  'died die death dead deceased',
  'buried burial grave',
  'wrote write written writes writer author authored penned',
  'directed director directs direct directing',
  'composed composer composes compose',
  'painted painter paints paint',
  'founded founder found founding established establish founds set',
  'built build builder builds constructed construct',
  'invented inventor invents invent',
  'designed designer designs design',
  'published publication publish released release',
  'produced producer produces produce',
  'led leads lead leader headed head heads',
  'taught teaches teach teacher',
  'studied study studies educated education attended attend',
  'worked works work',
  'lived lives live resided residence',
  'married marry marries spouse husband wife',
  'child children son daughter',
  'parent parents father mother',
  'sibling siblings brother sister',
  'owned owns own owning',
  'member members membership belongs belong belonging',
  'located location lies lie situated stands stand',
  'capital capitals',
  'sang sing sings singer performed performer performs perform',
  'won win wins winner',
  'ran run runs',
  'made make makes maker',
  'began begin begins beginning started start starts',
  'ended end ends',
  'spoke speak speaks spoken',
  'moved move moves',
  'kept keep keeps',
  'held hold holds',
  'sold sell sells',
  'bought buy buys',
];

const senses = new Map<string, string>(
  SAME_SENSE.flatMap((line) => {
    const words = line.split(' ');
    return words.map((word): [string, string] => [word, `=${words[0]}`]);
  }),
);

/** A word as it is compared: its sense where the table has one, else its stem. */
export const senseOf = (word: string): string => senses.get(word) ?? stemWord(word);

/** Senses of the words of a text that say something of their own. */
export function contentOf(text: string): Set<string> {
  return new Set(
    wordsOf(text)
      .filter((word) => !SCAFFOLDING.has(word))
      .map(senseOf),
  );
}

/** Senses in which a predicate is spoken of: its label and phrases, and the words of the facts that a sample rests on. */
export function vocabularyOf(
  graph: KnowledgeGraph,
  { label, statement, forward, backward }: Predicate,
  facts: readonly number[] = [],
): Set<string> {
  const phrases = facts.map((fact) => graph.facts[fact]!.phrase);
  const all = [label, statement, forward, backward, ...phrases].join(' ; ');
  return contentOf(all.replaceAll(/\{\w+\}/g, ' '));
}

export const isSameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((one) => b.has(one));
