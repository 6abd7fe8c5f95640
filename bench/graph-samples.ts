/**
 * Samples of the method `graph` over the 500 documents of Re-DocRED dev, held against its gold relations:
 * `node bench/graph-samples.ts [--target 300] [--voice template|local] [--gnn zero-shot|off] [--confidence 0.9] [--seed 1] [--audit N]
 * [--workspace DIR] [--json PATH]`. Runs a recipe as a user would, verifies the dataset, and counts of how many samples every
 * hop is among the gold relations (bench/ontologies/wikidata-95.yaml names them). That gold is incomplete: a hop that it lacks
 * may be true, so each such hop is printed with its sentence on request, for people to judge.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { PathEvidence, Sample } from '../src/core/records/index.ts';
import { openContentStore } from '../src/core/store/content-store.ts';
import { verifyDataset } from '../src/dataset/index.ts';
import type { KnowledgeGraph } from '../src/methods/graph/knowledge-graph.ts';
import { readGraph } from '../src/methods/graph/store/read-graph.ts';
import { parseRecipe } from '../src/recipe/load.ts';
import { proofRegistry } from '../src/recipe/registry.ts';
import { runRecipe } from '../src/recipe/run-recipe.ts';
import { type GoldDocument, readRedocred } from './extraction/redocred.ts';
import { percent, table, whole } from './harness/table.ts';

const { values } = parseArgs({
  options: {
    target: { type: 'string', default: '300' },
    voice: { type: 'string', default: 'template' },
    gnn: { type: 'string', default: 'zero-shot' },
    confidence: { type: 'string', default: '0.9' },
    seed: { type: 'string', default: '1' },
    audit: { type: 'string', default: '0' },
    workspace: { type: 'string' },
    json: { type: 'string' },
  },
});
const data = resolve('../shared/data/text/redocred-dev.json');
if (!existsSync(data)) {
  process.stderr.write(`skipped: there is no ${data}\n`);
  process.exit(0);
}

let told = 0;
const gold = readRedocred(data);
const dir = values.workspace ?? mkdtempSync(join(tmpdir(), 'wellspring-bench-graph-'));
const rows = join(dir, 'documents.jsonl');
const asked = { target: Number(values.target), confidence: Number(values.confidence) };
try {
  writeRows();
  const started = performance.now();
  const { report, paths } = await run();
  const seconds = (performance.now() - started) / 1000;
  const samples = readLines<Sample>(join(paths.accepted, '00000.jsonl'));
  const verified = await verifyDataset(paths.dataset, { registry: proofRegistry() });
  const hops = await holdToGold(samples, join(dir, 'runs', '.store'));
  const result = {
    bench: 'graph-samples',
    ...asked,
    voice: values.voice,
    gnn: values.gnn,
    seed: values.seed,
    seconds: Math.round(seconds),
    accepted: samples.length,
    verified: verified.ok,
    material: report.parts[0]!.material,
    rejected: report.parts[0]!.rejected,
    forms: count(samples.map(({ tags }) => String(tags['form']))),
    voices: count(samples.map(({ voice }) => voice)),
    ...summarise(hops),
  };
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
  print(result, hops);
} finally {
  if (values.workspace === undefined) rmSync(dir, { recursive: true, force: true });
}

function writeRows(): void {
  mkdirSync(dir, { recursive: true });
  const lines = gold.map(({ title, text }, at) =>
    JSON.stringify({ uri: `redocred/${at}`, title, text, language: 'en', license: 'CC-BY-SA-3.0' }),
  );
  writeFileSync(rows, `${lines.join('\n')}\n`);
}

async function run() {
  const isLocal = values.voice === 'local';
  const content = {
    name: 'redocred',
    seed: values.seed,
    target: asked.target,
    sources: { articles: { type: 'files', path: rows } },
    ...(isLocal && { models: { writer: { provider: 'local', model: 'smollm2-135m-instruct' } } }),
    parts: [
      {
        name: 'questions',
        method: 'graph',
        uses: ['articles'],
        options: {
          ontology: resolve('bench/ontologies/wikidata-95.yaml'),
          leastConfidence: asked.confidence,
          gnn: values.gnn,
          voice: isLocal ? 'model' : 'template',
          unanswerable: 0,
        },
      },
    ],
    gates: [{ gate: 'exact-duplicates' }],
  };
  const text = JSON.stringify(content);
  const recipe = await parseRecipe(text, 'the recipe of this benchmark');
  return runRecipe({
    loaded: { recipe, text, baseDir: dir },
    workspaceDir: join(dir, 'runs'),
    signal: new AbortController().signal,
    onStatus: ({ accepted, rejected }) =>
      tell(
        accepted,
        Object.values(rejected).reduce((sum, n) => sum + n, 0),
      ),
  });
}

/** A line that is written over; into a file, a line for every ten samples. */
function tell(accepted: number, rejected: number): void {
  const line = `${accepted} accepted, ${rejected} rejected`;
  if (process.stderr.isTTY) process.stderr.write(`\r${line} `);
  else if (accepted >= told + 10) {
    told = accepted;
    process.stderr.write(`${line}, ${Math.round(performance.now() / 1000)} s\n`);
  }
}

/** One hop of a sample, and what the gold says of it. */
interface JudgedHop {
  sample: string;
  edge: string;
  quote: string;
  /** `gold`: the relation is there. `pair`: another relation joins the two there. `absent`: nothing does. `unknown`: a name that the gold does not annotate. */
  verdict: 'gold' | 'pair' | 'absent' | 'unknown';
}

async function holdToGold(samples: readonly Sample[], storeDir: string): Promise<JudgedHop[]> {
  const store = await openContentStore(storeDir, { readOnly: true });
  try {
    const judged: JudgedHop[] = [];
    for (const sample of samples) {
      const path = sample.evidence.find((one): one is PathEvidence => one.kind === 'path')!;
      const { graph } = await readGraph(store, path.graph);
      for (const edge of path.edges) judged.push({ sample: sample.id, ...judge(edge, graph) });
    }
    return judged;
  } finally {
    store.close();
  }
}

function judge(
  { subject, predicate, object, provenance }: PathEvidence['edges'][number],
  graph: KnowledgeGraph,
): Omit<JudgedHop, 'sample'> {
  const spans = 'spans' in provenance ? provenance.spans : [];
  const names = [subject, object].map((id) => {
    const { name, aliases } = graph.entities[graph.entityById.get(id)!]!;
    return new Set([name, ...aliases].map(plain));
  });
  const inverse = graph.predicates[graph.predicateById.get(predicate)!]!.inverse;
  const order = ['gold', 'pair', 'absent', 'unknown'] as const;
  const verdicts = spans.map(({ document }) => {
    const { uri } = graph.documents.find(({ record }) => record === document)!;
    const place = gold[Number(/redocred\/(\d+)/.exec(uri)![1])]!;
    return judgeIn(place, names[0]!, predicate, inverse, names[1]!);
  });
  return {
    edge: `${subject} | ${predicate} | ${object}`,
    quote: spans[0]?.quote ?? '',
    verdict: order.find((one) => verdicts.includes(one)) ?? 'unknown',
  };
}

function judgeIn(
  { entities, relations }: GoldDocument,
  subject: Set<string>,
  relation: string,
  inverse: string | null,
  object: Set<string>,
): JudgedHop['verdict'] {
  const indexesOf = (names: Set<string>): number[] =>
    entities.flatMap((entity, at) =>
      entity.names.some((name) => names.has(plain(name))) ? [at] : [],
    );
  const [from, to] = [indexesOf(subject), indexesOf(object)];
  if (from.length === 0 || to.length === 0) return 'unknown';
  const joins = (one: number[], other: number[], wanted?: string | null): boolean =>
    relations.some(
      (each) =>
        one.includes(each.subject) &&
        other.includes(each.object) &&
        (wanted === undefined || each.relation === wanted),
    );
  if (joins(from, to, relation) || (inverse !== null && joins(to, from, inverse))) return 'gold';
  return joins(from, to) || joins(to, from) ? 'pair' : 'absent';
}

function plain(name: string): string {
  const words = name.toLowerCase().replaceAll(/[^\p{L}\p{Nd}]+/gu, ' ');
  return words.replace(/^the /, '').trim();
}

function summarise(hops: readonly JudgedHop[]) {
  const bySample = Map.groupBy(hops, ({ sample }) => sample);
  const all = [...bySample.values()];
  const inGold = all.filter((own) => own.every(({ verdict }) => verdict === 'gold')).length;
  return {
    hops: hops.length,
    hopVerdicts: count(hops.map(({ verdict }) => verdict)),
    samplesWithEveryHopInGold: inGold,
    share: inGold / all.length,
    interval: wilson(inGold, all.length),
  };
}

/** Wilson's interval of a share, 95 %. */
function wilson(hits: number, n: number): [number, number] {
  const z = 1.96;
  const p = hits / n;
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [centre - half, centre + half];
}

function count(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words.toSorted()) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

function readLines<T>(path: string): T[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

function print(
  result: ReturnType<typeof summarise> & Record<string, unknown>,
  hops: readonly JudgedHop[],
): void {
  const [low, high] = result.interval;
  process.stdout.write(`\n${JSON.stringify(result, null, 1)}\n\n`);
  process.stdout.write(
    table(
      ['samples', 'hops', 'every hop in gold', '95 %'],
      [
        [
          whole(result['accepted'] as number),
          whole(result.hops),
          percent(result.share),
          `${percent(low)}–${percent(high)}`,
        ],
      ],
    ),
  );
  const doubtful = hops.filter(({ verdict }) => verdict !== 'gold');
  for (const { verdict, edge, quote } of doubtful.slice(0, Number(values.audit))) {
    process.stdout.write(`${verdict}: ${edge}\n    ${quote}\n`);
  }
}
