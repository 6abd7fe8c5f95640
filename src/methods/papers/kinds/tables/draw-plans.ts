import type { Random } from '../../../../core/random.ts';
import { among } from '../among.ts';
import type { Condition, TablePlan } from './plan.ts';
import { readQuantity } from './read-quantity.ts';
import type { TypedColumn, TypedTable } from './typed-table.ts';
import { rankedBy } from './wording.ts';

export const DRAW_DEFAULTS = {
  /** Plans of one form and one table, at most: large tables would drown the small ones. */
  mostPerForm: 40,
  /** Rows that an aggregate, a count or an extreme runs over, at least. */
  leastRows: 3,
  /** Rows of a table that the reader must look through, at most. */
  mostRows: 60,
} as const;

/**
 * Sound plans over a table, form by form in turn, in an order that `random` draws. Sound: rows and columns have names of their
 * own, cells are filled, leaders do not tie, and a pair that is compared differs.
 */
export function drawPlans(table: TypedTable, random: Random): TablePlan[] {
  const rows = table.rows.length;
  if (rows < 2 || rows > DRAW_DEFAULTS.mostRows) return [];
  const named = rowsWithNames(table);
  const columns = askedColumns(table);
  const numbers = columns.filter(({ kind }) => kind === 'number');
  const forms = [
    lookups(table, columns, named),
    ...(named.length === rows
      ? [
          pairs(numbers, named, random, 'compare'),
          pairs(numbers, named, random, 'difference'),
          pairs(numbers, named, random, 'ratio'),
          extremes(table, numbers),
          leaders(table, numbers, columns),
          aggregates(table, numbers),
          counts(table, numbers),
        ]
      : []),
  ].map((plans) => random.shuffle(plans).slice(0, DRAW_DEFAULTS.mostPerForm));
  const drawn: TablePlan[] = [];
  const turns = Math.max(...forms.map(({ length }) => length));
  for (let turn = 0; turn < turns; turn++) {
    for (const plans of forms) if (turn < plans.length) drawn.push(plans[turn]!);
  }
  return drawn;
}

/** Whether {@link drawPlans} could give a plan, whatever chance draws. */
export function isSoundPlan(plan: TablePlan, table: TypedTable): boolean {
  if (table.rows.length < 2 || table.rows.length > DRAW_DEFAULTS.mostRows) return false;
  const named = rowsWithNames(table);
  const columns = askedColumns(table);
  const numbers = columns.filter(({ kind }) => kind === 'number');
  if (plan.form === 'lookup') return among(plan, lookups(table, columns, named));
  if (named.length !== table.rows.length) return false;
  switch (plan.form) {
    case 'compare':
    case 'difference':
    case 'ratio': {
      const [a, b] = plan.rows;
      const column = numbers.find(({ index }) => index === plan.column);
      return column !== undefined && differs(column, a, b, plan.form);
    }
    case 'extreme':
      return among(plan, extremes(table, numbers));
    case 'extreme-lookup':
      return among(plan, leaders(table, numbers, columns));
    case 'aggregate':
      return among(plan, aggregates(table, numbers));
    case 'count':
      return among(plan, counts(table, numbers));
  }
}

/** Columns that a question can name. */
function askedColumns({ columns, keys }: TypedTable): TypedColumn[] {
  return columns.filter(
    ({ name, index }) => name !== '' && !keys.includes(index) && !isMeasure(name),
  );
}

/** `81.1M`, `0.4 s`: a value that was taken for a heading. A year or a bare count may head a column. */
function isMeasure(name: string): boolean {
  const quantity = readQuantity(name);
  return quantity !== null && (quantity.unit !== null || quantity.decimals > 0);
}

/** Whether two rows have numbers that differ; of a ratio, the first the larger and both above zero. */
function differs({ cells }: TypedColumn, a: number, b: number, form: string): boolean {
  const [left, right] = [a, b].map((row) => Number(cells[row]?.quantity?.value ?? Number.NaN));
  if (Number.isNaN(left!) || Number.isNaN(right!) || left === right) return false;
  return form !== 'ratio' || (left! > right! && right! > 0);
}

/** Rows whose name no other row bears. */
function rowsWithNames({ rows }: TypedTable): number[] {
  const count = new Map<string, number>();
  for (const name of rows) count.set(name, (count.get(name) ?? 0) + 1);
  return rows.flatMap((name, at) => (name !== '' && count.get(name) === 1 ? [at] : []));
}

function lookups(table: TypedTable, columns: TypedColumn[], named: number[]): TablePlan[] {
  return columns.flatMap(({ index, cells }) =>
    named.flatMap((row): TablePlan[] =>
      /[\p{L}\p{N}]/u.test(cells[row]!.text) && cells[row]!.text.length <= 60
        ? [{ form: 'lookup', row, column: index }]
        : [],
    ),
  );
}

/** Pairs of rows whose numbers differ; each pair once, in an order that chance decides. */
function pairs(
  columns: TypedColumn[],
  named: number[],
  random: Random,
  form: 'compare' | 'difference' | 'ratio',
): TablePlan[] {
  const plans: TablePlan[] = [];
  for (const { index, cells } of columns) {
    for (const a of named) {
      for (const b of named) {
        if (b <= a) continue;
        const [left, right] = [cells[a]!.quantity, cells[b]!.quantity];
        if (left === null || right === null || Number(left.value) === Number(right.value)) continue;
        const rows: [number, number] = random.integer(2) === 0 ? [a, b] : [b, a];
        if (form === 'compare') {
          const direction = random.integer(2) === 0 ? 'higher' : 'lower';
          plans.push({ form, rows, column: index, direction });
        } else if (form === 'difference') plans.push({ form, rows, column: index });
        else if (Number(left.value) > 0 && Number(right.value) > 0) {
          const large = Number(left.value) > Number(right.value) ? [a, b] : [b, a];
          plans.push({ form, rows: large as [number, number], column: index });
        }
      }
    }
  }
  return plans;
}

function extremes(table: TypedTable, columns: TypedColumn[]): TablePlan[] {
  return columns.flatMap((column) =>
    [null, ...conditions(table)].flatMap((where) =>
      (['highest', 'lowest'] as const).flatMap((direction) =>
        ([1, 2, 3] as const).flatMap((rank): TablePlan[] =>
          standsAlone(table, column, where, direction, rank)
            ? [{ form: 'extreme', column: column.index, direction, rank, where }]
            : [],
        ),
      ),
    ),
  );
}

/** Whether exactly one row holds a place: its neighbours in rank differ from it, and enough rows are ranked. */
function standsAlone(
  table: TypedTable,
  column: TypedColumn,
  where: Condition | null,
  direction: 'highest' | 'lowest',
  rank: number,
): boolean {
  if (where?.column === column.index) return false;
  const ranked = rankedBy(table, column, where, direction);
  if (ranked.length < Math.max(DRAW_DEFAULTS.leastRows, rank + 1)) return false;
  const values = ranked.slice(0, rank + 1).map((at) => Number(column.cells[at]!.quantity!.value));
  return new Set(values).size === values.length;
}

function leaders(table: TypedTable, numbers: TypedColumn[], columns: TypedColumn[]): TablePlan[] {
  return numbers.flatMap((column) =>
    (['highest', 'lowest'] as const).flatMap((direction): TablePlan[] => {
      if (!standsAlone(table, column, null, direction, 1)) return [];
      const leader = rankedBy(table, column, null, direction)[0]!;
      return columns
        .filter(
          ({ index, cells }) => index !== column.index && /[\p{L}\p{N}]/u.test(cells[leader]!.text),
        )
        .map(({ index }) => ({
          form: 'extreme-lookup',
          column: column.index,
          direction,
          asked: index,
        }));
    }),
  );
}

function aggregates(table: TypedTable, columns: TypedColumn[]): TablePlan[] {
  return columns.flatMap((column) =>
    [null, ...conditions(table)].flatMap((where): TablePlan[] =>
      rankedBy(table, column, where, 'highest').length < DRAW_DEFAULTS.leastRows ||
      (where === null && column.cells.some(({ quantity }) => quantity === null))
        ? []
        : (['average', 'sum', 'range'] as const).map((operation) => ({
            form: 'aggregate',
            column: column.index,
            operation,
            where,
          })),
    ),
  );
}

/** Limits between two neighbouring values, printed with no more digits than the column has. */
function counts(table: TypedTable, columns: TypedColumn[]): TablePlan[] {
  return columns.flatMap((column) => {
    const ranked = rankedBy(table, column, null, 'lowest');
    if (ranked.length < DRAW_DEFAULTS.leastRows || ranked.length < table.rows.length) return [];
    const values = ranked.map((at) => column.cells[at]!.quantity!.value);
    return values.slice(1, -1).flatMap((limit): TablePlan[] => [
      { form: 'count', column: column.index, direction: 'above', limit },
      { form: 'count', column: column.index, direction: 'below', limit },
    ]);
  });
}

/** Texts that several rows of a column share: what a question can be narrowed to. */
function conditions({ columns, keys, rows }: TypedTable): Condition[] {
  return columns
    .filter(({ kind, name, index }) => kind === 'text' && name !== '' && !keys.includes(index))
    .flatMap(({ index, cells }) => {
      const count = new Map<string, number>();
      for (const { text } of cells) count.set(text, (count.get(text) ?? 0) + 1);
      return [...count]
        .filter(
          ([text, rowsWith]) =>
            text.length > 1 &&
            text.length <= 30 &&
            rowsWith >= DRAW_DEFAULTS.leastRows &&
            rowsWith < rows.length,
        )
        .map(([value]) => ({ column: index, value }));
    });
}
