import { canonicalJson, type Hash, hashRecord, sha256 } from '../../src/core/hash.ts';
import { MaterialAbsentError } from '../../src/core/errors/index.ts';
import { type CheckReplayer, type Prover, spanProver } from '../../src/core/proof/index.ts';
import type { ProofRegistry } from '../../src/core/proof/registry.ts';
import {
  type Check,
  documentId,
  type Document,
  messageText,
  type Sample,
  sampleHash,
  sampleId,
  type TraceEvidence,
} from '../../src/core/records/index.ts';
import { codePointLength } from '../../src/core/text/code-points.ts';
import type { Store } from '../../src/core/run/method.ts';
import type { RunReport } from '../../src/core/run/report.ts';

/** A small dataset with every kind of seal, for tests: sums with stored worlds, and talks about stored pages. */

export const RECIPE = {
  name: 'small',
  maxCharacters: 400,
  gates: ['length', 'exact-duplicates', 'judge'],
};
export const RECIPE_YAML = 'name: small\n# ``` is no way out\ngates: [length]\n';
export const RECIPE_HASH = hashRecord(RECIPE);

const lastText = (sample: Pick<Sample, 'messages'>): string => messageText(sample.messages.at(-1)!);

const traceProver: Prover<TraceEvidence> = {
  name: 'trace@1',
  kind: 'trace',
  references: ({ world }) => ({ records: [world], blobs: [] }),
  async replay(evidence, sample, material) {
    const world = (await material.record(evidence.world)) as { a: number; b: number };
    const total = String(world.a + world.b);
    if (total !== evidence.answer)
      return {
        verdict: 'fail',
        reason: `the world gives ${total}, the trace says ${evidence.answer}`,
      };
    if (sample.answer?.value !== total)
      return {
        verdict: 'fail',
        reason: `the answer is ${sample.answer?.value}, the world gives ${total}`,
      };
    const asked = `What is ${world.a} + ${world.b}?`;
    if (messageText(sample.messages[0]!) !== asked)
      return { verdict: 'fail', reason: `the question is not "${asked}"` };
    return { verdict: 'pass' };
  },
};

const replayers: Record<string, (recipe: typeof RECIPE) => CheckReplayer> = {
  'answer-stated@1': () => ({
    name: 'answer-stated@1',
    async replay(_check, sample) {
      const stated = lastText(sample).split(/\s+/).includes(`${sample.answer?.value}.`);
      return stated
        ? { verdict: 'pass' }
        : { verdict: 'fail', reason: `the reply does not state ${sample.answer?.value}` };
    },
  }),
  'quoted@1': () => ({
    name: 'quoted@1',
    async replay(_check, sample) {
      const missing = sample.evidence.find(
        (one) => one.kind === 'span' && !lastText(sample).includes(one.quote),
      );
      return missing
        ? { verdict: 'fail', reason: 'a quote is not in the reply' }
        : { verdict: 'pass' };
    },
  }),
  'length@1': (recipe) => ({
    name: 'length@1',
    async replay(check, sample) {
      const characters = [...lastText(sample)].length;
      const same =
        check.detail?.['characters'] === characters && characters <= recipe.maxCharacters;
      return same
        ? { verdict: 'pass' }
        : {
            verdict: 'fail',
            reason: `the reply has ${characters} characters, the check says ${String(check.detail?.['characters'])}`,
          };
    },
  }),
};

export function createRegistry(): ProofRegistry {
  const provers = [spanProver, traceProver] as unknown as Prover[];
  return {
    prover: (name) => provers.find((prover) => prover.name === name),
    checkReferences: () => ({ records: [], blobs: [] }),
    replayer: (name, recipe) => replayers[name]?.(recipe as typeof RECIPE),
    requires({ method, kind }) {
      if (method === 'curriculum' && kind === 'sum')
        return { evidence: ['trace'], checks: ['answer-stated@1'] };
      if (method === 'personas' && kind === 'talk')
        return { evidence: ['span'], checks: ['quoted@1'] };
      if (method === 'personas' && kind === 'character') return null;
      return undefined;
    },
    gateChecks: () => [
      { name: 'length@1', basis: 'replayed' },
      { name: 'exact-duplicates@1', basis: 'replayed' },
      { name: 'judge@1', basis: 'attested' },
    ],
    async datasetGates() {
      const seen = new Set<string>();
      return [
        {
          name: 'exact-duplicates@1',
          gate: {
            scope: 'dataset',
            check: (draft) => ({
              name: 'exact-duplicates@1',
              basis: 'replayed',
              verdict: seen.has(lastText(draft)) ? 'fail' : 'pass',
            }),
            commit: (draft) => void seen.add(lastText(draft)),
            stateBytes: () => seen.size,
          },
        },
      ];
    },
  };
}

/** Records and blobs in memory. */
export function createStore(): Store & {
  records: Map<Hash, unknown>;
  blobs: Map<Hash, Uint8Array>;
} {
  const records = new Map<Hash, unknown>();
  const blobs = new Map<Hash, Uint8Array>();
  return {
    records,
    blobs,
    async putRecord(value) {
      const hash = hashRecord(value);
      records.set(hash, JSON.parse(canonicalJson(value)));
      return hash;
    },
    async putBlob(bytes) {
      blobs.set(sha256(bytes), bytes);
      return sha256(bytes);
    },
    async record(hash) {
      if (!records.has(hash)) throw new MaterialAbsentError(`record ${hash} is not in the store`);
      return records.get(hash);
    },
    async blob(hash) {
      const found = blobs.get(hash);
      if (!found) throw new MaterialAbsentError(`blob ${hash} is not in the store`);
      return found;
    },
  };
}

const gateChecks = (reply: string): Check[] => [
  {
    name: 'length@1',
    basis: 'replayed',
    verdict: 'pass',
    detail: { characters: [...reply].length },
  },
  {
    name: 'judge@1',
    basis: 'attested',
    verdict: 'pass',
    score: 0.9,
    detail: { words: 'It is fine.' },
  },
  { name: 'exact-duplicates@1', basis: 'replayed', verdict: 'pass' },
];

/** Seals what a method and the gates made. */
export function seal(sample: Omit<Sample, 'id' | 'hash'>): Sample {
  const named = { ...sample, id: sampleId(sample.lineage) };
  return { ...named, hash: sampleHash(named) };
}

const lineage = (part: string, index: number, recipe = RECIPE_HASH): Sample['lineage'] => ({
  recipe,
  part,
  assignment: sha256(`${part}/${index}`),
  candidate: 0,
  seed: 'seed',
  method: `${part}@1`,
  calls: [],
});

export interface SmallDataset {
  samples: Sample[];
  store: ReturnType<typeof createStore>;
  documents: Document[];
}

/** `count` samples, sums and talks in turn, in commit order: two thirds train, the rest test. */
export async function createSmallDataset(count = 40): Promise<SmallDataset> {
  const store = createStore();
  const documents: Document[] = [];
  const hashes: Hash[] = [];
  for (let index = 0; index < 6; index++) {
    const sentences = Array.from(
      { length: 20 },
      (_, n) =>
        `Page ${index} tells that river ${n} 🌊 carries ${index * 31 + n * 7} boats “each” year.`,
    );
    const blocks: Document['blocks'] = [
      { kind: 'heading', text: `Rivers ${index}`, headings: [], level: 1 },
      { kind: 'paragraph', text: sentences.join(' '), headings: [`Rivers ${index}`] },
    ];
    const uri = `pages/rivers-${index}.md`;
    const document: Document = {
      id: documentId({ uri, blocks }),
      uri,
      title: `Rivers ${index} <script>`,
      language: 'en',
      license: index % 3 === 2 ? 'CC-BY-NC-4.0' : 'CC-BY-4.0',
      mediaType: 'text/markdown',
      source: { hash: sha256(uri), extractor: 'markdown@1' },
      blocks,
    };
    documents.push(document);
    hashes.push(await store.putRecord(document));
  }
  const image = await store.putBlob(Buffer.from('a picture of bytes'));
  const samples: Sample[] = [];
  for (let index = 0; index < count; index++) {
    samples.push(index % 2 === 0 ? await sum(index, store) : talk(index, documents, hashes, image));
  }
  return { samples, store, documents };
}

async function sum(index: number, store: Store): Promise<Sample> {
  const [a, b] = [index * 3 + 1, index * 5 + 2];
  const world = await store.putRecord({ a, b, name: `world ${index}` });
  const answer = String(a + b);
  const reply = `The sum of ${a} and ${b} is ${answer}.`;
  return seal({
    method: 'curriculum',
    kind: 'sum',
    split: index % 3 === 2 ? 'test' : 'train',
    groups: [`world/${world}`],
    messages: [
      { role: 'user', content: `What is ${a} + ${b}?` },
      {
        role: 'assistant',
        content: reply,
        ...(index % 4 === 0 ? { reasoning: `${a} and ${b} …` } : {}),
      },
    ],
    answer: { value: answer, basis: 'program' },
    evidence: [{ kind: 'trace', prover: 'trace@1', world, generator: 'sums@1', level: 1, answer }],
    checks: [{ name: 'answer-stated@1', basis: 'replayed', verdict: 'pass' }, ...gateChecks(reply)],
    voice: 'template',
    tags: { skill: 'sum', level: 1, hard: false },
    metrics: { tokens: 12.5 },
    licenses: [],
    lineage: lineage('curriculum', index),
  });
}

function talk(index: number, documents: Document[], hashes: Hash[], image: Hash): Sample {
  const which = index % 6;
  const document = documents[which]!;
  const { text } = document.blocks[1]!;
  const characters = Array.from(text);
  const starts = Array.from(text.matchAll(/Page /g), (match) =>
    codePointLength(text.slice(0, match.index)),
  );
  const at = Math.floor(index / 6);
  const [start, end] = [starts[at]!, starts[at + 1]! - 1];
  const quote = characters.slice(start, end).join('');
  const reply = `As the page has it: ${quote}`;
  const question = `What does the page tell about river ${at}?`;
  return seal({
    method: 'personas',
    kind: 'talk',
    split: which % 3 === 2 ? 'test' : 'train',
    groups: [`document/${document.id}`],
    messages: [
      index % 7 === 0
        ? {
            role: 'user',
            content: [
              { type: 'text', text: question },
              { type: 'image', blob: image, mediaType: 'image/png' },
            ],
          }
        : { role: 'user', content: question },
      { role: 'assistant', content: reply },
    ],
    context: [
      {
        document: hashes[which]!,
        block: 1,
        start: 0,
        end: starts[2]!,
        text: characters.slice(0, starts[2]).join(''),
        gold: at < 2,
      },
    ],
    answer: { value: quote, basis: 'quotation' },
    evidence: [
      { kind: 'span', prover: 'span@1', document: hashes[which]!, block: 1, start, end, quote },
    ],
    checks: [{ name: 'quoted@1', basis: 'replayed', verdict: 'pass' }, ...gateChecks(reply)],
    voice: 'model',
    tags: { persona: 'a boatman' },
    licenses: [document.license],
    lineage: {
      ...lineage('personas', index),
      calls: [
        {
          step: 'write',
          role: 'writer',
          model: 'local/tiny',
          revision: null,
          parameters: { temperature: 0.7 },
          prompt: 'talk@1',
          journalKey: sha256(`call ${index}`),
        },
      ],
    },
  });
}

export const REPORT: RunReport = {
  name: 'small',
  recipe: RECIPE_HASH,
  seed: 'seed',
  target: 40,
  accepted: 40,
  parts: [
    {
      name: 'sums',
      method: 'curriculum',
      target: 20,
      assignments: 25,
      accepted: 20,
      rejected: { 'answer-stated': 3 },
      skipped: { 'groups-cross-splits': 2 },
      exhausted: false,
      material: 'worlds',
    },
    {
      name: 'talks',
      method: 'personas',
      target: 20,
      assignments: 22,
      accepted: 20,
      rejected: {},
      skipped: {},
      exhausted: true,
      material: '6 documents',
    },
  ],
  sourceSkips: { 'too-large': 1 },
  models: [
    {
      role: 'writer',
      model: 'local/tiny',
      revision: null,
      terms: 'Apache-2.0',
      calls: 22,
      costUsd: 0,
      priceSource: 'own machine',
      usage: {
        inputTokens: 2200,
        outputTokens: 900,
        reasoningTokens: 0,
        cachedInputTokens: 0,
        estimated: false,
      },
    },
  ],
  gates: [
    {
      name: 'length',
      summary: 'Refuses replies that are too long.',
      options: { maxCharacters: 400 },
      stateBytes: null,
    },
  ],
  sources: [
    { name: 'pages', type: 'files', documents: 6, licenses: { 'CC-BY-4.0': 4, 'CC-BY-NC-4.0': 2 } },
  ],
};

export async function* stream<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}
