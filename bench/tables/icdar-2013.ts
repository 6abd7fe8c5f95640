/** The ICDAR-2013 table competition's structure files: tables as cells of their regions, with boxes in PDF coordinates. */
import { readFileSync } from 'node:fs';

export interface GoldCell {
  row: number;
  column: number;
  lastRow: number;
  lastColumn: number;
  text: string;
}

export interface GoldTable {
  /** Of the last region, as the competition's tool takes it. */
  page: number;
  cells: GoldCell[];
  regions: { page: number; x0: number; y0: number; x1: number; y1: number }[];
}

export function readGold(path: string): GoldTable[] {
  const xml = readFileSync(path, 'utf8');
  return elements(xml, 'table').map(({ body }) => {
    const table: GoldTable = { page: 0, cells: [], regions: [] };
    for (const region of elements(body, 'region')) {
      const page = Number(region.attributes['page']);
      const rowStep = Number(region.attributes['row-increment'] ?? 0);
      const columnStep = Number(region.attributes['col-increment'] ?? 0);
      const box = { page, x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
      table.page = page;
      for (const { attributes, body: inside } of elements(region.body, 'cell')) {
        const row = Number(attributes['start-row']);
        const column = Number(attributes['start-col']);
        table.cells.push({
          row: row + rowStep,
          column: column + columnStep,
          lastRow: Number(attributes['end-row'] ?? row) + rowStep,
          lastColumn: Number(attributes['end-col'] ?? column) + columnStep,
          text: decode(/<content>([\s\S]*?)<\/content>/.exec(inside)?.[1] ?? ''),
        });
        const at = readAttributes(/<bounding-box\s([^>]*?)\/?>/.exec(inside)?.[1] ?? '');
        const [x1, x2, y1, y2] = ['x1', 'x2', 'y1', 'y2'].map((name) => Number(at[name]));
        if ([x1, x2, y1, y2].some((value) => !Number.isFinite(value))) continue;
        box.x0 = Math.min(box.x0, x1!, x2!);
        box.x1 = Math.max(box.x1, x1!, x2!);
        box.y0 = Math.min(box.y0, y1!, y2!);
        box.y1 = Math.max(box.y1, y1!, y2!);
      }
      table.regions.push(box);
    }
    return table;
  });
}

function elements(
  xml: string,
  name: string,
): { attributes: Record<string, string>; body: string }[] {
  const found: { attributes: Record<string, string>; body: string }[] = [];
  const pattern = new RegExp(`<${name}(\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g');
  for (const [, attributes, body] of xml.matchAll(pattern))
    found.push({ attributes: readAttributes(attributes ?? ''), body: body! });
  return found;
}

function readAttributes(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name, one, two]) => [
      name!,
      decode(one ?? two ?? ''),
    ]),
  );
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  return text
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1')
    .replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, code: string) =>
      code.startsWith('#x')
        ? String.fromCodePoint(Number.parseInt(code.slice(2), 16))
        : code.startsWith('#')
          ? String.fromCodePoint(Number(code.slice(1)))
          : (NAMED[code] ?? whole),
    );
}
