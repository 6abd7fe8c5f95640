import type { TablePlan } from './plan.ts';
import type { TypedTable } from './typed-table.ts';

/** A plan with a value as a claim: `In Table 2, “A” has the highest BLEU.` Null for forms that nothing is claimed of. */
export function wordClaim(
  plan: TablePlan,
  table: TypedTable,
  name: string,
  value: string,
): string | null {
  switch (plan.form) {
    case 'lookup': {
      const column = table.columns[plan.column]!;
      return `In ${name}, the ${column.name} of “${table.rows[plan.row]!}” is ${stop(value)}`;
    }
    case 'compare': {
      const { name: column } = table.columns[plan.column]!;
      const other = plan.rows.map((row) => table.rows[row]!).find((row) => row !== value)!;
      return `In ${name}, “${value}” has a ${plan.direction} ${column} than “${other}”.`;
    }
    case 'extreme': {
      const { name: column } = table.columns[plan.column]!;
      const rank = ['', '', 'second ', 'third '][plan.rank]!;
      const among =
        plan.where === null
          ? ''
          : ` among those with ${table.columns[plan.where.column]!.name} “${plan.where.value}”`;
      return `In ${name}, “${value}” has the ${rank}${plan.direction} ${stop(`${column}${among}`)}`;
    }
    default:
      return null;
  }
}

/** `Avg.` has its full stop. */
function stop(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

/** The result of a plan as the table prints it: 1.00 and not 1, with its deviation. */
export function printedResult(plan: TablePlan, table: TypedTable, result: string): string {
  return plan.form === 'lookup' ? table.columns[plan.column]!.cells[plan.row]!.text : result;
}
