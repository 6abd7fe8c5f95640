import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sample } from '../../src/core/records/index.ts';
import { openContentStore } from '../../src/core/store/content-store.ts';
import { verifyDataset } from '../../src/dataset/index.ts';
import { StoredPapers } from '../../src/methods/papers/prepare/prepare-papers.ts';
import { proofRegistry } from '../../src/recipe/registry.ts';
import type { ChatRequest } from '../fake-endpoint/script.ts';
import { type FakeEndpoint, startFakeEndpoint } from '../fake-endpoint/start-fake-endpoint.ts';
import { runRecipeFile } from '../fixtures/endpoint/run-recipe-file.ts';

const WRITTEN = fileURLToPath(new URL('../fixtures/written-papers', import.meta.url));
const BUDGET = 2;

let dir: string;
let endpoint: FakeEndpoint;
/** What was asked, by the prompt's first words. */
const asked: string[] = [];

type Parts = { type: string; text?: string; image_url?: { url: string } }[];

/** Sees nothing, and says so in the form that was asked for; of a figure's gap it knows one number. */
function reply({ messages }: ChatRequest): string {
  const { content } = messages.at(-1)!;
  const parts: Parts =
    typeof content === 'string' ? [{ type: 'text', text: content }] : (content as Parts);
  const text = parts.map((part) => part.text ?? '').join('');
  const hasPicture = parts.some(({ image_url }) =>
    image_url?.url.startsWith('data:image/png;base64,'),
  );
  asked.push(`${hasPicture ? 'picture' : 'no picture'}: ${text.slice(0, 40)}`);
  if (text.startsWith('The picture shows one displayed'))
    return JSON.stringify({ latex: 'P = \\eta \\rho g Q h' });
  if (text.startsWith('The picture shows a figure'))
    return JSON.stringify({ type: 'bar', xLabel: '', yLabel: '', series: [], derived: [] });
  if (text.includes('Which number')) return hasPicture ? '742' : 'I cannot tell.';
  return '{}';
}

interface Made {
  samples: Sample[];
  summary: string;
  papers: StoredPapers;
  dataset: string;
}

async function run(name: string, options: object): Promise<Made> {
  const path = join(dir, `${name}.yaml`);
  const model = { provider: 'openai-compatible', model: 'my-vlm', baseUrl: endpoint.url };
  writeFileSync(
    path,
    JSON.stringify({
      name,
      seed: 3,
      sources: { papers: { type: 'pdf', path: relative(dir, WRITTEN), license: 'CC0-1.0' } },
      models: { vision: model, blind: { ...model, model: 'my-llm' } },
      parts: [{ name: 'figures', method: 'papers', uses: ['papers'], target: 1, options }],
    }),
  );
  const workspace = join(dir, 'runs');
  const { paths, dataset } = await runRecipeFile(path, workspace);
  const samples = readdirSync(paths.accepted).flatMap((file) =>
    readFileSync(join(paths.accepted, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Sample),
  );
  const material = join(workspace, name, 'material/figures.json');
  const { summary, hash } = JSON.parse(readFileSync(material, 'utf8')) as {
    summary: string;
    hash: string;
  };
  const store = await openContentStore(join(workspace, '.store'));
  const papers = StoredPapers.parse(await store.record(hash));
  return { samples, summary, papers, dataset: dataset! };
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vision-run-'));
  endpoint = await startFakeEndpoint({ reply: (request) => reply(request) });
});
afterAll(async () => {
  await endpoint.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('a recipe with a vision model, over the wire', () => {
  it('shows elements within the budget, keeps reasons and verdicts, and pays for nothing twice', async () => {
    const options = { kinds: { 'figure-question': 1 }, visionBudget: BUDGET };
    const { samples, summary, papers, dataset } = await run('seen', options);
    const claims = papers.papers.flatMap(({ claims: some }) => some);
    expect(claims).toHaveLength(BUDGET);
    expect(summary).toMatch(/2 elements seen by the vision model, 1 beyond its budget/u);
    for (const claim of claims) {
      expect(claim.routed.length).toBeGreaterThan(0);
      expect(claim.model).toMatch(/my-vlm/u);
      expect(claim.because.length).toBeGreaterThan(0);
    }
    // Equations come before charts: the one formula is there, the other is not.
    expect(claims.map(({ task }) => task)).toEqual(['equation', 'equation']);
    expect(claims.map(({ verdict }) => verdict).toSorted()).toEqual(['fabricated', 'supported']);

    // The number was found with the picture, and missed without it.
    const [sample] = samples;
    expect(sample!.answer!.value).toBe('742');
    expect(sample!.tags['text-answerable']).toBe('no');
    expect(
      sample!.checks.filter(({ basis }) => basis === 'attested').map(({ name }) => name),
    ).toEqual(expect.arrayContaining(['figure-seen@1', 'blind-test@1']));
    expect(asked.some((one) => one.startsWith('no picture:'))).toBe(true);
    const verified = await verifyDataset(dataset, { registry: proofRegistry() });
    expect(verified).toMatchObject({ ok: true, failed: [], samples: 1 });

    const before = endpoint.stats().requests;
    const again = await run('seen-again', options);
    expect(again.papers.papers.flatMap(({ claims: some }) => some)).toEqual(claims);
    const shown = asked.slice(before).filter((one) => one.includes('The picture shows'));
    expect(shown).toEqual([]);
  }, 120_000);

  it('asks nothing where it is off', async () => {
    const before = asked.filter((one) => one.includes('The picture shows')).length;
    const { papers, summary } = await run('off', { kinds: { summary: 1 }, vision: 'off' });
    expect(papers.papers.every(({ claims }) => claims.length === 0)).toBe(true);
    expect(summary).not.toMatch(/vision/u);
    expect(asked.filter((one) => one.includes('The picture shows'))).toHaveLength(before);
  }, 120_000);
});
