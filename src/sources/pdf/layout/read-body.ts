import type { OutlineEntry } from '../engine/page-content.ts';
import type { BodyBlock, TextBlock } from './body-block.ts';
import { composeElement, uniteBoxes, wholeLine } from './compose-element.ts';
import type { Draft } from './draft.ts';
import { draftBlocks } from './draft-blocks.ts';
import { draftFootnotes } from './draft-footnotes.ts';
import { draftReferences, type SegmentReferences } from './draft-references.ts';
import { draftRegion } from './draft-regions.ts';
import { findFootnotes } from './find-footnotes.ts';
import { findFrontMatter, type FrontMatter } from './find-front-matter.ts';
import { findHeadings } from './find-headings.ts';
import { groupBlocks, type OrderedUnit } from './group-blocks.ts';
import { gatherVocabulary, type Vocabulary } from './hyphens.ts';
import { joinDrafts } from './join-drafts.ts';
import { markAbstract } from './mark-abstract.ts';
import { columnOf, orderUnits, type Unit } from './order-units.ts';
import type { DocumentStyle, PageLayout } from './page-layout.ts';
import { type Author, readAuthors } from './read-authors.ts';
import type { Region } from './region.ts';
import type { TextLine } from './text-line.ts';

export interface BodyInput {
  pages: PageLayout[];
  style: DocumentStyle;
  /** Floats and displays of each page, which have claimed their lines. */
  regions: Region[][];
  outline: OutlineEntry[];
  metadataTitle: string;
  segmentReferences: SegmentReferences;
}

export interface Body {
  drafts: Draft[];
  title: string;
  authors: Author[];
  vocabulary: Vocabulary;
}

interface PageUnit extends Unit {
  line: number | null;
  region: Region | null;
}

/** All that no stage before has claimed, and what they have, as drafts in reading order. */
export function readBody({
  pages,
  style,
  regions,
  outline,
  metadataTitle,
  segmentReferences,
}: BodyInput): Body {
  const vocabulary = gatherVocabulary(pages.flatMap((page) => page.lines));
  dropTurned(pages);
  findFootnotes(pages, style);
  const front = findFrontMatter(pages[0], style, metadataTitle);
  const layouts = new Map(pages.map((page) => [page.content.page, page]));
  const blocks: BodyBlock[][] = pages.map((page, at) =>
    groupBlocks(
      orderPage(page, style, regions[at] ?? [], at === 0 ? front.claimed : new Set()),
      style,
    ),
  );
  const textOf = (block: TextBlock): string => composeElement(block.parts, vocabulary).text;
  const headings = findHeadings(blocks.flat(), textOf, style, outline);
  let lastNote: Draft | null = null;
  const drafts = pages.flatMap((page, at) => {
    const body = draftBlocks(blocks[at]!, headings, style, ({ region }) =>
      draftRegion(region, layouts.get(region.page)!),
    );
    const notes = draftFootnotes(page, lastNote);
    lastNote = notes.at(-1) ?? lastNote;
    const head = at === 0 ? draftFront(front) : [];
    return [...head, ...body, ...notes, ...draftFurniture(page)];
  });
  const draftText = (draft: Draft): string => composeElement(draft.parts, vocabulary).text;
  const marked = markAbstract(drafts, draftText);
  const referenced = draftReferences(marked, draftText, segmentReferences);
  return {
    drafts: joinDrafts(referenced, style),
    title: composeElement(front.title.map(wholeLine), vocabulary).text,
    authors: readAuthors(front.authors),
    vocabulary,
  };
}

/** Turned lines that no float has claimed belong to pictures or margins, unless most of the page is turned. */
function dropTurned(pages: PageLayout[]): void {
  for (const page of pages) {
    const turned = page.lines.filter((line) => line.angle !== 0).length;
    if (turned > page.lines.length / 2) continue;
    page.lines.forEach((line, at) => {
      if (line.angle !== 0 && page.roles[at] === null) page.roles[at] = 'furniture';
    });
  }
}

/** The free lines and the floats of a page in reading order. */
function orderPage(
  page: PageLayout,
  style: DocumentStyle,
  regions: Region[],
  claimed: Set<number>,
): OrderedUnit[] {
  const units: PageUnit[] = [];
  page.lines.forEach((line, at) => {
    if (page.roles[at] !== null || claimed.has(at) || line.text === '') return;
    units.push({ box: line.box, order: line.order, size: line.size, line: at, region: null });
  });
  for (const region of regions) {
    const orders = [...region.lines, ...region.caption].map((at) => page.lines[at]!.order);
    units.push({
      box: region.captionBox === null ? region.box : uniteBoxes(region.box, region.captionBox),
      order: orders.length > 0 ? Math.min(...orders) : null,
      size: style.bodySize,
      line: null,
      region,
    });
  }
  const columns = style.columns;
  const whole = {
    left: columns[0]?.left ?? Math.min(...page.lines.map((line) => line.box.x), page.content.width),
    right: columns.at(-1)?.right ?? page.content.width,
  };
  return orderUnits(units, columns, style.bodySize).map((unit) => {
    const column = columnOf(unit.box, columns, 1.2 * style.bodySize);
    return {
      line: unit.line === null ? null : page.lines[unit.line]!,
      region: unit.region,
      column: columns.length > 1 && column >= 0 ? columns[column]! : whole,
    };
  });
}

function draftFront({ title, authors, above }: FrontMatter): Draft[] {
  return [
    ...draftLines('title', title, 'largest text at the head of the first page'),
    ...draftLines('authors', authors, 'between title and text'),
    ...draftLines('furniture', above, 'above the title'),
  ];
}

function draftLines(kind: Draft['kind'], lines: TextLine[], because: string): Draft[] {
  if (lines.length === 0) return [];
  const parts = lines.map(wholeLine);
  return [{ kind, parts, label: null, number: null, confidence: 0.9, because: [because] }];
}

function draftFurniture(page: PageLayout): Draft[] {
  return page.lines
    .filter((_, at) => page.roles[at] === 'furniture')
    .map((line) => ({
      kind: 'furniture',
      parts: [wholeLine(line)],
      label: null,
      number: null,
      confidence: 0.9,
      because: ['repeats over pages, or stands in the margin'],
    }));
}
