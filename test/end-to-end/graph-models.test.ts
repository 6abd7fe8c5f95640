import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReplayModel, type ReplayModel } from '../../src/core/model/replay-model.ts';
import type { Sample } from '../../src/core/records/index.ts';
import { openContentStore } from '../../src/core/store/content-store.ts';
import { verifyDataset } from '../../src/dataset/index.ts';
import { readVectors } from '../../src/methods/graph/store/encode-vectors.ts';
import { readGraph } from '../../src/methods/graph/store/read-graph.ts';
import { loadRecipe } from '../../src/recipe/load.ts';
import { proofRegistry } from '../../src/recipe/registry.ts';
import { runRecipe } from '../../src/recipe/run-recipe.ts';

const harbour = join(import.meta.dirname, '..', '..', 'examples', 'harbour');
let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'wellspring-graph-models-'));
  cpSync(harbour, join(dir, 'articles'), { recursive: true });
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const WORDS = ['born', 'founded', 'located', 'ship', 'film', 'wrote', 'lighthouse', 'school'];

interface Ran {
  samples: Sample[];
  models: Map<string, ReplayModel>;
  dataset: string;
  material: string;
  storeDir: string;
}

/** Runs a recipe whose models answer by rule: an embedder that counts words, an extractor that takes the first statement. */
async function run(name: string, models: object, options: object): Promise<Ran> {
  const path = join(dir, `${name}.yaml`);
  const part = { name: 'questions', method: 'graph', uses: ['articles'], options };
  const sources = { articles: { type: 'files', path: 'articles' } };
  writeFileSync(path, JSON.stringify({ name, target: 12, sources, models, parts: [part] }));
  const opened = new Map<string, ReplayModel>();
  const { dataset, paths, report } = await runRecipe({
    loaded: await loadRecipe(path),
    workspaceDir: join(dir, 'runs'),
    signal: new AbortController().signal,
    openModel: async ({ provider, model }) => {
      const replay = openReplayModel({
        description: { id: `${provider}/${model}`, revision: 'a'.repeat(64) },
        replies: () => JSON.stringify({ statement: 1 }),
        embed: (text) => [0.1, ...WORDS.map((word) => text.toLowerCase().split(word).length - 1)],
      });
      opened.set(model, replay);
      return replay;
    },
  });
  expect(report.accepted).toBe(12);
  const lines = readFileSync(join(paths.accepted, '00000.jsonl'), 'utf8').trim().split('\n');
  const material = JSON.parse(
    readFileSync(join(paths.accepted, '..', 'material', 'questions.json'), 'utf8'),
  ) as { hash: string };
  return {
    samples: lines.map((line) => JSON.parse(line) as Sample),
    models: opened,
    dataset: dataset!,
    material: material.hash,
    storeDir: join(dir, 'runs', '.store'),
  };
}

const EMBEDDER = { embedder: { provider: 'local', model: 'vectors' } };
const OPTIONS = { gnn: 'off', leastConfidence: 0.8 };

describe('graph questions with an embedder', () => {
  it('embeds passages once and each question, keeps the vectors in the manifest, and verifies', async () => {
    const { samples, models, dataset, material, storeDir } = await run('embed', EMBEDDER, OPTIONS);
    const store = await openContentStore(storeDir, { readOnly: true });
    const { graph, manifest } = await readGraph(store, material);
    const { values } = await readVectors(store, graph.passages.length, manifest.vectors!);
    store.close();
    expect(values).toHaveLength(graph.passages.length * (WORDS.length + 1));
    expect(manifest.vectors!.embedder).toEqual({ id: 'local/vectors', revision: 'a'.repeat(64) });
    const { embedded } = models.get('vectors')!;
    const questions = embedded.filter((text) => /[?.]$/.test(text) && !text.includes('\n'));
    expect(embedded.length - questions.length).toBeGreaterThan(graph.passages.length / 2);
    expect(questions.length).toBeGreaterThanOrEqual(samples.length);
    // What a sample owes to a model stands in its lineage, whoever voiced it.
    for (const { lineage, voice } of samples) {
      expect(voice).toBe('template');
      expect(lineage.calls.map(({ role, step }) => [role, step])).toEqual([
        ['embedder', 'embed-question'],
      ]);
    }
    const verified = await verifyDataset(dataset, { registry: proofRegistry() });
    expect(verified).toMatchObject({ ok: true, samples: 12, failed: [] });

    // One article more: its passages alone are embedded.
    writeFileSync(
      join(dir, 'articles', 'otto-rook.md'),
      '---\ntitle: Otto Rook\nlicense: CC0-1.0\nlanguage: en\n---\n\nOtto Rook was born in Tollen.\n',
    );
    const after = await run('embed', EMBEDDER, OPTIONS);
    const again = after.models.get('vectors')!.embedded.filter((text) => text.includes('\n'));
    expect(again).toEqual(['Otto Rook\nOtto Rook was born in Tollen.']);
    expect(after.material).not.toBe(material);
  }, 60_000);

  it('finds passages by each way that the recipe names, and asks an embedder for `vector`', async () => {
    for (const [name, models, options] of [
      ['vector', EMBEDDER, { retrieval: 'vector' }],
      ['lexical', EMBEDDER, { retrieval: 'lexical' }],
      ['local', EMBEDDER, { retrieval: 'local' }],
      ['reranked', {}, { rerank: true }],
    ] as const) {
      const { dataset, samples } = await run(name, models, { ...OPTIONS, ...options });
      expect(samples.some(({ context }) => context?.some(({ gold }) => !gold))).toBe(true);
      const verified = await verifyDataset(dataset, { registry: proofRegistry() });
      expect(verified).toMatchObject({ ok: true, failed: [] });
    }
    await expect(run('without', {}, { ...OPTIONS, retrieval: 'vector' })).rejects.toThrow(
      /needs a model for: embedder/,
    );
  }, 60_000);
});

describe('graph questions with a small extractor', () => {
  it('chooses among statements where the recipe says so, and its facts verify', async () => {
    const models = { extractor: { provider: 'local', model: 'small' } };
    const options = { ...OPTIONS, extractors: ['fast', 'model'], extraction: 'choose' };
    const ran = await run('choose', models, options);
    const { requests } = ran.models.get('small')!;
    expect(requests.length).toBeGreaterThan(20);
    for (const { messages } of requests) {
      expect(String(messages.at(-1)!.content)).toContain('Which statement does the sentence make?');
    }
    const verified = await verifyDataset(ran.dataset, { registry: proofRegistry() });
    expect(verified).toMatchObject({ ok: true, failed: [] });
    await expect(run('open', models, { ...options, predicates: 'open' })).rejects.toThrow(
      /not with open predicates/,
    );
  }, 60_000);
});
