import type { AssignContext, Assignment } from '../../../core/run/method.ts';
import type { Communities } from '../communities.ts';
import type { KnowledgeGraph } from '../knowledge-graph.ts';
import { DEFAULTS as DRAW_DEFAULTS, drawQueries, type Wish } from './draw-queries.ts';
import { answerIds } from './execute-query.ts';
import type { FormSpace } from './form-space.ts';
import { FORM_SPACES } from './forms/registry.ts';
import { type GoldIndex, indexGold } from './gold-index.ts';
import { groupsOf } from './groups.ts';
import { fractionOf, joinWords, type Words, wordsOf } from './hash-ids.ts';
import { assignmentKey, drawTwin } from './name-assignment.ts';
import { type ChainScorer, findNearMisses } from './near-misses.ts';
import type { AssignOptions } from './options.ts';
import { type EdgeIds, QUERY_FORMS, type QueryForm, type QueryPayload } from './query.ts';
import { HOPS, type SettledQuery, settleDraft, twinName } from './settle-draft.ts';
import { createSpentKeys, SPENT } from './spent-keys.ts';
import { fallsWithout, TWIN_FORMS } from './unanswerable.ts';

export const DEFAULTS = {
  ...DRAW_DEFAULTS,
  /** Visits in a row that a form may take to find its next query before another form has its turn. */
  visitsPerTurn: 16,
  /** What a form that finds little may catch up when it finds again: so many queries. */
  mostCredit: 8,
};

export interface QueryMaterial {
  graph: KnowledgeGraph;
  communities: Communities;
  options: AssignOptions;
  /** Finds near misses; without it they come from the graph's structure. */
  scorer?: ChainScorer | undefined;
}

/**
 * Draws queries over a graph, lazily, until there are no more: each with its answers, the edges that prove them, and what
 * a question must not name.
 *
 * Every form has a stream of its own: rounds that visit all its owners in an order of hashed ids in which rare things come
 * early, each visit drawing one query of the owner's that has not come before ({@link drawQueries}). Streams are merged by
 * the forms' weights. What is drawn depends on the seed and on ids, so that a change of the graph changes what rests on
 * it or lies near it, and little else; which things share a community matters only where `crossCommunities` asks for it.
 */
export async function* sampleQueries(
  { graph, communities, options, scorer }: QueryMaterial,
  { seed, signal }: Pick<AssignContext, 'seed' | 'signal'>,
  limits = DEFAULTS,
): AsyncGenerator<Assignment<QueryPayload>> {
  const index = indexGold(graph, communities, options);
  const groups = groupsOf(graph, communities);
  const isNew = rememberTwins();
  const settle = (form: QueryForm, draft: Parameters<typeof settleDraft>[2]) => {
    const settled = settleDraft(index, form, draft);
    return settled !== undefined && isNew(twinName(index, settled)) ? settled : undefined;
  };
  const turns = takeTurns(
    QUERY_FORMS.filter((form) => (options.forms[form] ?? 0) > 0).map((form) => ({
      weight: options.forms[form]!,
      visits: visitForm(FORM_SPACES[form](index), index, seed, limits, settle),
    })),
    limits,
  );
  let idle = 0;
  for (const found of turns) {
    // A graph may hold little of what is asked: whoever waits must be able to stop it.
    if (found === undefined && ++idle % 256 === 0) await new Promise(setImmediate);
    signal.throwIfAborted();
    if (found === undefined) continue;
    const { form } = found.query;
    const payload = await describe(index, found, scorer);
    const { query } = payload;
    const assignment = { groups: groups(found.edges), payload };
    yield { key: assignmentKey(query, false), ...assignment };
    if (!TWIN_FORMS.has(form)) continue;
    const { isDrawn, choice } = drawTwin(seed, query, options.unanswerable);
    if (!isDrawn) continue;
    const edge = edgeToWithhold(graph, found, choice);
    if (edge === undefined) continue;
    const withheld = edgeIds(graph, edge);
    const key = assignmentKey(query, true);
    yield { ...assignment, key, payload: { ...payload, withheld } };
  }
}

/** Of the visits to a form's owners, what each gave; ends when all owners are spent. */
function* visitForm<Found>(
  space: FormSpace,
  index: GoldIndex,
  seed: string,
  limits: typeof DEFAULTS,
  settle: (form: QueryForm, draft: Parameters<typeof settleDraft>[2]) => Found | undefined,
): Generator<Found | undefined> {
  const { form } = space;
  const words = wordsOf(`${seed}/${form}`);
  const draw = drawQueries(space, index, words, limits);
  let open = space.owners;
  for (let round = 0; open.length > 0; round++) {
    const roundWord = joinWords(words[0], round);
    const spent = new Set<number>();
    for (const { owner, word } of orderVisits(index, space, open, roundWord)) {
      if (spent.has(owner)) continue;
      const wish = wishOf(index, word);
      const drawn = draw.visit(owner, wish, (draft) => settle(form, draft));
      if (drawn === 'spent') spent.add(owner);
      else yield drawn === 'missed' ? undefined : drawn.accepted;
    }
    open = open.filter((owner) => !spent.has(owner));
  }
}

/** Every owner as often as its form says. Rare things tend to come first: each visit has a clock with the rate 1 / degree. */
function orderVisits(
  index: GoldIndex,
  { visits }: FormSpace,
  owners: readonly number[],
  word: number,
): { owner: number; word: number; clock: number }[] {
  const { start } = index.neighbours;
  const { first, second } = index.words.entities;
  return owners
    .flatMap((owner) =>
      Array.from({ length: visits(owner) }, (_, visit) => {
        const turn = visit === 0 ? word : joinWords(word, visit);
        const fraction = fractionOf(joinWords(turn, first[owner]!));
        const clock = -Math.log(fraction) * Math.max(1, start[owner + 1]! - start[owner]!);
        return { owner, word: joinWords(turn, second[owner]!), clock };
      }),
    )
    .toSorted((a, b) => a.clock - b.clock);
}

function wishOf({ options }: GoldIndex, word: number): Wish {
  return {
    documents: fractionOf(word) <= options.crossDocuments,
    communities:
      options.crossCommunities === null
        ? null
        : fractionOf(joinWords(word, 1)) <= options.crossCommunities,
  };
}

interface Stream<Found> {
  weight: number;
  visits: Iterator<Found | undefined>;
}

/**
 * Merges streams so that what they find keeps to their weights as closely as whole numbers can: the turn is that of the
 * stream furthest behind. Gives undefined where a turn found nothing.
 */
function* takeTurns<Found>(
  streams: readonly Stream<Found>[],
  { visitsPerTurn, mostCredit }: typeof DEFAULTS,
): Generator<Found | undefined> {
  let open = streams.map((stream) => ({ ...stream, credit: 0 }));
  while (open.length > 0) {
    const whole = open.reduce((sum, { weight }) => sum + weight, 0);
    for (const one of open) one.credit = Math.min(mostCredit, one.credit + one.weight / whole);
    let found: Found | undefined;
    for (const one of open.toSorted((a, b) => b.credit - a.credit)) {
      for (let visit = 0; visit < visitsPerTurn && found === undefined; visit++) {
        const { done, value } = one.visits.next();
        if (done) {
          open = open.filter((other) => other !== one);
          break;
        }
        found = value;
      }
      if (found === undefined) continue;
      one.credit -= 1;
      break;
    }
    yield found;
  }
}

/** Tells whether a name comes for the first time. */
function rememberTwins(): (name: string) => boolean {
  const seen = createSpentKeys();
  return (name) => {
    const [first, second] = wordsOf(name);
    if (seen.get(first, second) === SPENT) return false;
    seen.spend(first, second);
    return true;
  };
}

async function describe(
  { graph, options }: GoldIndex,
  { query, execution, edges, bridges, documents, communities }: SettledQuery,
  scorer: ChainScorer | undefined,
): Promise<QueryPayload> {
  const anchors = query.anchors.map((id) => graph.entityById.get(id)!);
  const isCount = execution.count !== null;
  const asked = {
    query,
    answers: isCount ? bridges : execution.answers,
    others: isCount ? anchors : [...anchors, ...bridges],
  };
  // What a superlative compares are its nearest misses, though they are bridges too.
  const compared =
    query.form === 'most' || query.form === 'least'
      ? bridges.filter((thing) => graph.entities[thing]!.range === null)
      : [];
  const further = Math.max(0, options.distractors - compared.length);
  const misses = await findNearMisses(graph, asked, further, scorer);
  const idsOf = (things: readonly number[]): string[] =>
    things.map((thing) => graph.entities[thing]!.id);
  return {
    query,
    answers: answerIds(graph, execution),
    path: edges.map((edge) => edgeIds(graph, edge)),
    bridges: idsOf(bridges),
    distractors: idsOf([...compared, ...misses].slice(0, options.distractors)),
    withheld: null,
    plan: {
      hops: HOPS[query.form],
      documents,
      communities: options.crossCommunities === null ? null : communities,
    },
  };
}

function edgeIds({ edges, entities, predicates }: KnowledgeGraph, edge: number): EdgeIds {
  return {
    subject: entities[edges.subject[edge]!]!.id,
    predicate: predicates[edges.predicate[edge]!]!.id,
    object: entities[edges.object[edge]!]!.id,
  };
}

/** An edge of a bridge, if there is one, without which the query has no answer; which of them, `word` decides. */
function edgeToWithhold(
  graph: KnowledgeGraph,
  { query, edges, bridges }: SettledQuery,
  word: Words[number],
): number | undefined {
  const { subject, object } = graph.edges;
  const ofBridge = edges.filter(
    (edge) => bridges.includes(subject[edge]!) || bridges.includes(object[edge]!),
  );
  const falling = (ofBridge.length > 0 ? ofBridge : edges).filter((edge) =>
    fallsWithout(graph, query, edge),
  );
  return falling[word % falling.length];
}
