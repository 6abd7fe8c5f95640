import type { Box } from '../../../core/records/index.ts';
import type { Paper, PaperElement } from '../paper.ts';
import type {
  DoclingCell,
  DoclingDocument,
  DoclingGroup,
  DoclingPicture,
  DoclingProvenance,
  DoclingTable,
  DoclingText,
} from './docling-schema.ts';
import { indentedText } from './indented-text.ts';

const LABEL: Record<PaperElement['kind'], string> = {
  title: 'title',
  authors: 'text',
  abstract: 'text',
  heading: 'section_header',
  paragraph: 'text',
  'list-item': 'list_item',
  quote: 'text',
  code: 'code',
  algorithm: 'code',
  equation: 'formula',
  figure: 'picture',
  table: 'table',
  caption: 'caption',
  footnote: 'footnote',
  reference: 'reference',
  furniture: 'page_header',
};

/**
 * A paper as DoclingDocument 1.10 JSON: texts, tables and pictures in reading order under `body` (furniture under
 * `furniture`), list items in groups, captions referred to by their floats. Boxes are in points from the top left.
 */
export function toDocling(paper: Paper, filename: string): DoclingDocument {
  const texts: DoclingText[] = [];
  const tables: DoclingTable[] = [];
  const pictures: DoclingPicture[] = [];
  const groups: DoclingGroup[] = [];
  const body = root('#/body', 'body');
  const furniture = root('#/furniture', 'furniture');
  const placeOf = new Map<string, string>();
  let list: DoclingGroup | null = null;

  for (const element of paper.elements) {
    const layer = element.kind === 'furniture' ? furniture : body;
    if (element.kind !== 'list-item') list = null;
    else if (list === null) {
      list = { ...root(`#/groups/${groups.length}`, 'body'), label: 'list', name: 'list' };
      list.parent = { $ref: body.self_ref };
      groups.push(list);
      body.children.push({ $ref: list.self_ref });
    }
    const parent = list ?? layer;
    const base = {
      parent: { $ref: parent.self_ref },
      children: [],
      content_layer: element.kind === 'furniture' ? 'furniture' : 'body',
      label: labelOf(element, paper),
      prov: provenance(element),
    };
    const floating = { captions: [], references: [], footnotes: [] };
    let place: string;
    if (element.table !== undefined) {
      place = `#/tables/${tables.length}`;
      const { rows, columns, cells, headerRows, headerColumns } = element.table;
      tables.push({
        self_ref: place,
        ...base,
        ...floating,
        data: {
          table_cells: cells.map((cell): DoclingCell => ({
            bbox: boundary(cell.box),
            row_span: cell.rowSpan,
            col_span: cell.columnSpan,
            start_row_offset_idx: cell.row,
            end_row_offset_idx: cell.row + cell.rowSpan,
            start_col_offset_idx: cell.column,
            end_col_offset_idx: cell.column + cell.columnSpan,
            text: cell.text,
            column_header: cell.row < headerRows,
            row_header: cell.row >= headerRows && cell.column < headerColumns,
            row_section: false,
          })),
          num_rows: rows,
          num_cols: columns,
        },
      });
    } else if (element.kind === 'figure' || element.kind === 'table') {
      place = `#/pictures/${pictures.length}`;
      pictures.push({ self_ref: place, ...base, ...floating, label: 'picture' });
    } else {
      place = `#/texts/${texts.length}`;
      texts.push({
        self_ref: place,
        ...base,
        orig: element.text,
        text: indentedText(element),
        ...(base.label === 'code' ? floating : {}),
        ...(element.kind === 'heading' ? { level: element.level ?? 1 } : {}),
        ...(element.kind === 'list-item'
          ? { enumerated: /\d/.test(element.label ?? ''), marker: element.label ?? '-' }
          : {}),
      });
    }
    placeOf.set(element.id, place);
    parent.children.push({ $ref: place });
  }
  for (const { kind, from, to } of paper.links) {
    if (kind !== 'captions') continue;
    const float = [...tables, ...pictures, ...texts].find(
      ({ self_ref }) => self_ref === placeOf.get(to),
    );
    const caption = placeOf.get(from);
    if (float !== undefined && caption !== undefined) float.captions?.push({ $ref: caption });
  }
  return {
    schema_name: 'DoclingDocument',
    version: '1.10.0',
    name: filename.replace(/\.pdf$/i, ''),
    origin: {
      mimetype: 'application/pdf',
      // An unsigned integer of 64 bits in Docling; 52 of them survive JSON.
      binary_hash: Number.parseInt(paper.file.slice(0, 13), 16),
      filename,
    },
    furniture,
    body,
    groups,
    texts,
    pictures,
    tables,
    key_value_items: [],
    form_items: [],
    pages: Object.fromEntries(
      paper.pages.map(({ page, width, height }) => [
        String(page),
        { size: { width, height }, page_no: page },
      ]),
    ),
  };
}

function root(self_ref: string, layer: string): DoclingGroup {
  return { self_ref, children: [], content_layer: layer, label: 'unspecified', name: '_root_' };
}

/** Furniture below the middle of its page is a footer. */
function labelOf({ kind, page, box }: PaperElement, paper: Paper): string {
  if (kind !== 'furniture') return LABEL[kind];
  const height = paper.pages.find((one) => one.page === page)?.height ?? 0;
  return box.y > height / 2 ? 'page_footer' : 'page_header';
}

function provenance({ regions, boxes, text }: PaperElement): DoclingProvenance[] {
  const length = [...text].length;
  return regions.map(({ page, box }, index) => {
    const inside = boxes.filter(
      (line) =>
        line.page === page &&
        line.box.y >= box.y - 1 &&
        line.box.y <= box.y + box.height + 1 &&
        line.box.x >= box.x - 1 &&
        line.box.x <= box.x + box.width + 1,
    );
    const start =
      inside.length > 0 && regions.length > 1 ? inside[0]!.start : index === 0 ? 0 : length;
    const end = inside.length > 0 && regions.length > 1 ? inside.at(-1)!.end : length;
    return { page_no: page, bbox: boundary(box), charspan: [start, end] };
  });
}

function boundary({ x, y, width, height }: Box): DoclingProvenance['bbox'] {
  return { l: x, t: y, r: x + width, b: y + height, coord_origin: 'TOPLEFT' };
}
