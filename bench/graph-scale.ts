/**
 * A graph of a million facts: imported from TSV, indexed, encoded, decoded, exported; time and memory of each step.
 * `node --expose-gc bench/graph-scale.ts [--facts 1000000] [--seed graph-scale] [--json PATH]`.
 *
 * The graph has a fifth as many things as facts, 200 relations, and degrees by Zipf's law. Seconds are of processor time,
 * garbage collection included; memory is the resident size when the step is done, and the largest seen so far.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { sha256 } from '../src/core/hash.ts';
import { createRandom } from '../src/core/random.ts';
import { writeTriples } from '../src/methods/graph/export/write-triples.ts';
import { importTriples } from '../src/methods/graph/import/import-triples.ts';
import { indexGraph } from '../src/methods/graph/index-graph.ts';
import { ImportOptions } from '../src/methods/graph/prepare/options.ts';
import { decodeGraph } from '../src/methods/graph/store/decode-graph.ts';
import { encodeGraph } from '../src/methods/graph/store/encode-graph.ts';

const { values } = parseArgs({
  options: {
    facts: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: 'graph-scale' },
    json: { type: 'string' },
  },
});
const facts = Number(values.facts);
if (!Number.isSafeInteger(facts) || facts < 100) {
  process.stderr.write(`--facts must be a whole number of 100 or more, got ${values.facts}\n`);
  process.exit(2);
}

interface Step {
  step: string;
  seconds: number;
  perSecond: number;
  residentMb: number;
  largestMb: number;
}

const steps: Step[] = [];
const file = makeFile();
process.stderr.write(`${(file.length / 1e6).toFixed(1)} MB of triples\n`);

const imported = await measure('import', () =>
  importTriples(
    [
      {
        uri: 'graph.tsv',
        license: null,
        bytes: async function* () {
          yield file;
        },
      },
    ],
    ImportOptions.parse({}),
    {
      store: { putBlob: async (bytes) => sha256(bytes) },
      ontology: null,
      signal: new AbortController().signal,
      progress: () => {},
      skip: () => {},
    },
  ),
);
const graph = await measure('index', () => indexGraph(imported.content));
const bytes = await measure('encode', () => encodeGraph(imported.content));
const decoded = await measure('decode', () => decodeGraph(bytes));
const again = await measure('encode again', () => encodeGraph(decoded));
if (!Buffer.from(bytes).equals(again)) throw new Error('a decoded graph has other bytes');
await measure('export ntriples', () => {
  let length = 0;
  for (const piece of writeTriples(graph, 'ntriples')) length += piece.length;
  return length;
});

const result = {
  bench: 'graph-scale',
  seed: values.seed,
  facts: graph.facts.length,
  edges: graph.edges.subject.length,
  entities: graph.entities.length,
  predicates: graph.predicates.length,
  snapshotMb: round(bytes.length / 1e6),
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  steps,
};
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(
  [
    `${result.facts} facts, ${result.edges} edges, ${result.entities} things, ${result.predicates} relations; snapshot ${result.snapshotMb} MB; Node ${result.node}, ${result.cpu}.`,
    '',
    '| step | seconds | facts/s | resident MB | largest MB |',
    '|---|---:|---:|---:|---:|',
    ...steps.map((one) => `| ${Object.values(one).join(' | ')} |`),
    '',
  ].join('\n'),
);

async function measure<T>(step: string, work: () => T | Promise<T>): Promise<T> {
  globalThis.gc?.();
  const start = process.cpuUsage();
  const given = await work();
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1e6;
  const residentMb = Math.round(process.memoryUsage.rss() / 1e6);
  const largestMb = Math.round(process.resourceUsage().maxRSS / 1e3);
  steps.push({
    step,
    seconds: round(seconds),
    perSecond: Math.round(facts / seconds),
    residentMb,
    largestMb,
  });
  return given;
}

function makeFile(): Buffer {
  const random = createRandom(values.seed);
  const things = Math.ceil(facts / 5);
  // Zipf with exponent 1 over the things, by inversion of the continuous law.
  const draw = (): number => Math.min(things - 1, Math.floor(things ** random.next()) - 1);
  const lines: string[] = [];
  for (let fact = 0; fact < facts; fact++) {
    const subject = random.integer(things);
    lines.push(`Thing ${subject}\trelation_${random.integer(200)}\tThing ${draw()}`);
  }
  return Buffer.from(`${lines.join('\n')}\n`);
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
