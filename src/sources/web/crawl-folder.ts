import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { RecipeError } from '../../core/errors/index.ts';
import type { CrawlEvent } from './crawl-log.ts';

/** What a crawl leaves in its folder. The archive is the truth: everything else can be made from it again. */
export const CRAWL_FILES = {
  /** WARC files and their index. */
  archive: 'archive',
  /** What waits, and which host may be visited when. */
  frontier: 'frontier.sqlite',
  /** One line an event, in their order, over all calls. */
  log: 'log.jsonl',
  /** How the last call ended. */
  report: 'report.json',
  /** Who read, and what became of its interests. */
  readers: 'readers.json',
} as const;

export type PageEvent = Extract<CrawlEvent, { kind: 'page' }>;

/** The events of a crawl, oldest first. A last line that a crash tore is passed over; any other that is no JSON raises RecipeError. */
export async function* readCrawlLog(dir: string): AsyncGenerator<CrawlEvent> {
  const path = join(dir, CRAWL_FILES.log);
  if (!existsSync(path)) return;
  const file = createReadStream(path, 'utf8');
  let torn: string | null = null;
  let number = 0;
  for await (const line of createInterface({ input: file, crlfDelay: Infinity })) {
    if (torn !== null)
      throw new RecipeError(`${path} is damaged at line ${number}`, {
        hint: 'remove the file: the next `web crawl` into this folder reads the archive and goes on without its history',
      });
    number++;
    if (line === '') continue;
    try {
      yield JSON.parse(line) as CrawlEvent;
    } catch {
      torn = line;
    }
  }
}

/** The pages that a crawl read, each once, in the order of their first reading. */
export async function listCrawledPages(dir: string): Promise<PageEvent[]> {
  const pages = new Map<string, PageEvent>();
  for await (const event of readCrawlLog(dir)) {
    if (event.kind === 'page' && !pages.has(event.url)) pages.set(event.url, event);
  }
  return [...pages.values()];
}
