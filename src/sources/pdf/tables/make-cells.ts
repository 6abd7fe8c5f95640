/** Cells from placed text: what rules do not part is one cell; the lines of a cell in order, each with its edges. */
import type { BoxedSpan } from '../../../core/records/index.ts';
import { coverOf, type Rulings } from './collect-rulings.ts';
import type { Columns } from './find-columns.ts';
import type { LineOfTable, RowOfTable } from './group-rows.ts';
import type { Chunk } from './table-words.ts';

export interface DraftCell {
  row: number;
  column: number;
  lastRow: number;
  lastColumn: number;
  parts: { line: number; chunk: Chunk }[];
}

export function makeCells(
  rows: readonly RowOfTable[],
  lines: readonly LineOfTable[],
  columns: Columns,
  rulings: Rulings,
): DraftCell[] {
  let cells = rows.flatMap((row, index) => spanAlone(cellsOfRow(row, index, lines), columns));
  cells = spanHeads(joinHeads(cells, rows), rows, lines);
  return joinUnruled(cells, rows, lines, columns, rulings);
}

/** A text that stands alone in its row, over several columns and in the middle of the table, spans it all. */
function spanAlone(cells: DraftCell[], { edges }: Columns): DraftCell[] {
  const [only] = cells;
  if (cells.length !== 1 || only!.column === only!.lastColumn || only!.parts.length !== 1)
    return cells;
  const [left, right] = [edges[0]!, edges.at(-1)!];
  const { x0, x1 } = only!.parts[0]!.chunk;
  if (Math.abs((x0 + x1) / 2 - (left + right) / 2) > 0.04 * (right - left)) return cells;
  only!.column = 0;
  only!.lastColumn = edges.length - 2;
  return cells;
}

/** Texts of a row that share a column are one cell. */
function cellsOfRow(row: RowOfTable, index: number, lines: readonly LineOfTable[]): DraftCell[] {
  const cells: DraftCell[] = [];
  for (const line of row.lines) {
    for (const { chunk, first, last } of lines[line]!.placed) {
      const cell: DraftCell = {
        row: index,
        lastRow: index,
        column: first,
        lastColumn: last,
        parts: [{ line, chunk }],
      };
      for (let at = cells.length - 1; at >= 0; at--) {
        const other = cells[at]!;
        if (other.lastColumn < cell.column || other.column > cell.lastColumn) continue;
        cell.column = Math.min(cell.column, other.column);
        cell.lastColumn = Math.max(cell.lastColumn, other.lastColumn);
        cell.parts.unshift(...other.parts);
        cells.splice(at, 1);
      }
      cells.push(cell);
    }
  }
  return cells;
}

/** A column of the head that nothing spans has one label over all levels. */
function joinHeads(cells: DraftCell[], rows: readonly RowOfTable[]): DraftCell[] {
  const levels = rows.filter(({ head }) => head).length;
  if (
    levels < 2 ||
    rows
      .slice(0, levels)
      .slice(1)
      .some(({ ruled }) => ruled)
  )
    return cells;
  const joined: DraftCell[] = [];
  for (const cell of [...cells].toSorted((a, b) => a.row - b.row)) {
    const above =
      cell.row < levels && cell.column === cell.lastColumn
        ? joined.find(
            (one) =>
              one.row < levels && one.column === cell.column && one.lastColumn === cell.column,
          )
        : undefined;
    const isSpanned = joined.some(
      (one) =>
        one.column < one.lastColumn &&
        one.column <= cell.column &&
        one.lastColumn >= cell.column &&
        one.row >= (above?.row ?? 0),
    );
    if (above === undefined || isSpanned) joined.push(cell);
    else {
      above.parts.push(...cell.parts);
      above.lastRow = cell.row;
    }
  }
  return joined;
}

/** A label in the middle of the head's height, with none above or below it, stands for all levels. */
function spanHeads(
  cells: DraftCell[],
  rows: readonly RowOfTable[],
  lines: readonly LineOfTable[],
): DraftCell[] {
  const levels = rows.filter(({ head }) => head).length;
  if (levels < 2) return cells;
  const all = rows.slice(0, levels).flatMap((row) => row.lines.map((at) => lines[at]!));
  const [top, bottom] = [
    Math.min(...all.map(({ y0 }) => y0)),
    Math.max(...all.map(({ y1 }) => y1)),
  ];
  for (const cell of cells) {
    const isAlone = !cells.some(
      (one) =>
        one !== cell &&
        one.row < levels &&
        one.column <= cell.lastColumn &&
        one.lastColumn >= cell.column,
    );
    if (cell.row >= levels || cell.column !== cell.lastColumn || !isAlone) continue;
    const own = cell.parts.map(({ line }) => lines[line]!);
    const middle =
      (Math.min(...own.map(({ y0 }) => y0)) + Math.max(...own.map(({ y1 }) => y1))) / 2;
    // On a baseline of its own, between those of the levels.
    const isApart = own.every(
      ({ placed }) => placed.length === cell.parts.length || placed.length === 1,
    );
    if (Math.abs(middle - (top + bottom) / 2) > (isApart ? 0.24 : 0.12) * (bottom - top)) continue;
    cell.row = 0;
    cell.lastRow = levels - 1;
  }
  return cells;
}

/** Joins grid positions that the rules of the table leave open to each other. */
function joinUnruled(
  cells: DraftCell[],
  rows: readonly RowOfTable[],
  lines: readonly LineOfTable[],
  { edges, ruled }: Columns,
  { horizontal, vertical }: Rulings,
): DraftCell[] {
  const width = edges.length - 1;
  const hasVerticals = ruled.slice(1, -1).some(Boolean);
  const parent = Array.from({ length: rows.length * width }, (_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root]!;
    return root;
  };
  const owner = new Map<number, DraftCell>();
  for (const cell of cells)
    for (let row = cell.row; row <= cell.lastRow; row++)
      for (let column = cell.column; column <= cell.lastColumn; column++) {
        owner.set(row * width + column, cell);
        parent[find(row * width + column)] = find(cell.row * width + cell.column);
      }
  // What a joined area holds so far: an empty position never joins two texts.
  const text = new Map<number, DraftCell>();
  for (const [index, cell] of owner) text.set(find(index), cell);
  const join = (one: number, two: number, force = false): void => {
    const [a, b] = [find(one), find(two)];
    const [mine, theirs] = [text.get(a), text.get(b)];
    if (a === b || (!force && mine !== undefined && theirs !== undefined)) return;
    parent[b] = a;
    if (mine === undefined && theirs !== undefined) text.set(a, theirs);
  };
  for (let row = 0; row < rows.length; row++) {
    const { top, bottom } = rows[row]!;
    for (let column = 0; column < width; column++) {
      const here = row * width + column;
      if (column + 1 < width && ruled[column + 1] && vertical.length > 0) {
        const isOpen = coverOf(vertical, edges[column + 1]!, top, bottom) < 0.4 * (bottom - top);
        if (isOpen) join(here, here + 1);
      }
      if (row + 1 >= rows.length || !rows[row + 1]!.ruled) continue;
      const [from, to] = [edges[column]!, edges[column + 1]!];
      const at = rows[row + 1]!.top;
      if (coverOf(horizontal, at, from, to) >= 0.4 * (to - from)) continue;
      const [a, b] = [owner.get(here), owner.get(here + width)];
      const isNear =
        a !== undefined && b !== undefined && hasVerticals && followsClosely(a, b, lines);
      if (hasVerticals || (a === undefined) !== (b === undefined)) join(here, here + width, isNear);
    }
  }
  const groups = new Map<number, number[]>();
  parent.forEach((_, index) => {
    const root = find(index);
    groups.set(root, [...(groups.get(root) ?? []), index]);
  });
  const joined: DraftCell[] = [];
  for (const members of groups.values()) {
    const inside = [...new Set(members.flatMap((index) => owner.get(index) ?? []))];
    if (inside.length === 0) continue;
    const [row, lastRow] = [Math.floor(members[0]! / width), Math.floor(members.at(-1)! / width)];
    const columns = members.map((index) => index % width);
    const [column, lastColumn] = [Math.min(...columns), Math.max(...columns)];
    const isRectangle = members.length === (lastRow - row + 1) * (lastColumn - column + 1);
    if (!isRectangle || (inside.length > 1 && !hasVerticals)) {
      joined.push(...inside);
      continue;
    }
    const parts = inside.flatMap((cell) => cell.parts);
    parts.sort((a, b) => a.line - b.line || a.chunk.x0 - b.chunk.x0);
    joined.push({ row, lastRow, column, lastColumn, parts });
  }
  return joined.toSorted((a, b) => a.row - b.row || a.column - b.column);
}

function followsClosely(
  above: DraftCell,
  below: DraftCell,
  lines: readonly LineOfTable[],
): boolean {
  const [a, b] = [lines[above.parts.at(-1)!.line]!, lines[below.parts[0]!.line]!];
  return b.baseline - a.baseline < 1.5 * b.size;
}

/** Parts of compounds that keep their hyphen at a line's end. */
const COMPOUND =
  /(?:^|[^\p{L}])(?:self|non|well|semi|multi|high|low|long|short|one|two|three|four|five|six|ten|cross|co|pre|post|anti|state|end|real|time|first|second|third|half|full|large|small|fine|open|closed|part|mid|ex|all|on|off|in|out|over|under|re|bi|tri|cost|age|sex|year|day|rate|data|user|left|right|inter|intra)-$/iu;

/**
 * The text of a cell, and where each line of it stands. Lines are joined by spaces; a word broken at a line's end is made whole
 * (its hyphen goes, its letters keep their places), unless `verbatim`.
 */
export function writeCell(
  cell: DraftCell,
  lines: readonly LineOfTable[],
  page: number,
  verbatim: boolean,
): { text: string; boxes: BoxedSpan[] } {
  const boxes: BoxedSpan[] = [];
  let text = '';
  let length = 0;
  let line = -1;
  for (const part of cell.parts) {
    for (const word of part.chunk.words) {
      const isWrapped =
        part.line !== line && /[\p{L}\d]-$/u.test(text) && /^\p{Ll}/u.test(word.text);
      if (text !== '' && !isWrapped) {
        text += ' ';
        length++;
      }
      const last = boxes.at(-1);
      if (
        isWrapped &&
        !verbatim &&
        last !== undefined &&
        /\p{Ll}{2}-$/u.test(text) &&
        /^\p{Ll}{2}/u.test(word.text) &&
        !COMPOUND.test(text)
      ) {
        text = text.slice(0, -1);
        length--;
        last.end--;
        last.edges?.pop();
      }
      const size = [...word.text].length;
      const { y0, y1 } = lines[part.line]!;
      if (last !== undefined && part.line === line && last.edges !== undefined) {
        last.end = length + size;
        // An accent that is stored behind its word stands above it.
        const right = Math.max(last.box.x + last.box.width, word.x1);
        last.box.x = Math.min(last.box.x, word.x0);
        last.box.width = right - last.box.x;
        // The space before the word runs from the last word's end to its start.
        last.edges.push(...word.edges);
      } else {
        boxes.push({
          start: length,
          end: length + size,
          page,
          box: { x: word.x0, y: y0, width: word.x1 - word.x0, height: y1 - y0 },
          edges: [...word.edges],
        });
      }
      text += word.text;
      length += size;
      line = part.line;
    }
  }
  for (const span of boxes) if (span.edges?.length !== span.end - span.start + 1) delete span.edges;
  return { text, boxes };
}
