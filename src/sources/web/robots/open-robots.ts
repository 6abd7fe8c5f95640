import { decodeText } from '../../files/decode-text.ts';
import type { Clock } from '../../../core/clock.ts';
import { isWellspringError } from '../../../core/errors/index.ts';
import type { Fetched } from '../fetch/index.ts';
import { judgePath } from './judge-path.ts';
import { parseRobots, ROBOTS_DEFAULTS, type RobotsRules } from './parse-robots.ts';
import { judgeTdm, parseTdmrep, type TdmRule } from './parse-tdmrep.ts';

/** What a host says about visits. */
export interface HostRobots extends RobotsRules {
  /** Why nothing of the host may be visited: its robots.txt cannot be had. */
  closed: string | null;
  tdm: TdmRule[];
}

export interface RobotsOptions {
  product: string;
  clock: Clock;
  /** One request without redirects, or its answer from the archive if that is no older than so many milliseconds. Raises SourceError. */
  ask(
    url: string,
    options: { maxBytes: number; maxAgeMs: number; signal: AbortSignal },
  ): Promise<Fetched>;
  /** False: `tdmrep.json` is not asked for, and reservations in robots.txt do not count. */
  reservations?: boolean;
}

export interface Robots {
  /** Each host is asked once, whoever asks, and again after 24 hours. Rejects only where the signal is aborted. */
  robotsOf(url: string, signal: AbortSignal): Promise<HostRobots>;
  allowed(
    url: string,
    signal: AbortSignal,
  ): Promise<{ allowed: boolean; because: string; delayMs: number | null }>;
}

export function openRobots(options: RobotsOptions): Robots {
  const { clock } = options;
  const known = new Map<string, { answer: Promise<HostRobots>; untilMs: number }>();

  const robotsOf = (url: string, signal: AbortSignal): Promise<HostRobots> => {
    const { origin } = new URL(url);
    const found = known.get(origin);
    if (found !== undefined && clock.now() < found.untilMs) return found.answer;
    const entry = { untilMs: Infinity, answer: Promise.resolve<HostRobots>(NOTHING) };
    entry.answer = (async () => {
      try {
        const loaded = await load(origin, options, signal);
        entry.untilMs = loaded.untilMs;
        return loaded;
      } catch (error) {
        known.delete(origin);
        throw error;
      }
    })();
    known.set(origin, entry);
    return entry.answer;
  };

  return {
    robotsOf,
    async allowed(url, signal) {
      const robots = await robotsOf(url, signal);
      const { closed, delayMs, tdm, noTraining } = robots;
      if (closed !== null) return { allowed: false, because: closed, delayMs };
      const judged = judgePath(robots, url);
      if (!judged.allowed) return { ...judged, delayMs };
      if (options.reservations !== false) {
        if (noTraining !== null)
          return { allowed: false, because: `robots.txt says ${noTraining}`, delayMs };
        const rule = judgeTdm(tdm, url);
        if (rule?.reserved === true)
          return {
            allowed: false,
            because: `tdmrep.json reserves ${rule.pattern.text}${rule.policy === null ? '' : ` (${rule.policy})`}`,
            delayMs,
          };
      }
      return { ...judged, delayMs };
    },
  };
}

const NOTHING: HostRobots = { ...parseRobots('', ''), closed: null, tdm: [] };

type Loaded = HostRobots & { untilMs: number };

async function load(origin: string, options: RobotsOptions, signal: AbortSignal): Promise<Loaded> {
  const { product, clock } = options;
  let answer: Fetched | 'too-many-redirects';
  try {
    answer = await follow(`${origin}/robots.txt`, ROBOTS_DEFAULTS.maxBytes + 1, options, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!isWellspringError(error)) throw error;
    return closedBy(`robots.txt cannot be had: ${error.message}`);
  }
  // RFC 9309 §2.3.1.2: what redirects on and on may be taken as absent.
  if (answer === 'too-many-redirects')
    return { ...NOTHING, tdm: await tdmOf(), untilMs: clock.now() + ROBOTS_DEFAULTS.maxAgeMs };
  const { status, fetchedAtMs } = answer;
  // 429 is no statement about rules: whoever is asked for less must not take it for leave.
  if (status >= 500 || status === 429 || status < 200)
    return closedBy(`robots.txt cannot be had: HTTP ${status}`);
  const rules = status < 300 ? parseRobots(answer.body, product) : parseRobots('', product);
  return {
    ...rules,
    closed: null,
    tdm: await tdmOf(),
    untilMs: fetchedAtMs + ROBOTS_DEFAULTS.maxAgeMs,
  };

  function closedBy(closed: string): Loaded {
    return { ...NOTHING, closed, untilMs: clock.now() + ROBOTS_DEFAULTS.retryMs };
  }

  /** Absent and unreadable are the same here: a reservation must be said. */
  async function tdmOf(): Promise<TdmRule[]> {
    if (options.reservations === false) return [];
    try {
      const found = await follow(`${origin}/.well-known/tdmrep.json`, TDM_BYTES, options, signal);
      if (found === 'too-many-redirects' || found.status !== 200) return [];
      return parseTdmrep(await decodeText(found.body));
    } catch (error) {
      signal.throwIfAborted();
      if (!isWellspringError(error)) throw error;
      return [];
    }
  }
}

const TDM_BYTES = 1024 ** 2;

async function follow(
  first: string,
  maxBytes: number,
  { ask }: RobotsOptions,
  signal: AbortSignal,
): Promise<Fetched | 'too-many-redirects'> {
  let url = first;
  for (let hops = 0; hops <= ROBOTS_DEFAULTS.maxRedirects; hops++) {
    const answer = await ask(url, { maxBytes, maxAgeMs: ROBOTS_DEFAULTS.maxAgeMs, signal });
    if (answer.redirectTo === null) return answer;
    url = answer.redirectTo;
  }
  return 'too-many-redirects';
}
