import type { LinkScorer, PageLink, ReadPage } from '../../../sources/web/page.ts';
import { openForecast } from './forecast.ts';
import type { Interest } from './interest.ts';
import { linkTerms } from './link-terms.ts';
import { type LinkTrail, openLinkTrail } from './link-trail.ts';
import type { Novelty } from './novelty.ts';
import { termsOf } from './page-terms.ts';

/**
 * What is weighed before anything was learned of a web. `openReader` learns from each page what these were worth for it.
 * Pages about something link to pages about it (Davison 2000), also over a step (Hersovici et al. 1998).
 */
export const SCORE_DEFAULTS = {
  weights: {
    base: 0.05,
    anchor: 0.4,
    path: 0.2,
    context: 0.12,
    source: 0.2,
    /** What the page was worth, or half of what led to it, and so on. */
    trail: 0.05,
    host: 0.1,
    main: 0.03,
    burst: 0.08,
  },
  /** Share of a page's promise that it hands on to where it leads. */
  handedOn: 0.5,
  /** Loss with each step away from the seeds. */
  perDepth: 0.99,
  /** Pages of a host that its quality is judged by; one that nobody knows is worth the middle of all. */
  hostPages: 3,
  /** Characters of a page by which it is judged. */
  mostCharacters: 20_000,
} as const;

const NAMES = Object.keys(SCORE_DEFAULTS.weights);

export interface Reading {
  url: string;
  worth: number;
  fit: number;
  fresh: number;
  because: string[];
}

/** A page made ready for any number of readers. */
export interface PreparedPage {
  url: string;
  text: string;
  terms: ReadonlyMap<string, number>;
  /** Share of it that nobody in the run has read, 0 to 1. */
  fresh: number;
  from: string | null;
  depth: number;
  duplicateOf: string | null;
}

/** Counts a page's terms and its novelty, which it thereby loses: once for all readers of a run. */
export function preparePage(
  { url, document, duplicateOf, from, depth }: ReadPage,
  novelty: Novelty,
): PreparedPage {
  const { language, title, blocks } = document;
  const body = blocks.filter(({ kind }) => kind !== 'furniture').map((block) => block.text);
  const text = [title, ...body].join('\n');
  return {
    url,
    text,
    terms: termsOf(text.slice(0, SCORE_DEFAULTS.mostCharacters), language),
    fresh: duplicateOf === null ? novelty.read(text, language) : 0,
    from,
    depth,
    duplicateOf,
  };
}

export interface LinkReader {
  score(link: PageLink): number;
  read(page: PreparedPage): Reading;
  /** What it has learned to weigh, by name. */
  weights(): Record<string, number>;
}

/**
 * Scores links for one persona, and reads pages for it. A link's score is a forecast of what its target will be worth: from how
 * well its anchor, its address and the words around it fit the present interest, over all places where it was found; from what the
 * pages were worth on which it stands, and its host so far; from how lively the subject is (`burst`). Every page that is read
 * corrects the forecast (Chakrabarti, Punera and Subramanyam 2002), so that anchors count for what they are worth on this web. A
 * page is worth its fit times its novelty to the whole run.
 */
export function openReader(options: {
  interest: Interest;
  trail: LinkTrail;
  language?: string;
  burst?: (text: string) => number;
}): LinkReader {
  const { interest, trail, language = 'en', burst } = options;
  const forecast = openForecast(Object.values(SCORE_DEFAULTS.weights));
  const worthOf = new Map<string, number>();
  const promise = new Map<string, number>();
  const hosts = new Map<string, { sum: number; pages: number }>();
  const all = { sum: 0, pages: 0 };

  const featuresOf = (link: PageLink): number[] => {
    let [anchor, path, context, source, trailed, main, lively] = [0, 0, 0, 0, 0, 0, 0];
    const places = trail.placesOf(link);
    for (const place of places) {
      const { anchor: said, path: named, around, words } = linkTerms(place, language);
      anchor = Math.max(anchor, interest.fitTerms(said));
      path = Math.max(path, interest.fitTerms(named));
      context = Math.max(context, interest.fitTerms(around));
      source += worthOf.get(place.from) ?? 0;
      trailed = Math.max(trailed, promise.get(place.from) ?? 0);
      if (place.region === 'main') main = 1;
      lively = Math.max(lively, burst?.(words) ?? 0);
    }
    const host = hosts.get(new URL(link.url).host) ?? { sum: 0, pages: 0 };
    const usual = (all.sum + 1) / (all.pages + 4);
    const { hostPages } = SCORE_DEFAULTS;
    const quality = (host.sum + usual * hostPages) / (host.pages + hostPages);
    return [1, anchor, path, context, source / places.length, trailed, quality, main, lively];
  };

  return {
    score: (link) =>
      Math.min(1, Math.max(0, forecast.of(featuresOf(link)))) *
      SCORE_DEFAULTS.perDepth ** link.depth,
    read({ url, text, terms, fresh, from, duplicateOf }) {
      const fit = interest.fitPage(terms);
      const enough = Math.min(1, text.length / 600);
      const worth = fit * fresh * enough;
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
      const link = trail.firstTo(url);
      // A copy says nothing of the link that led to it: nobody could know.
      if (link !== undefined && duplicateOf === null) forecast.learn(featuresOf(link), worth);
      interest.read({ url, terms, worth });
      worthOf.set(url, worth);
      const handed = from === null ? 0 : (promise.get(from) ?? 0) * SCORE_DEFAULTS.handedOn;
      promise.set(url, Math.max(worth, handed));
      const { host } = new URL(url);
      const own = hosts.get(host) ?? { sum: 0, pages: 0 };
      hosts.set(host, { sum: own.sum + worth, pages: own.pages + 1 });
      all.sum += worth;
      all.pages++;
      return { url, worth, fit, fresh, because };
    },
    weights: () => {
      const learned = forecast.weights();
      return Object.fromEntries(NAMES.map((name, at) => [name, learned[at]!]));
    },
  };
}

/** One persona alone. `history` keeps what was read, in order and why. */
export function readAs(options: {
  interest: Interest;
  novelty: Novelty;
  language?: string;
  burst?: (text: string) => number;
}): LinkScorer & { history: Reading[] } {
  const trail = openLinkTrail();
  const reader = openReader({ ...options, trail });
  const history: Reading[] = [];
  return {
    history,
    score: reader.score,
    read(page) {
      const reading = reader.read(preparePage(page, options.novelty));
      trail.add(page);
      history.push(reading);
      return reading;
    },
  };
}
