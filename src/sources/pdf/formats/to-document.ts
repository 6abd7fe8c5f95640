import { type Block, type Document, documentId } from '../../../core/records/index.ts';
import type { Paper, PaperElement } from '../paper.ts';

const BLOCK_KIND: Record<PaperElement['kind'], Block['kind']> = {
  title: 'heading',
  authors: 'paragraph',
  abstract: 'paragraph',
  heading: 'heading',
  paragraph: 'paragraph',
  'list-item': 'list-item',
  quote: 'quote',
  code: 'code',
  algorithm: 'code',
  equation: 'equation',
  figure: 'figure',
  table: 'table',
  caption: 'caption',
  footnote: 'footnote',
  reference: 'reference',
  furniture: 'furniture',
};

export interface DocumentOrigin {
  uri: string;
  license: string | null;
  /** Hash of the stored {@link Paper}. */
  layout: string;
}

/** A paper as a document: one block an element, in the same order, so that block `i` is element `i`. */
export function toDocument(paper: Paper, { uri, license, layout }: DocumentOrigin): Document {
  const byId = new Map(paper.elements.map((element) => [element.id, element]));
  const blocks = paper.elements.map((element): Block => ({
    kind: BLOCK_KIND[element.kind],
    text: element.text,
    headings: headingsAbove(element, byId),
    ...(element.kind === 'title' ? { level: 1 } : {}),
    ...(element.kind === 'heading' ? { level: Math.min(6, (element.level ?? 1) + 1) } : {}),
    page: element.page,
    box: element.box,
    ...(element.boxes.length > 0 ? { boxes: element.boxes } : {}),
  }));
  return {
    id: documentId({ uri, blocks }),
    uri,
    title: paper.title,
    language: paper.language,
    license,
    mediaType: 'application/pdf',
    source: { hash: paper.file, extractor: paper.reader },
    layout,
    blocks,
  };
}

/** Titles of the sections that an element stands in, outermost first. */
function headingsAbove(element: PaperElement, byId: ReadonlyMap<string, PaperElement>): string[] {
  const titles: string[] = [];
  const seen = new Set<string>();
  for (let id = element.section; id !== null && !seen.has(id);) {
    seen.add(id);
    const heading = byId.get(id);
    if (heading === undefined) break;
    titles.unshift(heading.text);
    id = heading.section;
  }
  return titles;
}
