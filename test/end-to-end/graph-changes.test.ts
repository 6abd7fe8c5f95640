import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PathEvidence, Rejection, Sample } from '../../src/core/records/index.ts';
import { verifyDataset } from '../../src/dataset/index.ts';
import { loadRecipe } from '../../src/recipe/load.ts';
import { proofRegistry } from '../../src/recipe/registry.ts';
import { runRecipe } from '../../src/recipe/run-recipe.ts';
import { hashesBelow } from '../fixtures/endpoint/read-folder.ts';

const examples = join(import.meta.dirname, '..', '..', 'examples', 'harbour');
let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'wellspring-graph-changes-'));
  cpSync(examples, join(dir, 'articles'), { recursive: true });
  writeFileSync(
    join(dir, 'changes.yaml'),
    [
      'name: changes',
      'target: 60',
      'sources: { articles: { type: files, path: articles } }',
      'parts: [{ name: questions, method: graph, uses: [articles], options: { gnn: off, unanswerable: 0, leastConfidence: 0.8 } }]',
    ].join('\n'),
  );
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

interface Run {
  samples: Sample[];
  rejections: Rejection[];
  dataset: string;
}

const lines = <T>(path: string): T[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);

async function run(workspace: string): Promise<Run> {
  const { dataset, paths } = await runRecipe({
    loaded: await loadRecipe(join(dir, 'changes.yaml')),
    workspaceDir: join(dir, workspace),
    signal: new AbortController().signal,
  });
  return {
    samples: lines<Sample>(join(paths.accepted, '00000.jsonl')),
    rejections: lines<Rejection>(paths.rejected),
    dataset: dataset!,
  };
}

const pathOf = ({ evidence }: Pick<Sample, 'evidence'>): PathEvidence =>
  evidence.find((one): one is PathEvidence => one.kind === 'path')!;

describe('documents that change under a dataset of graph questions', () => {
  let before: Run;
  let after: Run;
  let founded: string;
  beforeAll(async () => {
    before = await run('runs');
    // A second founder, told in an article that no question of the first one cites.
    const asking = before.samples.filter(({ evidence }) =>
      evidence.some((one) => one.kind === 'query' && one.predicates.includes('founded-by')),
    );
    const told = asking.flatMap((sample) => pathOf(sample).edges);
    founded = told.find(({ predicate }) => predicate === 'founded-by')!.subject;
    writeFileSync(
      join(dir, 'articles', 'otto-rook.md'),
      `---\ntitle: Otto Rook\nlicense: CC0-1.0\nlanguage: en\n---\n\n${founded} was founded by Otto Rook.\n`,
    );
    rmSync(join(dir, 'articles', 'pavel-renn.md'));
    after = await run('runs');
  }, 60_000);

  it('makes stale what a new fact leaves with two answers, though it never cited the document', async () => {
    const broken = before.samples.filter((sample) =>
      pathOf(sample).edges.some(
        ({ subject, predicate }) => subject === founded && predicate === 'founded-by',
      ),
    );
    expect(broken.length).toBeGreaterThan(0);
    const stale = after.rejections.filter(({ reason }) => reason === 'stale');
    const doubled = stale.filter(({ message }) => message.includes('"Otto Rook"'));
    expect(doubled.length).toBeGreaterThan(0);
    const keys = new Set(broken.map(({ lineage }) => lineage.assignment));
    for (const { assignment } of doubled) expect(keys.has(assignment)).toBe(true);
    for (const { content } of stale) expect(content).toBeDefined();
  });

  it('makes stale what rested on a document that is gone, and keeps most of the rest as it was', () => {
    const stale = after.rejections.filter(({ reason }) => reason === 'stale');
    expect(
      stale.some(({ message }) => message.includes('any more') || message.includes('has no')),
    ).toBe(true);
    const kept = new Set(after.samples.map(({ lineage }) => lineage.assignment));
    const holding = before.samples.filter(
      ({ lineage }) => !stale.some(({ assignment }) => assignment === lineage.assignment),
    );
    const again = holding.filter(({ lineage }) => kept.has(lineage.assignment));
    expect(again.length / holding.length).toBeGreaterThan(0.6);
  });

  it('proves every sample on the graph as it is now', async () => {
    const result = await verifyDataset(after.dataset, { registry: proofRegistry() });
    expect(result.failed).toEqual([]);
    expect(result.ok).toBe(true);
    expect(pathOf(after.samples[0]!).graph).not.toBe(pathOf(before.samples[0]!).graph);
  });

  it('gives the bytes that a run from nothing gives', async () => {
    const fresh = await run('fresh');
    expect(hashesBelow(fresh.dataset)).toEqual(hashesBelow(after.dataset));
  }, 60_000);
});
