import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../../test/fixtures/memory-store.ts';
import {
  assignmentsOf,
  EXAMPLE_PAPERS,
  faultsOfPaper,
  openPapersMaterial,
  readFolderOfPapers,
  writeSample,
} from '../../../../test/fixtures/papers-run.ts';
import { scriptedModels } from '../../../../test/fixtures/scripted-models.ts';
import { sha256 } from '../../../core/hash.ts';
import { type Document, messageText, type Sample } from '../../../core/records/index.ts';
import { splitSentences } from '../../../core/text/sentences.ts';
import type { PapersMaterial } from '../material.ts';
import { PAPER_KINDS, type PaperKindName } from '../options.ts';

const WRITTEN = fileURLToPath(new URL('../../../../test/fixtures/written-papers', import.meta.url));
/** Kinds that the example papers have no place for: their figures hold no numbers that the text cites, and they share no reference. */
const WRITTEN_ONLY: ReadonlySet<PaperKindName> = new Set([
  'figure-question',
  'equation-definition',
  'cross-paper',
]);
const PICTURED: readonly PaperKindName[] = [
  'figure-question',
  'caption-matching',
  'equation-definition',
];

const store = createMemoryStore();
let examples: PapersMaterial;
let written: PapersMaterial;
let documents: Document[];

const seeing = (said: string) => scriptedModels(['vision'], () => said);

const materialOf = (kind: PaperKindName): PapersMaterial =>
  WRITTEN_ONLY.has(kind) ? written : examples;

async function draw(kind: PaperKindName, count: number): Promise<Sample[]> {
  const material = materialOf(kind);
  const samples: Sample[] = [];
  for (const assignment of await assignmentsOf(material, kind, count)) {
    const result = await writeSample(assignment, material, store);
    if ('sample' in result) samples.push(result.sample);
  }
  return samples;
}

beforeAll(async () => {
  examples = await openPapersMaterial(store, await readFolderOfPapers(store, EXAMPLE_PAPERS));
  documents = await readFolderOfPapers(store, WRITTEN);
  written = await openPapersMaterial(store, documents);
}, 60_000);

describe('every kind', () => {
  it.each(PAPER_KINDS)('%s: drafts samples that verify, each of its own', async (kind) => {
    const samples = await draw(kind, 6);
    expect(samples.length).toBeGreaterThan(0);
    for (const sample of samples) {
      expect(await faultsOfPaper(sample, materialOf(kind), store)).toEqual([]);
      expect(sample).toMatchObject({ kind, voice: 'template', licenses: ['CC0-1.0'] });
      expect(messageText(sample.messages[1]!)).toContain(sample.answer!.value);
    }
    const asked = samples.map(({ messages }) => JSON.stringify(messages));
    expect(new Set(asked).size).toBe(samples.length);
  });

  it.each(PAPER_KINDS)('%s: gives the same assignments for the same seed', async (kind) => {
    const keys = async () =>
      (await assignmentsOf(materialOf(kind), kind, 40)).map(({ key }) => key);
    const first = await keys();
    expect(await keys()).toEqual(first);
    expect(new Set(first).size).toBe(first.length);
  });

  it('that a part leaves out is not made', async () => {
    const some = await openPapersMaterial(store, documents, { kinds: { summary: 1 } });
    const [sample] = await draw('section-question', 1);
    expect(await faultsOfPaper(sample!, some, store)).toContain(
      'the part makes no section-question',
    );
  });
});

describe('pictures', () => {
  it.each(PICTURED)('%s ships its crop as a blob, before the words', async (kind) => {
    const [sample] = await draw(kind, 1);
    const [first] = sample!.messages[0]!.content as { type: string; blob: string }[];
    expect(first!.type).toBe('image');
    const bytes = await store.blob(first!.blob);
    expect(sha256(bytes)).toBe(first!.blob);
    expect(Buffer.from(bytes.subarray(1, 4)).toString()).toBe('PNG');
    expect(sample!.evidence[0]).toMatchObject({ kind: 'figure', image: first!.blob });
  });

  it.each(['figure-question', 'caption-matching'] as const)(
    '%s says that nobody tried without the picture',
    async (kind) => {
      const [sample] = await draw(kind, 1);
      expect(sample!.tags['text-answerable']).toBe('unknown');
      expect(sample!.checks.map(({ name }) => name)).toEqual(['paper-draft@1']);
    },
  );

  it('a figure question is rejected where a model answers it blindly, and says `no` where it cannot', async () => {
    const [assignment] = await assignmentsOf(written, 'figure-question', 1);
    const { number } = assignment!.payload.plan as { number: string };
    const knowing = scriptedModels(['blind'], () => `It must be ${number}.`);
    expect(await writeSample(assignment!, written, store, knowing)).toEqual({
      rejected: 'blind-test@1',
    });
    expect(JSON.stringify(knowing.calls[0]!.messages)).not.toContain('"image"');
    const blind = scriptedModels(['blind'], () => 'I cannot see it. Perhaps 7.');
    const result = await writeSample(assignment!, written, store, blind);
    if (!('sample' in result)) throw new Error(result.rejected);
    expect(result.sample.tags['text-answerable']).toBe('no');
    expect(result.sample.checks.at(-1)).toMatchObject({ name: 'blind-test@1', basis: 'attested' });
    // The lineage of a real run names the call; this one was made outside a run, so the verdict has no source.
    expect(await faultsOfPaper(result.sample, written, store)).toEqual([
      'it carries blind-test@1, and no call of the role blind gave it',
    ]);
  });

  it('a figure question is rejected where the model that sees the picture misses the answer', async () => {
    const [assignment] = await assignmentsOf(written, 'figure-question', 1);
    const { number } = assignment!.payload.plan as { number: string };
    expect(await writeSample(assignment!, written, store, seeing('Some 12 watts.'))).toEqual({
      rejected: 'figure-seen@1',
    });
    const right = seeing(`${number}`);
    expect(await writeSample(assignment!, written, store, right)).toHaveProperty('sample');
    const content = right.calls[0]!.messages[0]!.content as { type: string; mediaType?: string }[];
    expect(content[0]).toMatchObject({ type: 'image', mediaType: 'image/png' });
  });

  it('an equation that its text explains is not put to a blind test', async () => {
    const [assignment] = await assignmentsOf(written, 'equation-definition', 1);
    const models = scriptedModels(['blind', 'vision'], () => 'the power at the axle');
    expect(await writeSample(assignment!, written, store, models)).toHaveProperty('sample');
    expect(models.calls).toEqual([]);
  });
});

describe('what single kinds promise', () => {
  it('joined tables: the leader of one is asked for in the other', async () => {
    const forms = new Set<string>();
    for (const sample of await draw('joined-tables', 8)) {
      const cells = sample.evidence[0] as { tables: string[]; program: { sql: string } };
      expect(new Set(cells.tables).size).toBe(2);
      expect(cells.program.sql).toContain('JOIN "table 2"');
      forms.add(messageText(sample.messages[0]!).split('\n\n').at(-1)!);
    }
    expect(forms.size).toBeGreaterThan(4);
  });

  it('joined tables of a written paper: the answer that a person would give', async () => {
    const asked = await assignmentsOf(written, 'joined-tables', 100);
    let seen = 0;
    for (const assignment of asked) {
      const result = await writeSample(assignment, written, store);
      if (!('sample' in result)) throw new Error(result.rejected);
      const question = messageText(result.sample.messages[0]!).split('\n\n').at(-1)!;
      if (!/Silt .*Table 2 .*highest Power/u.test(question)) continue;
      seen++;
      expect(result.sample.answer!.value).toBe('12.5');
    }
    expect(seen).toBe(1);
  });

  it('cross-paper: the one work that both lists have', async () => {
    const [sample] = await draw('cross-paper', 1);
    expect(sample!.answer!.value).toBe('A survey of standing weirs on the eastern rivers');
    expect(sample!.groups).toHaveLength(2);
    const quotes = sample!.evidence.map((one) => (one as { document: string }).document);
    expect(new Set(quotes).size).toBe(2);
  });

  it('summary: each sentence cites the span that it quotes, in order', async () => {
    for (const sample of await draw('summary', 6)) {
      const reply = messageText(sample.messages[1]!);
      const quotes = sample.evidence.map((one) => (one as { quote: string }).quote);
      expect(reply).toBe(quotes.map((quote, at) => `${quote} [${at + 1}]`).join(' '));
      expect(splitSentences(reply, 'en').length).toBeGreaterThanOrEqual(quotes.length);
      for (const one of sample.evidence)
        expect((one as { boxes: unknown[] }).boxes.length).toBeGreaterThan(0);
    }
  });

  it('claims: both verdicts, and a refuted one says what is true', async () => {
    const samples = await draw('claim-evidence', 24);
    const verdicts = Map.groupBy(samples, ({ answer }) => answer!.value);
    expect([...verdicts.keys()].toSorted()).toEqual(['refuted', 'supported']);
    for (const sample of verdicts.get('refuted')!) {
      const claim = /“(In .*)”$/u.exec(messageText(sample.messages[0]!))![1]!;
      expect(messageText(sample.messages[1]!)).not.toContain(claim.slice(3));
    }
  });

  it('linked elements: the mention is quoted, and the answer is where the link ends', async () => {
    const asks = new Set<unknown>();
    for (const sample of await draw('linked-elements', 20)) {
      asks.add(sample.tags['asks']);
      expect((sample.evidence[0] as { quote: string }).quote).toMatch(/\d|[IVX]/u);
    }
    expect(asks.size).toBeGreaterThan(1);
  });
});
