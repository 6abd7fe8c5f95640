import { answerIds, type Execution, executeQuery } from './execute-query.ts';
import { findShortcut } from './find-shortcut.ts';
import type { Draft } from './form-space.ts';
import { documentsOf, type GoldIndex, sharedDocuments } from './gold-index.ts';
import { findGivenAway } from './name-rules.ts';
import { SHAPES } from './plan-query.ts';
import type { GraphQuery, QueryForm } from './query.ts';
import { nameStep, readStep, turnBack } from './step-index.ts';

/** A draft that was executed and found sound. */
export interface SettledQuery {
  query: GraphQuery;
  execution: Execution;
  /** Edges of the proofs, each once, in the order of reasoning. */
  edges: number[];
  bridges: number[];
  documents: number;
  communities: number;
}

const MANY_ANSWERS: ReadonlySet<QueryForm> = new Set(['2i', '3i', 'pi']);
const CHAINS: ReadonlySet<QueryForm> = new Set(['1p', '2p', '3p', '4p']);
export const COMPARISONS: ReadonlySet<QueryForm> = new Set(['more', 'less']);

/** How many steps lie between the furthest anchor and the answer. */
export const HOPS: Record<QueryForm, number> = {
  '1p': 1,
  '2p': 2,
  '3p': 3,
  '4p': 4,
  '2i': 1,
  '3i': 1,
  pi: 2,
  ip: 2,
  count: 1,
  more: 1,
  less: 1,
  most: 2,
  least: 2,
};

/** A draft as a query, spelt as all of its kind are. */
export function spellQuery({ graph }: GoldIndex, form: QueryForm, draft: Draft): GraphQuery {
  return orderAnchors({
    form,
    anchors: draft.anchors.map((anchor) => graph.entities[anchor]!.id),
    predicates: draft.codes.map((code) => nameStep(graph, code)),
  });
}

/** The same query with its anchors in the one order in which it is spelt. */
export function orderAnchors(query: GraphQuery): GraphQuery {
  const { form, anchors, predicates } = query;
  if (COMPARISONS.has(form)) return { form, anchors: anchors.toSorted(), predicates };
  // In a path that meets a clue each anchor has a part of its own; the clues of `2i`, `3i` and `ip` may change places.
  if (form === 'pi' || anchors.length === 1) return query;
  const free = SHAPES[form].anchors;
  const clues = anchors
    .map((anchor, at) => ({ anchor, predicate: predicates[at]! }))
    .toSorted((a, b) => compare(a.anchor, b.anchor) || compare(a.predicate, b.predicate));
  return {
    form,
    anchors: clues.map(({ anchor }) => anchor),
    predicates: [...clues.map(({ predicate }) => predicate), ...predicates.slice(free)],
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/**
 * Executes a draft on all edges and holds it to the rules: the answers are few enough and no anchors, every one has a
 * proof of gold edges, bridges and answers are named neither by the anchors nor by the predicates nor (bridges) by the
 * answers, and no path joins an anchor and an answer by fewer edges. Undefined where it does not hold.
 */
export function settleDraft(
  index: GoldIndex,
  form: QueryForm,
  draft: Draft,
): SettledQuery | undefined {
  const { graph, options, isGold, names } = index;
  const query = spellQuery(index, form, draft);
  const execution = executeQuery(graph, query);
  const { answers, proofs, count, hasAllProofs } = execution;
  const most = MANY_ANSWERS.has(form) ? options.mostAnswers : 1;
  if ((answers.length === 0 && count === null) || answers.length > most || !hasAllProofs) return;
  const isComparison = COMPARISONS.has(form);
  if (!isComparison && answers.some((answer) => draft.anchors.includes(answer))) return;

  const edges = new Set<number>();
  for (const answer of count === null ? answers : [null]) {
    const proof = proofs.find(
      (one) => one.answer === answer && one.edges.every((edge) => isGold[edge] === 1),
    );
    if (proof === undefined) return;
    for (const edge of proof.edges) edges.add(edge);
  }
  const path = [...edges];
  const things = new Set(
    path.flatMap((edge) => [graph.edges.subject[edge]!, graph.edges.object[edge]!]),
  );
  const bridges = [...things].filter(
    (thing) => !draft.anchors.includes(thing) && !answers.includes(thing),
  );
  const predicates = draft.codes.map((code) => code >> 1);
  const named = { anchors: draft.anchors, predicates, bridges, answers, isComparison };
  if (findGivenAway(names, named) !== undefined) return;
  if (findShortcut(graph, query, answers) !== undefined) return;

  const { top } = index.communities;
  const placed = [...things].filter((thing) => index.isValue[thing] === 0);
  return {
    query,
    execution,
    edges: path,
    bridges,
    documents: countDocuments(index, path),
    communities: new Set(placed.map((thing) => top[thing])).size,
  };
}

/** How many documents are read at least to find all edges (of several, by taking the one that says most each time). */
function countDocuments(index: GoldIndex, edges: readonly number[]): number {
  if (sharedDocuments(index, edges).length > 0) return 1;
  let open = edges.map((edge) => documentsOf(index, edge));
  let read = 0;
  for (; open.length > 0; read++) {
    const says = new Map<number, number>();
    for (const own of open) {
      for (const document of own) says.set(document, (says.get(document) ?? 0) + 1);
    }
    const [best] = [...says].reduce((one, other) => (other[1] > one[1] ? other : one));
    open = open.filter((own) => !own.includes(best));
  }
  return read;
}

/**
 * What two questions share that are twins by symmetry: a comparison asked for more and for less, a chain read from its
 * other end. (The order of clues is settled by {@link spellQuery}.)
 */
export function twinName({ steps, graph }: GoldIndex, { query, execution }: SettledQuery): string {
  const { form, anchors, predicates } = query;
  const name = (ends: readonly string[], ways: readonly string[]): string =>
    JSON.stringify([form === 'less' ? 'more' : form, ends, ways]);
  const there = name(anchors, predicates);
  if (!CHAINS.has(form)) return there;
  const back = name(
    answerIds(graph, execution),
    predicates.toReversed().map((way) => nameStep(graph, turnBack(steps, readStep(graph, way)!))),
  );
  return there < back ? there : back;
}
