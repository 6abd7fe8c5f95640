import { afterAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/random.ts';
import type { TableGrid } from '../../../../sources/pdf/tables/table-grid.ts';
import { drawPlans } from './draw-plans.ts';
import type { TablePlan } from './plan.ts';
import { programOf } from './program.ts';
import { readQuantity } from './read-quantity.ts';
import { openProgramRunner } from './run-program.ts';
import { type TypedTable, typeTable } from './typed-table.ts';
import { wordClaim } from './word-claim.ts';
import { wordPlan } from './wording.ts';

/** A grid from rows of text; the first row names the columns, the first column the rows. */
function gridOf(rows: string[][]): TableGrid {
  const box = { x: 0, y: 0, width: 10, height: 10 };
  return {
    rows: rows.length,
    columns: rows[0]!.length,
    headerRows: 1,
    headerColumns: 1,
    cells: rows.flatMap((cells, row) =>
      cells.flatMap((text, column) =>
        text === ''
          ? []
          : [
              {
                row,
                column,
                rowSpan: 1,
                columnSpan: 1,
                text,
                header: row === 0 || column === 0,
                page: 1,
                box,
                boxes: [],
              },
            ],
      ),
    ),
    rules: 'horizontal',
    confidence: 1,
    because: [],
  };
}

const FISH = gridOf([
  ['Fish', 'Weight (kg)', 'Length (cm)', 'Water'],
  ['Pike', '7.5', '101', 'fresh'],
  ['Perch', '0.8', '31', 'fresh'],
  ['Cod', '12.25', '119', 'salt'],
  ['Herring', '0.2', '28', 'salt'],
  ['Tench', '2.1', '55', 'fresh'],
  ['Sprat', '–', '12', 'salt'],
]);

describe('readQuantity', () => {
  it.each([
    ['28.4', '28.4', null, 1],
    ['1,234', '1234', null, 0],
    ['−0.50', '-0.50', null, 2],
    ['12.3%', '12.3', '%', 1],
    ['3.2 ± 0.1', '3.2', null, 1],
    ['1.2e-3', '0.0012', null, 4],
    ['1.5 × 10−3', '0.0015', null, 4],
    ['2.5e3', '2500', null, 0],
    ['93.1*', '93.1', null, 1],
    ['.05', '0.05', null, 2],
    ['213M', '213', 'M', 0],
    ['3.3 · 1018', '3300000000000000000', null, 0],
  ])('%s', (text, value, unit, decimals) => {
    expect(readQuantity(text)).toMatchObject({ value, unit, decimals });
  });

  it.each([
    '3–5',
    '< 0.1',
    'n/a',
    '',
    '12 of 40',
    'about 5',
    '1.2.3',
    '(0.5)',
    'ResNet-50',
    '5 10',
  ])('guesses nothing: %s', (text) => expect(readQuantity(text)).toBeNull());
});

describe('typeTable', () => {
  it('names columns and rows, reads units, tells numbers from text', () => {
    const { columns, rows, keys } = typeTable(FISH);
    expect(columns.map(({ name, kind, unit }) => [name, kind, unit])).toEqual([
      ['Fish', 'text', null],
      ['Weight (kg)', 'number', 'kg'],
      ['Length (cm)', 'number', 'cm'],
      ['Water', 'text', null],
    ]);
    expect(rows).toEqual(['Pike', 'Perch', 'Cod', 'Herring', 'Tench', 'Sprat']);
    expect(keys).toEqual([0]);
  });

  it('takes numbers in different units for text', () => {
    const { columns } = typeTable(
      gridOf([
        ['a', 'size'],
        ['x', '5 M'],
        ['y', '7 K'],
        ['z', '1 M'],
      ]),
    );
    expect(columns[1]!.kind).toBe('text');
  });
});

describe('programs', () => {
  const runner = openProgramRunner();
  afterAll(async () => (await runner).close());

  it.each<[TablePlan, string]>([
    [{ form: 'lookup', row: 2, column: 1 }, '12.25'],
    [{ form: 'compare', rows: [0, 4], column: 2, direction: 'lower' }, 'Tench'],
    [{ form: 'extreme', column: 1, direction: 'highest', rank: 2, where: null }, 'Pike'],
    [
      {
        form: 'extreme',
        column: 2,
        direction: 'lowest',
        rank: 1,
        where: { column: 3, value: 'fresh' },
      },
      'Perch',
    ],
    [{ form: 'difference', rows: [2, 0], column: 1 }, '4.75'],
    [{ form: 'ratio', rows: [0, 1], column: 1 }, '9.38'],
    [
      { form: 'aggregate', column: 1, operation: 'sum', where: { column: 3, value: 'fresh' } },
      '10.4',
    ],
    [{ form: 'aggregate', column: 2, operation: 'average', where: null }, '57.7'],
    [{ form: 'count', column: 2, direction: 'above', limit: '31' }, '3'],
    [{ form: 'extreme-lookup', column: 2, direction: 'highest', asked: 3 }, 'salt'],
  ])('%j', async (plan, expected) => {
    const table = typeTable(FISH);
    expect(await (await runner).run(programOf(plan, table), [table])).toBe(expected);
  });

  it('agree with plain arithmetic on every plan that is drawn', async () => {
    const table = typeTable(FISH);
    const plans = drawPlans(table, createRandom('plans'));
    expect(new Set(plans.map(({ form }) => form)).size).toBe(8);
    for (const plan of plans) {
      const result = await (await runner).run(programOf(plan, table), [table]);
      expect([plan, result]).toEqual([plan, bySecondSolver(plan, table)]);
      const { question, reply, value, keep } = wordPlan(plan, table, 'Table 1', result!);
      expect(reply).toContain(value);
      for (const kept of keep.question) expect(question).toContain(kept);
      for (const kept of keep.reply) expect(reply).toContain(kept);
    }
  });

  it('never compare what ties, nor ask for what is missing', () => {
    const table = typeTable(
      gridOf([
        ['a', 'n'],
        ['x', '3'],
        ['y', '3'],
        ['z', '3'],
        ['w', '–'],
      ]),
    );
    const plans = drawPlans(table, createRandom('ties'));
    expect(
      plans.filter(({ form }) =>
        ['compare', 'difference', 'ratio', 'extreme', 'extreme-lookup'].includes(form),
      ),
    ).toEqual([]);
    expect(plans.filter((plan) => plan.form === 'lookup' && plan.row === 3)).toEqual([]);
  });

  it('cannot reach files, whatever the SQL says', async () => {
    const table = typeTable(FISH);
    await expect(
      (await runner).run(`SELECT content FROM read_text('/etc/hostname')`, [table]),
    ).rejects.toThrow(/disabled|not|permission/i);
  });

  it('hold names with quotes and hostile words', async () => {
    const grid = gridOf([
      ['it"em', `b'); DROP TABLE "table 1"; --`],
      [`a'x`, '1'],
      ['b', '2'],
      ['c', '3'],
    ]);
    const table = typeTable(grid);
    const plan: TablePlan = {
      form: 'extreme',
      column: 1,
      direction: 'lowest',
      rank: 1,
      where: null,
    };
    expect(await (await runner).run(programOf(plan, table), [table])).toBe(`a'x`);
  });
});

describe('wordClaim', () => {
  it('says the truth, or what stands in its place', () => {
    const table = typeTable(FISH);
    const plan: TablePlan = {
      form: 'extreme',
      column: 1,
      direction: 'highest',
      rank: 1,
      where: null,
    };
    expect(wordClaim(plan, table, 'Table 3', 'Cod')).toBe(
      'In Table 3, “Cod” has the highest Weight (kg).',
    );
    expect(
      wordClaim(
        { form: 'count', column: 1, direction: 'above', limit: '1' },
        table,
        'Table 3',
        '2',
      ),
    ).toBeNull();
  });
});

/** The same plans, without SQL. */
function bySecondSolver(plan: TablePlan, { columns, rows }: TypedTable): string {
  const value = (row: number, column: number): number =>
    Number(columns[column]!.cells[row]!.quantity!.value);
  const filled = (column: number, where: { column: number; value: string } | null): number[] =>
    rows
      .map((_, row) => row)
      .filter((row) => columns[column]!.cells[row]!.quantity !== null)
      .filter((row) => where === null || columns[where.column]!.cells[row]!.text === where.value);
  const ranked = (
    column: number,
    direction: string,
    where: { column: number; value: string } | null,
  ): number[] =>
    filled(column, where).toSorted(
      (a, b) => (value(b, column) - value(a, column)) * (direction === 'highest' ? 1 : -1),
    );
  switch (plan.form) {
    case 'lookup': {
      const { quantity, text } = columns[plan.column]!.cells[plan.row]!;
      return columns[plan.column]!.kind === 'number' ? String(Number(quantity!.value)) : text;
    }
    case 'compare': {
      const [a, b] = plan.rows;
      return rows[
        value(a, plan.column) > value(b, plan.column) === (plan.direction === 'higher') ? a : b
      ]!;
    }
    case 'extreme':
      return rows[ranked(plan.column, plan.direction, plan.where)[plan.rank - 1]!]!;
    case 'difference':
      return plain(
        Math.abs(value(plan.rows[0], plan.column) - value(plan.rows[1], plan.column)),
        6,
      );
    case 'ratio':
      return plain(value(plan.rows[0], plan.column) / value(plan.rows[1], plan.column), 2);
    case 'aggregate': {
      const numbers = filled(plan.column, plan.where).map((row) => value(row, plan.column));
      const sum = numbers.reduce((total, number) => total + number, 0);
      if (plan.operation === 'sum') return plain(sum, 6);
      if (plan.operation === 'range') return plain(Math.max(...numbers) - Math.min(...numbers), 6);
      return plain(sum / numbers.length, columns[plan.column]!.decimals + 1);
    }
    case 'count': {
      const counted = filled(plan.column, null).filter((row) =>
        plan.direction === 'above'
          ? value(row, plan.column) > Number(plan.limit)
          : value(row, plan.column) < Number(plan.limit),
      );
      return String(counted.length);
    }
    case 'extreme-lookup': {
      const row = ranked(plan.column, plan.direction, null)[0]!;
      const { text, quantity } = columns[plan.asked]!.cells[row]!;
      return columns[plan.asked]!.kind === 'number' ? String(Number(quantity!.value)) : text;
    }
  }
}

function plain(number: number, digits: number): string {
  return String(Number(number.toFixed(digits)));
}
