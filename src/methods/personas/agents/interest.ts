import { termsOf } from './page-terms.ts';

/** What a persona cares for at a moment: terms with weights, and for each where it comes from. */
export interface InterestTerm {
  term: string;
  weight: number;
  /** `persona` for what it came with; else the pages that raised it, newest last, a few of them. */
  because: string[];
}

export const INTEREST_DEFAULTS = {
  /** Share of its weight that a term keeps with each page read: half is gone after about 23 pages. */
  keep: 0.97,
  /** What the persona came with never falls below this share of its first weight: interest drifts, character stays. */
  floor: 0.35,
  /** Weight that a page worth 1 gives to its terms together. */
  gain: 0.6,
  termsOfPage: 12,
  /** Share of its gain from a page that has none of the words it came with. */
  unrooted: 0.3,
  mostTerms: 300,
  /** From this cosine a page is well worth reading (63 %). */
  goodCosine: 0.15,
  mostReasons: 5,
} as const;

export interface Interest {
  /** How well a text fits, 0 to 1: the share of the interest's weight that its words hold, saturating. */
  fit(text: string, language?: string): number;
  /** The same of terms that were counted already ({@link termsOf}). */
  fitTerms(terms: ReadonlyMap<string, number>): number;
  /** How much of what a page speaks of is of interest, 0 to 1: the cosine of both, terms weighed by how often they stand and how telling they are, saturating. */
  fitPage(terms: ReadonlyMap<string, number>): number;
  /** A page was read: what was there already decays, what the page is about grows with its worth. */
  read(page: { url: string; terms: ReadonlyMap<string, number>; worth: number }): void;
  /** Terms by weight. */
  terms(limit: number): InterestTerm[];
  /** Everything that it holds, as plain JSON. */
  snapshot(): InterestTerm[];
}

/** An interest from words (`tide pools`, `pension rules`), or from a snapshot. Rare terms count more: `weightOf` says how much. */
export function openInterest(
  from: { words: readonly string[]; language?: string } | { snapshot: readonly InterestTerm[] },
  weightOf: (term: string) => number = () => 1,
): Interest {
  const weights = new Map<string, InterestTerm>();
  const floors = new Map<string, number>();
  if ('snapshot' in from) {
    for (const term of from.snapshot) {
      weights.set(term.term, { ...term, because: [...term.because] });
      if (term.because[0] === 'persona') floors.set(term.term, INTEREST_DEFAULTS.floor);
    }
  } else {
    for (const words of from.words) {
      const terms = [...termsOf(words, from.language)];
      for (const [term] of terms) {
        weights.set(term, { term, weight: 1, because: ['persona'] });
        floors.set(term, INTEREST_DEFAULTS.floor);
      }
    }
  }
  /** Weights with how telling the terms are, as they stand after the last page: thousands of links are held against them. */
  let present: { strengths: Map<string, number>; norm: number } | null = null;
  const strengthsNow = (): NonNullable<typeof present> => {
    if (present !== null) return present;
    const strengths = new Map<string, number>();
    let squares = 0;
    for (const { term, weight } of weights.values()) {
      const strength = weight * weightOf(term);
      strengths.set(term, strength);
      squares += strength ** 2;
    }
    return (present = { strengths, norm: Math.sqrt(squares) });
  };
  const fitTerms = (terms: ReadonlyMap<string, number>): number => {
    const { strengths } = strengthsNow();
    let hit = 0;
    for (const [term, count] of terms) {
      const own = strengths.get(term);
      if (own !== undefined) hit += own * Math.min(3, count);
    }
    return 1 - Math.exp(-hit);
  };
  const fitPage = (terms: ReadonlyMap<string, number>): number => {
    const { strengths, norm } = strengthsNow();
    let [shared, squares] = [0, 0];
    for (const [term, count] of terms) {
      const strength = Math.log1p(count) * weightOf(term);
      squares += strength ** 2;
      shared += strength * (strengths.get(term) ?? 0);
    }
    if (shared === 0) return 0;
    const cosine = shared / (Math.sqrt(squares) * norm);
    return 1 - Math.exp(-((cosine / INTEREST_DEFAULTS.goodCosine) ** 2));
  };
  return {
    fit: (text, language) => fitTerms(termsOf(text, language)),
    fitTerms,
    fitPage,
    read({ url, terms, worth }) {
      const { keep, gain, termsOfPage, mostTerms, mostReasons } = INTEREST_DEFAULTS;
      // It is drawn away only by what also speaks of what it came with: else one word of two meanings would carry it off.
      let touched = 0;
      for (const term of floors.keys()) if (terms.has(term)) touched += weightOf(term);
      const drawn =
        INTEREST_DEFAULTS.unrooted + (1 - INTEREST_DEFAULTS.unrooted) * (1 - Math.exp(-touched));
      present = null;
      for (const own of weights.values())
        own.weight = Math.max(floors.get(own.term) ?? 0, own.weight * keep);
      const best = [...terms]
        .map(([term, count]) => ({ term, strength: Math.log1p(count) * weightOf(term) }))
        .toSorted((a, b) => b.strength - a.strength || (a.term < b.term ? -1 : 1))
        .slice(0, termsOfPage);
      const total = best.reduce((sum, { strength }) => sum + strength, 0);
      if (total > 0 && worth > 0) {
        for (const { term, strength } of best) {
          const own = weights.get(term) ?? { term, weight: 0, because: [] };
          own.weight = Math.min(2, own.weight + (gain * drawn * worth * strength) / total);
          const reasons = own.because.filter((one) => one !== url);
          const first = reasons[0] === 'persona' ? ['persona'] : [];
          own.because = [...first, ...[...reasons.slice(first.length), url].slice(-mostReasons)];
          weights.set(term, own);
        }
      }
      if (weights.size <= mostTerms) return;
      const ranked = [...weights.values()].toSorted((a, b) => b.weight - a.weight);
      for (const { term } of ranked.slice(mostTerms)) if (!floors.has(term)) weights.delete(term);
    },
    terms: (limit) =>
      [...weights.values()]
        .toSorted((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
        .slice(0, limit),
    snapshot: () => [...weights.values()].map((own) => ({ ...own, because: [...own.because] })),
  };
}
