import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indentedText } from '../../src/sources/pdf/formats/indented-text.ts';
import { fromDocling } from '../../src/sources/pdf/formats/from-docling.ts';
import { toDocling } from '../../src/sources/pdf/formats/to-docling.ts';
import type { Paper, PaperElement } from '../../src/sources/pdf/paper.ts';
import { readPaper } from '../../src/sources/pdf/read-paper.ts';

/** `DOCLING_PYTHON`: a Python with `pip install docling-core`; it is for measuring, and no dependency. */
const PYTHON = process.env['DOCLING_PYTHON'] ?? 'python3';
const isThere = spawnSync(PYTHON, ['-c', 'import docling_core']).status === 0;
if (!isThere)
  console.log(
    `skipped: ${PYTHON} has no docling-core; pip install docling-core in a Python of its own, and name it as DOCLING_PYTHON`,
  );

const PAPERS = ['acl-like', 'two-columns', 'ieee'];
const TEXTLESS = new Set(['figure', 'table', 'furniture']);
let dir: string;
const papers = new Map<string, Paper>();

interface Loaded {
  version: string;
  pages: number;
  items: { label: string; text: string | null; shape?: [number, number]; caption?: string }[];
  markdown: string;
  valid_tree: boolean;
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'docling-'));
  for (const name of PAPERS) {
    const bytes = readFileSync(new URL(`../fixtures/papers/${name}.pdf`, import.meta.url));
    papers.set(name, await readPaper(new Uint8Array(bytes), { ocr: 'off' }));
  }
}, 60_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const worded = ({ elements }: Paper): PaperElement[] =>
  elements.filter(({ kind }) => !TEXTLESS.has(kind));
const tables = ({ elements }: Paper): PaperElement[] =>
  elements.filter(({ table }) => table !== undefined);

/** What a paper and the one that came back have in common, as far as Docling has a place for it. */
function common(paper: Paper) {
  const order = paper.elements.filter(({ kind }) => kind !== 'furniture');
  return {
    texts: worded(paper).map(({ text, indents }) => [text, indents]),
    boxes: order.map(({ page, box }) => [
      page,
      ...[box.x, box.y, box.width, box.height].map((at) => Math.round(at * 100)),
    ]),
    regions: order.map(({ regions }) => regions.length),
    levels: order.map(({ level }) => level ?? null),
    tables: tables(paper).map(({ table }) => ({
      rows: table!.rows,
      columns: table!.columns,
      headerRows: table!.headerRows,
      cells: table!.cells.map(({ row, column, rowSpan, columnSpan, text }) => [
        row,
        column,
        rowSpan,
        columnSpan,
        text,
      ]),
    })),
    captions: paper.links.filter(({ kind }) => kind === 'captions').length,
  };
}

describe('a paper as DoclingDocument and back', () => {
  it.each(PAPERS)('%s: keeps text, tables, boxes, levels and captions', (name) => {
    const paper = papers.get(name)!;
    const back = fromDocling(
      JSON.parse(JSON.stringify(toDocling(paper, `${name}.pdf`))),
      paper.file,
    );
    expect(common(back)).toEqual(common(paper));
  });
});

describe.skipIf(!isThere)('docling-core (skipped where it is not installed)', () => {
  it.each(PAPERS)(
    '%s: its model loads what we write, and we read what it writes',
    (name) => {
      const paper = papers.get(name)!;
      const [from, to] = [join(dir, `${name}.json`), join(dir, `${name}.back.json`)];
      writeFileSync(from, JSON.stringify(toDocling(paper, `${name}.pdf`)));
      const script = new URL('load_docling.py', import.meta.url).pathname;
      const loaded = JSON.parse(
        execFileSync(PYTHON, [script, from, to], { encoding: 'utf8', maxBuffer: 1 << 26 }),
      ) as Loaded;
      expect(loaded.version).toMatch(/^1\.\d+\.\d+$/u);
      expect(loaded.pages).toBe(paper.pages.length);
      expect(loaded.valid_tree).toBe(true);
      expect(loaded.items.flatMap(({ text }) => text ?? [])).toEqual(
        worded(paper).map((element) => indentedText(element)),
      );
      const shapes = loaded.items.filter(({ shape }) => shape !== undefined);
      expect(shapes.map(({ shape }) => shape![1])).toEqual(
        tables(paper).map(({ table }) => table!.columns),
      );
      expect(shapes.map(({ shape }) => shape![0])).toEqual(
        tables(paper).map(({ table }) => table!.rows - table!.headerRows),
      );
      const captioned = paper.links.flatMap(({ kind, from: caption, to: float }) =>
        kind === 'captions' && tables(paper).some(({ id }) => id === float)
          ? [paper.elements.find(({ id }) => id === caption)!.text]
          : [],
      );
      expect(
        shapes
          .map(({ caption }) => caption)
          .filter((text) => text !== '')
          .toSorted(),
      ).toEqual(captioned.toSorted());
      expect(loaded.markdown).toContain(
        paper.elements.find(({ kind }) => kind === 'heading')!.text,
      );
      expect(common(fromDocling(JSON.parse(readFileSync(to, 'utf8')), paper.file))).toEqual(
        common(paper),
      );
    },
    60_000,
  );
});
