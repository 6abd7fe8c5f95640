import type { GraphQuery } from '../assign/query.ts';
import type { KnowledgeGraph, Predicate } from '../knowledge-graph.ts';
import type { Random } from '../../../core/random.ts';
import { entityOf, unambiguousName } from './name-words.ts';
import {
  agree,
  askPlainly,
  capitalise,
  fill,
  joinPhrases,
  listWords,
  pluralPhrase,
  questionWord,
  standIn,
  verbOfValue,
} from './noun-phrase.ts';
import { predicateOf } from './read-path.ts';

/**
 * The question of a query in our own words, drawn from several that ask the same. It is made of the anchors' names and the
 * predicates' phrases alone, so that it can name neither bridge nor answer of its own accord. Undefined where an anchor has
 * no name that is its alone.
 */
export function composeQuestion(
  graph: KnowledgeGraph,
  query: GraphQuery,
  random: Random,
): string | undefined {
  const anchors = query.anchors.map((id) => unambiguousName(graph, id));
  if (anchors.includes(undefined)) return undefined;
  return random.pick(wordings(graph, query, anchors as string[], random.fork('order')));
}

/** What a step leads to, in words: its phrase, and the kind of thing. */
export interface Step {
  phrase: string;
  kind: string | null;
  predicate: Predicate;
}

/** Throws RangeError on a predicate that the graph has not: callers have checked. */
export function stepOf(graph: KnowledgeGraph, step: string): Step {
  const predicate = graph.predicates[graph.predicateById.get(predicateOf(step)) ?? -1];
  if (predicate === undefined) throw new RangeError(`the graph has no predicate "${step}"`);
  return step.startsWith('^')
    ? { phrase: predicate.backward, kind: predicate.subjectKind, predicate }
    : { phrase: predicate.forward, kind: predicate.objectKind, predicate };
}

/** All wordings of a query. Those that come first and twice are the plainest. */
function wordings(
  graph: KnowledgeGraph,
  { form, anchors: ids, predicates }: GraphQuery,
  anchors: readonly string[],
  random: Random,
): string[] {
  const { kind } = entityOf(graph, ids[0]!);
  const steps = predicates.map((step) => stepOf(graph, step));
  const [a, b] = anchors as [string, string];
  const [p, q, r] = steps as [Step, Step, Step];
  switch (form) {
    case '2i':
    case '3i':
      return askMeeting(
        steps.map(({ phrase }, at) => ({ phrase, words: anchors[at]! })),
        p.kind,
      );
    case 'pi': {
      const chain = { phrase: q.phrase, words: fill(p.phrase, a) };
      return askMeeting([chain, { phrase: r.phrase, words: b }], q.kind ?? r.kind);
    }
    case 'ip': {
      const both = [p, q].map(({ phrase }, at) => ({ phrase, words: anchors[at]! }));
      const innerKind = p.kind ?? q.kind;
      const { noun } = joinPhrases(both, innerKind);
      return askThing(r, noun, noun, innerKind);
    }
    case 'count':
      return askCount(p, a);
    case 'more':
    case 'less':
      return askComparison(p, form === 'more', random.shuffle([a, b]));
    case 'most':
    case 'least':
      return askExtreme(p, a, q, form === 'most');
    default:
      return askChain(steps, a, kind);
  }
}

/** Clauses within clauses that a reader is asked to hold at once. */
const MOST_NESTED = 1;

function askChain(steps: readonly Step[], anchor: string, anchorKind: string): string[] {
  const inner = steps.slice(0, -1).reduce((words, { phrase }) => fill(phrase, words), anchor);
  const last = steps.at(-1)!;
  const before = steps.at(-2);
  const asked = askThing(last, inner, before && inner, before?.kind ?? null);
  if (steps.length < 3) return asked;
  let held = anchorKind === 'person' ? standIn(anchorKind) : 'it';
  const taken = steps.slice(0, -1).map(({ phrase, kind }) => {
    const words = fill(phrase, held);
    held = standIn(kind);
    return words;
  });
  asked.push(`Start from ${anchor}. Take ${taken.join(', then ')}. ${askShortly(last, held)}`);
  // What stands behind `{x}` has to be kept in mind over all that is put there.
  const nested = steps.slice(1).filter(({ phrase }) => !phrase.endsWith('{x}')).length;
  return nested > MOST_NESTED ? asked.slice(-2) : asked;
}

const askShortly = ({ phrase, kind }: Step, held: string): string =>
  askPlainly(phrase, held, kind) ?? `${questionWord(kind)} is ${fill(phrase, held)}?`;

/** What one step leads to from what `words` name; `inner` is set where these are themselves found by a step. */
function askThing(
  last: Step,
  words: string,
  inner: string | undefined,
  innerKind: string | null,
): string[] {
  const { phrase, kind } = last;
  const noun = fill(phrase, words);
  const plain = askPlainly(phrase, words, kind);
  const asked = [`${questionWord(kind)} is ${noun}?`, `Can you name ${noun}?`];
  if (plain !== undefined) asked.unshift(plain, plain);
  if (inner !== undefined) {
    asked.push(`Think of ${inner}. ${askShortly(last, standIn(innerKind))}`);
  }
  return asked;
}

function askMeeting(
  phrases: readonly { phrase: string; words: string }[],
  kind: string | null,
): string[] {
  const { noun, plain } = joinPhrases(phrases, kind);
  const asked = [`${questionWord(kind)} is ${noun}?`, `Can you name ${noun}?`];
  if (plain !== undefined) asked.unshift(plain, plain);
  return asked;
}

function askCount({ phrase, predicate }: Step, anchor: string): string[] {
  const plural = pluralPhrase(phrase);
  if (plural === undefined) {
    return [`How many things are there that can be called ${fill(phrase, anchor)}?`];
  }
  const many = fill(plural, anchor);
  const asked = [`How many ${many} are there?`, `What is the number of ${many}?`];
  const subjects = /^\{subject\} (.+ \{object\})$/.exec(predicate.statement);
  if (subjects !== null && predicate.backward === phrase && predicate.subjectKind === 'person') {
    asked.push(`How many people ${agree(subjects[1]!).replace('{object}', () => anchor)}?`);
  }
  return asked;
}

/** Later, larger; or earlier, smaller. */
function comparative({ predicate }: Step, isMore: boolean, isExtreme: boolean): string {
  if (predicate.objectKind === 'time') {
    return isExtreme ? (isMore ? 'latest' : 'earliest') : isMore ? 'later' : 'earlier';
  }
  return isExtreme ? (isMore ? 'largest' : 'smallest') : isMore ? 'larger' : 'smaller';
}

function askComparison(step: Step, isMore: boolean, [one, other]: readonly string[]): string[] {
  const { label, statement, subjectKind, objectKind } = step.predicate;
  const more = comparative(step, isMore, false);
  const [which, whose] = subjectKind === 'person' ? ['Who', 'who'] : ['Which', 'which'];
  const asked = [
    `${which} has the ${more} ${label}, ${one} or ${other}?`,
    `Of ${one} and ${other}, ${whose} has the ${more} ${label}?`,
  ];
  const verb = objectKind === 'time' ? verbOfValue(statement) : undefined;
  if (verb !== undefined) {
    asked.unshift(
      `${which} ${verb} ${more}, ${one} or ${other}?`,
      `Of ${one} and ${other}, ${whose} ${verb} ${more}?`,
    );
  }
  return asked;
}

function askExtreme(members: Step, anchor: string, value: Step, isMore: boolean): string[] {
  const { label, statement, objectKind } = value.predicate;
  const most = comparative(value, isMore, true);
  const plural = pluralPhrase(members.phrase);
  const all = fill(
    plural === undefined ? `all that is ${members.phrase}` : `the ${plural}`,
    anchor,
  );
  const which = members.kind === 'person' ? 'who' : 'which';
  const asked = [
    `Of ${all}, ${which} has the ${most} ${label}?`,
    `Which of ${all} has the ${most} ${label}?`,
  ];
  const verb = objectKind === 'time' ? verbOfValue(statement) : undefined;
  if (verb !== undefined) asked.unshift(`Of ${all}, ${which} ${verb} ${most}?`);
  return asked.map(capitalise);
}

/** The answer as it is said: names, or the number. */
export function sayAnswers(
  graph: KnowledgeGraph,
  { form }: Pick<GraphQuery, 'form'>,
  answers: readonly string[],
): string {
  if (form === 'count') return answers.join('');
  return listWords(answers.map((id) => entityOf(graph, id).name));
}
