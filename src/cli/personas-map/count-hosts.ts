import type { CrawlEvent } from '../../sources/web/crawl-log.ts';

/** How one host was treated. */
export interface HostManners {
  host: string;
  /** Requests for its pages; pages that came out of them. */
  visits: number;
  pages: number;
  /** Shortest time between the end of one visit and the beginning of the next; null with fewer than two. */
  leastPauseMs: number | null;
  /** Visits that began while another to the host was on its way. */
  together: number;
  /** Addresses left because of its robots.txt, or of what its pages say of their use. */
  refused: number;
  failed: number;
  traps: number;
}

interface Counted extends HostManners {
  open: number;
  endedAt: number | null;
}

/** Counts what a crawl's log says of each host. What came from the archive was no visit. */
export function countHosts(): { add(event: CrawlEvent): void; list(): HostManners[] } {
  const hosts = new Map<string, Counted>();
  const of = (url: string): Counted => {
    const { host } = new URL(url);
    let own = hosts.get(host);
    if (own === undefined)
      hosts.set(
        host,
        (own = {
          host,
          visits: 0,
          pages: 0,
          leastPauseMs: null,
          together: 0,
          refused: 0,
          failed: 0,
          traps: 0,
          open: 0,
          endedAt: null,
        }),
      );
    return own;
  };
  const begun = new Map<string, number>();
  const end = (url: string, at: number, isRemembered: boolean): void => {
    const startedAt = begun.get(url);
    if (startedAt === undefined) return;
    begun.delete(url);
    const own = of(url);
    own.open = Math.max(0, own.open - 1);
    if (isRemembered) return;
    own.visits++;
    if (own.endedAt !== null) {
      const pauseMs = startedAt - own.endedAt;
      own.leastPauseMs = Math.min(own.leastPauseMs ?? Infinity, Math.max(0, pauseMs));
    }
    own.endedAt = at;
  };
  return {
    add(event) {
      if (!URL.canParse(event.url)) return;
      if (event.kind === 'visit') {
        const own = of(event.url);
        if (own.open > 0 && !begun.has(event.url)) own.together++;
        // A crash leaves a visit without an end: the same address is visited again.
        if (!begun.has(event.url)) own.open++;
        begun.set(event.url, event.at);
        return;
      }
      if (event.kind === 'trap') {
        of(event.url).traps++;
        return;
      }
      if (event.kind === 'page') {
        end(event.asked, event.at, event.remembered);
        of(event.url).pages++;
        return;
      }
      end(event.url, event.at, false);
      if (event.kind === 'refused') of(event.url).refused++;
      if (event.kind === 'failed') of(event.url).failed++;
    },
    list: () =>
      [...hosts.values()]
        .map(({ open: _open, endedAt: _endedAt, ...own }) => own)
        .toSorted((a, b) => b.visits - a.visits || (a.host < b.host ? -1 : 1)),
  };
}
