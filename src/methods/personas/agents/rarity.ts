/** How telling a term is, from the pages that the run has read: what stands on every page says nothing about any. */
export interface Rarity {
  /**
   * A page was read. The better it fits somebody (0 to 1), against the best that were, the less it counts: else the words of a
   * subject would seem common just because the crawl is after it.
   */
  read(terms: ReadonlyMap<string, number>, fit: number): void;
  /** 0 to 1: near 0 for what stands everywhere, 1 for what no page had. */
  weightOf(term: string): number;
}

/** Pages of nobody's words that are taken as read: the first few pages say little of what is common. */
const UNSEEN_PAGES = 20;
/** Share of the best fit that is kept with each page. */
const KEPT = 0.995;

/** Inverse document frequency (Spärck Jones 1972), as a share of the most that it can be. */
export function openRarity(): Rarity {
  const pagesWith = new Map<string, number>();
  let pages = UNSEEN_PAGES;
  let best = 0;
  return {
    read(terms, fit) {
      best = Math.max(best * KEPT, fit);
      const counted = best === 0 ? 1 : 1 - fit / best;
      pages += counted;
      for (const term of terms.keys()) pagesWith.set(term, (pagesWith.get(term) ?? 0) + counted);
    },
    weightOf: (term) =>
      Math.log((pages + 1) / ((pagesWith.get(term) ?? 0) + 1)) / Math.log(pages + 1),
  };
}
