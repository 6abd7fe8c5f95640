import { RETRY_AFTER_SECONDS } from './world/answer.ts';
import type { Asked } from './world/serve-world.ts';
import { mayVisit, NEVER_FORBIDDEN } from './world/truth.ts';
import type { World } from './world/world.ts';

export interface Manners {
  requests: number;
  hosts: number;
  /** Requests for what robots.txt forbids, by what was written beside each file and not by our parser. */
  robotsViolations: number;
  /** Requests for pages of a host that came before the one for its robots.txt. */
  unasked: number;
  /** Requests that began while another to the same host was open. */
  concurrent: number;
  /** Requests to a host before its Retry-After was over. */
  tooSoon: number;
  /** Shortest time from the end of one page of a host to the beginning of the next, redirects within a host left out. */
  leastPauseMs: number;
  /** The same of hosts that ask for a pause, as a share of it. */
  leastShareOfDelay: number;
  /** Pages that were answered with 200, whole, more than once. */
  answeredTwice: number;
  /** Pages that were asked for again though the archive held them when the crawler was killed. */
  storedAskedAgain: number;
}

/** A moment at which the crawler was killed, and the addresses that its archive held then. */
export interface Kill {
  atMs: number;
  stored: ReadonlySet<string>;
}

/** How a crawler behaved, from what the servers saw. */
export function judgeManners(
  world: World,
  log: readonly Asked[],
  delayOf: (host: string) => number,
  kills: readonly Kill[] = [],
): Manners {
  const manners: Manners = {
    requests: log.length,
    hosts: new Set(log.map(({ host }) => host)).size,
    robotsViolations: 0,
    unasked: 0,
    concurrent: 0,
    tooSoon: 0,
    leastPauseMs: Infinity,
    leastShareOfDelay: Infinity,
    answeredTwice: 0,
    storedAskedAgain: 0,
  };
  const answered = new Set<string>();
  for (const [host, asked] of Map.groupBy(log, (one) => one.host)) {
    let hasAsked = !world.hosts.has(host);
    let busyUntilMs = -Infinity;
    let limitedUntilMs = -Infinity;
    let lastPageMs: number | null = null;
    for (const { path, startMs, endMs, status, isWhole } of asked) {
      const url = `http://${host}${path}`;
      if (startMs < busyUntilMs) manners.concurrent++;
      busyUntilMs = Math.max(busyUntilMs, endMs ?? Infinity);
      if (path === '/robots.txt') hasAsked = true;
      if (NEVER_FORBIDDEN.has(path)) continue;
      if (!hasAsked) manners.unasked++;
      if (!mayVisit(world, url)) manners.robotsViolations++;
      if (startMs < limitedUntilMs) manners.tooSoon++;
      if (status === 429 && endMs !== null) limitedUntilMs = endMs + RETRY_AFTER_SECONDS * 1_000;
      if (lastPageMs !== null) {
        const pauseMs = startMs - lastPageMs;
        manners.leastPauseMs = Math.min(manners.leastPauseMs, pauseMs);
        if (delayOf(host) > 0)
          manners.leastShareOfDelay = Math.min(manners.leastShareOfDelay, pauseMs / delayOf(host));
      }
      // The next step of a redirect belongs to the same visit.
      lastPageMs = status === 301 || status === 302 ? null : endMs;
      if (kills.some(({ atMs, stored }) => startMs > atMs && stored.has(url)))
        manners.storedAskedAgain++;
      if (status !== 200 || !isWhole) continue;
      if (answered.has(url)) manners.answeredTwice++;
      answered.add(url);
    }
  }
  return manners;
}
