import { createOrder } from './word-order.ts';
import type { GraphQuery } from '../assign/query.ts';
import type { KnowledgeGraph } from '../knowledge-graph.ts';
import { stepOf } from '../write/compose-question.ts';
import { entityOf, placeOfRun, wordsOf } from '../write/name-words.ts';
import { predicateOf } from '../write/read-path.ts';
import { DENIALS, isSameSet, SCAFFOLDING, senseOf, vocabularyOf } from './question-words.ts';

export const LIMITS = { leastWords: 4, mostWords: 60, mostCharacters: 480 };

/** Words of comparison by direction: a rewording keeps to the one that its template has. */
const DIRECTIONS = [
  'later',
  'earlier',
  'larger bigger greater higher',
  'smaller lower fewer',
  'latest last',
  'earliest first',
  'largest biggest greatest highest most',
  'smallest lowest fewest least',
].map((line) => new Set(line.split(' ')));

/** Words that say which way round a relation is told: `whose country is X` is not `who is the country of X`. */
const TURNS = ['whose', 'by'];

/** Words that open a question, by what is asked for. */
const ASKING: Record<string, RegExp> = {
  person: /\b(?:who|whom|whose|which|what|name)\b/,
  place: /\b(?:where|which|what|name)\b/,
  time: /\b(?:when|which|what)\b/,
  other: /\b(?:what|which|who|whom|whose|name)\b/,
  count: /\bhow many\b|\bnumber of\b/,
};
/** Words that ask for another kind of thing than these. */
const ASKING_ELSE: Record<string, RegExp> = {
  person: /\b(?:when|why|how)\b/,
  place: /\b(?:why|how|when)\b/,
  time: /\b(?:why|how many|how much)\b/,
  other: /\b(?:why|how|when)\b/,
  count: /\b(?:why|when)\b/,
};

/**
 * Whether a rewording still asks what the template asks: undefined when it does, else why not. Every word must be of the
 * template, of the vocabulary of the query's predicates, or scaffolding, so that no name, number or other relation comes
 * in; each anchor stands there once and each predicate is spoken of; what belongs to an anchor stands nearer to it than
 * what belongs to another, and what is asked of a thing never stands between the words that name it; relations are
 * told the same way round; the same kind of thing is asked for, and a comparison keeps its direction.
 */
export function faultOfRewording(
  reworded: string,
  template: string,
  graph: KnowledgeGraph,
  query: GraphQuery,
): string | undefined {
  if (reworded !== reworded.trim() || /[\n\r\t]/.test(reworded)) return 'more than one line';
  if (!reworded.endsWith('?') || reworded.indexOf('?') !== reworded.length - 1) {
    return 'not one question with its mark at the end';
  }
  if (/["“”«»<>{}[\]`*_|#]/u.test(reworded)) return 'has quotation marks or markup';
  if (reworded.length > LIMITS.mostCharacters) return 'too long';

  const anchors = query.anchors.map((id) => wordsOf(entityOf(graph, id).name));
  const words = putAnchors(wordsOf(reworded), anchors);
  if (typeof words === 'string') return words;
  if (words.length < LIMITS.leastWords) return 'too short';
  if (words.length > LIMITS.mostWords) return 'too long';
  const ownWords = putAnchors(wordsOf(template), anchors);
  if (typeof ownWords === 'string') return `the template: ${ownWords}`;

  const vocabularies = query.predicates.map((step) =>
    vocabularyOf(graph, graph.predicates[graph.predicateById.get(predicateOf(step))!]!),
  );
  return (
    faultOfWords(words, ownWords, vocabularies) ??
    faultOfTurns(words, ownWords) ??
    faultOfKind(words, graph, query) ??
    createOrder(
      words,
      query,
      vocabularies,
      query.predicates.map((step) => stepOf(graph, step).phrase),
    ).fault()
  );
}

const sensible = (word: string): string => (word.startsWith('@') ? word : senseOf(word));

/** The words with each anchor's name as one token, `@0`, `@1` …; or why one stands there never or twice. */
function putAnchors(words: readonly string[], anchors: readonly string[][]): string[] | string {
  let put = [...words];
  const order = [...anchors.keys()].toSorted((a, b) => anchors[b]!.length - anchors[a]!.length);
  for (const anchor of order) {
    const at = placeOfRun(put, anchors[anchor]!);
    if (at < 0) return `does not name "${anchors[anchor]!.join(' ')}"`;
    put = [...put.slice(0, at), `@${anchor}`, ...put.slice(at + anchors[anchor]!.length)];
    if (placeOfRun(put, anchors[anchor]!) >= 0)
      return `names "${anchors[anchor]!.join(' ')}" twice`;
  }
  return put;
}

function faultOfWords(
  words: readonly string[],
  template: readonly string[],
  vocabularies: readonly ReadonlySet<string>[],
): string | undefined {
  const known = new Set(template);
  const knownSenses = new Set([
    ...template.filter((word) => !SCAFFOLDING.has(word)).map(senseOf),
    ...vocabularies.flatMap((one) => [...one]),
  ]);
  const direction = DIRECTIONS.find((one) => template.some((word) => one.has(word)));
  for (const word of words) {
    if (word.startsWith('@') || known.has(word)) continue;
    if (DENIALS.has(word)) return `turns the question round: "${word}"`;
    if (DIRECTIONS.some((one) => one !== direction && one.has(word)))
      return `compares otherwise: "${word}"`;
    if (direction?.has(word) || SCAFFOLDING.has(word) || knownSenses.has(senseOf(word))) continue;
    return `brings in "${word}"`;
  }
  if (direction !== undefined && !words.some((word) => direction.has(word))) {
    return 'lost the comparison';
  }
  const said = words.map(sensible);
  for (const [at, vocabulary] of vocabularies.entries()) {
    const uses = vocabularies.filter((other) => isSameSet(other, vocabulary)).length;
    const times = said.filter((sense) => vocabulary.has(sense)).length;
    if (vocabulary.size > 0 && times < uses) return `does not ask by its predicate ${at + 1}`;
  }
  return undefined;
}

function faultOfTurns(words: readonly string[], template: readonly string[]): string | undefined {
  const turn = TURNS.find(
    (one) =>
      words.filter((word) => word === one).length !==
      template.filter((word) => word === one).length,
  );
  return turn && `may turn a relation round: "${turn}"`;
}

function faultOfKind(
  words: readonly string[],
  graph: KnowledgeGraph,
  { form, predicates }: GraphQuery,
): string | undefined {
  const text = words.join(' ');
  const kind = form === 'count' ? 'count' : stepOf(graph, predicates.at(-1)!).kind;
  const compares = ['more', 'less', 'most', 'least'].includes(form);
  const asks = compares || kind === null || !Object.hasOwn(ASKING, kind) ? 'other' : kind;
  if (!ASKING[asks]!.test(text)) return `does not ask for a ${asks}`;
  const inner = predicates
    .slice(0, -1)
    .map((step) => stepOf(graph, step).phrase)
    .join(' ');
  const elsewhere = ASKING_ELSE[asks]!.exec(text);
  const own = `${inner} ${stepOf(graph, predicates.at(-1)!).phrase}`;
  return elsewhere === null || own.includes(elsewhere[0])
    ? undefined
    : `asks "${elsewhere[0]}" where a ${asks} is sought`;
}
