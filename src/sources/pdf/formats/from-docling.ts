import { SourceError } from '../../../core/errors/index.ts';
import type { Box } from '../../../core/records/index.ts';
import { type Paper, type PaperElement, type PaperLink } from '../paper.ts';
import { takeIndents } from './indented-text.ts';
import { gridToMarkdown } from '../tables/grid-to-markdown.ts';
import type { TableGrid } from '../tables/table-grid.ts';
import {
  DoclingDocument,
  type DoclingPicture,
  type DoclingProvenance,
  type DoclingTable,
  type DoclingText,
} from './docling-schema.ts';

const KIND: Record<string, PaperElement['kind']> = {
  title: 'title',
  section_header: 'heading',
  list_item: 'list-item',
  code: 'code',
  formula: 'equation',
  caption: 'caption',
  footnote: 'footnote',
  reference: 'reference',
  page_header: 'furniture',
  page_footer: 'furniture',
};

type Item = DoclingText | DoclingTable | DoclingPicture;

/**
 * A DoclingDocument, of whatever program, as a paper. What Docling has no place for stays empty: boxes of characters, parsed
 * references, links other than captions. Raises SourceError (`malformed`) for anything else.
 */
export function fromDocling(json: unknown, file: string): Paper {
  const parsed = DoclingDocument.safeParse(json);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw new SourceError(`It is no DoclingDocument: ${path.join('.')}: ${message}.`, {
      reason: 'malformed',
      hint: 'Export it again with docling-core 2 (`save_as_json`).',
    });
  }
  const document = parsed.data;
  const items = new Map<string, Item>(
    [...document.texts, ...document.tables, ...document.pictures].map((item) => [
      item.self_ref,
      item,
    ]),
  );
  const order = readingOrder(document, items);
  const heights = new Map(
    Object.values(document.pages).map(({ page_no, size }) => [page_no, size.height]),
  );
  const idOf = new Map(order.map((item, index) => [item.self_ref, `e${index}`]));
  const sections: { id: string; level: number }[] = [];
  const elements = order.map((item): PaperElement => {
    const element = toElement(item, idOf.get(item.self_ref)!, heights);
    if (element.kind === 'heading') {
      while ((sections.at(-1)?.level ?? 0) >= element.level!) sections.pop();
      element.section = sections.at(-1)?.id ?? null;
      sections.push({ id: element.id, level: element.level! });
    } else if (element.kind !== 'furniture' && element.kind !== 'title') {
      element.section = sections.at(-1)?.id ?? null;
    }
    return element;
  });
  const links = order.flatMap((item): PaperLink[] =>
    'captions' in item && item.captions !== undefined
      ? item.captions.flatMap(({ $ref }) => {
          const from = idOf.get($ref);
          const to = idOf.get(item.self_ref)!;
          return from === undefined
            ? []
            : [{ kind: 'captions', from, start: 0, end: 0, to, by: 'position' }];
        })
      : [],
  );
  return {
    file,
    reader: `docling@${document.version}`,
    title: elements.find(({ kind }) => kind === 'title')?.text ?? document.name,
    authors: [],
    language: 'und',
    pages: Object.values(document.pages)
      .toSorted((a, b) => a.page_no - b.page_no)
      .map(({ page_no, size }) => ({
        page: page_no,
        ...size,
        characters: 0,
        unmapped: 0,
        hidden: 0,
        imageCover: 0,
        text: 'good',
        faults: [],
      })),
    elements,
    links,
    active: [],
  };
}

/** Items as `body` has them, groups unfolded, then furniture. A cycle, or a reference to nothing, is passed over. */
function readingOrder(document: DoclingDocument, items: ReadonlyMap<string, Item>): Item[] {
  const groups = new Map(document.groups.map((group) => [group.self_ref, group]));
  const order: Item[] = [];
  const seen = new Set<string>();
  const roots = [...document.body.children, ...(document.furniture?.children ?? [])];
  const stack = roots.map(({ $ref }) => $ref).toReversed();
  while (stack.length > 0) {
    const reference = stack.pop()!;
    if (seen.has(reference)) continue;
    seen.add(reference);
    const item = items.get(reference);
    if (item !== undefined) order.push(item);
    const children = item?.children ?? groups.get(reference)?.children ?? [];
    stack.push(...children.map(({ $ref }) => $ref).toReversed());
  }
  return order;
}

function toElement(item: Item, id: string, heights: ReadonlyMap<number, number>): PaperElement {
  const regions = item.prov.map(({ page_no, bbox }) => ({
    page: page_no,
    box: toBox(bbox, heights.get(page_no) ?? 0),
  }));
  const first = regions[0] ?? { page: 1, box: { x: 0, y: 0, width: 0, height: 0 } };
  const base = {
    id,
    page: first.page,
    box: first.box,
    boxes: [],
    regions,
    section: null,
    label: null,
    number: null,
    confidence: 0.5,
    because: ['read by another program'],
  };
  if ('data' in item) {
    const table = toGrid(item, heights);
    return table === null
      ? { ...base, kind: 'table', text: '' }
      : { ...base, kind: 'table', text: gridToMarkdown(table), table };
  }
  if (!('text' in item)) return { ...base, kind: 'figure', text: '' };
  const kind = KIND[item.label] ?? 'paragraph';
  return {
    ...base,
    kind,
    ...(kind === 'code' ? takeIndents(item.text) : { text: item.text }),
    ...(kind === 'heading' ? { level: Math.min(6, Math.max(1, item.level ?? 1)) } : {}),
    label: kind === 'list-item' ? (item.marker ?? null) : null,
  };
}

function toGrid(
  { data, prov }: DoclingTable,
  heights: ReadonlyMap<number, number>,
): TableGrid | null {
  const { num_rows: rows, num_cols: columns, table_cells: cells } = data;
  if (rows < 1 || columns < 1) return null;
  const page = prov[0]?.page_no ?? 1;
  return {
    rows,
    columns,
    headerRows: Math.max(
      0,
      ...cells.filter(({ column_header }) => column_header).map((cell) => cell.end_row_offset_idx),
    ),
    headerColumns: Math.max(
      0,
      ...cells.filter(({ row_header }) => row_header).map((cell) => cell.end_col_offset_idx),
    ),
    cells: cells.map((cell) => ({
      row: cell.start_row_offset_idx,
      column: cell.start_col_offset_idx,
      rowSpan: Math.max(1, cell.row_span),
      columnSpan: Math.max(1, cell.col_span),
      text: cell.text,
      header: cell.column_header || cell.row_header,
      page,
      box:
        cell.bbox == null
          ? { x: 0, y: 0, width: 0, height: 0 }
          : toBox(cell.bbox, heights.get(page) ?? 0),
      boxes: [],
    })),
    rules: 'none',
    confidence: 0.5,
    because: ['read by another program'],
  };
}

function toBox({ l, t, r, b, coord_origin }: DoclingProvenance['bbox'], height: number): Box {
  const top = coord_origin === 'BOTTOMLEFT' ? height - t : t;
  const bottom = coord_origin === 'BOTTOMLEFT' ? height - b : b;
  return {
    x: Math.min(l, r),
    y: Math.min(top, bottom),
    width: Math.abs(r - l),
    height: Math.abs(bottom - top),
  };
}
