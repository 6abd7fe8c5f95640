import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWellspringError } from '../../src/core/errors/index.ts';
import { findModel, pullModel } from '../../src/core/model/weights/weights.ts';
import type { Sample } from '../../src/core/records/index.ts';
import { readDataset, verifyDataset } from '../../src/dataset/index.ts';
import { loadRecipe } from '../../src/recipe/load.ts';
import { openModel } from '../../src/recipe/open-models.ts';
import { proofRegistry } from '../../src/recipe/registry.ts';
import { type RunOutcome, runRecipe } from '../../src/recipe/run-recipe.ts';

const MODEL = 'smollm2-135m-instruct';
const PAGES = join(import.meta.dirname, '..', '..', 'examples', 'pages');

/** Why this machine cannot run the local model; null where it can. */
async function obstacle(): Promise<string | null> {
  try {
    await pullModel(MODEL, { signal: AbortSignal.timeout(120_000) });
    const model = await openModel(
      { provider: 'local', model: MODEL },
      { baseDir: '.', onNotice: () => {} },
    );
    await model.close();
    return null;
  } catch (error) {
    const isAbsence = isWellspringError(error) && error.code === 'dependency-missing';
    if (isAbsence || (error as Error).name === 'TimeoutError') return (error as Error).message;
    throw error;
  }
}

const why = await obstacle();
if (why !== null) console.log(`local-model.test.ts skips: ${why}`);

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'wellspring-local-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const run = async (leastWords = 1): Promise<RunOutcome> => {
  const path = join(dir, 'local.yaml');
  writeFileSync(
    path,
    `name: local
seed: 7
target: 6
concurrency: 4
sources:
  pages: { type: files, path: "${PAGES}", license: CC0-1.0 }
models:
  writer: { provider: local, model: ${MODEL} }
parts:
  - { name: tasks, method: curriculum, share: 1, options: { skills: [odd-one-out, mirror-symmetry], levels: [1, 2], voice: model } }
  - name: talks
    method: personas
    share: 1
    uses: [pages]
    options:
      plans: [[ask, answer]]
      sentences: 3
      draws: 6
      personas: [{ description: a retired lock keeper who likes to know how things work }]
gates:
  - { gate: length, assistant: { minWords: ${leastWords} } }
  - { gate: exact-duplicates }
limits: { maxBarren: 120 }
`,
  );
  return runRecipe({
    loaded: await loadRecipe(path),
    workspaceDir: join(dir, 'runs'),
    signal: new AbortController().signal,
  });
};

describe.skipIf(why !== null)('a small model on this machine gives voice to both slices', () => {
  it('to a dataset that verifies, names the model by its hash, and costs nothing twice', async () => {
    const first = await run();
    expect(first.result.end.kind).toBe('complete');
    expect(first.report.accepted).toBe(6);
    expect(first.result.status.calls.paid).toBeGreaterThan(6);
    const verified = await verifyDataset(first.dataset!, { registry: proofRegistry() });
    expect(verified).toMatchObject({ ok: true, samples: 6, attested: 0, manifest: 'intact' });

    const samples: Sample[] = [];
    for await (const sample of readDataset(first.dataset!)) samples.push(sample);
    expect(samples.map(({ voice }) => voice)).toEqual(Array(6).fill('model'));
    expect(new Set(samples.map(({ kind }) => kind))).toEqual(new Set(['task', 'conversation']));
    const { sha256 } = findModel(MODEL);
    for (const { lineage } of samples) {
      expect(lineage.calls.length).toBeGreaterThan(0);
      for (const call of lineage.calls) {
        expect(call).toMatchObject({
          model: `local/${MODEL}`,
          revision: `sha256:${sha256}`,
          role: 'writer',
        });
      }
    }

    // Run again, it is decided already, and comes out byte for byte, card and all.
    const again = await run();
    expect(again.result.status.calls).toMatchObject({ paid: 0, failed: 0 });
    expect((await verifyDataset(again.dataset!, { registry: proofRegistry() })).hash).toBe(
      verified.hash,
    );

    // Under another gate all is decided anew, by what the model said then. Only calls that the end cut off are new.
    const { calls } = (await run(2)).result.status;
    const kept = samples.flatMap(({ lineage }) => lineage.calls).length;
    expect(calls.journaled).toBeGreaterThanOrEqual(kept);
    expect(calls.paid).toBeLessThan(calls.journaled);
  }, 180_000);
});
