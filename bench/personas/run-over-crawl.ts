import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { RunReport } from '../../src/core/run/report.ts';
import type { Sample } from '../../src/core/records/index.ts';
import { verifyDataset, type VerifyResult } from '../../src/dataset/index.ts';
import { parseRecipe } from '../../src/recipe/load.ts';
import { proofRegistry } from '../../src/recipe/registry.ts';
import { runRecipe } from '../../src/recipe/run-recipe.ts';
import { crawlSaved, type SavedCrawl } from './crawl-saved.ts';
import { readSavedPages } from './saved-pages.ts';

export interface OverCrawl {
  saved: number;
  crawl: SavedCrawl;
  samples: Sample[];
  report: RunReport;
  end: string;
  /** The dataset's folder. */
  dataset: string;
  seconds: number;
  verified: VerifyResult;
  verifySeconds: number;
}

/**
 * Archives saved pages as the crawler does, runs a shipped recipe over the crawl for conversations, and verifies what came of it.
 * A folder that an earlier call left goes on.
 */
export async function runOverCrawl(options: {
  pages: string;
  recipe: URL;
  target: number;
  seed: string;
  dir: string;
  onAccepted?(accepted: number): void;
}): Promise<OverCrawl> {
  const { pages, target, seed, dir, onAccepted } = options;
  mkdirSync(dir, { recursive: true });
  const saved = readSavedPages(pages);
  const crawl = await crawlSaved(saved, join(dir, 'crawl'));
  const shipped = parse(readFileSync(options.recipe, 'utf8')) as {
    parts: [{ options: object }];
    gates: { gate: string }[];
  };
  const [part] = shipped.parts;
  const content = {
    ...shipped,
    name: 'personas-samples',
    seed,
    target,
    sources: { pages: { type: 'web', crawl: 'crawl' } },
    parts: [{ ...part, options: { ...part.options, kinds: { conversation: 1 } } }],
    // Pages of the web that state no licence are here to be measured on, and nowhere shipped.
    gates: shipped.gates.filter(({ gate }) => gate !== 'licence'),
  };
  const text = JSON.stringify(content);
  const recipe = await parseRecipe(text, 'the recipe of this benchmark');
  const started = performance.now();
  const { report, paths, result } = await runRecipe({
    loaded: { recipe, text, baseDir: dir },
    workspaceDir: join(dir, 'runs'),
    signal: new AbortController().signal,
    onStatus: ({ accepted }) => onAccepted?.(accepted),
  });
  const ended = performance.now();
  if (result.end.kind === 'stopped') throw result.end.error;
  const verified = await verifyDataset(paths.dataset, { registry: proofRegistry() });
  return {
    saved: saved.length,
    crawl,
    samples: readSamples(paths.accepted),
    report,
    end: result.end.kind,
    dataset: paths.dataset,
    seconds: (ended - started) / 1000,
    verified,
    verifySeconds: (performance.now() - ended) / 1000,
  };
}

function readSamples(dir: string): Sample[] {
  return readdirSync(dir)
    .filter((name) => name.endsWith('.jsonl'))
    .toSorted()
    .flatMap((name) => readFileSync(join(dir, name), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line) as Sample);
}
