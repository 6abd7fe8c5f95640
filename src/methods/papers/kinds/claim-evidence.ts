import { ItemRejectedError } from '../../../core/errors/index.ts';
import type { Random } from '../../../core/random.ts';
import { eachPaper } from '../assign/each-paper.ts';
import { takeTurns } from '../assign/take-turns.ts';
import type { OpenPaper } from '../material.ts';
import type { PaperDraft, PaperKind } from './paper-kind.ts';
import { cellsEvidence } from './tables/cells-evidence.ts';
import { drawPlans } from './tables/draw-plans.ts';
import { TablePlan } from './tables/plan.ts';
import { programOf } from './tables/program.ts';
import { sharedRunner } from './tables/run-program.ts';
import { nameOfTable, showTable, tableOf, tablePassages } from './tables/show-table.ts';
import { type TypedTable, typeTable } from './tables/typed-table.ts';
import { wordClaim } from './tables/word-claim.ts';

export interface ClaimEvidence {
  document: string;
  table: string;
  plan: TablePlan;
  /** What the claim says instead of the truth; null where it says the truth. */
  instead: string | null;
}

/** A claim over a table, true or with one thing changed: the table supports or refutes it, as a program shows. */
export const claimEvidence: PaperKind<ClaimEvidence> = {
  name: 'claim-evidence',
  draw: (material, random) => eachPaper(material, random, plansOf),
  documents: ({ document }) => [document],
  async draft({ document, table: hash, plan, instead }, papers): Promise<PaperDraft> {
    const paper = await papers.open(document);
    const table = tableOf(paper, hash);
    const typed = typeTable(table.grid);
    const parsed = TablePlan.parse(plan);
    const sql = programOf(parsed, typed);
    const result = await (await sharedRunner()).run(sql, [typed]);
    if (result === null || result === instead)
      throw new ItemRejectedError('no-result', `the program gives ${result ?? 'no value'}: ${sql}`);
    const name = nameOfTable(table);
    const claim = wordClaim(parsed, typed, name, instead ?? result);
    if (claim === null)
      throw new ItemRejectedError('no-claim', `nothing is claimed of the form ${parsed.form}`);
    const truth = wordClaim(parsed, typed, name, result)!;
    const verdict = instead === null ? 'supported' : 'refuted';
    return {
      shown: [{ type: 'text', text: showTable(table) }],
      question: `Does ${name} support or refute this claim: “${claim}”`,
      reasoning: [truth],
      reply: `The claim is ${verdict}: ${lowerFirst(truth)}`,
      answer: { value: verdict, basis: 'program' },
      keep: { question: [claim], reply: [verdict, lowerFirst(truth)] },
      context: tablePassages(paper, table),
      evidence: [cellsEvidence(paper, [table], { sql, result })],
      tags: { form: parsed.form, table: name, verdict, page: table.element.page },
    };
  },
  requires: ['cells'],
};

function plansOf(paper: OpenPaper, random: Random): ClaimEvidence[] {
  const tables = paper.tables.map((table) => {
    const own = random.fork(table.hash);
    const typed = typeTable(table.grid);
    const claims = drawPlans(typed, own).flatMap((plan): ClaimEvidence[] => {
      const wrong = own.integer(2) === 0 ? null : wrongFor(plan, typed, own);
      if (wrong === undefined || !['lookup', 'compare', 'extreme'].includes(plan.form)) return [];
      return [{ document: paper.hash, table: table.hash, plan, instead: wrong }];
    });
    return claims.values();
  });
  return [...takeTurns(random.shuffle(tables))];
}

/** Something of the same table that the program does not give: another row's name, another row's value. */
function wrongFor(plan: TablePlan, table: TypedTable, random: Random): string | undefined {
  if (plan.form === 'compare') {
    const [a, b] = plan.rows;
    const { cells } = table.columns[plan.column]!;
    const isFirst =
      Number(cells[a]!.quantity!.value) > Number(cells[b]!.quantity!.value) ===
      (plan.direction === 'higher');
    return table.rows[isFirst ? b : a];
  }
  if (plan.form === 'extreme') {
    const ranked = table.columns[plan.column]!.cells.map(({ quantity }, at) => ({
      at,
      value: Number(quantity?.value),
    }))
      .filter(({ value }) => !Number.isNaN(value))
      .toSorted((a, b) => (plan.direction === 'highest' ? b.value - a.value : a.value - b.value));
    const others = ranked.filter((_, rank) => rank !== plan.rank - 1);
    return plan.where === null && others.length > 0
      ? table.rows[random.pick(others).at]
      : undefined;
  }
  if (plan.form === 'lookup') {
    const { cells } = table.columns[plan.column]!;
    const right = cells[plan.row]!.text;
    const others = [...new Set(cells.map(({ text }) => text))].filter(
      (text) => text !== right && /[\p{L}\p{N}]/u.test(text) && text.length <= 60,
    );
    return others.length > 0 ? random.pick(others) : undefined;
  }
  return undefined;
}

function lowerFirst(text: string): string {
  return text.startsWith('In ') ? `in ${text.slice(3)}` : text;
}
