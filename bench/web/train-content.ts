import type { Random } from '../../src/core/random.ts';
import type { BoostedTrees } from '../../src/sources/web/extract/boosted-trees.ts';
import { type ContentModel, MODEL_FEATURES } from '../../src/sources/web/extract/choose-content.ts';
import { PAGE_KINDS } from '../../src/sources/web/extract/page-kind.ts';
import { growTrees } from './grow-trees.ts';
import type { PageLesson } from './lessons.ts';

/**
 * Texts from this probability are kept. Over pages that a model had not seen, mean F1 is level from .35 to .45, so it is no value
 * to choose anew for each training.
 */
const THRESHOLD = 0.4;

/** A whole model: what is main content, and of which kind a page is. */
export function trainModel(lessons: readonly PageLesson[], random: Random): ContentModel {
  const kinds = Object.fromEntries(
    PAGE_KINDS.map((kind) => [
      kind,
      growTrees(
        {
          rows: lessons.map(({ pageRow }) => pageRow),
          labels: lessons.map((lesson) => Number(lesson.kind === kind)),
          weights: lessons.map(() => 1 / lessons.length),
        },
        random.fork(kind),
        { trees: 40, leaves: 5, leastWeight: 0.05, featureShare: 0.5, l2: 0.001 },
      ),
    ]),
  ) as ContentModel['kinds'];
  const content = growContent(lessons, random.fork('content'));
  return { features: [...MODEL_FEATURES], content, kinds, threshold: THRESHOLD };
}

/** Every page weighs as much as every other, and within one a text by its words. */
function growContent(lessons: readonly PageLesson[], random: Random): BoostedTrees {
  const labels: number[] = [];
  const weights: number[] = [];
  for (const lesson of lessons) {
    const own = lesson.segments.map(({ words }) => Math.min(200, words) ** 0.8);
    const total = own.reduce((sum, one) => sum + one, 0) || 1;
    lesson.segments.forEach((_, at) => {
      labels.push(lesson.labels[at]!);
      weights.push(own[at]! / total);
    });
  }
  const rows = lessons.flatMap((lesson) => lesson.rows);
  return growTrees({ rows, labels, weights }, random);
}
