import type { Box } from '../../../src/core/records/index.ts';
import type { Truth } from '../truth.ts';
import { likenessAround } from './normalise.ts';
import type { ReadChunk, Reading } from './reading.ts';
import { pairUp, type Tally } from './tally.ts';

const LABEL =
  /^\s*(?:fig(?:ure|\.)?|tab(?:le|\.)?|alg(?:orithm|\.)?|listing)\s*([A-Z]?\.?\d+|[IVXL]+)\s*[.:|–—-]?\s*/i;

/** A caption without its label, and the label's number. */
export function splitCaption(text: string): { number: string | null; words: string } {
  const label = LABEL.exec(text);
  return label === null
    ? { number: null, words: text }
    : { number: label[1]!.toUpperCase(), words: text.slice(label[0].length) };
}

/** Captions of figures, tables and algorithms: words alike to 90 %, and the number right. */
export function scoreCaptions(truth: Truth, reading: Reading): Tally {
  const gold = truth.elements
    .filter(({ kind }) => kind === 'caption')
    .map(({ text, number }) => ({ number: number!.toUpperCase(), words: text }));
  const found = reading.chunks
    .filter(({ kind }) => kind === 'caption')
    .map(({ text, number }) => {
      const split = splitCaption(text);
      return { number: number?.toUpperCase() ?? split.number, words: split.words };
    });
  const right = pairUp(
    gold,
    found,
    (a, b) => (b.number === a.number ? likenessAround(a.words, b.words) : 0),
    0.9,
  ).length;
  return { right, claimed: found.length, gold: gold.length };
}

export function intersectionOverUnion(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const both = width * height;
  return both / (a.width * a.height + b.width * b.height - both);
}

const LEAST_OVERLAP = 0.8;

/**
 * Regions of figures and tables (without captions): same kind, same page, intersection over union of 0.8 and more, as in
 * pdffigures2. A table over pages has one region a page. `numbered` asks for the right number too.
 */
export function scoreRegions(
  truth: Truth,
  reading: Reading,
  kind: 'figure' | 'table',
  numbered: boolean,
): Tally {
  const gold = truth.elements
    .filter((element) => element.kind === kind)
    .flatMap(({ regions, number }) =>
      regions.map((region) => ({ ...region, number: number?.toUpperCase() })),
    );
  const found = reading.chunks
    .filter((chunk) => chunk.kind === kind)
    .flatMap((chunk) =>
      mergeByPage(chunk).map((region) => ({ ...region, number: chunk.number?.toUpperCase() })),
    );
  const right = pairUp(
    gold,
    found,
    (a, b) =>
      a.page === b.page && (!numbered || a.number === b.number)
        ? intersectionOverUnion(a.box, b.box)
        : 0,
    LEAST_OVERLAP,
  ).length;
  return { right, claimed: found.length, gold: gold.length };
}

/** Display equations: one of the reader's covers 0.8 of the ink, on at most three lines more than its height, each used once. */
export function scoreEquations(truth: Truth, reading: Reading): Tally {
  // Rows of one align are one display to most readers: a region may hold several.
  const gold = truth.elements
    .filter(({ kind }) => kind === 'equation')
    .flatMap(({ regions }) => regions);
  const found = reading.chunks
    .filter(({ kind }) => kind === 'equation')
    .flatMap(({ regions }) => regions);
  const covers = (a: (typeof gold)[number], b: (typeof gold)[number]): boolean => {
    if (a.page !== b.page) return false;
    const width =
      Math.min(a.box.x + a.box.width, b.box.x + b.box.width) - Math.max(a.box.x, b.box.x);
    const height =
      Math.min(a.box.y + a.box.height, b.box.y + b.box.height) - Math.max(a.box.y, b.box.y);
    return width > 0 && height > 0 && width * height >= 0.8 * a.box.width * a.box.height;
  };
  const foundOnes = gold.filter((a) => found.some((b) => covers(a, b)));
  const wrong = found.filter(
    (b) => !gold.some((a) => covers(a, b)) && !gold.some((a) => covers({ ...a, box: b.box }, a)),
  ).length;
  return { right: foundOnes.length, claimed: foundOnes.length + wrong, gold: gold.length };
}

function mergeByPage({ regions }: ReadChunk): { page: number; box: Box }[] {
  return [...Map.groupBy(regions, ({ page }) => page)].map(([page, parts]) => {
    const x = Math.min(...parts.map(({ box }) => box.x));
    const y = Math.min(...parts.map(({ box }) => box.y));
    return {
      page,
      box: {
        x,
        y,
        width: Math.max(...parts.map(({ box }) => box.x + box.width)) - x,
        height: Math.max(...parts.map(({ box }) => box.y + box.height)) - y,
      },
    };
  });
}
