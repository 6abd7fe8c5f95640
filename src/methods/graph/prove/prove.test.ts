import { beforeAll, describe, expect, it } from 'vitest';
import { importWorld, openWorld, tellWorld } from '../../../../test/fixtures/graph-world.ts';
import { createMemoryStore } from '../../../../test/fixtures/memory-store.ts';
import {
  faultsOf,
  reseal,
  sealSample,
  writeContext,
} from '../../../../test/fixtures/method-run.ts';
import { scriptedModels } from '../../../../test/fixtures/scripted-models.ts';
import { spanProver, type Prover } from '../../../core/proof/index.ts';
import { createRandom, type Random } from '../../../core/random.ts';
import type { PathEvidence, QueryEvidence, Sample } from '../../../core/records/index.ts';
import type { Assignment, Method, Store } from '../../../core/run/method.ts';
import { loadPrompts } from '../../../core/run/prompts.ts';
import { sliceCodePoints } from '../../../core/text/code-points.ts';
import { AssignOptions } from '../assign/options.ts';
import type { QueryPayload } from '../assign/query.ts';
import { sampleQueries } from '../assign/sample-queries.ts';
import { encodeGraph } from '../store/encode-graph.ts';
import { ThoughtGraph } from '../thought/thought-graph.ts';
import { layOut, putQuestion, showPassage } from '../write/compose-prompt.ts';
import { composeQuestion } from '../write/compose-question.ts';
import { spansOf } from '../write/gold-edges.ts';
import { findEdge } from '../assign/unanswerable.ts';
import type { GraphWriting } from '../write/material-port.ts';
import { entityOf } from '../write/name-words.ts';
import { NODES } from '../write/plan-thoughts.ts';
import { WriteOptions } from '../write/options.ts';
import { writeAnswer } from '../write/write-answer.ts';
import { CHECKS } from './checks.ts';
import { contradictionOf, type ProvedOptions } from './contradiction.ts';
import { provers } from './provers.ts';
import { sayStatementOf } from './read-claim.ts';
import { replayers, requirementOf } from './replayers.ts';

const method = {
  name: 'graph',
  version: 1,
  provers,
  replayers,
  requires: requirementOf,
  prompts: loadPrompts(new URL('../write/prompts/', import.meta.url)),
} as unknown as Method;

const store = createMemoryStore();
let told: GraphWriting;
let imported: GraphWriting;
let samples: { sample: Sample; payload: QueryPayload; material: GraphWriting }[];

/** As fixtures seal samples, so that their seeds are those of a part. */
const PREFIX = 'seed';

async function writeSamples(material: GraphWriting, count: number): Promise<typeof samples> {
  const options = AssignOptions.parse({ unanswerable: 0.4, countWithin: 'graph' });
  const queries = sampleQueries(
    { graph: material.graph, communities: material.communities, options },
    { seed: PREFIX, signal: new AbortController().signal },
  );
  const written: typeof samples = [];
  for await (const assignment of queries as AsyncIterable<Assignment<QueryPayload>>) {
    const context = writeContext(
      method,
      scriptedModels([], () => ''),
      store,
      `${PREFIX}/${assignment.key}`,
    );
    try {
      for (const [at, candidate] of (await writeAnswer(assignment, material, context)).entries()) {
        const { lineage, ...sealed } = sealSample(candidate, method, assignment);
        const sample = reseal({ ...sealed, lineage: { ...lineage, candidate: at } });
        written.push({ sample, payload: assignment.payload, material });
      }
    } catch (error) {
      if ((error as { reason?: string }).reason !== 'withheld-with-gold') throw error;
    }
    if (written.length >= count) break;
  }
  return written.slice(0, count);
}

beforeAll(async () => {
  told = await openWorld(store, await tellWorld(store), { closedBook: true });
  imported = await openWorld(store, await importWorld(store), { closedBook: true });
  samples = [...(await writeSamples(told, 150)), ...(await writeSamples(imported, 60))];
});

/** Whether a sample verifies, as core does it: passages, evidence and checks. */
async function faults(sample: Sample): Promise<string[]> {
  const found = await faultsOf(sample, method, store, [spanProver as Prover]);
  for (const { document, block, start, end, text } of sample.context ?? []) {
    const { blocks } = (await store.record(document)) as { blocks: { text: string }[] };
    if (sliceCodePoints(blocks[block]!.text, start, end) !== text) found.push('passage differs');
  }
  return found;
}

interface Forged {
  sample: Sample;
  payload: QueryPayload;
  material: GraphWriting;
  random: Random;
}
/** Changes a sample in place; false where it gives no occasion. */
type Forgery = (forged: Forged) => boolean | void | Promise<boolean | void>;

const path = (sample: Sample): PathEvidence => sample.evidence[0] as PathEvidence;
const query = (sample: Sample): QueryEvidence => sample.evidence[1] as QueryEvidence;
const user = (sample: Sample): string => sample.messages[0]!.content as string;
const trace = (sample: Sample): string => sample.messages[1]!.reasoning!;
const isWithheld = (sample: Sample): boolean => sample.kind === 'unanswerable';

function replaceEverywhere(sample: Sample, from: string, to: string): boolean {
  const before = JSON.stringify(sample);
  const after = before.replaceAll(
    JSON.stringify(from).slice(1, -1),
    JSON.stringify(to).slice(1, -1),
  );
  Object.assign(sample, JSON.parse(after));
  return after !== before;
}

/** The question of a sample, found by asking what its query asks. */
const questionOf = ({ sample, material }: Forged): string =>
  composeQuestion(
    material.graph,
    query(sample) as never,
    createRandom(sample.lineage.seed).fork('question'),
  )!;

function ask(forged: Forged, question: string): boolean {
  const { sample } = forged;
  const old = questionOf(forged);
  if (question === old || !user(sample).includes(old)) return false;
  sample.messages[0]!.content = user(sample).replace(old, () => question);
  return true;
}

/** Lays the message out again for the passages or statements that the sample now has. */
function showAgain({ sample, material }: Forged, question: string): void {
  const { graph } = material;
  const context = sample.checks.find(({ name }) => name === CHECKS.context)!;
  const items =
    sample.context?.map(({ document, text }) =>
      showPassage(graph.documents.find(({ record }) => record === document)!.title, text),
    ) ??
    (context.detail!['statements'] as never[]).map((edge) =>
      sayStatementOf(graph, findEdge(graph, edge)!),
    );
  const layout = layOut(
    sample.context ? 'passages' : 'statements',
    items,
    createRandom(sample.lineage.seed).fork('layout'),
  );
  sample.messages[0]!.content = putQuestion(layout, question);
}

const distractorOf = ({ payload, material }: Forged): string | undefined =>
  payload.distractors.find((id) => !payload.answers.includes(id)) ??
  (payload.query.form === 'count'
    ? undefined
    : material.graph.entities.find(
        ({ id, kind }) =>
          kind === entityOf(material.graph, payload.answers[0]!).kind &&
          !payload.answers.includes(id) &&
          !payload.query.anchors.includes(id),
      )?.id);

const FORGERIES: Record<string, Forgery> = {
  'the answer swapped for a distractor everywhere'(forged) {
    const other = distractorOf(forged);
    const [answer] = forged.payload.answers;
    if (other === undefined || isWithheld(forged.sample)) return false;
    const { graph } = forged.material;
    replaceEverywhere(forged.sample, answer!, '\u0001');
    replaceEverywhere(forged.sample, entityOf(graph, answer!).name, entityOf(graph, other).name);
    return replaceEverywhere(forged.sample, '\u0001', other);
  },
  'the answer swapped where it is said'(forged) {
    const other = distractorOf(forged);
    if (other === undefined || isWithheld(forged.sample)) return false;
    const { name } = entityOf(forged.material.graph, other);
    const { messages, answer } = forged.sample;
    const [, assistant] = messages;
    assistant!.reasoning = trace(forged.sample).replaceAll(answer!.value, name);
    assistant!.content = answer!.value = name;
    return true;
  },
  'a count that is one too high'({ sample, payload }) {
    if (payload.query.form !== 'count') return false;
    const more = String(Number(sample.answer!.value) + 1);
    sample.messages[1]!.reasoning = trace(sample).replaceAll(sample.answer!.value, more);
    sample.messages[1]!.content = sample.answer!.value = query(sample).answers[0] = more;
    return true;
  },
  'a bridge leaked into the question'(forged) {
    const [bridge] = forged.payload.bridges;
    if (bridge === undefined) return false;
    const { name } = entityOf(forged.material.graph, bridge);
    return ask(
      forged,
      questionOf(forged).replace('?', () => `, by way of ${name}?`),
    );
  },
  'likewise, called a rewording'(forged) {
    const [bridge] = forged.payload.bridges;
    if (bridge === undefined) return false;
    forged.sample.voice = 'model';
    const alias = entityOf(forged.material.graph, bridge).aliases[0] ?? bridge;
    return ask(
      forged,
      questionOf(forged).replace('?', () => `, through ${alias}?`),
    );
  },
  'a hop without its span': ({ sample }) =>
    sample.evidence.length > 2 && void sample.evidence.pop(),
  'a span of another edge': ({ sample }) => {
    const [first, second] = path(sample).edges;
    if (second === undefined || !('spans' in first!.provenance)) return false;
    if (JSON.stringify(first!.provenance) === JSON.stringify(second.provenance)) return false;
    [first!.provenance, second.provenance] = [second.provenance, first!.provenance];
    return true;
  },
  'a citation moved to another passage'({ sample, random }) {
    const cited = /\[(\d+)\]/.exec(trace(sample));
    const count = sample.context?.length ?? 0;
    if (cited === null || count < 2) return false;
    const other = 1 + ((Number(cited[1]) + random.integer(count - 1)) % count);
    sample.messages[1]!.reasoning = trace(sample).replace(cited[0], `[${other}]`);
    return true;
  },
  'a quotation changed in the trace': ({ sample }) => {
    if (!trace(sample).includes(' born in ')) return false;
    sample.messages[1]!.reasoning = trace(sample).replace(' born in ', ' buried in ');
    return true;
  },
  'a hop taken from the trace'({ sample }) {
    sample.messages[1]!.reasoning = trace(sample).split('\n').slice(1).join('\n');
    return true;
  },
  'the question asks another predicate'(forged) {
    const { graph } = forged.material;
    const asked = query(forged.sample);
    const others = graph.predicates.filter(
      ({ id }) => !asked.predicates.some((one) => one.endsWith(id)),
    );
    const predicates = asked.predicates.with(0, forged.random.pick(others).id);
    return ask(forged, composeQuestion(graph, { ...asked, predicates } as never, forged.random)!);
  },
  'likewise, called a rewording, its words kept else'(forged) {
    const old = questionOf(forged);
    const turned = old
      .replace(/\bborn\b/, 'buried')
      .replace(/\bfounded\b/, 'sold')
      .replace(/\bdirected\b/, 'wrote');
    forged.sample.voice = 'model';
    return ask(forged, turned);
  },
  'the predicates of a chain asked the other way round'(forged) {
    const asked = query(forged.sample);
    if (asked.form !== '2p' || asked.predicates[0] === asked.predicates[1]) return false;
    forged.sample.voice = 'model';
    const turned = { ...asked, predicates: asked.predicates.toReversed() };
    return ask(forged, composeQuestion(forged.material.graph, turned as never, forged.random)!);
  },
  'a comparison turned round'(forged) {
    const old = questionOf(forged);
    const turned = old
      .replace(/later|earlier/, (word) => (word === 'later' ? 'earlier' : 'later'))
      .replace(/larger|smaller/, (word) => (word === 'larger' ? 'smaller' : 'larger'));
    forged.sample.voice = 'model';
    return ask(forged, turned);
  },
  'a denial put into the question'(forged) {
    forged.sample.voice = 'model';
    const old = questionOf(forged);
    return ask(forged, old.replace(/ (was|is|were|has) /, ' $1 not '));
  },
  'what is withheld put back'(forged) {
    const { sample, material, payload } = forged;
    if (payload.withheld === null) return false;
    const question = questionOf(forged);
    const edge = findEdge(material.graph, payload.withheld)!;
    if (sample.context) {
      const { passage } = spansOf(material.graph, edge)[0]!;
      const { document, block, start, end } = material.graph.passages[passage]!;
      const { record } = material.graph.documents[document]!;
      const stored = path(sample).edges.flatMap(({ provenance }) =>
        'spans' in provenance ? provenance.spans : [],
      );
      expect(stored.length).toBeGreaterThan(0);
      sample.context.push({
        document: record,
        block,
        start,
        end,
        text: texts.get(passage)!,
        gold: false,
      });
    } else {
      const detail = sample.checks.find(({ name }) => name === CHECKS.context)!.detail!;
      (detail['statements'] as unknown[]).push({ ...payload.withheld });
    }
    showAgain(forged, question);
    return true;
  },
  'an unanswerable question answered all the same'({ sample, material, payload }) {
    if (!isWithheld(sample)) return false;
    const { name } = entityOf(material.graph, payload.answers[0]!);
    sample.messages[1]!.content = sample.answer!.value = name;
    return true;
  },
  'an unanswerable question called answerable'({ sample }) {
    if (!isWithheld(sample)) return false;
    sample.kind = 'multi-hop';
    sample.checks = sample.checks.filter(({ name }) => name !== CHECKS.unanswerable);
    return true;
  },
  'an answerable question called unanswerable'({ sample, payload }) {
    if (sample.kind !== 'multi-hop') return false;
    sample.kind = 'unanswerable';
    sample.checks.push({
      name: CHECKS.unanswerable,
      basis: 'replayed',
      verdict: 'pass',
      detail: { withheld: { ...payload.path[0]! } },
    });
    sample.messages[1]!.content = sample.answer!.value = 'The passages do not say.';
    return true;
  },
  'a gold flag flipped'({ sample, random }) {
    if (!sample.context?.length) return false;
    const passage = random.pick(sample.context);
    passage.gold = !passage.gold;
    return true;
  },
  'a gold passage taken away'(forged) {
    const { sample } = forged;
    const at = sample.context?.findIndex(({ gold }) => gold) ?? -1;
    if (at < 0) return false;
    const question = questionOf(forged);
    sample.context!.splice(at, 1);
    showAgain(forged, question);
    return true;
  },
  'a stated fact taken away'(forged) {
    const list = forged.sample.checks.find(({ name }) => name === CHECKS.context)?.detail?.[
      'statements'
    ];
    if (!Array.isArray(list)) return false;
    const question = questionOf(forged);
    const [edge] = path(forged.sample).edges;
    const at = list.findIndex(
      (one) =>
        (one as unknown as QueryPayload['path'][0]).object === edge!.object &&
        (one as unknown as QueryPayload['path'][0]).subject === edge!.subject,
    );
    if (at < 0) return false;
    list.splice(at, 1);
    showAgain(forged, question);
    return true;
  },
  'a passage rewritten'(forged) {
    const { sample } = forged;
    const passage = sample.context?.find(({ gold }) => gold);
    if (passage === undefined) return false;
    const question = questionOf(forged);
    passage.text = passage.text.replace(/\w+(?=\W*$)/, 'nowhere');
    showAgain(forged, question);
    return true;
  },
  'a path edge that is none'(forged) {
    const { graph } = forged.material;
    const edge = path(forged.sample).edges.at(-1)!;
    const other = graph.entities.find(
      ({ id, kind }) =>
        kind === entityOf(graph, edge.object).kind &&
        findEdge(graph, { ...edge, object: id }) === undefined,
    );
    if (other === undefined) return false;
    edge.object = other.id;
    return true;
  },
  'a true edge that is not of the query'({ sample, material, random }) {
    const { graph } = material;
    const at = random.integer(graph.edges.subject.length);
    const [first] = path(sample).edges;
    const other = {
      subject: graph.entities[graph.edges.subject[at]!]!.id,
      predicate: graph.predicates[graph.edges.predicate[at]!]!.id,
      object: graph.entities[graph.edges.object[at]!]!.id,
    };
    if (
      path(sample).edges.some(
        ({ subject, object }) => subject === other.subject && object === other.object,
      )
    )
      return false;
    Object.assign(first!, other);
    return true;
  },
  'the path in another order'({ sample }) {
    const { edges } = path(sample);
    if (edges.length < 2) return false;
    edges.reverse();
    return true;
  },
  'an answer added to the list'(forged) {
    const other = distractorOf(forged);
    if (other === undefined) return false;
    query(forged.sample).answers.push(other);
    return true;
  },
  'the form of the query changed'({ sample }) {
    const form = {
      '2p': '3p',
      '3p': '2p',
      more: 'less',
      less: 'more',
      most: 'least',
      least: 'most',
      '2i': 'pi',
    }[query(sample).form];
    if (form === undefined) return false;
    query(sample).form = sample.tags['form'] = form;
    return true;
  },
  'an anchor changed in the query'(forged) {
    const asked = query(forged.sample);
    const { graph } = forged.material;
    const { kind, name } = entityOf(graph, asked.anchors[0]!);
    const other = graph.entities.find(
      (one) => one.kind === kind && !asked.anchors.includes(one.id),
    )!;
    const question = questionOf(forged);
    ask(forged, question.replaceAll(name, other.name));
    asked.anchors[0] = other.id;
    return true;
  },
  'the hops in the tags': ({ sample }) => void (sample.tags['hops'] = 5),
  'the communities in the tags': ({ sample }) => void (sample.tags['communities'] = 9),
  'a shortcut test claimed': ({ sample }) => void (sample.tags['shortcut'] = 'tested'),
  'the confidence in the tags': ({ sample }) => void (sample.tags['confidence'] = 0.99),
  'the group': ({ sample }) => void (sample.groups = ['another']),
  'the licence': ({ sample }) => void (sample.licenses = ['MIT']),
  'the voice': ({ sample }) => void (sample.voice = 'model'),
  'the basis of the answer': ({ sample }) => void (sample.answer!.basis = 'quotation'),
  'a line of the imported file'({ sample }) {
    const { provenance } = path(sample).edges[0]!;
    if (!('imported' in provenance)) return false;
    provenance.imported.line++;
    return true;
  },
  'a check taken away': ({ sample, random }) => {
    const lost = random.pick(requirementOf(sample.kind)!.checks);
    sample.checks = sample.checks.filter(({ name }) => name !== lost);
    return true;
  },
  'the evidence taken away': ({ sample }) => void sample.evidence.splice(1, 1),
  'a metric that there is not': ({ sample }) =>
    void (sample.metrics = { ...sample.metrics, difficulty: 3 }),
  'a share of gold that retrieval cannot find': ({ sample }) =>
    void (sample.metrics = { retrievedGold: 0.123 }),
  'a metric taken away'({ sample }) {
    if (sample.metrics === undefined) return false;
    delete sample.metrics;
    return true;
  },
  'a system message': ({ sample }) =>
    void sample.messages.unshift({ role: 'system', content: 'Be brief.' }),
};

const texts = new Map<number, string>();
/** Samples that each forgery is made to. */
const PER_FORGERY = 8;

/** Writes the sample's words into its thought graph and stores that, as one who covers tracks would. */
async function coverTracks(sample: Sample): Promise<void> {
  const check = sample.checks.find(({ name }) => name === CHECKS.thought);
  if (check === undefined || sample.messages.length !== 2) return;
  const graph = ThoughtGraph.parse(await store.record(check.detail!['graph'] as string));
  const says = (node: string, text: string): void => {
    const made = graph.nodes.find(({ id }) => id === node)?.made[0];
    if (made !== undefined) made.text = text;
  };
  const question = /(?:Question: |\n\n)?([^\n]*\?)(?:\n\nUse these|$)/.exec(user(sample))?.[1];
  if (question !== undefined) {
    says(NODES.draft, question);
    says(NODES.question, question);
  }
  if (sample.kind !== 'closed-book') {
    const lines = trace(sample).split('\n').slice(0, -1);
    const isNumbered = lines.every((line, at) => line.startsWith(`${at + 1}. `));
    for (const [at, line] of lines.entries())
      says(`hop-${at + 1}`, isNumbered ? line.replace(/^\d+\. /, '') : line);
  }
  says(sample.kind === 'closed-book' ? NODES.closedTrace : NODES.trace, trace(sample));
  says(NODES.answer, sample.messages[1]!.content as string);
  check.detail!['graph'] = await (store as Store).putRecord(graph);
}

describe('samples of the graph', () => {
  it('verify, all of them, of every kind and form', async () => {
    const found = await Promise.all(samples.map(({ sample }) => faults(sample)));
    expect(found.flat()).toEqual([]);
    expect(
      samples.flatMap(({ sample }) => sample.checks).every(({ verdict }) => verdict === 'pass'),
    ).toBe(true);
    const kinds = new Set(samples.map(({ sample }) => sample.kind));
    expect([...kinds].toSorted()).toEqual([
      'closed-book',
      'multi-hop',
      'single-hop',
      'unanswerable',
    ]);
    const forms = new Set(samples.map(({ payload }) => payload.query.form));
    expect(forms.size).toBe(13);
  });

  it('name what they rest on, for the closure of the proof', () => {
    const { sample } = samples.find((one) => one.sample.kind === 'multi-hop')!;
    const { records, blobs } = provers[0]!.references(sample.evidence[0]!);
    expect(records).toContain(told.manifestHash);
    expect(records.length).toBeGreaterThan(1);
    expect(blobs).toEqual([told.snapshot]);
    const referred = replayers.flatMap((replayer) =>
      sample.checks
        .filter(({ name }) => name === replayer.name)
        .flatMap((check) => replayer.references?.(check).records ?? []),
    );
    expect(referred).toContain(told.communitiesHash);
    expect(referred).toHaveLength(2);
  });
});

describe('sabotage, with every hash made anew', () => {
  beforeAll(async () => {
    for (const at of told.graph.passages.keys()) texts.set(at, await told.passageText(at));
  });

  it('of 100 and more accepted samples is seen in each', async () => {
    const missed: string[] = [];
    const corrupted = new Set<string>();
    for (const [row, name] of Object.keys(FORGERIES).entries()) {
      let done = 0;
      for (let at = 0; at < samples.length && done < PER_FORGERY; at++) {
        const original = samples[(at + row * PER_FORGERY) % samples.length]!;
        const sample = structuredClone(original.sample);
        const random = createRandom(`${sample.id}/${name}`);
        const outcome = await FORGERIES[name]!({ ...original, sample, random });
        if (outcome === false) continue;
        await coverTracks(sample);
        const sealed = reseal(sample);
        if (sealed.hash === original.sample.hash) continue;
        done++;
        corrupted.add(`${original.material.snapshot} ${original.sample.hash}`);
        // Whoever covers tracks well enough makes the thoughts anew, so that they alone must not be what tells.
        const found = (await faults(sealed)).filter((fault) => !fault.includes('thought graph'));
        if (found.length === 0) {
          missed.push(`${name}: ${sample.kind} ${original.payload.query.form}: ${user(sample)}`);
        }
      }
      expect({ name, done }).toEqual({ name, done: PER_FORGERY });
    }
    expect(missed).toEqual([]);
    expect(corrupted.size).toBeGreaterThan(100);
  });

  it('of the stored graph itself: a false fact under a true sentence', async () => {
    const { sample } = samples.find(
      ({ sample: one, payload }) => one.kind === 'multi-hop' && payload.query.form === '2p',
    )!;
    const edge = path(sample).edges.at(-1)!;
    const content = await tellWorld(store);
    const other = content.entities.findIndex(
      ({ id, kind }) => kind === entityOf(told.graph, edge.object).kind && id !== edge.object,
    );
    const facts = content.facts.map((fact) => {
      const isIt =
        content.entities[fact.subject]!.id === edge.subject &&
        content.predicates[fact.predicate]!.id === edge.predicate;
      return isIt ? { ...fact, object: other } : fact;
    });
    const { orderGraph } = await import('../store/order-graph.ts');
    const forgedGraph = orderGraph({ ...content, facts });
    const snapshot = await store.putBlob(encodeGraph(forgedGraph));
    const manifest = { ...((await store.record(told.manifestHash)) as object), snapshot };
    const graph = await store.putRecord(manifest);
    const forged = structuredClone(sample);
    replaceEverywhere(forged, told.manifestHash, graph);
    replaceEverywhere(forged, told.snapshot, snapshot);
    const found = edge.object;
    const [from, to] = [entityOf(told.graph, found).name, content.entities[other]!.name];
    for (const message of forged.messages) {
      if (message.reasoning) message.reasoning = message.reasoning.replaceAll(from, to);
    }
    replaceEverywhere(forged, `"object":"${found}"`, `"object":"${content.entities[other]!.id}"`);
    expect(await faults(reseal(forged))).not.toEqual([]);
    // Whatever else is forged with it, the recipe names another graph.
    const options = { ...AssignOptions.parse({}), ...WriteOptions.parse({}) };
    expect(contradictionOf(forged, options, told.manifestHash, PREFIX)).toContain(
      'is of the graph',
    );
  });
});

const sampleOf = (kind: string): Sample =>
  samples.find(({ sample }) => sample.kind === kind)!.sample;

/** Faults of a sample with its thoughts changed, and stored anew. */
const forgeThoughts = async (
  kind: string,
  edit: (graph: ThoughtGraph) => void,
): Promise<string[]> => {
  const sample = structuredClone(sampleOf(kind));
  const check = sample.checks.find(({ name }) => name === CHECKS.thought)!;
  const graph = ThoughtGraph.parse(await store.record(check.detail!['graph'] as string));
  edit(graph);
  check.detail!['graph'] = await (store as Store).putRecord(graph);
  return faults(reseal(sample));
};

describe('the kept thoughts', () => {
  it.each(['multi-hop', 'closed-book', 'unanswerable'])(
    'are those of the plan, in a %s sample',
    async (kind) => {
      expect(await forgeThoughts(kind, () => {})).toEqual([]);
      const invented = {
        id: 'secret',
        operation: 'generate' as const,
        after: [],
        wave: 1,
        made: [{ id: 'secret/0', text: 'The moon is made of cheese.', from: [] }],
        scores: {},
        verdicts: {},
        kept: ['secret/0'],
        lost: {},
        calls: 0,
        inputTokens: 0,
        outputTokens: 0,
      };
      const reasons = await forgeThoughts(kind, ({ nodes }) => void nodes.push(invented));
      expect(reasons.join()).toContain('has not the nodes of its plan');
      const paid = await forgeThoughts(kind, ({ nodes }) => void (nodes[0]!.calls = 40));
      expect(paid.join()).toContain('counts calls');
      const other = await forgeThoughts(kind, ({ nodes }) => {
        const hop = nodes.find(({ id }) => id === 'hop-1') ?? nodes[0]!;
        hop.made[0]!.text = 'Something else altogether.';
      });
      expect(other.join()).toMatch(/is not made of its hops|is not what its plan gives/);
    },
  );
});

const contradicted = (sample: Sample, given: ProvedOptions, graph: string) =>
  contradictionOf(sample, given, graph, PREFIX);

describe('what contradicts a recipe', () => {
  const options = {
    ...AssignOptions.parse({ countWithin: 'graph', unanswerable: 0.4 }),
    ...WriteOptions.parse({ closedBook: true }),
  };

  it('holds the seed to the query, so that no wording is chosen and no twin invented', () => {
    const hash = told.manifestHash;
    const multi = sampleOf('multi-hop');
    const reseeded = (seed: string): Sample => ({ ...multi, lineage: { ...multi.lineage, seed } });
    const other = reseeded(multi.lineage.seed.replace(/[0-9a-f]{24}/, 'f'.repeat(24)));
    expect(contradicted(other, options, hash)).toContain('seed is not that of its query');
    const longer = reseeded(multi.lineage.seed.replace('/', '/another wording/'));
    expect(contradicted(longer, options, hash)).toContain('seed is not that of its query');
    const again = { ...multi, lineage: { ...multi.lineage, candidate: 3 } };
    expect(contradicted(again, options, hash)).toContain('candidate 3 of its query');
    const twin = reseeded(`${multi.lineage.seed}/unanswerable`);
    expect(contradicted(twin, options, hash)).toContain('seed is not that of its query');
    const fewer = { ...options, unanswerable: 0 };
    expect(contradicted(sampleOf('unanswerable'), fewer, hash)).toContain('no unanswerable twin');
  });

  it('knows the limits of what is counted, shown and found', () => {
    const hash = told.manifestHash;
    const counted = samples.find(({ payload, material, sample }) => {
      return payload.query.form === 'count' && material === told && sample.kind === 'multi-hop';
    })!;
    const fewer = { ...options, mostCounted: Number(counted.payload.answers[0]) - 1 };
    expect(contradicted(counted.sample, options, hash)).toBeUndefined();
    expect(contradicted(counted.sample, fewer, hash)).toContain('at the most');
    const multi = sampleOf('multi-hop');
    const missed = { ...multi, metrics: { retrievedGold: 0.5 } };
    expect(contradicted(missed, { ...options, addMissingGold: false }, hash)).toContain('missed');
    const trained = {
      name: CHECKS.shortcutTrained,
      basis: 'attested' as const,
      verdict: 'pass' as const,
    };
    const claimed = { ...multi, checks: [...multi.checks, trained] };
    expect(contradicted(claimed, { ...options, gnn: 'off' }, hash)).toContain(trained.name);
    const stated = samples.find(({ material, sample }) => {
      return material === imported && sample.kind === 'multi-hop';
    })!.sample;
    const { graph } = stated.evidence[0] as PathEvidence;
    expect(contradicted(stated, options, graph)).toBeUndefined();
    expect(contradicted(stated, { ...options, statements: 2 }, graph)).toContain('statements');
  });

  it('accepts what the options allow, and says what they do not', () => {
    const hash = told.manifestHash;
    for (const kind of ['multi-hop', 'closed-book', 'unanswerable', 'single-hop'])
      expect(contradicted(sampleOf(kind), options, hash)).toBeUndefined();
    const multi = sampleOf('multi-hop');
    expect(contradicted(multi, options, '0'.repeat(64))).toContain('is of the graph');
    expect(contradicted(multi, { ...options, forms: { '1p': 1 } }, hash)).toContain('of the form');
    expect(contradicted(multi, { ...options, leastConfidence: 0.95 }, hash)).toContain(
      'confidence',
    );
    expect(contradicted(multi, { ...options, necessity: 'reader' }, hash)).toContain('necessity');
    expect(contradicted(multi, { ...options, passages: 2 }, hash)).toContain('passages');
    expect(
      contradicted(sampleOf('closed-book'), { ...options, closedBook: false }, hash),
    ).toContain('without passages');
    expect(contradicted({ ...multi, voice: 'model' }, options, hash)).toContain('voice');
  });
});
