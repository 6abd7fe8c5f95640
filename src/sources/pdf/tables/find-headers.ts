/** Which rows name the columns and which columns name the rows: by the rule under the head, by type, by style. */
import { isNumber, isValue, isYear } from './cell-types.ts';
import type { TableCell } from './table-grid.ts';

export interface Headers {
  rows: number;
  columns: number;
  because: string[];
}

export const DEFAULTS = { mostRows: 6, mostColumns: 3 } as const;

export function findHeaders(
  cells: readonly TableCell[],
  rows: number,
  columns: number,
  ruledHead: number,
  bold: ReadonlySet<TableCell>,
): Headers {
  const because: string[] = [];
  const byRow = Array.from({ length: rows }, (_, row) => cells.filter((cell) => cell.row === row));
  const isHead = byRow.map((row) => {
    const others = row.filter(({ column }) => column > 0);
    return others.length > 0 && others.every(({ text }) => !isValue(text) || isYear(text));
  });
  const isData = byRow.map((row) =>
    row.some(({ column, text }) => column > 0 && isNumber(text) && !isYear(text)),
  );
  let head = 0;
  const firstData = isData.indexOf(true);
  if (
    ruledHead > 0 &&
    ruledHead < rows &&
    ruledHead <= DEFAULTS.mostRows &&
    !isData.slice(0, ruledHead).some(Boolean)
  ) {
    head = ruledHead;
    because.push('a rule ends the head');
    // More rows of labels under the rule belong to it where numbers follow.
    while (
      head < firstData &&
      head < DEFAULTS.mostRows &&
      isHead[head]! &&
      byRow[head]!.every(({ column }) => column > 0)
    )
      head++;
  } else if (firstData > 0 && firstData <= DEFAULTS.mostRows) {
    while (head < firstData && isHead[head]!) head++;
    if (head > 0) because.push('numbers stand under labels');
  } else if (ruledHead > 0 && ruledHead < rows) {
    head = Math.min(ruledHead, DEFAULTS.mostRows);
    because.push('a rule ends the head');
  } else if (firstData < 0 && rows > 1 && byRow[0]!.length >= Math.min(2, columns)) {
    const isBold = byRow[0]!.every((cell) => bold.has(cell));
    if (isBold && !byRow[1]!.every((cell) => bold.has(cell))) {
      head = 1;
      because.push('the first row is bold');
    }
  }
  // A spanning label needs the labels under it.
  const reach = Math.max(
    0,
    ...cells.filter(({ row }) => row < head).map(({ row, rowSpan }) => row + rowSpan),
  );
  head = Math.min(rows - 1, Math.max(head, Math.min(reach, DEFAULTS.mostRows)));
  let names = 0;
  const body = cells.filter(({ row }) => row >= head);
  const shareOfNumbers = (column: number): number => {
    const inside = body.filter((cell) => cell.column === column && cell.columnSpan === 1);
    return inside.length === 0
      ? 0
      : inside.filter(({ text }) => isValue(text)).length / inside.length;
  };
  const rest = Array.from({ length: Math.max(0, columns - 1) }, (_, at) => shareOfNumbers(at + 1));
  if (columns > 1 && shareOfNumbers(0) < 0.3 && Math.max(...rest) > 0.5) {
    names = 1;
    because.push('the first column holds labels, others numbers');
    while (
      names < Math.min(columns - 1, DEFAULTS.mostColumns) &&
      rest[names - 1]! < 0.1 &&
      body.some((cell) => cell.column === names - 1 && cell.rowSpan > 1)
    )
      names++;
  } else if (columns > 1) {
    const first = body.filter(({ column }) => column === 0);
    const others = body.filter(({ column }) => column > 0);
    const isBold =
      first.length > 1 &&
      first.every((cell) => bold.has(cell)) &&
      others.some((cell) => !bold.has(cell));
    const isUnnamed =
      head > 0 && !cells.some(({ row, column }) => row < head && column === 0) && first.length > 0;
    if (isBold || isUnnamed) {
      names = 1;
      because.push(isBold ? 'the first column is bold' : 'the first column has no label');
    }
  }
  return { rows: head, columns: names, because };
}
