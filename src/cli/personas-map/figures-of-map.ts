import type { CrawlMap } from './collect-map.ts';

export interface MapFigures {
  pages: number;
  meanWorth: number;
  /** Null where the log does not say. */
  meanFresh: number | null;
  copies: number;
  hosts: number;
  visits: number;
  leastPauseMs: number | null;
  /** Visits that began while another to the same host was on its way. */
  together: number;
  refused: number;
  failed: number;
  traps: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);

export function figuresOfMap({ pages, hosts, refused, failed, traps }: CrawlMap): MapFigures {
  const fresh = pages.flatMap((page) => (page.fresh === null ? [] : [page.fresh]));
  const pauses = hosts.flatMap(({ leastPauseMs }) => (leastPauseMs === null ? [] : [leastPauseMs]));
  return {
    pages: pages.length,
    meanWorth: pages.length === 0 ? 0 : sum(pages.map(({ worth }) => worth)) / pages.length,
    meanFresh: fresh.length === 0 ? null : sum(fresh) / fresh.length,
    copies: pages.filter(({ duplicateOf }) => duplicateOf !== null).length,
    hosts: hosts.filter(({ visits, pages: read }) => visits + read > 0).length,
    visits: sum(hosts.map(({ visits }) => visits)),
    leastPauseMs: pauses.length === 0 ? null : Math.min(...pauses),
    together: sum(hosts.map(({ together }) => together)),
    refused: sum(Object.values(refused)),
    failed: sum(Object.values(failed)),
    traps: sum(Object.values(traps)),
  };
}
