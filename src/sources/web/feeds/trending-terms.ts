import type { FeedEntry } from './parse-feed.ts';
import { findBursts } from './find-bursts.ts';

export const TREND_DEFAULTS = {
  periodMs: 24 * 3600 * 1000,
  /** Entries older than so many periods before the newest do not count. */
  periods: 90,
  /** Terms of fewer entries are no topic. */
  leastEntries: 3,
  most: 50,
  scale: 2,
  gamma: 1,
} as const;

export interface TermBurst {
  /** One word or two, lower case. */
  term: string;
  /** Nats: how much better a burst explains the entries than the usual share. */
  weight: number;
  startMs: number;
  /** Where its last period ends. */
  endMs: number;
  /** Entries with the term within the burst. */
  entries: number;
  /** The burst reaches the newest period. */
  isGoingOn: boolean;
}

/**
 * What entries of feeds suddenly speak of: bursts of words and pairs of words by the day they were published (or changed), the
 * weightiest first. Entries without a date do not count, nor do second copies of an address.
 */
export function trendingTerms(
  entries: readonly FeedEntry[],
  options: Partial<{ -readonly [K in keyof typeof TREND_DEFAULTS]: number }> = {},
): TermBurst[] {
  const { periodMs, periods, leastEntries, most, scale, gamma } = { ...TREND_DEFAULTS, ...options };
  const dated = new Map<string, { atMs: number; terms: Set<string> }>();
  for (const { url, title, summary, publishedMs, updatedMs } of entries) {
    const atMs = publishedMs ?? updatedMs;
    if (atMs !== null && !dated.has(url))
      dated.set(url, { atMs, terms: new Set([...termsOf(title), ...termsOf(summary)]) });
  }
  if (dated.size === 0) return [];
  let newest = -Infinity;
  let first = Infinity;
  for (const { atMs } of dated.values()) {
    newest = Math.max(newest, Math.floor(atMs / periodMs));
    first = Math.min(first, Math.floor(atMs / periodMs));
  }
  const oldest = Math.max(newest - periods + 1, first);
  const batches = newest - oldest + 1;
  const total = Array.from({ length: batches }, () => 0);
  const occurrences = new Map<string, number[]>();
  for (const { atMs, terms } of dated.values()) {
    const batch = Math.floor(atMs / periodMs) - oldest;
    if (batch < 0) continue;
    total[batch]!++;
    for (const term of terms) {
      const found = occurrences.get(term);
      if (found === undefined) occurrences.set(term, [batch]);
      else found.push(batch);
    }
  }
  const found: TermBurst[] = [];
  for (const [term, at] of occurrences) {
    if (at.length < leastEntries) continue;
    const relevant = Array.from({ length: batches }, () => 0);
    for (const batch of at) relevant[batch]!++;
    for (const { start, end, weight } of findBursts(relevant, total, { scale, gamma }))
      found.push({
        term,
        weight,
        startMs: (oldest + start) * periodMs,
        endMs: (oldest + end + 1) * periodMs,
        entries: at.filter((batch) => batch >= start && batch <= end).length,
        isGoingOn: end === batches - 1,
      });
  }
  found.sort(
    (a, b) => b.weight - a.weight || b.term.length - a.term.length || (a.term < b.term ? -1 : 1),
  );
  return withoutParts(found).slice(0, most);
}

/** A word that bursts with the pair it stands in says nothing more than the pair. */
function withoutParts(sorted: readonly TermBurst[]): TermBurst[] {
  const said = new Set<string>();
  const key = (term: string, { startMs, endMs, entries }: TermBurst): string =>
    `${term} ${startMs} ${endMs} ${entries}`;
  for (const burst of sorted) {
    const words = burst.term.split(' ');
    if (words.length > 1) for (const word of words) said.add(key(word, burst));
  }
  return sorted.filter((burst) => !said.has(key(burst.term, burst)));
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

function termsOf(text: string): string[] {
  const terms: string[] = [];
  let before: string | undefined;
  for (const { segment, isWordLike } of segmenter.segment(text.normalize('NFKC').toLowerCase())) {
    if (isWordLike !== true) {
      // Punctuation parts a pair; a space does not.
      if (segment.trim() !== '') before = undefined;
      continue;
    }
    if (/^\p{N}+$/u.test(segment) || /^\p{Script=Latin}$/u.test(segment)) {
      before = undefined;
      continue;
    }
    terms.push(segment);
    if (before !== undefined) terms.push(`${before} ${segment}`);
    before = segment;
  }
  return terms;
}
