import type { LinkScorer, PageLink, ReadPage } from '../../../sources/web/page.ts';
import type { Interest } from './interest.ts';
import type { Novelty } from './novelty.ts';
import { termsOf } from './page-terms.ts';

export const SCORE_DEFAULTS = {
  anchor: 0.4,
  context: 0.15,
  /** Pages about something link to pages about it (Davison 2000). */
  source: 0.25,
  host: 0.12,
  burst: 0.08,
  region: { main: 1, aside: 0.75, navigation: 0.65, footer: 0.35 },
  /** Loss with each step away from the seeds. */
  perDepth: 0.97,
  /** Pages of a host that its quality is judged by; one that nobody knows is worth the middle. */
  hostPages: 4,
} as const;

export interface ReaderState {
  interest: Interest;
  novelty: Novelty;
  /** How lively a term is now, 0 to 1 (bursts in feeds and sitemaps). */
  burst?: (text: string) => number;
}

export interface Reading {
  url: string;
  worth: number;
  fit: number;
  fresh: number;
  because: string[];
}

/**
 * Scores links for one persona, and reads pages for it: how well the words of a link and around it fit its present interest, how
 * good the page was that it stands on and its host so far, how lively the subject is; pages are worth their fit times their
 * novelty to the whole run. `history` keeps what was read, in order and why.
 */
export function readAs({
  interest,
  novelty,
  burst,
}: ReaderState): LinkScorer & { history: Reading[] } {
  const worthOf = new Map<string, number>();
  const hosts = new Map<string, { sum: number; pages: number }>();
  const history: Reading[] = [];
  return {
    history,
    score({ url, anchor, context, heading, region, from, depth }: PageLink) {
      const words = `${anchor} ${wordsOfUrl(url)}`;
      const host = hosts.get(new URL(url).host) ?? { sum: 0, pages: 0 };
      const quality =
        (host.sum + 0.4 * SCORE_DEFAULTS.hostPages) / (host.pages + SCORE_DEFAULTS.hostPages);
      const sum =
        SCORE_DEFAULTS.anchor * interest.fit(words) +
        SCORE_DEFAULTS.context * interest.fit(`${heading} ${context}`) +
        SCORE_DEFAULTS.source * (worthOf.get(from) ?? 0.5) +
        SCORE_DEFAULTS.host * quality +
        SCORE_DEFAULTS.burst * (burst?.(words) ?? 0);
      return Math.min(1, sum * SCORE_DEFAULTS.region[region] * SCORE_DEFAULTS.perDepth ** depth);
    },
    read({ url, document, duplicateOf }: ReadPage) {
      const { language, title } = document;
      const text = [
        title,
        ...document.blocks.filter(({ kind }) => kind !== 'furniture').map((block) => block.text),
      ].join('\n');
      const fit = interest.fit(text.slice(0, 20_000), language);
      const fresh = duplicateOf === null ? novelty.read(text, language) : 0;
      const enough = Math.min(1, text.length / 600);
      const worth = fit * fresh * enough;
      const terms = termsOf(text.slice(0, 20_000), language);
      const hits = interest
        .terms(40)
        .filter(({ term }) => terms.has(term))
        .slice(0, 5);
      const because = [
        hits.length > 0
          ? `about ${hits.map(({ term }) => term).join(', ')}`
          : 'nothing that interests it',
        `${Math.round(100 * fresh)} % new`,
        ...(duplicateOf === null ? [] : [`a copy of ${duplicateOf}`]),
      ];
      interest.read({ url, terms, worth });
      worthOf.set(url, worth);
      const { host } = new URL(url);
      const own = hosts.get(host) ?? { sum: 0, pages: 0 };
      hosts.set(host, { sum: own.sum + worth, pages: own.pages + 1 });
      history.push({ url, worth, fit, fresh, because });
      return { worth, fresh, because };
    },
  };
}

/** `/2024/tide-pools_of-wales.html` → `tide pools of wales`. */
function wordsOfUrl(url: string): string {
  try {
    return decodeURIComponent(new URL(url).pathname)
      .replace(/\.\w{2,5}$/, '')
      .replace(/[^\p{L}]+/gu, ' ');
  } catch {
    return '';
  }
}
