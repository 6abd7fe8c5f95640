import { describe, expect, it } from 'vitest';
import { readHeadingNumber } from './heading-number.ts';
import { orderUnits } from './order-units.ts';

const COLUMNS = [
  { left: 50, right: 290 },
  { left: 310, right: 550 },
];

interface Named {
  name: string;
  box: { x: number; y: number; width: number; height: number };
  order: number | null;
  size: number;
}

function rows(
  name: string,
  x: number,
  width: number,
  from: number,
  count: number,
): Omit<Named, 'order'>[] {
  return Array.from({ length: count }, (_, row) => ({
    name: `${name}${row}`,
    box: { x, y: from + 12 * row, width, height: 10 },
    size: 10,
  }));
}

const inOrder = (units: Omit<Named, 'order'>[]): Named[] =>
  units.map((unit, order) => ({ ...unit, order }));
const names = (units: Named[]): string[] => orderUnits(units, COLUMNS, 10).map(({ name }) => name);

describe('orderUnits', () => {
  const left = rows('l', 50, 240, 100, 4);
  const right = rows('r', 310, 240, 100, 4);
  const expected = [...left, ...right].map(({ name }) => name);

  it('keeps a content order that the geometry bears out', () => {
    expect(names(inOrder([...left, ...right]))).toEqual(expected);
  });

  it('puts right what was written row by row, or from the right', () => {
    expect(names(inOrder(left.flatMap((unit, at) => [unit, right[at]!])))).toEqual(expected);
    expect(names(inOrder([...right, ...left]))).toEqual(expected);
  });

  it('reads the columns above something wide before it, and those below after it', () => {
    const wide = rows('w', 50, 500, 160, 1);
    const low = [...rows('a', 50, 240, 180, 2), ...rows('b', 310, 240, 180, 2)];
    const given = inOrder([...wide, ...left, ...right, ...low]);
    expect(names(given)).toEqual([...expected, 'w0', 'a0', 'a1', 'b0', 'b1']);
  });

  it('follows content order from one band of columns to the next though nothing parts them', () => {
    const low = [...rows('a', 50, 240, 170, 2), ...rows('b', 310, 240, 170, 2)];
    expect(names(inOrder([...left, ...right, ...low]))).toEqual([
      ...expected,
      'a0',
      'a1',
      'b0',
      'b1',
    ]);
  });

  it('places what has no text before the text below it', () => {
    const picture: Named = {
      name: 'picture',
      box: { x: 50, y: 60, width: 240, height: 30 },
      order: null,
      size: 10,
    };
    expect(names([...inOrder([...left, ...right]), picture])[0]).toBe('picture');
  });

  it('loses and repeats nothing, whatever the places', () => {
    const scattered = inOrder(
      Array.from({ length: 60 }, (_, at) => ({
        name: `u${at}`,
        box: { x: (at * 131) % 500, y: (at * 277) % 700, width: 20 + ((at * 53) % 300), height: 9 },
        size: 9,
      })),
    );
    expect(names(scattered).toSorted()).toEqual(scattered.map(({ name }) => name).toSorted());
  });
});

describe('readHeadingNumber', () => {
  it.each([
    ['3.2 Attention', 'arabic', '3.2', [3, 2]],
    ['1. Introduction', 'arabic', '1', [1]],
    ['IV. RESULTS', 'roman', 'IV', [4]],
    ['A.1 More detail', 'letter', 'A.1', [1, 1]],
    ['Appendix B: Proofs', 'appendix', 'B', [2]],
    ['2) Deeper matters', 'counter', '2', [2]],
  ])('%s', (text, kind, number, path) => {
    expect(readHeadingNumber(text)[0]).toMatchObject({ kind, number, path });
  });

  it.each(['Attention is all', '2020', 'Results', ''])('reads none in "%s"', (text) =>
    expect(readHeadingNumber(text)).toEqual([]),
  );
});
