import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { relationsOf, scoreDocument, scoresOf } from '../../../../bench/tables/adjacency.ts';
import { type GoldCell, readGold } from '../../../../bench/tables/icdar-2013.ts';
import { teds } from '../../../../bench/tables/teds.ts';
import { type Tree, treeEditDistance } from '../../../../bench/tables/tree-edit-distance.ts';
import { openPdf } from '../engine/open-pdf.ts';
import { makeLayout } from '../layout/make-layout.ts';
import { readTable } from './read-table.ts';

const DATA = '../shared/data/tables';
const at = (row: number, column: number, text: string, lastColumn = column): GoldCell => ({
  row,
  column,
  lastRow: row,
  lastColumn,
  text,
});

const leaf = (label: string): Tree<string> => ({ label, children: [] });

describe('the measures', () => {
  const table = [
    at(0, 0, 'Over all', 2),
    at(1, 0, 'a'),
    at(1, 2, 'c'),
    at(2, 0, 'd'),
    at(2, 1, 'e'),
  ];

  it('relates each text to the next, blanks counted, a spanning text once', () => {
    expect(relationsOf(table)).toEqual([
      'right 1 A → C',
      'right 0 D → E',
      'below 0 OVERALL → A',
      'below 0 A → D',
      'below 1 OVERALL → E',
      'below 0 OVERALL → C',
    ]);
  });

  it('gives 1 to the same, and less for a split cell, a spare table, a missing one', () => {
    const gold = [{ page: 1, cells: table }];
    expect(scoresOf(scoreDocument(gold, gold).total).f1).toBe(1);
    expect(scoresOf(scoreDocument(gold, [...gold, ...gold]).total)).toMatchObject({
      precision: 0.5,
      recall: 1,
    });
    expect(scoresOf(scoreDocument(gold, []).total).recall).toBe(0);
    expect(scoresOf(scoreDocument(gold, [{ page: 2, cells: table }]).total).f1).toBe(0);
    expect(teds(table, table)).toBe(1);
    expect(teds(table, table.slice(0, 3))).toBeLessThan(1);
  });

  it('measures the distance of trees as Zhang and Shasha do', () => {
    const one = {
      label: 'f',
      children: [
        { label: 'd', children: [leaf('a'), { label: 'c', children: [leaf('b')] }] },
        leaf('e'),
      ],
    };
    const two = {
      label: 'f',
      children: [
        { label: 'c', children: [{ label: 'd', children: [leaf('a'), leaf('b')] }] },
        leaf('e'),
      ],
    };
    expect(treeEditDistance<string>(one, two, (a, b) => (a === b ? 0 : 1))).toBe(2);
  });
});

describe.skipIf(!existsSync(DATA))(`tables of ICDAR-2013 (skipped where ${DATA} is absent)`, () => {
  it.each(['eu-004', 'eu-012', 'eu-025'])('%s: structure, region given', async (name) => {
    const pdf = await openPdf(new Uint8Array(readFileSync(`${DATA}/${name}.pdf`)));
    for (const gold of readGold(`${DATA}/${name}-str.xml`)) {
      const { page, x0, x1, y0, y1 } = gold.regions[0]!;
      const layout = makeLayout(pdf.readPage(page));
      const box = {
        x: x0 - 2,
        y: layout.content.height - y1 - 2,
        width: x1 - x0 + 4,
        height: y1 - y0 + 4,
      };
      const grid = readTable(layout, box, { verbatim: true })!;
      const cells = grid.cells.map((cell) => ({
        ...cell,
        lastRow: cell.row + cell.rowSpan - 1,
        lastColumn: cell.column + cell.columnSpan - 1,
      }));
      const { total } = scoreDocument([gold], [{ page: gold.page, cells }]);
      expect(scoresOf(total).f1).toBeGreaterThan(0.9);
    }
    pdf.close();
  });
});
