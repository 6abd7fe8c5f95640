import { SourceError } from '../../src/core/errors/index.ts';
import { createRandom } from '../../src/core/random.ts';
import { decodeText } from '../../src/sources/files/decode-text.ts';
import { describePage } from '../../src/sources/web/extract/describe-page.ts';
import { describeSegments } from '../../src/sources/web/extract/describe-segments.ts';
import { PAGE_KINDS, type PageKind } from '../../src/sources/web/extract/page-kind.ts';
import { readSignals } from '../../src/sources/web/extract/page-signals.ts';
import { type Segment, segmentPage } from '../../src/sources/web/extract/segment-page.ts';
import { type GoldPage, labelTexts } from './gold-pages.ts';

/** A page ready to learn from. */
export interface PageLesson {
  gold: GoldPage;
  name: string;
  kind: string;
  segments: readonly Segment[];
  rows: readonly Float32Array[];
  labels: ArrayLike<number>;
  pageRow: Float32Array;
}

/** Pages as the model sees them. Bytes that cannot be decoded are read as Latin-1, so that no page is left out of the measure. */
export async function toLesson(gold: GoldPage): Promise<PageLesson> {
  const html = await decodeText(gold.html, { markup: true }).catch((error: unknown) => {
    if (error instanceof SourceError) return gold.html.toString('latin1');
    throw error;
  });
  const page = segmentPage(html);
  const signals = readSignals(page.document);
  const { segments } = page;
  return {
    gold,
    name: gold.name,
    kind: gold.kind,
    segments,
    rows: describeSegments(page, signals),
    labels: labelTexts(
      segments.map(({ text }) => text),
      gold.content,
    ),
    pageRow: Float32Array.from(describePage(page, signals).row),
  };
}

export function textOf(lesson: PageLesson, kept: readonly number[]): string {
  return kept.map((at) => lesson.segments[at]!.text).join('\n');
}

/** The pages in folds, the same for a seed: each kind is spread over all. */
export function foldsOf(
  lessons: readonly PageLesson[],
  count: number,
  seed: string,
): PageLesson[][] {
  const random = createRandom(seed);
  const folds: PageLesson[][] = Array.from({ length: count }, () => []);
  let next = 0;
  for (const kind of PAGE_KINDS as readonly PageKind[]) {
    for (const lesson of random.shuffle(lessons.filter((one) => one.kind === kind)))
      folds[next++ % count]!.push(lesson);
  }
  return folds;
}
