/**
 * Assignments of the graph method: how fast queries are drawn, what they cover, and whether every one keeps its promises,
 * looked at by a reference that shares no code with what is measured.
 * `node bench/assignments.ts [--facts 100000] [--n 100000] [--only synthetic|codex-s] [--seed bench] [--write]`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom } from '../src/core/random.ts';
import { measureCoverage } from '../src/methods/graph/assign/coverage.ts';
import { AssignOptions } from '../src/methods/graph/assign/options.ts';
import { DISTANCES } from '../src/methods/graph/assign/plan-query.ts';
import type { QueryPayload } from '../src/methods/graph/assign/query.ts';
import { sampleQueries } from '../src/methods/graph/assign/sample-queries.ts';
import { detectCommunities } from '../src/methods/graph/communities/detect-communities.ts';
import type { KnowledgeGraph } from '../src/methods/graph/knowledge-graph.ts';
import { makeReference } from './assignments/reference.ts';
import { makeSyntheticGraph } from './assignments/synthetic-graph.ts';
import { readTripleGraph } from './assignments/triple-graph.ts';
import { walkEvenly } from './assignments/walk-evenly.ts';
import { fixed, mebibytes, percent, table, whole } from './harness/table.ts';

const { values } = parseArgs({
  options: {
    facts: { type: 'string', default: '100000' },
    n: { type: 'string', default: '100000' },
    only: { type: 'string' },
    seed: { type: 'string', default: 'bench' },
    write: { type: 'boolean', default: false },
  },
});
const facts = Number(values.facts);
const most = Number(values.n);
const CODEX = join(import.meta.dirname, '..', '..', 'shared', 'data', 'kg', 'codex-s');
const MILESTONES = [1000, 3000, 10_000, 30_000, 100_000];
const PARTS = ['entities', 'facts', 'passages', 'communities'] as const;

const GRAPHS: Record<string, () => KnowledgeGraph> = {
  synthetic: () => makeSyntheticGraph(facts, values.seed),
  'codex-s': () =>
    readTripleGraph(['train', 'valid', 'test'].map((name) => join(CODEX, `${name}.txt`))),
};

if (!Number.isSafeInteger(facts) || facts < 1 || !Number.isSafeInteger(most) || most < 1) {
  process.stderr.write('--facts and --n take whole numbers from 1\n');
  process.exit(2);
}
if (values.only !== undefined && !(values.only in GRAPHS)) {
  process.stderr.write(`--only takes one of ${Object.keys(GRAPHS).join(', ')}\n`);
  process.exit(2);
}
if (values.only === undefined) measureAll();
else process.stdout.write(`${JSON.stringify(await measure(values.only))}\n`);

type Measured = Awaited<ReturnType<typeof measure>>;

/** Each graph in a process of its own, so that one's memory is not the other's. */
function measureAll(): void {
  const names = Object.keys(GRAPHS).filter((name) => name !== 'codex-s' || existsSync(CODEX));
  if (!names.includes('codex-s')) process.stderr.write(`codex-s is skipped: no ${CODEX}\n`);
  const found = names.map((name): Measured => {
    const own = ['--only', name, '--facts', values.facts, '--n', values.n, '--seed', values.seed];
    const flags = [import.meta.filename, ...own];
    return JSON.parse(
      execFileSync(process.execPath, flags, {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    ) as Measured;
  });
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`;
  if (values.write) {
    const path = join(import.meta.dirname, 'results', 'assignments.json');
    writeFileSync(path, `${JSON.stringify({ machine, found }, null, 2)}\n`);
  }
  process.stdout.write(`${describe(found)}\n`);
  const isSound = found.every(({ faults }) => Object.values(faults).every((count) => count === 0));
  process.exit(isSound ? 0 : 6);
}

async function measure(name: string) {
  const graph = GRAPHS[name]!();
  const communities = detectCommunities(graph);
  const heapBefore = process.memoryUsage().rss;
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  const material = { graph, communities, options: AssignOptions.parse({}) };
  const drawn: { key: string; payload: QueryPayload }[] = [];
  const context = { seed: values.seed, signal: new AbortController().signal };
  let firstAfter = 0;
  for await (const { key, payload } of sampleQueries(material, context)) {
    if (drawn.length === 0) firstAfter = performance.now() - started;
    drawn.push({ key, payload });
    if (drawn.length === most) break;
  }
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const payloads = drawn.map(({ payload }) => payload);
  return {
    name,
    entities: graph.entities.length,
    facts: graph.facts.length,
    edges: graph.edges.subject.length,
    assignments: drawn.length,
    twins: payloads.filter(({ withheld }) => withheld !== null).length,
    seconds,
    firstAfterMs: firstAfter,
    perSecond: drawn.length / seconds,
    perCpuSecond: drawn.length / ((user + system) / 1e6),
    peakBytes,
    bytesBefore: heapBefore,
    forms: countBy(payloads, ({ query }) => query.form),
    hops: countBy(payloads, ({ plan }) => String(plan.hops)),
    acrossDocuments:
      payloads.filter(({ plan }) => plan.documents > 1).length / Math.max(1, drawn.length),
    faults: findFaults(graph, drawn),
    coverage: followCoverage(graph, communities, payloads),
  };
}

function countBy<T>(items: readonly T[], nameOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[nameOf(item)] = (counts[nameOf(item)] ?? 0) + 1;
  return counts;
}

/** What the reference finds wrong; all must be 0. */
function findFaults(
  graph: KnowledgeGraph,
  drawn: readonly { key: string; payload: QueryPayload }[],
) {
  const reference = makeReference(graph);
  const faults = {
    wrongAnswers: 0,
    notUnique: 0,
    shorterPaths: 0,
    wrongDistractors: 0,
    repeated: 0,
  };
  faults.repeated = drawn.length - new Set(drawn.map(({ key }) => key)).size;
  for (const [at, { payload }] of drawn.entries()) {
    if (at % 10_000 === 0) process.stderr.write(`checked ${at} of ${drawn.length}\n`);
    const { query, answers, distractors } = payload;
    const found = reference.answers(query);
    if (found.join('\n') !== answers.join('\n')) faults.wrongAnswers++;
    if (found.length !== 1) faults.notUnique++;
    if (distractors.some((one) => found.includes(one))) faults.wrongDistractors++;
    const isShort = DISTANCES[query.form].some(
      (steps, place) =>
        reference.distance(query.anchors[place]!, answers[0]!, steps - 1) < Infinity,
    );
    if (isShort) faults.shorterPaths++;
  }
  return faults;
}

/** The curve, beside that of as many edges taken by walks that start and go on evenly. */
function followCoverage(
  graph: KnowledgeGraph,
  communities: ReturnType<typeof detectCommunities>,
  payloads: readonly QueryPayload[],
) {
  const ours = measureCoverage(graph, communities);
  const even = measureCoverage(graph, communities);
  const random = createRandom(`${values.seed}/even`);
  const asked = payloads.filter(({ withheld }) => withheld === null);
  const curve: { questions: number; ours: number[]; even: number[] }[] = [];
  for (const [at, payload] of asked.entries()) {
    ours.add(payload);
    even.add({ ...payload, path: walkEvenly(graph, payload.path.length, random) });
    const isMilestone = MILESTONES.includes(at + 1) || at + 1 === asked.length;
    if (!isMilestone) continue;
    const figures = [ours.report(), even.report()].map((report) =>
      PARTS.flatMap((part) => [report[part].share, report[part].gini]),
    );
    curve.push({ questions: at + 1, ours: figures[0]!, even: figures[1]! });
  }
  return curve;
}

function describe(found: readonly Measured[]): string {
  const head = [
    'graph',
    'edges',
    'assignments',
    'twins',
    'per second',
    'per CPU second',
    'first after, ms',
    'peak MiB',
  ];
  const rates = found.map((one) => [
    one.name,
    whole(one.edges),
    whole(one.assignments),
    whole(one.twins),
    whole(one.perSecond),
    whole(one.perCpuSecond),
    whole(one.firstAfterMs),
    mebibytes(one.peakBytes),
  ]);
  const faults = found.map(({ name, faults: own }) => [name, ...Object.values(own)]);
  const curves = found.flatMap(({ name, coverage }) =>
    coverage.map(({ questions, ours, even }) => [
      `${name}, ${whole(questions)}`,
      ...PARTS.map((_, part) => {
        const [share, gini, evenShare, evenGini] = [
          ours[2 * part]!,
          ours[2 * part + 1]!,
          even[2 * part]!,
          even[2 * part + 1]!,
        ];
        return `${percent(share)} (${percent(evenShare)}), ${fixed(gini)} (${fixed(evenGini)})`;
      }),
    ]),
  );
  return [
    table(head, rates),
    table(['graph', ...Object.keys(found[0]!.faults)], faults),
    table(['questions', ...PARTS.map((part) => `${part}: share, Gini (even walks)`)], curves),
    found.map(({ name, forms }) => `${name}: ${JSON.stringify(forms)}`).join('\n'),
  ].join('\n\n');
}
