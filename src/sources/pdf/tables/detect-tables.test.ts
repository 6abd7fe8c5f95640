import { expect, it } from 'vitest';
import { drawPage, type DrawnText } from '../../../../test/pdf/draw-page.ts';
import { detectTables } from './detect-tables.ts';

const PROSE = 'the words of a paragraph run on to the end of line';

const prose = (x: number, y: number, lines: number): DrawnText[] =>
  Array.from({ length: lines }, (_, at) => ({ text: PROSE, x, y: y + at * 12 }));

it('finds aligned numbers between paragraphs, and not the paragraphs', () => {
  const table = Array.from({ length: 5 }, (_, at) => [
    { text: `Region ${at}`, x: 60, y: 300 + at * 14 },
    { text: `${at}1.5`, x: 200, y: 300 + at * 14 },
    { text: `${at}7`, x: 300, y: 300 + at * 14 },
  ]).flat();
  const found = detectTables(drawPage([...prose(60, 100, 8), ...table, ...prose(60, 420, 8)]));
  expect(found).toHaveLength(1);
  expect(found[0]!.table.rows).toBe(5);
  expect(found[0]!.box.y).toBeGreaterThan(280);
  expect(found[0]!.box.y + found[0]!.box.height).toBeLessThan(380);
});

it('takes prose in two columns for prose', () => {
  expect(detectTables(drawPage([...prose(40, 100, 30), ...prose(310, 100, 30)]))).toEqual([]);
});

it('takes a list with marks, and a table of contents, for none', () => {
  const list = Array.from({ length: 8 }, (_, at) => [
    { text: `${at + 1}.`, x: 60, y: 100 + at * 14 },
    { text: 'some words of an item', x: 90, y: 100 + at * 14 },
  ]).flat();
  const contents = Array.from({ length: 8 }, (_, at) => [
    { text: `Chapter about a thing`, x: 60, y: 400 + at * 14 },
    { text: `${at * 12 + 1}`, x: 400, y: 400 + at * 14 },
  ]).flat();
  expect(detectTables(drawPage([...list, ...contents]))).toEqual([]);
});

it('leaves claimed lines alone', () => {
  const page = drawPage([
    { text: 'a', x: 60, y: 100 },
    { text: '1.5', x: 160, y: 100 },
    { text: 'b', x: 60, y: 114 },
    { text: '2.5', x: 160, y: 114 },
    { text: 'c', x: 60, y: 128 },
    { text: '3.5', x: 160, y: 128 },
  ]);
  expect(detectTables(page)).toHaveLength(1);
  page.roles = page.roles.map(() => 'figure');
  expect(detectTables(page)).toEqual([]);
});
