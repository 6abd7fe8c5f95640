import { normalisePattern, type PathPattern } from './match-path.ts';

export const ROBOTS_DEFAULTS = {
  /** RFC 9309 §2.5: at least so much must be read. */
  maxBytes: 500 * 1024,
  /** RFC 9309 §2.3.1.2: at least five are followed. */
  maxRedirects: 5,
  /** RFC 9309 §2.4. */
  maxAgeMs: 24 * 3600 * 1000,
  /** After so long an unreachable robots.txt is asked for again. */
  retryMs: 3600 * 1000,
  /** A longer Crawl-delay counts as this: a day between two pages is a refusal in other words. */
  maxDelayMs: 10 * 60 * 1000,
} as const;

export interface RobotsRule {
  allow: boolean;
  pattern: PathPattern;
}

/** What one robots.txt says to one crawler. */
export interface RobotsRules {
  /** Name in the group that applies: ours, `*`, or null where none does. */
  group: string | null;
  rules: RobotsRule[];
  delayMs: number | null;
  /** `Content-Signal` or `Content-Usage` of the group forbids training; the line as written. */
  noTraining: string | null;
  /** Addresses of sitemaps, as written; of the whole file. */
  sitemaps: string[];
}

/** A product token is letters, `-` and `_` (RFC 9309 §2.2.1); a version behind it does not count. */
const TOKEN = /^(?:\*(?=$|\s)|[A-Za-z_-]+)/;
/** What follows may begin with white space, a colon, or both: the colon is forgotten often enough. */
const KEY =
  /^(user-agent|allow|disallow|crawl-delay|sitemap|content-signal|content-usage)(?=[:\s]|$)/i;

/**
 * Reads robots.txt for a crawler after RFC 9309: all groups of its product token together, else all groups of `*`. What
 * is no line of the format is passed over; nothing makes it fail. Crawl-delay, which is none of the RFC, ends no list of agents.
 */
export function parseRobots(content: Uint8Array | string, product: string): RobotsRules {
  const own = product.toLowerCase();
  const groups = { own: emptyGroup(), any: emptyGroup() };
  const sitemaps: string[] = [];
  let agents = new Set<string>();
  let isNaming = false;
  for (const line of linesOf(content)) {
    const said = line.replace(/#.*$/s, '').trim();
    const found = KEY.exec(said);
    if (found === null) continue;
    const key = found[1]!.toLowerCase();
    const value = said.slice(key.length).trimStart().replace(/^:/, '').trimStart();
    if (key === 'sitemap') {
      if (value !== '' && sitemaps.length < MOST_SITEMAPS) sitemaps.push(value);
      continue;
    }
    if (key === 'user-agent') {
      if (!isNaming) agents = new Set();
      isNaming = true;
      const token = TOKEN.exec(value)?.[0].toLowerCase();
      if (token === undefined) continue;
      agents.add(token);
      if (token === own) groups.own.named = true;
      if (token === '*') groups.any.named = true;
      continue;
    }
    for (const [token, group] of [
      [own, groups.own],
      ['*', groups.any],
    ] as const)
      if (agents.has(token)) addTo(group, key, value);
    if (key === 'allow' || key === 'disallow') isNaming = false;
  }
  const [group, chosen] = groups.own.named
    ? [product, groups.own]
    : groups.any.named
      ? ['*', groups.any]
      : [null, emptyGroup()];
  const { rules, delayMs, noTraining } = chosen;
  return { group, rules, delayMs, noTraining, sitemaps };
}

const MOST_SITEMAPS = 100;

interface Group extends Pick<RobotsRules, 'rules' | 'delayMs' | 'noTraining'> {
  named: boolean;
}

const emptyGroup = (): Group => ({ named: false, rules: [], delayMs: null, noTraining: null });

function addTo(group: Group, key: string, value: string): void {
  if (key === 'crawl-delay') {
    const seconds = /^\d{1,9}(?:\.\d*)?|^\.\d+/.exec(value)?.[0];
    if (seconds === undefined) return;
    const delayMs = Math.min(Number(seconds) * 1000, ROBOTS_DEFAULTS.maxDelayMs);
    group.delayMs = Math.max(group.delayMs ?? 0, delayMs);
  } else if (key === 'content-signal' || key === 'content-usage') {
    if (forbidsTraining(value)) group.noTraining ??= `${key}: ${value}`;
  } else {
    const pattern = normalisePattern(value);
    // An empty rule says nothing, and so does one that is no path.
    if (pattern !== null) group.rules.push({ allow: key === 'allow', pattern });
  }
}

/**
 * Whether a preference forbids training: `ai-train=no` (Content Signals), `train-ai=n` (the IETF's AI preferences). A path
 * may stand before it, which then binds the whole host: we would rather leave a page than take one.
 */
export function forbidsTraining(value: string): boolean {
  return /(?:^|[\s,;])(?:ai-train|train-ai|train-genai|tdm|ai)\s*=\s*no?(?=$|[\s,;])/i.test(value);
}

function* linesOf(content: Uint8Array | string): Generator<string> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const isCut = bytes.length > ROBOTS_DEFAULTS.maxBytes;
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, ROBOTS_DEFAULTS.maxBytes));
  const lines = text.split(/\r\n|\r|\n/);
  // Half a rule is another rule.
  if (isCut) lines.pop();
  yield* lines;
}
