import type { Clock } from '../../core/clock.ts';
import { sha256 } from '../../core/hash.ts';
import { isWellspringError, SourceError } from '../../core/errors/index.ts';
import type { Document } from '../../core/records/index.ts';
import { FETCH_DEFAULTS } from './fetch/fetch-options.ts';
import { isTransient } from './fetch/fetched.ts';
import { canonicalUrl } from './frontier/canonical-url.ts';
import { trapOfUrl, watchTraps } from './frontier/find-trap.ts';
import type { Frontier, Outcome, Waiting } from './frontier/frontier.ts';
import type { CrawlEvent, CrawlReport } from './crawl-log.ts';
import type { LinkScorer, PageLink, ReadPage } from './page.ts';
import type { Visit, Web } from './visit.ts';

export interface CrawlBudget {
  pages: number;
  pagesPerHost: number;
  depth: number;
  bytes: number;
}

export const CRAWL_DEFAULTS = {
  budget: { pages: 1_000, pagesPerHost: 200, depth: 8, bytes: 2 * 1024 ** 3 } satisfies CrawlBudget,
  /** Visits at a time, over all hosts: never two to one. */
  visitors: 16,
  /** Links of one page that are taken at most. */
  linksPerPage: 300,
  /** Share of new words from which a page says something new. */
  leastFresh: 0.2,
  /** Pages after which what waits is scored again. */
  rescoreEvery: 10,
  /** Pause before another try, doubled with each. */
  retryMs: 5_000,
  leastRestMs: 30_000,
  /** A crawl that has nothing to do for longer ends, and goes on when it is called again. */
  longestRestMs: 3_600_000,
} as const;

export interface CrawlOptions {
  seeds: readonly string[];
  web: Web;
  frontier: Frontier;
  scorer: LinkScorer;
  budget?: Partial<CrawlBudget>;
  visitors?: number;
  clock: Clock;
  signal: AbortSignal;
  /** Pages that an earlier call read, in their order: readers remember them, and they count against the budget. */
  before?: AsyncIterable<{ page: ReadPage; bytes: number }>;
  onEvent(event: CrawlEvent): void;
  onPage?(page: { document: Document; url: string; worth: number }): Promise<void> | void;
  /** Why to stop, asked after each page; undefined to go on. */
  enough?(): string | undefined;
}

/**
 * Visits pages from the seeds, the best link first, one visitor a host, until a budget is spent, nothing waits, or the reader
 * has had enough. Pages with the text of one that was read are counted and not read again; traps are logged. Stopping by
 * the signal leaves a frontier from which the same call goes on.
 */
export async function crawl(options: CrawlOptions): Promise<CrawlReport> {
  const { seeds, web, frontier, scorer, clock, signal, onEvent } = options;
  const budget = { ...CRAWL_DEFAULTS.budget, ...options.budget };
  const traps = watchTraps();
  const texts = new Map<string, string>();
  /** Redirects that led to an address of another host. */
  const moves = new Map<string, number>();
  const report: CrawlReport = {
    pages: 0,
    duplicates: 0,
    bytes: 0,
    worth: 0,
    endedBy: 'exhausted',
    because: 'nothing waits',
  };
  const year = Number(
    new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'UTC' }).format(clock.now()),
  );
  const seedHosts = new Set<string>();
  for (const seed of seeds) {
    const url = canonicalUrl(seed);
    if (url === null) {
      onEvent({ kind: 'refused', at: clock.now(), url: seed, because: 'no http address' });
      continue;
    }
    seedHosts.add(new URL(url).host);
    frontier.add({ url, score: 1, depth: 0, from: null });
  }
  const state = { ended: false };
  let visiting = 0;
  const end = (by: CrawlReport['endedBy'], because: string): void => {
    if (state.ended) return;
    state.ended = true;
    report.endedBy = by;
    report.because = because;
  };

  const visitor = async (): Promise<void> => {
    while (!state.ended) {
      if (signal.aborted) return end('stopped', 'it was stopped');
      // Pages on their way count: a budget is never passed.
      if (report.pages + visiting >= budget.pages) {
        if (report.pages >= budget.pages) return end('pages', `${budget.pages} pages were read`);
        await clock.sleep(IDLE_MS);
        continue;
      }
      const next = frontier.take(clock.now());
      if (next === null) return;
      if ('waitMs' in next) {
        if (next.waitMs > CRAWL_DEFAULTS.longestRestMs && visiting === 0)
          return end('exhausted', `all that waits must wait ${hoursOf(next.waitMs)} hours more`);
        await clock.sleep(Math.min(next.waitMs, LONGEST_WAIT_MS), signal).catch(() => {});
        continue;
      }
      visiting++;
      try {
        frontier.finish(next.url, await visitOne(next), clock.now());
      } finally {
        visiting--;
      }
    }
  };

  const visitOne = async (next: Waiting): Promise<Outcome> => {
    const { url, host, depth, attempts } = next;
    const note = (kind: 'refused' | 'failed' | 'again', because: string): void =>
      onEvent({ kind, at: clock.now(), url, because });
    if (frontier.visitsOf(host) >= budget.pagesPerHost) {
      const because = `${budget.pagesPerHost} pages of ${host} were read`;
      note('refused', because);
      return { kind: 'refused', because };
    }
    const robots = await web.allowed(url, signal);
    // What was stopped while it asked was not refused.
    if (signal.aborted) return { kind: 'again', because: 'it was stopped', afterMs: 0 };
    if (robots.delayMs !== null) frontier.slow(host, robots.delayMs);
    if (!robots.allowed) {
      note('refused', robots.because);
      return { kind: 'refused', because: robots.because };
    }
    onEvent({ kind: 'visit', at: clock.now(), host, url });
    try {
      const visit = await web.visit(url, depth, signal);
      return await readVisit(next, visit, note);
    } catch (error) {
      if (signal.aborted) return { kind: 'again', because: 'it was stopped', afterMs: 0 };
      if (!isWellspringError(error)) throw error;
      const again = error instanceof SourceError && isTransient(error.reason);
      note(again ? 'again' : 'failed', error.message);
      return again
        ? { kind: 'again', because: error.message, afterMs: CRAWL_DEFAULTS.retryMs * 2 ** attempts }
        : { kind: 'failed', because: error.message };
    }
  };

  const readVisit = async (
    { url, host, depth, from, score, attempts }: Waiting,
    visit: Visit,
    note: (kind: 'refused' | 'failed' | 'again', because: string) => void,
  ): Promise<Outcome> => {
    report.bytes += visit.bytes;
    if (report.bytes >= budget.bytes) end('bytes', `${budget.bytes} bytes were fetched`);
    if (visit.status === 429 || visit.status >= 500) {
      const afterMs = Math.max(visit.retryAfterMs ?? 0, CRAWL_DEFAULTS.retryMs * 2 ** attempts);
      if (visit.status === 429 || visit.status === 503)
        frontier.rest(host, clock.now() + Math.max(afterMs, CRAWL_DEFAULTS.leastRestMs));
      note('again', `HTTP ${visit.status}`);
      return { kind: 'again', because: `HTTP ${visit.status}`, afterMs };
    }
    if (visit.movedTo !== undefined) {
      const steps = (moves.get(url) ?? 0) + 1;
      if (steps > FETCH_DEFAULTS.maxRedirects) {
        const because = `it was reached by ${steps - 1} redirects from host to host, and leads on`;
        note('failed', because);
        return { kind: 'failed', because };
      }
      moves.set(visit.movedTo, steps);
      const isNew = frontier.add({ url: visit.movedTo, score, depth, from: url });
      onEvent({ kind: 'moved', at: clock.now(), url, to: visit.movedTo, isNew });
      return { kind: 'done' };
    }
    if (visit.reserved !== null) {
      note('refused', visit.reserved);
      return { kind: 'refused', because: visit.reserved, visited: true };
    }
    const { document } = visit;
    if (visit.status >= 400 || document === null) {
      const because = visit.status >= 400 ? `HTTP ${visit.status}` : 'it is no page with text';
      note('failed', because);
      return { kind: 'failed', because };
    }
    const text = textHash(document);
    const duplicateOf = texts.get(text) ?? null;
    if (duplicateOf === null) texts.set(text, visit.url);
    else report.duplicates++;
    const links = visit.nofollow === null ? visit.links : [];
    const page = { url: visit.url, document, links, depth, from, duplicateOf };
    const { worth, fresh, because } = scorer.read(page);
    await scorer.decide?.(page);
    traps.read(url, fresh >= CRAWL_DEFAULTS.leastFresh);
    report.pages++;
    report.worth += worth;
    onEvent({
      kind: 'page',
      at: clock.now(),
      asked: url,
      url: visit.url,
      from,
      depth,
      score,
      worth,
      because,
      duplicateOf,
      bytes: visit.bytes,
      remembered: visit.remembered,
    });
    if (duplicateOf === null) await options.onPage?.({ document, url: visit.url, worth });
    if (depth < budget.depth && duplicateOf === null) takeLinks(links, depth);
    if (report.pages % CRAWL_DEFAULTS.rescoreEvery === 0) rescore();
    if (report.pages >= budget.pages) end('pages', `${budget.pages} pages were read`);
    const enough = options.enough?.();
    if (enough !== undefined) end('saturation', enough);
    return { kind: 'done' };
  };

  const known = new Map<string, PageLink>();
  const takeLinks = (links: readonly PageLink[], depth: number): void => {
    for (const link of links.slice(0, CRAWL_DEFAULTS.linksPerPage)) {
      if (link.rel.includes('nofollow')) continue;
      const url = canonicalUrl(link.url);
      if (url === null) continue;
      const trap = trapOfUrl(url, year) ?? traps.refuse(url);
      if (trap !== undefined) {
        onEvent({ kind: 'trap', at: clock.now(), url, because: trap });
        continue;
      }
      const one = { ...link, url, depth: depth + 1 };
      const isNew = frontier.add({
        url,
        score: scorer.score(one),
        depth: depth + 1,
        from: link.from,
      });
      if (isNew) traps.queued(url);
      if (isNew || !known.has(url)) known.set(url, one);
    }
  };

  const rescore = (): void =>
    frontier.rescore((waiting) => {
      const link = known.get(waiting.url);
      return link === undefined ? waiting.score : scorer.score(link);
    });

  for await (const { page, bytes } of options.before ?? []) {
    report.pages++;
    report.bytes += bytes;
    if (page.duplicateOf === null) texts.set(textHash(page.document), page.url);
    else report.duplicates++;
    report.worth += scorer.read(page).worth;
    await scorer.decide?.(page);
    if (page.depth < budget.depth && page.duplicateOf === null) takeLinks(page.links, page.depth);
  }
  if (report.pages >= budget.pages) end('pages', `${budget.pages} pages were read`);
  const hadEnough = report.pages > 0 ? options.enough?.() : undefined;
  if (hadEnough !== undefined) end('saturation', hadEnough);
  await Promise.all(Array.from({ length: options.visitors ?? CRAWL_DEFAULTS.visitors }, visitor));
  if (signal.aborted) end('stopped', 'it was stopped');
  return report;
}

function textHash({ blocks }: Document): string {
  return sha256(blocks.map((block) => block.text).join('\n'));
}

const hoursOf = (ms: number): number => Math.ceil(ms / 3_600_000);

const IDLE_MS = 5;
const LONGEST_WAIT_MS = 1_000;
