import { readFileSync } from 'node:fs';
import { type BoostedTrees, predict } from './boosted-trees.ts';
import { describePage, PAGE_FEATURES } from './describe-page.ts';
import { describeSegments, FEATURES } from './describe-segments.ts';
import { type PageKind, tellKind } from './page-kind.ts';
import type { PageSignals } from './page-signals.ts';
import type { SegmentedPage } from './segment-page.ts';

/** What was learned from pages whose main text people had marked (`bench/web/train-extractor.ts`). */
export interface ContentModel {
  /** Names of the features that the trees were grown on: others would be read as nonsense. */
  features: string[];
  /** Whether a text is main content. */
  content: BoostedTrees;
  kinds: Record<PageKind, BoostedTrees>;
  /** Texts from this probability are main content. */
  threshold: number;
}

export const MODEL_FEATURES: readonly string[] = [...FEATURES, ...PAGE_FEATURES];

/** Where no text passes the threshold, those are kept that come this near to the likeliest one, if that is not hopeless. */
const NEAR_BEST = 0.6;
const HOPELESS = 0.08;

let shipped: ContentModel | undefined;

function shippedModel(): ContentModel {
  if (shipped !== undefined) return shipped;
  const model = JSON.parse(
    readFileSync(new URL('weights.json', import.meta.url), 'utf8'),
  ) as ContentModel;
  if (model.features.join() !== MODEL_FEATURES.join())
    throw new Error('weights.json was trained on other features: npm run train:extractor');
  return (shipped = model);
}

/** Which texts of a page are its main content: indexes into `segments`, ascending. */
export function chooseContent(
  page: SegmentedPage,
  signals: PageSignals,
  model: ContentModel = shippedModel(),
): { kept: number[]; kind: PageKind } {
  const likely = Float64Array.from(describeSegments(page, signals), (row) =>
    predict(model.content, row),
  );
  const kind = tellKind(model.kinds, describePage(page, signals).row);
  return { kept: keepLikely(likely, model.threshold), kind };
}

/** Indexes of what is likely enough, ascending. */
export function keepLikely(likely: Float64Array, threshold: number): number[] {
  const best = likely.reduce((most, one) => Math.max(most, one), 0);
  if (best < HOPELESS) return [];
  const least = best >= threshold ? threshold : NEAR_BEST * best;
  return [...likely.keys()].filter((at) => likely[at]! >= least);
}
