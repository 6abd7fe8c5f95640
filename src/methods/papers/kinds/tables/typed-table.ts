import type { TableCell, TableGrid } from '../../../../sources/pdf/tables/table-grid.ts';
import { type Quantity, readQuantity } from './read-quantity.ts';

export interface TypedColumn {
  /** Column of the grid. */
  index: number;
  /** Its headings from the top down, joined: `BLEU / EN-DE`. Unique in the table; empty where nothing names it. */
  name: string;
  kind: 'number' | 'text';
  /** Of a column of numbers: what its heading or all of its cells state. */
  unit: string | null;
  /** Most digits after the point. */
  decimals: number;
  cells: { text: string; quantity: Quantity | null }[];
}

/** A table as a relation: body rows under named, typed columns. Row `i` is grid row `headerRows + i`. */
export interface TypedTable {
  grid: TableGrid;
  columns: TypedColumn[];
  /** What each body row is called: the text of its header columns, joined; empty where nothing names it. */
  rows: string[];
  /** Columns that name the rows. */
  keys: number[];
}

const JOINT = ' / ';
/** Share of a column's filled cells that must read as numbers. */
const LEAST_NUMBERS = 0.8;
/** Of a number: its sums must fit into the longest exact decimals. */
const MOST_DIGITS = 28;
const UNIT = /[([]\s*([^()[\]]{1,12})\s*[)\]]\s*$/u;
const EMPTY = /^[\s–—−-]*$|^(?:n\/?a|N\/?A)$/u;

/** Names and types the columns of a table. A column whose numbers bear different units is text: they do not compare. */
export function typeTable(grid: TableGrid): TypedTable {
  const at = coverage(grid);
  const body = Array.from(
    { length: grid.rows - grid.headerRows },
    (_, row) => grid.headerRows + row,
  );
  const used = new Set<string>();
  const columns = Array.from({ length: grid.columns }, (_, index): TypedColumn => {
    const heading: string[] = [];
    for (let row = 0; row < grid.headerRows; row++) {
      const text = at(row, index)?.text.trim() ?? '';
      if (text !== '' && heading.at(-1) !== text) heading.push(text);
    }
    const title = heading.join(JOINT);
    const name = used.has(title) ? '' : title;
    if (name !== '') used.add(name);
    const cells = body.map((row) => {
      const text = at(row, index)?.text.trim() ?? '';
      return { text, quantity: readQuantity(text) };
    });
    const filled = cells.filter(({ text }) => !EMPTY.test(text));
    const numbers = filled.flatMap(({ quantity }) => quantity ?? []);
    const units = new Set(numbers.map(({ unit }) => unit));
    const isNumber =
      index >= grid.headerColumns &&
      numbers.length >= 2 &&
      numbers.length >= LEAST_NUMBERS * filled.length &&
      units.size === 1 &&
      numbers.every(({ value }) => value.length <= MOST_DIGITS);
    return {
      index,
      name,
      kind: isNumber ? 'number' : 'text',
      unit: isNumber ? ([...units][0] ?? unitOf(name)) : null,
      decimals: Math.max(0, ...numbers.map(({ decimals }) => decimals)),
      cells,
    };
  });
  const keys = Array.from({ length: Math.max(1, grid.headerColumns) }, (_, index) => index).filter(
    (index) => columns[index]?.kind === 'text',
  );
  const rows = body.map((row) =>
    [...new Set(keys.map((index) => at(row, index)?.text.trim() ?? ''))]
      .filter((text) => text !== '')
      .join(JOINT),
  );
  return { grid, columns, rows, keys };
}

/** `ms` of `Latency (ms)`; a remark in brackets that is no unit (`higher is better`) is none. */
function unitOf(name: string): string | null {
  const unit = UNIT.exec(name)?.[1]?.trim();
  return unit !== undefined && /^(?:%|‰|°C|[\p{L}µμ]{1,4}(?:[/·][\p{L}µμ]{1,4})?|\$)$/u.test(unit)
    ? unit
    : null;
}

/** The cell that covers a position, spans unfolded. */
function coverage(grid: TableGrid): (row: number, column: number) => TableCell | undefined {
  const covered = new Map<number, TableCell>();
  for (const cell of grid.cells) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++)
        covered.set(row * grid.columns + column, cell);
    }
  }
  return (row, column) => covered.get(row * grid.columns + column);
}
