import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RecipeError } from '../../core/errors/recipe-error.ts';
import { ReadersFile } from '../../methods/personas/agents/readers-file.ts';
import { CRAWL_FILES, readCrawlLog } from '../../sources/web/crawl-folder.ts';
import type { CrawlReport } from '../../sources/web/crawl-log.ts';
import { countHosts, type HostManners } from './count-hosts.ts';
import { readTitles } from './read-titles.ts';

export interface MappedPage {
  /** From 1, in the order of reading. */
  order: number;
  url: string;
  title: string | null;
  from: string | null;
  depth: number;
  score: number;
  worth: number;
  /** Share of it that was new to the run, 0 to 1; null where the log does not say. */
  fresh: number | null;
  because: string[];
  duplicateOf: string | null;
  /** Those to whom it was worth something. */
  readers: string[];
}

export interface CrawlMap {
  seeds: string[];
  ended: { by: string; because: string } | null;
  pages: MappedPage[];
  hosts: HostManners[];
  /** How many addresses were left, by reason. */
  refused: Record<string, number>;
  failed: Record<string, number>;
  traps: Record<string, number>;
  readers: ReadersFile['readers'];
  trends: ReadersFile['trends'];
  /** Where a model was asked which link comes next. */
  forks: ReadersFile['forks'];
}

/** Everything that a crawl's folder tells of who read what, and why. Raises RecipeError where there is no crawl. */
export async function collectMap(dir: string): Promise<CrawlMap> {
  if (!existsSync(join(dir, CRAWL_FILES.log)))
    throw new RecipeError(`${dir} is no folder of a crawl`, {
      hint: `make one with \`wellspring web crawl SEEDS… --persona "…" --out ${dir}\``,
    });
  const readersFile = readJson(dir, CRAWL_FILES.readers);
  const { readers, trends, forks } =
    readersFile === null ? { readers: [], trends: [], forks: [] } : ReadersFile.parse(readersFile);
  const report = readJson(dir, CRAWL_FILES.report) as CrawlReport | null;
  const own = readJson(dir, 'crawl.json') as { seeds?: string[]; readers?: { name: string }[] };
  const names = (own?.readers ?? readers).map(({ name }) => name);
  const pages: MappedPage[] = [];
  const asked: { asked: string; url: string }[] = [];
  const seen = new Set<string>();
  const counts = { refused: tally(), failed: tally(), trap: tally() };
  const hosts = countHosts();
  for await (const event of readCrawlLog(dir)) {
    hosts.add(event);
    if (event.kind === 'refused' || event.kind === 'failed' || event.kind === 'trap')
      counts[event.kind].add(event.because);
    // What a later call read again from the archive stands twice in the log.
    if (event.kind !== 'page' || seen.has(event.url)) continue;
    seen.add(event.url);
    asked.push(event);
    const { url, from, depth, score, worth, because, duplicateOf } = event;
    const fresh = because.map((line) => /^(\d+) % new$/.exec(line)?.[1]).find(Boolean);
    pages.push({
      order: pages.length + 1,
      url,
      title: null,
      from,
      depth,
      score,
      worth,
      fresh: fresh === undefined ? null : Number(fresh) / 100,
      because,
      duplicateOf,
      readers:
        names.length === 1
          ? names
          : names.filter((name) => because.some((line) => line.startsWith(`${name}: `))),
    });
  }
  const titles = await readTitles(join(dir, CRAWL_FILES.archive), asked);
  for (const page of pages) page.title = titles.get(page.url) ?? null;
  return {
    seeds: own?.seeds ?? [],
    ended: report === null ? null : { by: report.endedBy, because: report.because },
    pages,
    hosts: hosts.list(),
    refused: counts.refused.all(),
    failed: counts.failed.all(),
    traps: counts.trap.all(),
    readers,
    trends,
    forks,
  };
}

function readJson(dir: string, name: string): unknown {
  const path = join(dir, name);
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new RecipeError(`${path} is damaged`, {
      hint: 'remove it, and call `web crawl` with the same words again: it is made anew from the archive',
    });
  }
}

/** Reasons with numbers in them are one reason. */
function tally(): { add(because: string): void; all(): Record<string, number> } {
  const counts = new Map<string, number>();
  return {
    add(because) {
      const reason = because
        .replace(/“[^”]*”/g, '“…”')
        .replace(/\d+/g, (n) => (n.length === 3 ? n : '…'));
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    },
    all: () =>
      Object.fromEntries([...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))),
  };
}
