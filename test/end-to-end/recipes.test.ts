import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyDataset } from '../../src/dataset/index.ts';
import { loadRecipe } from '../../src/recipe/load.ts';
import { proofRegistry } from '../../src/recipe/registry.ts';
import { runRecipe } from '../../src/recipe/run-recipe.ts';
import { openObedientModel } from '../fixtures/obedient-model.ts';

const recipes = join(import.meta.dirname, '..', '..', 'recipes');
const names = readdirSync(recipes, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.ya?ml$/.test(name),
);
const base = mkdtempSync(join(tmpdir(), 'wellspring-recipes-'));
const TARGET = 6;

afterAll(() => rmSync(base, { recursive: true, force: true }));

describe('recipes/', () => {
  it('holds a recipe that needs no model, and one for the demo', () => {
    expect(names).toEqual(expect.arrayContaining(['demo.yaml', 'demo-without-model.yaml']));
  });
});

describe.each(names)('recipes/%s', (name) => {
  const path = join(recipes, name);

  it('names what exists: its file, its sources, its benchmarks', async () => {
    const { recipe, baseDir } = await loadRecipe(path);
    expect(recipe.name).toBe(name.replace(/\.ya?ml$/, ''));
    const paths = Object.values(recipe.sources).map((source) => String(source['path']));
    for (const gate of recipe.gates) {
      for (const { file } of (gate['benchmarks'] ?? []) as { file: string }[]) paths.push(file);
    }
    for (const part of recipe.parts) {
      const own = part.options?.['path'];
      if (typeof own === 'string') paths.push(own);
      paths.push(...((part.options?.['triples'] ?? []) as string[]));
      paths.push(...Object.values(part.prompts ?? {}));
    }
    for (const each of paths) {
      const fixed = each.replace(/[*?{[].*$/, '');
      expect({ each, exists: existsSync(join(baseDir, fixed)) }).toEqual({ each, exists: true });
    }
  });

  it(`runs to ${TARGET} samples that verify, and says on its first lines what it is`, async () => {
    expect(readFileSync(path, 'utf8')).toMatch(/^#/);
    const loaded = await loadRecipe(path);
    const { dataset, report, result } = await runRecipe({
      loaded,
      workspaceDir: join(base, dirname(name)),
      signal: new AbortController().signal,
      target: TARGET,
      openModel: openObedientModel,
    });
    expect({ end: result.end.kind, accepted: report.accepted }).toEqual({
      end: 'complete',
      accepted: TARGET,
    });
    // Every part gives something, or the recipe promises what it does not do.
    for (const part of report.parts) expect(part.accepted).toBeGreaterThan(0);
    const verified = await verifyDataset(dataset!, { registry: proofRegistry() });
    expect(verified).toMatchObject({ ok: true, samples: TARGET, manifest: 'intact', failed: [] });
  });
});
