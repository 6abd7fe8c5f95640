import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { type DuckDb, openDuckDb } from '../../src/core/store/duckdb.ts';
import { verifyDataset, type VerifyResult } from '../../src/dataset/index.ts';
import { PAPER_KINDS } from '../../src/methods/papers/options.ts';
import { proofRegistry } from '../../src/recipe/registry.ts';
import { forgeSamples } from '../adversary/forge-samples.ts';
import type { Document } from '../../src/core/records/index.ts';
import { forgeLayout, LAYOUT_FORGERIES } from '../adversary/papers-layouts.ts';
import { PAPER_FORGERIES } from '../adversary/papers-forgeries.ts';
import { makePapersDataset } from '../adversary/papers-recipe.ts';
import { type OpenedDataset, openForForgery, reseal } from '../adversary/reseal.ts';

/** Changes of each family: about ninety families. */
const TIMES = process.env['WELLSPRING_LONG'] === '1' ? 10 : 2;

let base: string;
let duckdb: DuckDb;
/** 84 samples of every kind, in both voices. */
let whole: string;
let pristine: OpenedDataset;
let copies = 0;

const copy = (): string => {
  const dir = join(base, `copy-${copies++}`);
  cpSync(whole, dir, { recursive: true });
  return dir;
};
const verify = (dir: string): Promise<VerifyResult> =>
  verifyDataset(dir, { registry: proofRegistry(), duckdb });

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'wellspring-papers-'));
  duckdb = await openDuckDb();
  whole = await makePapersDataset(join(base, 'whole'));
  pristine = await openForForgery(whole);
}, 60_000);

afterAll(() => {
  duckdb.close();
  rmSync(base, { recursive: true, force: true });
});

describe('nothing changed', () => {
  it('verifies, also with every seal made anew, and has every kind', async () => {
    const dataset = { ...pristine, dir: copy() };
    await reseal(dataset);
    expect(await verify(dataset.dir)).toMatchObject({ ok: true, samples: 84, failed: [] });
    expect(new Set(pristine.samples.map(({ kind }) => kind))).toEqual(new Set(PAPER_KINDS));
  });
});

describe('samples over papers, changed with every seal made anew', () => {
  it('are caught by their contradiction', async () => {
    const context = { pristine, dir: copy(), random: createRandom('papers'), verify };
    const { counts, wrong } = await forgeSamples(PAPER_FORGERIES, TIMES, context);
    expect(wrong).toEqual([]);
    const made = [...counts.values()].reduce((sum, one) => sum + one.made, 0);
    console.log(`${counts.size} kinds of forgery, ${made} forged samples, all refused`);
    expect(counts.size).toBeGreaterThanOrEqual(25);
    expect(made).toBe(TIMES * PAPER_FORGERIES.length);
  }, 300_000);
});

let forged = 0;
afterAll(() => {
  console.log(
    `${Object.keys(LAYOUT_FORGERIES).length} kinds of forged layout, ${forged} samples, all refused`,
  );
});

describe('a layout forged, with document, tables, plans and samples drafted anew from it', () => {
  it.each(Object.entries(LAYOUT_FORGERIES))(
    '%s',
    async (_name, { edit, seen }) => {
      const samples = structuredClone(pristine.samples);
      const dataset = { ...pristine, dir: copy(), samples, records: new Map(pristine.records) };
      const mills = [...pristine.records.values()].find((record): record is Document =>
        String((record as Partial<Document>).uri).includes('tidal-mills'),
      )!;
      const made = await forgeLayout(dataset, mills.layout!, edit);
      expect(made.length).toBeGreaterThan(0);
      // Each paper is proved once for all of its samples: one of a kind is enough.
      const kinds = Map.groupBy(
        dataset.samples.filter(({ id }) => made.includes(id)),
        ({ kind }) => kind,
      );
      dataset.samples = [...kinds.values()].map(([first]) => first!);
      forged += dataset.samples.length;
      await reseal(dataset);
      const { failed, unknown, manifest } = await verify(dataset.dir);
      expect(manifest).toBe('intact');
      for (const { id } of dataset.samples) {
        const reasons = [...failed, ...unknown].filter(({ sample }) => sample === id);
        expect(reasons.map(({ reason }) => reason).join(' | ')).toMatch(seen);
      }
    },
    60_000,
  );
});
