import { type Pool, words } from '../family.ts';

/** Grids of signs, one character a cell, rows from the top. */

/** What cells hold, apart in training and in exams. */
export const SIGNS: Readonly<Record<Pool, { empty: string; full: readonly string[] }>> = {
  training: { empty: '.', full: words('# o x + @ =') },
  exam: { empty: '_', full: words('% & $ ^ ~ z') },
};
const EMPTY = [SIGNS.training.empty, SIGNS.exam.empty];

export function isEmpty(cell: string): boolean {
  return EMPTY.includes(cell);
}

/** As prompts show a grid: cells apart, so that each is a token of its own. */
export function showGrid(rows: readonly string[]): string {
  return rows.map((row) => [...row].join(' ')).join('\n');
}

/** The grid with one name for empty cells, one for those that hold `sign` (or anything), and one for all others. */
export function renamedCells(rows: readonly string[], sign?: string): string[] {
  return rows.map((row) =>
    [...row]
      .map((cell) => (isEmpty(cell) ? '.' : sign === undefined || cell === sign ? 'A' : 'B'))
      .join(''),
  );
}

/** What a grid shares with its turned and mirrored forms: the least of the eight. */
export function anyTurn(rows: readonly string[]): string {
  const forms: string[] = [];
  let turned = rows;
  for (let quarter = 0; quarter < 4; quarter++) {
    forms.push(turned.join('/'), turned.map((row) => [...row].toReversed().join('')).join('/'));
    turned = turnRight(turned);
  }
  return forms.toSorted()[0]!;
}

/** The grid after a quarter turn to the right. */
export function turnRight(rows: readonly string[]): string[] {
  return Array.from({ length: rows[0]!.length }, (_, column) =>
    rows
      .map((row) => row[column]!)
      .toReversed()
      .join(''),
  );
}

export function countIn(cells: string, sign: string): number {
  return cells.split(sign).length - 1;
}

/** The signs of a grid that are not empty, the given one first, the others in the order of the alphabet. */
export function signsOf(grid: readonly string[], first?: string): string[] {
  const others = new Set([...grid.join('')].filter((cell) => !isEmpty(cell) && cell !== first));
  return [...(first === undefined ? [] : [first]), ...[...others].toSorted()];
}
