/**
 * What belongs to the pages and not to the text: running heads and feet, page numbers, stamps in the margin, numbers of
 * lines, watermarks. Repetition decides (text with its digits masked, at one height, on several pages); the idea is that of
 * X. Lin, "Header and footer extraction by page association" (2003).
 */
import { markContents } from './mark-contents.ts';
import { markLineNumbers } from './mark-line-numbers.ts';
import type { PageLayout } from './page-layout.ts';
import { readRoman } from './read-roman.ts';
import type { TextLine } from './text-line.ts';

export const DEFAULTS = {
  /** Pages on which a line must repeat; fewer in a shorter file. */
  repeats: 3,
  /** Of the page's height: how far from the top and the bottom heads and feet may lie. */
  margin: 0.14,
  /** Points: how far apart the heights of repeats may lie. */
  sameHeight: 4,
} as const;

const PAGE_NUMBER =
  /^[-–—[(\s]*(?:page\s+)?(\d{1,5}|[ivxlc]{1,7})(?:\s*(?:\/|of)\s*\d{1,5})?[-–—\])\s]*$/i;
/** A float at the top of several pages begins alike. */
const LABEL = /^(?:table|fig(?:ure|\.)|algorithm|listing|scheme|chart)\b/i;
const STAMP = /^arXiv:\S+/;
/** Footing of the first page: rights, the venue, how to cite. */
const RIGHTS =
  /^(?:©|\(c\)|copyright\b|c⃝|permission to make|request permissions|publication rights|.{0,60}\b(?:978|979)[-\d–]{10,}|.{0,40}all rights reserved|licensed under|this work is licensed|acm reference format|https?:\/\/doi\.org\/\S+$|(?:\d{4}[-–]\d{3}[\dX]))/i;
const VENUE =
  /^(?:proceedings of\b|accepted\b|published (?:as|in|at)\b|preprint\b|under review\b|submitted to\b|.{0,12}\b(?:conference|workshop|symposium) on\b|(?:january|february|march|april|may|june|july|august|september|october|november|december) \d)/i;

/** Claims the furniture of all pages. A second pass changes nothing. */
export function markFurniture(pages: PageLayout[], options: typeof DEFAULTS = DEFAULTS): void {
  markLineNumbers(pages);
  markRepeats(pages, options);
  const numbers = markPageNumbers(pages, options);
  for (const page of pages) {
    markMargins(page);
    markBesideNumbers(page, numbers, options);
  }
  markContents(pages);
  if (pages[0] !== undefined) markFirstPage(pages[0], options);
}

function isFree(page: PageLayout, at: number): boolean {
  return page.roles[at] === null;
}

function isEdge(line: TextLine, page: PageLayout, margin: number): boolean {
  const height = page.content.height;
  return line.baseline < margin * height || line.baseline > (1 - margin) * height;
}

/** Text with its numbers masked: `Page 3 of 12` and `Page 4 of 12` are one. */
function maskNumbers(text: string): string {
  return text
    .toLowerCase()
    .replace(/\d+/g, '#')
    .replace(/(^|\s)[ivxl]{1,6}(?=\s|$)/g, '$1#')
    .replace(/\s+/g, '');
}

function markRepeats(pages: PageLayout[], options: typeof DEFAULTS): void {
  const seen = new Map<string, { page: PageLayout; at: number; y: number }[]>();
  for (const page of pages) {
    page.lines.forEach((line, at) => {
      if (!isFree(page, at)) return;
      if (!isEdge(line, page, options.margin) && !isOutermost(page, at)) return;
      const masked = maskNumbers(line.text);
      if (masked === '#' || masked === '' || LABEL.test(line.text)) return;
      const places = seen.get(masked) ?? [];
      places.push({ page, at, y: line.baseline });
      seen.set(masked, places);
    });
  }
  const needed = Math.max(2, Math.min(options.repeats, Math.ceil(pages.length / 2)));
  for (const places of seen.values()) {
    for (const place of places) {
      const peers = places.filter((other) => Math.abs(other.y - place.y) <= options.sameHeight);
      const onPages = new Set(peers.map((peer) => peer.page.content.page)).size;
      // Running heads of a short paper's left (or right) pages stand there but twice.
      const enough = onPages >= 2 && isOutermost(place.page, place.at);
      if (onPages >= needed || enough) place.page.roles[place.at] = 'furniture';
    }
  }
}

/** Numbers at one height that count on with the pages. */
function markPageNumbers(pages: PageLayout[], options: typeof DEFAULTS): Set<TextLine> {
  const found = new Map<number, { page: PageLayout; at: number; y: number }[]>();
  for (const page of pages) {
    page.lines.forEach((line, at) => {
      if (!isFree(page, at) || !PAGE_NUMBER.test(line.text)) return;
      if (!isEdge(line, page, options.margin) && !isOutermost(page, at)) return;
      const number = PAGE_NUMBER.exec(line.text)?.[1];
      if (number === undefined) return;
      const value = /^\d+$/.test(number) ? Number(number) : readRoman(number);
      if (value === null) return;
      const offset = value - page.content.page;
      const places = found.get(offset) ?? [];
      places.push({ page, at, y: line.baseline });
      found.set(offset, places);
    });
  }
  const numbers = new Set<TextLine>();
  for (const places of found.values()) {
    for (const { page, at, y } of places) {
      const peers = places.filter(
        (other) => other.page !== page && Math.abs(other.y - y) <= 2 * options.sameHeight,
      );
      const alone = isOutermost(page, at);
      // The first page's number often stands elsewhere than the others'.
      if (peers.length >= 1 || (alone && (places.length >= 2 || pages.length === 1)))
        numbers.add(page.lines[at]!);
    }
  }
  for (const page of pages)
    page.lines.forEach((line, at) => {
      if (numbers.has(line)) page.roles[at] = 'furniture';
    });
  return numbers;
}

/** A page of more lines is scattered text, and has no outermost one that would tell anything. */
const MOST_LINES = 3000;

/** Whether no other line lies further out at the line's end of the page. */
function isOutermost(page: PageLayout, at: number): boolean {
  if (page.lines.length > MOST_LINES) return false;
  const line = page.lines[at]!;
  const top = line.baseline < page.content.height / 2;
  return page.lines.every(
    (other, index) =>
      index === at ||
      page.roles[index] === 'furniture' ||
      (top ? other.baseline > line.baseline - 2 : other.baseline < line.baseline + 2),
  );
}

/** What shares the row of a page's number at its very edge is the rest of the running head, even if it stands there once. */
function markBesideNumbers(
  page: PageLayout,
  pageNumbers: Set<TextLine>,
  options: typeof DEFAULTS,
): void {
  const numbers = page.lines.filter(
    (line, at) =>
      pageNumbers.has(line) && isEdge(line, page, options.margin) && isOutermost(page, at),
  );
  page.lines.forEach((line, at) => {
    const beside = numbers.some((number) => Math.abs(number.baseline - line.baseline) < 1.5);
    if (beside && isFree(page, at)) page.roles[at] = 'furniture';
  });
}

/** Turned text in the margin (the stamp of arXiv), and text far larger than a page's that lies across it. */
function markMargins(page: PageLayout): void {
  const { width } = page.content;
  page.lines.forEach((line, at) => {
    if (!isFree(page, at)) return;
    const turned = line.angle !== 0;
    const right = line.box.x + line.box.width;
    if (turned && (right < 0.085 * width || line.box.x > 0.915 * width))
      page.roles[at] = 'furniture';
    else if (STAMP.test(line.text) && (turned || line.size > 14)) page.roles[at] = 'furniture';
    else if (turned && !isUpright(line.angle) && line.size > 30) page.roles[at] = 'furniture';
  });
}

function isUpright(angle: number): boolean {
  const quarter = Math.PI / 2;
  const off = angle % quarter;
  return Math.min(off, quarter - off) < 0.03;
}

/** The venue, rights and permission strips at the foot (or head) of the first page. */
function markFirstPage(page: PageLayout, options: typeof DEFAULTS): void {
  const { height } = page.content;
  const free = page.lines
    .map((line, at) => ({ line, at }))
    .filter(({ at }) => isFree(page, at))
    .toSorted((a, b) => a.line.baseline - b.line.baseline);
  for (const { line, at } of free) {
    const low = line.baseline > height * (1 - 1.2 * options.margin);
    const high = line.baseline < height * 0.09;
    if (
      (low && (RIGHTS.test(line.text) || VENUE.test(line.text))) ||
      (high && VENUE.test(line.text))
    )
      page.roles[at] = 'furniture';
  }
  markPermission(page);
}

/** A permission block runs from its first sentence to the foot of its column. */
function markPermission(page: PageLayout): void {
  const first = page.lines.findIndex(
    (line, at) =>
      isFree(page, at) && /^(?:permission to make|©|\(c\) ?\d{4}|978-|979-)/i.test(line.text),
  );
  if (first < 0 || page.lines[first]!.baseline < page.content.height / 2) return;
  const start = page.lines[first]!;
  let below = start.baseline;
  for (let at = first; at < page.lines.length; at++) {
    const line = page.lines[at]!;
    const sameColumn =
      line.box.x < start.box.x + start.box.width && line.box.x + line.box.width > start.box.x;
    if (!sameColumn || line.baseline < below - 1 || line.baseline > below + 3 * start.size) break;
    if (line.size > start.size * 1.1) break;
    if (isFree(page, at)) page.roles[at] = 'furniture';
    below = line.baseline;
  }
}
