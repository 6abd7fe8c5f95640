import { describe, expect, it } from 'vitest';
import { makeAskable } from '../../../../bench/assignments/askable.ts';
import {
  makeRandomGraph,
  makeSmallGraph,
  type Said,
} from '../../../../bench/assignments/random-graph.ts';
import { makeReference } from '../../../../bench/assignments/reference.ts';
import { makeSyntheticGraph } from '../../../../bench/assignments/synthetic-graph.ts';
import { createRandom } from '../../../core/random.ts';
import type { Assignment } from '../../../core/run/method.ts';
import type { Communities } from '../communities.ts';
import { indexGraph } from '../index-graph.ts';
import type { KnowledgeGraph } from '../knowledge-graph.ts';
import { coverageOf, measureCoverage } from './coverage.ts';
import { executeQuery } from './execute-query.ts';
import { faultOfForm } from './fault-of-form.ts';
import { findShortcut } from './find-shortcut.ts';
import { nameRulesOf } from './name-rules.ts';
import { AssignOptions } from './options.ts';
import { DISTANCES, SHAPES } from './plan-query.ts';
import { type GraphQuery, QUERY_FORMS, type QueryForm, type QueryPayload } from './query.ts';
import { DEFAULTS, sampleQueries } from './sample-queries.ts';
import { orderAnchors } from './settle-draft.ts';
import { answersWithin, withhold } from './unanswerable.ts';

/** Communities by the number in an id, or by its letters, so that a change elsewhere moves nothing. */
function someCommunities({ entities }: KnowledgeGraph, many = 50): Communities {
  const top = Int32Array.from(entities, ({ id }) => {
    const number = Number(/\d+/.exec(id)?.[0] ?? [...id].reduce((a, c) => a + c.charCodeAt(0), 0));
    return Math.floor(number / 60) % many;
  });
  return { list: [], top, leaf: top, modularity: 0 };
}

async function drawAll(
  graph: KnowledgeGraph,
  options: Partial<AssignOptions> = {},
  { most = Infinity, seed = 'seed', limits = DEFAULTS } = {},
): Promise<Assignment<QueryPayload>[]> {
  const drawn: Assignment<QueryPayload>[] = [];
  const material = {
    graph,
    communities: someCommunities(graph),
    options: AssignOptions.parse({ unanswerable: 0, ...options }),
  };
  const context = { seed, signal: new AbortController().signal };
  for await (const assignment of sampleQueries(material, context, limits)) {
    if (drawn.length >= most) break;
    drawn.push(assignment);
  }
  return drawn;
}

const ALL_FORMS = Object.fromEntries(QUERY_FORMS.map((form) => [form, 1])) as Record<
  QueryForm,
  number
>;
const THOROUGH = { ...DEFAULTS, triesPerOwner: 65_000 };
const keysOf = (drawn: readonly Assignment[]): string[] => drawn.map(({ key }) => key);
const payloadsOf = (drawn: readonly Assignment<QueryPayload>[]): QueryPayload[] =>
  drawn.map(({ payload }) => payload);

/** Each two of the three things on the left share two on the right; all three share one. */
const THREE_CLUES: readonly Said[] = [
  'ash birch cedar',
  'ash birch dogwood',
  'ash cedar dogwood',
].flatMap((shared, at) =>
  shared.split(' ').map((object): Said => [`anchor-${'abc'[at]}`, 'p', object]),
);

/** Three houses of one owner, each opened at another time. */
const THREE_HOUSES: Parameters<typeof makeSmallGraph>[0] = {
  said: ['ash', 'birch', 'cedar'].flatMap((house, at): Said[] => [
    ['owner', 'p', house],
    [house, 'opened', `year-${at}`],
  ]),
  entities: Object.fromEntries(
    [0, 1, 2].map((at) => [`year-${at}`, { kind: 'time', range: [at * 365, at * 365 + 365] }]),
  ),
};

/** Twins by symmetry under one name. */
function canonical(
  { form, anchors, predicates }: GraphQuery,
  answer: string,
  symmetric: string,
): string {
  const turn = (step: string): string =>
    step === symmetric ? step : step.startsWith('^') ? step.slice(1) : `^${step}`;
  if (form === 'more' || form === 'less')
    return JSON.stringify(['more', anchors.toSorted(), predicates]);
  if (/\dp/.test(form)) {
    const there = JSON.stringify([form, anchors, predicates]);
    const back = JSON.stringify([form, [answer], predicates.toReversed().map(turn)]);
    return there < back ? there : back;
  }
  const free = form === 'pi' || anchors.length === 1 ? 0 : SHAPES[form].anchors;
  const clues = anchors.slice(0, free).map((anchor, at) => [anchor, predicates[at]].join('\t'));
  return JSON.stringify([form, clues.toSorted(), anchors.slice(free), predicates.slice(free)]);
}

describe('drawing queries', () => {
  it('gives every query that the rules allow, once, and no other: all forms, by plain enumeration', async () => {
    const random = createRandom('exhaustive');
    const counts = new Map<string, number>();
    const graphs = Array.from({ length: 12 }, (_, trial) =>
      makeRandomGraph(random, trial < 10 ? 12 + random.integer(22) : 44),
    );
    graphs.push(makeSmallGraph({ said: THREE_CLUES }), makeSmallGraph(THREE_HOUSES));
    for (const graph of graphs) {
      const options = { forms: ALL_FORMS, comparisons: 1000, mostBridgeDegree: 6, mostCounted: 4 };
      const drawn = await drawAll(graph, options, { limits: THOROUGH });
      const reference = makeReference(graph);
      const nameOf = (query: GraphQuery): string =>
        canonical(query, reference.answers(query)[0]!, 'married');
      const found = drawn.map(({ payload }) => nameOf(payload.query));
      expect(new Set(found).size).toBe(found.length);
      const isAskable = makeAskable(graph, { ...options, leastConfidence: 0.7 });
      const expected = new Set<string>();
      for (const query of enumerate(graph)) {
        if (!isAskable(query)) continue;
        expected.add(nameOf(query));
      }
      expect(new Set(found)).toEqual(expected);
      for (const { payload } of drawn) {
        counts.set(payload.query.form, (counts.get(payload.query.form) ?? 0) + 1);
      }
    }
    // Each form was there to be found; most are rare in graphs as small as these.
    expect([...counts.keys()].toSorted()).toEqual(QUERY_FORMS.toSorted());
  });

  it('asks by rules that hold of a query by itself, so that whoever proves one can hold it to them', () => {
    const random = createRandom('by itself');
    const graphs = Array.from({ length: 10 }, () =>
      makeRandomGraph(random, 12 + random.integer(22)),
    );
    graphs.push(makeSmallGraph({ said: THREE_CLUES }), makeSmallGraph(THREE_HOUSES));
    const held = new Map<string, number>();
    const unlike: GraphQuery[] = [];
    let refused = 0;
    for (const graph of graphs) {
      const names = nameRulesOf(graph);
      const lax = { leastConfidence: 0, mostBridgeDegree: Infinity, mostCounted: Infinity };
      const isAskable = makeAskable(graph, lax);
      for (const asked of enumerate(graph)) {
        const query = orderAnchors(asked);
        const { answers, count, proofs } = executeQuery(graph, query);
        if ((count === null && answers.length !== 1) || isOfLoops(graph, query)) continue;
        const isClear =
          query.anchors.every((id) => names.isUnambiguous(graph.entityById.get(id)!)) &&
          findShortcut(graph, query, answers) === undefined &&
          faultOfForm(graph, query, { answers, path: proofs[0]!.edges }) === undefined;
        // That one document says all that is counted is for a part's options to ask.
        const isOfSet = ['count', 'most', 'least'].includes(query.form);
        const isMore = isOfSet && isClear && !isAskable(query);
        if (!isMore && isClear !== isAskable(query)) unlike.push(query);
        if (isClear) held.set(query.form, (held.get(query.form) ?? 0) + 1);
        else refused++;
      }
    }
    expect(unlike).toEqual([]);
    // Of a comparison `more` stands for both.
    expect([...held.keys(), 'less'].toSorted()).toEqual(QUERY_FORMS.toSorted());
    expect(refused).toBeGreaterThan(1000);
  });

  it('gives answers that a reference finds, alone, by no shorter path, with gold edges', async () => {
    const graph = makeSyntheticGraph(3000, 'sound');
    const reference = makeReference(graph);
    const drawn = await drawAll(graph, { forms: ALL_FORMS }, { most: 1500 });
    expect(drawn).toHaveLength(1500);
    expect(new Set(keysOf(drawn)).size).toBe(1500);
    const gold = new Set(
      graph.facts
        .filter(({ confidence }) => confidence >= 0.7)
        .map(({ subject, predicate, object }) => `${subject} ${predicate} ${object}`),
    );
    for (const { payload, groups } of drawn) {
      const { query, answers, path, bridges, distractors } = payload;
      expect(reference.answers(query)).toEqual(answers);
      expect(answers).toHaveLength(1);
      for (const [place, steps] of DISTANCES[query.form].entries()) {
        expect(reference.distance(query.anchors[place]!, answers[0]!, steps)).toBe(steps);
      }
      for (const { subject, predicate, object } of path) {
        const triple = [
          graph.entityById.get(subject),
          graph.predicateById.get(predicate),
          graph.entityById.get(object),
        ];
        expect(gold).toContain(triple.join(' '));
      }
      for (const bridge of bridges) expect([...query.anchors, ...answers]).not.toContain(bridge);
      for (const miss of distractors) expect(answers).not.toContain(miss);
      expect(groups.length).toBeGreaterThan(0);
      expect(groups.length).toBeGreaterThanOrEqual(payload.plan.documents);
    }
  });

  it('keeps to the weights of forms while each has queries left', async () => {
    const graph = makeSyntheticGraph(4000, 'weights');
    const forms = { '2p': 3, pi: 2, count: 1 };
    const drawn = await drawAll(graph, { forms }, { most: 1200 });
    const share = (form: string): number =>
      payloadsOf(drawn).filter(({ query }) => query.form === form).length / drawn.length;
    expect(share('2p')).toBeCloseTo(1 / 2, 1);
    expect(share('pi')).toBeCloseTo(1 / 3, 1);
    expect(share('count')).toBeCloseTo(1 / 6, 1);
  });

  it('steers towards questions across documents and communities, or within', async () => {
    const graph = makeSyntheticGraph(4000, 'steering');
    const shareOf = async (options: Partial<AssignOptions>, of: 'documents' | 'communities') => {
      const drawn = await drawAll(
        graph,
        { forms: { '2p': 1, '3p': 1 }, ...options },
        { most: 800 },
      );
      return payloadsOf(drawn).filter(({ plan }) => plan[of]! > 1).length / drawn.length;
    };
    const [far, near] = [
      await shareOf({ crossDocuments: 1 }, 'documents'),
      await shareOf({ crossDocuments: 0 }, 'documents'),
    ];
    expect(far).toBeGreaterThan(near + 0.1);
    const [across, within] = [
      await shareOf({ crossCommunities: 1 }, 'communities'),
      await shareOf({ crossCommunities: 0 }, 'communities'),
    ];
    expect(across).toBeGreaterThan(within + 0.1);
  });

  it('gives the same for the same seed, and others for another', async () => {
    const graph = makeSyntheticGraph(1500, 'seeds');
    const [a, again, b] = [
      await drawAll(graph, {}, { most: 300 }),
      await drawAll(graph, {}, { most: 300 }),
      await drawAll(graph, {}, { most: 300, seed: 'other' }),
    ];
    expect(again).toEqual(a);
    expect(keysOf(b)).not.toEqual(keysOf(a));
  });

  it('leaves 95 % of all assignments as they were when one document changes', async () => {
    const graph = makeSyntheticGraph(4000, 'stable');
    const lists = [200, 3000];
    const forms = { ...ALL_FORMS, '4p': 0, '3i': 0, '2i': 0.2, pi: 0.2, ip: 0.2 };
    // Every list of entities, predicates and facts is turned round, and one document's facts go.
    const passages = graph.passages.flatMap(({ document }, at) => (document === 100 ? [at] : []));
    const said = graph.facts.filter(
      ({ source }) => !('passage' in source && passages.includes(source.passage)),
    );
    expect(graph.facts.length - said.length).toBeGreaterThan(8);
    const last = graph.entities.length - 1;
    const lastPredicate = graph.predicates.length - 1;
    const changed = indexGraph({
      documents: graph.documents,
      files: graph.files,
      passages: graph.passages,
      entities: graph.entities.toReversed(),
      predicates: graph.predicates.toReversed(),
      facts: said.toReversed().map((fact) => ({
        ...fact,
        subject: last - fact.subject,
        object: last - fact.object,
        predicate: lastPredicate - fact.predicate,
      })),
    });
    for (const most of lists) {
      const before = await drawAll(graph, { forms }, { most });
      const after = await drawAll(changed, { forms }, { most });
      const texts = new Set(after.map((one) => JSON.stringify(one.payload)));
      const kept = before.filter(({ payload }) => texts.has(JSON.stringify(payload))).length;
      expect(kept / before.length).toBeGreaterThan(0.95);
    }
  });

  it('covers a skewed graph step by step, sooner and more evenly than questions drawn evenly', async () => {
    const graph = makeSyntheticGraph(1500, 'fair', { farShare: 0.35 });
    const communities = someCommunities(graph, 40);
    const all = payloadsOf(await drawAll(graph));
    // As many of each form as ours, but each drawn evenly from all that there are.
    const evenly = new Map(
      QUERY_FORMS.map((form) => {
        const own = all.filter(({ query }) => query.form === form);
        return [form, createRandom(form).shuffle(own)];
      }),
    );
    const even = all.map(({ query }) => evenly.get(query.form)!.pop()!);
    for (const most of [300, 900]) {
      const ours = coverageOf(all.slice(0, most), graph, communities);
      const theirs = coverageOf(even.slice(0, most), graph, communities);
      for (const part of ['entities', 'facts', 'passages'] as const) {
        expect(ours[part].share).toBeGreaterThan(theirs[part].share);
        expect(ours[part].gini).toBeLessThan(theirs[part].gini);
      }
      expect(ours.communities.gini).toBeLessThan(0.5);
    }
    const coverage = measureCoverage(graph, communities);
    let before = coverage.report();
    for (const payload of all.slice(0, 300)) {
      coverage.add(payload);
      const now = coverage.report();
      for (const part of ['entities', 'facts', 'passages', 'communities'] as const) {
        expect(now[part].covered).toBeGreaterThanOrEqual(before[part].covered);
      }
      before = now;
    }
    expect(before.entities.share).toBeGreaterThan(0.6);
  });

  it('makes twins that nothing but the withheld edge can answer', async () => {
    const graph = makeSyntheticGraph(1500, 'twins');
    const drawn = await drawAll(graph, { forms: ALL_FORMS, unanswerable: 0.5 }, { most: 1000 });
    const twins = drawn.filter(({ payload }) => payload.withheld !== null);
    expect(twins.length / drawn.length).toBeGreaterThan(0.2);
    expect(new Set(keysOf(drawn)).size).toBe(drawn.length);
    for (const { key, payload, groups } of twins) {
      const original = drawn.find((one) => `${one.key}/unanswerable` === key)!;
      expect(original.payload).toEqual({ ...payload, withheld: null });
      expect(original.groups).toEqual(groups);
      expect(payload.path).toContainEqual(payload.withheld);
      const hidden = withhold(graph, payload.query, payload.withheld!);
      const every = [...graph.passages.keys()];
      const passages = new Set(every.filter((one) => !hidden.passages.has(one)));
      // Shown is all that may be: every other passage of the whole graph.
      expect(answersWithin(graph, payload.query, { passages, facts: new Set() })).toBe(false);
      const everything = { passages: new Set(graph.passages.keys()), facts: new Set<number>() };
      expect(answersWithin(graph, payload.query, everything)).toBe(true);
    }
  });

  it('names the communities of imported facts as groups', async () => {
    const graph = makeSmallGraph({
      said: [
        ['ash', 'p', 'birch', { line: 1 }],
        ['birch', 'q', 'cedar', { line: 2 }],
      ],
    });
    const [first] = await drawAll(graph, { forms: { '2p': 1 } });
    const communities = someCommunities(graph);
    const smallest = (id: string): string =>
      graph.entities
        .map((entity) => entity.id)
        .find(
          (other) =>
            communities.top[graph.entityById.get(other)!] ===
            communities.top[graph.entityById.get(id)!],
        )!;
    expect(first!.groups).toEqual(
      [...new Set(['ash', 'birch'].map((id) => `community:${smallest(id)}`))].toSorted(),
    );
  });

  it('ends on graphs that have nothing to ask', async () => {
    const empty = {
      documents: [],
      files: [],
      passages: [],
      entities: [],
      predicates: [],
      facts: [],
    };
    expect(await drawAll(indexGraph(empty), { forms: ALL_FORMS })).toEqual([]);
    const alone = makeSmallGraph({ said: [['ash', 'p', 'ash']] });
    expect(await drawAll(alone, { forms: ALL_FORMS })).toEqual([]);
    const unsure = makeSmallGraph({ said: [['ash', 'p', 'birch', { confidence: 0.89 }]] });
    expect(await drawAll(unsure, { forms: ALL_FORMS })).toEqual([]);
    const exact = makeSmallGraph({ said: [['ash', 'p', 'birch', { confidence: 0.9 }]] });
    expect(await drawAll(exact, { forms: { '1p': 1 } })).toHaveLength(1);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const graph = makeSyntheticGraph(500, 'stop');
    const material = {
      graph,
      communities: someCommunities(graph),
      options: AssignOptions.parse({ unanswerable: 0 }),
    };
    const drawn = sampleQueries(material, { seed: 's', signal: stop.signal });
    expect((await drawn.next()).done).toBe(false);
    stop.abort(new Error('enough'));
    await expect(drawn.next()).rejects.toThrow('enough');
  });
});

const drawChain = (
  entities: Parameters<typeof makeSmallGraph>[0]['entities'] = {},
  phrases: Record<string, string> = {},
) =>
  drawAll(
    makeSmallGraph({
      said: [
        ['ash', 'p', 'birch'],
        ['birch', 'q', 'cedar'],
        ['birch', 'q', 'dogwood', { negated: true }],
        ['x', 'z', 'y'],
      ],
      entities: { ...entities },
      phrases,
    }),
    { forms: { '2p': 1 } },
  );

describe('what a question may name', () => {
  it('asks where nothing is in the way', async () => {
    expect(await drawChain()).toHaveLength(1);
  });

  it.each([
    ['the anchor names the bridge', { ash: { name: 'The Birch Inn' } }, {}],
    ['an alias of the anchor names it', { ash: { aliases: ['House of BÏRCH'] } }, {}],
    ['an alias of the bridge stands in the anchor', { birch: { aliases: ['Ash'] } }, {}],
    ['the answer names the bridge', { cedar: { name: 'Cedar (near Birch)' } }, {}],
    ['a predicate names the bridge', {}, { q: 'is the birch of' }],
    ['a predicate names the answer', {}, { p: 'lies by the cedar, like' }],
    [
      'the anchor and the answer both are ambiguous',
      { x: { name: 'Ash' }, y: { name: 'Cedar' } },
      {},
    ],
  ])('does not ask where %s', async (_, entities, phrases) => {
    const drawn = payloadsOf(await drawChain(entities, phrases));
    expect(drawn.filter(({ query }) => query.anchors.includes('ash'))).toEqual([]);
  });

  it('does not take a part of a word for a name', async () => {
    expect(await drawChain({ ash: { name: 'Birchwood' } })).toHaveLength(1);
    expect(await drawChain({ ash: { name: '白樺林' }, birch: { name: '白樺' } })).toEqual([]);
  });

  it('asks nothing about what is both said and denied', async () => {
    const graph = makeSmallGraph({
      said: [
        ['ash', 'p', 'birch'],
        ['ash', 'p', 'cedar'],
        ['ash', 'p', 'cedar', { negated: true }],
      ],
    });
    const drawn = payloadsOf(await drawAll(graph, { forms: ALL_FORMS }));
    expect(drawn.map(({ query }) => query)).toEqual([
      { form: '1p', anchors: ['birch'], predicates: ['^p'] },
    ]);
  });
});

/** All queries over a graph, comparisons as `more` and `less`; of the clues that may change places, one order. */
/** Queries that come back on themselves are asked of nobody, and proved by nothing: an anchor twice, a step taken back. */
function isOfLoops({ predicates }: KnowledgeGraph, query: GraphQuery): boolean {
  const [p, q] = query.predicates as [string, string];
  const isBothWays = (id: string): boolean =>
    predicates.some((one) => one.id === id && one.inverse === id);
  return (
    new Set(query.anchors).size < query.anchors.length ||
    query.predicates.some((step) => step.startsWith('^') && isBothWays(step.slice(1))) ||
    (query.form === 'pi' && (p === q ? isBothWays(p) : p.replace('^', '') === q.replace('^', '')))
  );
}

function* enumerate(graph: KnowledgeGraph): Generator<GraphQuery> {
  const things = graph.entities.filter(({ range }) => range === null).map(({ id }) => id);
  const steps = graph.predicates.flatMap(({ id }) => [id, `^${id}`]);
  const reference = makeReference(graph);
  /** Only steps that lead somewhere: others give no answer. */
  const chains = function* (from: readonly string[], left: number): Generator<string[]> {
    if (left === 0) return yield [];
    for (const step of steps) {
      const next = [...new Set(from.flatMap((thing) => reference.follow(thing, step)))];
      if (next.length === 0) continue;
      for (const rest of chains(next, left - 1)) yield [step, ...rest];
    }
  };
  const clues = things.flatMap((anchor) =>
    steps
      .filter((step) => reference.follow(anchor, step).length > 1)
      .map((predicate) => ({ anchor, predicate })),
  );
  for (const anchor of things) {
    for (const hops of [1, 2, 3, 4] as const) {
      for (const predicates of chains([anchor], hops)) {
        yield { form: `${hops}p`, anchors: [anchor], predicates };
      }
    }
    for (const predicates of chains([anchor], 1))
      yield { form: 'count', anchors: [anchor], predicates };
    for (const predicates of chains([anchor], 2)) {
      yield { form: 'most', anchors: [anchor], predicates };
      yield { form: 'least', anchors: [anchor], predicates };
      for (const { anchor: other, predicate } of clues) {
        yield { form: 'pi', anchors: [anchor, other], predicates: [...predicates, predicate] };
      }
    }
    for (const other of things) {
      for (const step of steps) {
        if (anchor < other) yield { form: 'more', anchors: [anchor, other], predicates: [step] };
      }
    }
  }
  for (const [at, a] of clues.entries()) {
    for (const [next, b] of clues.slice(at + 1).entries()) {
      const anchors = [a.anchor, b.anchor];
      const predicates = [a.predicate, b.predicate];
      yield { form: '2i', anchors, predicates };
      for (const step of steps) yield { form: 'ip', anchors, predicates: [...predicates, step] };
      for (const c of clues.slice(at + 1 + next + 1)) {
        yield {
          form: '3i',
          anchors: [...anchors, c.anchor],
          predicates: [...predicates, c.predicate],
        };
      }
    }
  }
}
