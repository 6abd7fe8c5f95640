import { describe, expect, it } from 'vitest';
import { type DrawnText, drawPage } from '../../../../test/pdf/draw-page.ts';
import type { DocumentStyle } from '../layout/page-layout.ts';
import { readLabel } from './caption-label.ts';
import { findFloats } from './find-floats.ts';

const STYLE: DocumentStyle = {
  bodySize: 10,
  bodyFont: 'Body',
  leading: 12,
  columns: [{ left: 60, right: 560 }],
  indent: 0,
};
const LINE =
  'Running text goes from the left edge of its only column to the right edge, line after line, as here is seen';

const prose = (y: number, lines: number): DrawnText[] =>
  Array.from({ length: lines }, (_, at) => ({ text: LINE.slice(0, 98), x: 60, y: y + at * 12 }));
const picture = (y: number, height: number) => ({
  box: { x: 150, y, width: 300, height },
  width: 600,
  height: 2 * height,
});

/** A page with a ruled table at `y`. */
const part = (rows: string[][], y: number, page: number, more: DrawnText[]) =>
  drawPage(
    [
      ...more,
      ...rows.flatMap((row, at) =>
        row.map((text, column) => ({ text, x: 200 + 90 * column, y: y + 14 * at })),
      ),
    ],
    [
      [190, y - 12, 330, y - 12],
      [190, y + 4, 330, y + 4],
      [190, y + 14 * rows.length - 6, 330, y + 14 * rows.length - 6],
    ],
    [],
    page,
  );

describe('readLabel', () => {
  it.each([
    ['Figure 3: Words.', 'figure', '3', false],
    ['Fig. 2. Words', 'figure', '2', false],
    ['TABLE IV', 'table', 'IV', false],
    ['Table A.1 | Words', 'table', 'A.1', false],
    ['Abbildung 5: Wörter', 'figure', '5', false],
    ['Algorithm 1 Sorting', 'algorithm', '1', false],
    ['Figure 3 shows that', 'figure', '3', true],
    ['Table 2, on the other hand', 'table', '2', true],
  ])('%s', (text, kind, number, runsOn) => {
    expect(readLabel(text)).toMatchObject({ kind, number, runsOn });
  });

  it.each([
    'Figures of speech',
    'Tables turn',
    'Figurehead 3',
    'see Figure 3',
    'Table',
    'Fig leaf',
  ])('%s is none', (text) => expect(readLabel(text)).toBeNull());
});

describe('findFloats', () => {
  it('finds a figure above its caption, and leaves the text about it', () => {
    const page = drawPage(
      [
        ...prose(100, 6),
        { text: 'Figure 1: What the picture shows, in small type.', x: 180, y: 330, size: 9 },
        ...prose(370, 6),
      ],
      [],
      [picture(190, 120)],
    );
    const [regions] = findFloats([page], STYLE);
    expect(regions).toHaveLength(1);
    expect(regions![0]).toMatchObject({
      kind: 'figure',
      label: 'Figure 1',
      number: '1',
      caption: [6],
      lines: [],
    });
    expect(regions![0]!.box).toEqual({ x: 150, y: 190, width: 300, height: 120 });
    expect(page.roles.filter((role) => role === null)).toHaveLength(12);
    expect(page.roles[6]).toBe('caption');
  });

  it('does not take a sentence about a figure for its caption', () => {
    const page = drawPage(
      [
        ...prose(100, 3),
        {
          text: 'Figure 1 shows how all of it goes on, and the text with it, up to the right edge of it',
          x: 60,
          y: 136,
        },
        ...prose(148, 3),
        { text: 'Figure 1: The caption itself.', x: 200, y: 330, size: 9 },
      ],
      [],
      [picture(200, 110)],
    );
    const [regions] = findFloats([page], STYLE);
    expect(regions!.map(({ caption }) => caption)).toEqual([[7]]);
    expect(page.roles[3]).toBeNull();
  });

  it('reads a table under its caption, rule to rule', () => {
    const page = drawPage(
      [
        { text: 'Table 2. Scores of both.', x: 200, y: 100, size: 9 },
        ...['Model', 'Score'].map((text, at) => ({ text, x: 200 + 90 * at, y: 125 })),
        ...['small', '10.5'].map((text, at) => ({ text, x: 200 + 90 * at, y: 142 })),
        ...['large', '12.5'].map((text, at) => ({ text, x: 200 + 90 * at, y: 156 })),
        ...prose(200, 6),
      ],
      [
        [190, 112, 330, 112],
        [190, 130, 330, 130],
        [190, 162, 330, 162],
      ],
    );
    const [regions] = findFloats([page], STYLE);
    expect(regions).toHaveLength(1);
    expect(regions![0]).toMatchObject({ kind: 'table', number: '2' });
    expect(regions![0]!.table).toMatchObject({ rows: 3, columns: 2, headerRows: 1 });
    expect(page.roles.slice(7)).toEqual(Array.from({ length: 6 }, () => null));
  });

  it('finds a display equation and its number, and no equation in a list of numbers', () => {
    const page = drawPage([
      ...prose(100, 4),
      { text: 'E = mc + x', x: 270, y: 165, mathematics: true },
      { text: '(3)', x: 545, y: 165 },
      ...prose(190, 4),
      { text: '12 34 56 78 90', x: 250, y: 260 },
      ...prose(285, 4),
    ]);
    const [regions] = findFloats([page], STYLE);
    expect(regions!.filter(({ kind }) => kind === 'equation')).toMatchObject([
      { label: '(3)', number: '3', lines: [4, 5] },
    ]);
    expect(page.roles[10]).toBeNull();
  });

  it('follows a caption to its last line, and no further', () => {
    const page = drawPage(
      [
        {
          text: 'Figure 4: A caption of more than one line, which goes on below where',
          x: 150,
          y: 330,
          size: 9,
        },
        { text: 'it ends.', x: 150, y: 341, size: 9 },
        ...prose(362, 5),
      ],
      [],
      [picture(190, 120)],
    );
    expect(findFloats([page], STYLE)[0]![0]!.caption).toEqual([0, 1]);
  });

  it('joins a table that goes on over the page under a repeated head', () => {
    const head = ['Name', 'Value'];
    const pages = [
      part([head, ['a', '1.5'], ['b', '2.5']], 700, 1, [
        ...prose(100, 5),
        { text: 'Table 1: Of two pages.', x: 200, y: 680, size: 9 },
      ]),
      part([head, ['c', '3.5'], ['d', '4.5']], 100, 2, prose(300, 5)),
    ];
    const [first, second] = findFloats(pages, STYLE);
    expect(first![0]!.table).toMatchObject({ rows: 5, columns: 2, headerRows: 1 });
    expect(first![0]!.table!.cells.filter(({ page }) => page === 2)).toHaveLength(4);
    expect(second![0]).toMatchObject({ kind: 'table', continues: true });
    expect(second![0]!.table).toBeUndefined();
  });

  it('takes empty pages', () => {
    expect(findFloats([drawPage([])], STYLE)).toEqual([[]]);
    expect(findFloats([], STYLE)).toEqual([]);
  });
});
