import type { Condition, JoinPlan, TablePlan } from './plan.ts';
import type { PaperDraft } from '../paper-kind.ts';
import type { TypedColumn, TypedTable } from './typed-table.ts';

/** A question and its answer in plain words. `keep`: what a rewording must leave as it stands. */
export interface Wording {
  question: string;
  reasoning: string[];
  reply: string;
  /** The value with its unit: what the reply holds. */
  value: string;
  keep: PaperDraft['keep'];
}

/**
 * Words of a plan over a table that is called `name` (`Table 2`). `result` is what its program gave. The same input gives the
 * same words, so that verify can write them again.
 */
export function wordPlan(
  plan: TablePlan,
  table: TypedTable,
  name: string,
  result: string,
): Wording {
  const row = (at: number): string => table.rows[at]!;
  switch (plan.form) {
    case 'lookup': {
      const asked = table.columns[plan.column]!;
      const value = cell(plan.row, asked);
      return {
        question: `In ${name}, what is ${called(asked)} of ${quoted(row(plan.row))}?`,
        reasoning: [`The row ${quoted(row(plan.row))} has ${value} under ${quoted(asked.name)}.`],
        reply: `In ${name}, ${called(asked)} of ${quoted(row(plan.row))} is ${withUnit(value, asked)}.`,
        value: withUnit(value, asked),
        keep: { question: [row(plan.row), asked.name], reply: [withUnit(value, asked)] },
      };
    }
    case 'compare': {
      const column = table.columns[plan.column]!;
      const [a, b] = plan.rows;
      return {
        question: `In ${name}, which has the ${plan.direction} ${column.name}: ${quoted(row(a))} or ${quoted(row(b))}?`,
        reasoning: [says(column, row(a), cell(a, column)), says(column, row(b), cell(b, column))],
        reply: `${quoted(result)} has the ${plan.direction} ${column.name} of the two.`,
        value: result,
        keep: { question: [row(a), row(b), column.name], reply: [result] },
      };
    }
    case 'extreme': {
      const column = table.columns[plan.column]!;
      const rank = ['', '', 'second ', 'third '][plan.rank]!;
      const lead = `${rank}${plan.direction} ${column.name}`;
      const at = table.rows.indexOf(result);
      return {
        question: `In ${name}, which ${rowsCalled(table)}${among(plan.where, table)} has the ${lead}?`,
        reasoning: rankedBy(table, column, plan.where, plan.direction)
          .slice(0, plan.rank)
          .map((one) => says(column, row(one), cell(one, column))),
        reply: `${quoted(result)} has the ${lead}${among(plan.where, table)}, ${withUnit(cell(at, column), column)}.`,
        value: result,
        keep: {
          question: [column.name, ...(plan.where === null ? [] : [plan.where.value])],
          reply: [result, cell(at, column)],
        },
      };
    }
    case 'difference':
    case 'ratio': {
      const column = table.columns[plan.column]!;
      const [a, b] = plan.rows;
      const isRatio = plan.form === 'ratio';
      const value = isRatio ? result : withUnit(result, column);
      return {
        question: isRatio
          ? `In ${name}, how many times as large is the ${column.name} of ${quoted(row(a))} as that of ${quoted(row(b))}, to two decimals?`
          : `In ${name}, by how much do ${quoted(row(a))} and ${quoted(row(b))} differ in ${column.name}?`,
        reasoning: [says(column, row(a), cell(a, column)), says(column, row(b), cell(b, column))],
        reply: isRatio ? `It is ${value} times as large.` : `They differ by ${value}.`,
        value,
        keep: {
          question: [row(a), row(b), column.name],
          reply: [value],
          inOrder: isRatio ? [row(a), row(b)] : [],
        },
      };
    }
    case 'aggregate': {
      const column = table.columns[plan.column]!;
      const value = withUnit(result, column);
      const what = {
        average: 'average',
        sum: 'sum',
        range: 'difference between the highest and the lowest',
      }[plan.operation];
      const rounded =
        plan.operation === 'average'
          ? `, to ${column.decimals + 1} ${column.decimals === 0 ? 'decimal' : 'decimals'}`
          : '';
      return {
        question: `In ${name}, what is the ${what} of ${column.name} over all ${rowsCalled(table, true)}${among(plan.where, table)}${rounded}?`,
        reasoning: rankedBy(table, column, plan.where, 'highest')
          .toSorted((a, b) => a - b)
          .map((one) => says(column, row(one), cell(one, column))),
        reply: `The ${what} is ${value}.`,
        value,
        keep: {
          question: [column.name, ...(plan.where === null ? [] : [plan.where.value])],
          reply: [value],
        },
      };
    }
    case 'count': {
      const column = table.columns[plan.column]!;
      const limit = withUnit(plan.limit, column);
      const counted = rankedBy(table, column, null, 'highest').filter((one) => {
        const value = Number(column.cells[one]!.quantity!.value);
        return plan.direction === 'above' ? value > Number(plan.limit) : value < Number(plan.limit);
      });
      return {
        question: `In ${name}, how many ${rowsCalled(table, true)} have a ${column.name} ${plan.direction} ${limit}?`,
        reasoning: counted
          .toSorted((a, b) => a - b)
          .map((one) => says(column, row(one), cell(one, column))),
        reply: `${result} of them ${result === '1' ? 'has' : 'have'} a ${column.name} ${plan.direction} ${limit}.`,
        value: result,
        keep: { question: [column.name, limit], reply: [result] },
      };
    }
    case 'extreme-lookup': {
      const column = table.columns[plan.column]!;
      const asked = table.columns[plan.asked]!;
      const at = rankedBy(table, column, null, plan.direction)[0]!;
      const value = withUnit(cell(at, asked), asked);
      return {
        question: `In ${name}, what is ${called(asked)} of the ${rowsCalled(table)} with the ${plan.direction} ${column.name}?`,
        reasoning: [says(column, row(at), cell(at, column)), says(asked, row(at), cell(at, asked))],
        reply: `It is ${quoted(row(at))}, and its ${asked.name} is ${value}.`,
        value,
        keep: {
          question: [column.name, asked.name],
          reply: [row(at), value],
          inOrder: [asked.name, column.name],
        },
      };
    }
  }
}

/** Words of a plan that leads from the first table to the second. */
export function wordJoin(
  plan: JoinPlan,
  [first, second]: readonly [TypedTable, TypedTable],
  [firstName, secondName]: readonly [string, string],
): Wording {
  const leads = first.columns[plan.column]!;
  const asked = second.columns[plan.asked]!;
  const at = rankedBy(first, leads, null, plan.direction)[0]!;
  const leader = first.rows[at]!;
  const there = second.rows.indexOf(leader);
  const value = withUnit(asked.cells[there]!.text, asked);
  return {
    question: `Which is ${called(asked)} in ${secondName} of the ${rowsCalled(first)} that has the ${plan.direction} ${leads.name} in ${firstName}?`,
    reasoning: [
      `In ${firstName}, ${says(leads, leader, leads.cells[at]!.text)}`,
      `In ${secondName}, ${says(asked, leader, asked.cells[there]!.text)}`,
    ],
    reply: `It is ${quoted(leader)}, and its ${asked.name} in ${secondName} is ${value}.`,
    value,
    keep: {
      question: [asked.name, leads.name, firstName, secondName],
      reply: [leader, value],
      inOrder: [asked.name, secondName, leads.name, firstName],
    },
  };
}

/** Body rows by a column's number, those without one left out, under a condition. */
export function rankedBy(
  table: TypedTable,
  column: TypedColumn,
  where: Condition | null,
  direction: 'highest' | 'lowest',
): number[] {
  const value = (at: number): number => Number(column.cells[at]!.quantity!.value);
  return table.rows
    .map((_, at) => at)
    .filter((at) => column.cells[at]!.quantity !== null)
    .filter((at) => where === null || table.columns[where.column]!.cells[at]!.text === where.value)
    .toSorted((a, b) => (direction === 'highest' ? value(b) - value(a) : value(a) - value(b)));
}

function cell(at: number, column: TypedColumn): string {
  return column.cells[at]!.text;
}

function says({ name }: TypedColumn, row: string, value: string): string {
  return `${quoted(row)} has ${value} under ${quoted(name)}.`;
}

function called({ name }: TypedColumn): string {
  return `the ${name}`;
}

function quoted(text: string): string {
  return `“${text}”`;
}

/** What the rows are, by the heading over their names: `model`, else `row`. */
function rowsCalled({ columns, keys }: TypedTable, plural = false): string {
  const heading = keys.length === 1 ? columns[keys[0]!]!.name : '';
  const noun =
    /^[\p{L} -]{3,24}$/u.test(heading) && !heading.endsWith('s') ? heading.toLowerCase() : 'row';
  return plural ? `${noun}s` : noun;
}

function among(where: Condition | null, { columns }: TypedTable): string {
  return where === null ? '' : ` with ${columns[where.column]!.name} “${where.value}”`;
}

/** A unit that the cell does not print itself comes after it. */
function withUnit(value: string, { unit }: TypedColumn): string {
  if (unit === null || value.includes(unit)) return value;
  return /^[%‰°×x]/u.test(unit) ? `${value}${unit}` : `${value} ${unit}`;
}
