import type { PageHealth } from '../paper.ts';
import { CHARACTER_FLAGS, type PageContent } from './page-content.ts';

export const DEFAULTS = {
  /** Share of a page's glyphs without a map to Unicode from which its text is poor. */
  poorUnmapped: 0.05,
  /** Share of the page that an image must cover for a page without text to be a scan, not blank. */
  scanCover: 0.05,
  /** So many pieces of paths on a page without text: its letters may be drawn as outlines. */
  outlineSegments: 200,
  /** Cells a side on which the cover of images is counted. */
  grid: 200,
};

const WHITE_SPACE = new Set([0x09, 0x0a, 0x0d, 0x20, 0xa0]);

/** How far the text of a page can be trusted, and why not. */
export function pageHealth(content: PageContent): PageHealth {
  const { characters, paths, faults } = content;
  let glyphs = 0;
  let unmapped = 0;
  let hidden = 0;
  for (let at = 0; at < characters.count; at++) {
    const flags = characters.flags[at]!;
    if ((flags & CHARACTER_FLAGS.generated) !== 0) continue;
    const point = characters.codePoints[at]!;
    if (WHITE_SPACE.has(point)) continue;
    glyphs++;
    if ((flags & CHARACTER_FLAGS.unmapped) !== 0 || isPrivate(point)) unmapped++;
    if ((flags & CHARACTER_FLAGS.hidden) !== 0) hidden++;
  }
  const imageCover = coverOf(content);
  const segments = paths.reduce((sum, path) => sum + path.segments, 0);
  const drawn = imageCover >= DEFAULTS.scanCover || segments >= DEFAULTS.outlineSegments;
  const text =
    glyphs > 0
      ? unmapped / glyphs >= DEFAULTS.poorUnmapped
        ? 'poor'
        : 'good'
      : faults.length > 0
        ? 'damaged'
        : drawn
          ? 'none'
          : 'blank';
  return {
    page: content.page,
    width: content.width,
    height: content.height,
    characters: glyphs,
    unmapped,
    hidden,
    imageCover,
    text,
    faults: [...faults],
  };
}

/** Private use: a code that only its font understands. */
function isPrivate(point: number): boolean {
  return (point >= 0xe000 && point < 0xf900) || point >= 0xf0000;
}

/** Share of the page under images, each place counted once. */
function coverOf({ images, width, height }: PageContent): number {
  if (images.length === 0 || !(width > 0) || !(height > 0)) return 0;
  const n = DEFAULTS.grid;
  const cells = new Uint8Array(n * n);
  for (const { box } of images) {
    const [x0, x1] = cellsOf(box.x, box.width, width, n);
    const [y0, y1] = cellsOf(box.y, box.height, height, n);
    for (let y = y0; y < y1; y++) cells.fill(1, y * n + x0, y * n + Math.max(x0, x1));
  }
  let covered = 0;
  for (const cell of cells) covered += cell;
  return covered / cells.length;
}

/** Cells whose middle lies in the stretch. */
function cellsOf(start: number, length: number, whole: number, n: number): [number, number] {
  const first = Math.ceil((start / whole) * n - 0.5);
  const end = Math.ceil(((start + length) / whole) * n - 0.5);
  return [Math.max(0, Math.min(n, first)), Math.max(0, Math.min(n, end))];
}
