import { type BoostedTrees, predict } from './boosted-trees.ts';

export const PAGE_KINDS = [
  'article',
  'forum',
  'product',
  'listing',
  'documentation',
  'collection',
  'service',
] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

/** The kind that a page most looks like, by one model a kind over what is known of the page as a whole. */
export function tellKind(models: Record<PageKind, BoostedTrees>, row: ArrayLike<number>): PageKind {
  let best: PageKind = 'article';
  let most = -1;
  for (const kind of PAGE_KINDS) {
    const likely = predict(models[kind], row);
    if (likely > most) [best, most] = [kind, likely];
  }
  return best;
}
