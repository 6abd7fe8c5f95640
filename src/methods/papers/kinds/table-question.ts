import { ItemRejectedError } from '../../../core/errors/index.ts';
import type { Random } from '../../../core/random.ts';
import { eachPaper } from '../assign/each-paper.ts';
import { takeTurns } from '../assign/take-turns.ts';
import type { OpenPaper } from '../material.ts';
import type { PaperDraft, PaperKind } from './paper-kind.ts';
import { cellsEvidence } from './tables/cells-evidence.ts';
import { drawPlans, isSoundPlan } from './tables/draw-plans.ts';
import { TablePlan } from './tables/plan.ts';
import { programOf } from './tables/program.ts';
import { sharedRunner } from './tables/run-program.ts';
import { nameOfTable, showTable, tableOf, tablePassages } from './tables/show-table.ts';
import { typeTable } from './tables/typed-table.ts';
import { wordPlan } from './tables/wording.ts';

export interface TableQuestion {
  document: string;
  /** Hash of the stored table. */
  table: string;
  plan: TablePlan;
}

/** A question whose answer is what a program gives over one table: looked up, compared, ranked, computed, counted. */
export const tableQuestion: PaperKind<TableQuestion> = {
  name: 'table-question',
  draw: (material, random) => eachPaper(material, random, plansOf),
  async isAskable({ document, table, plan, ...rest }, papers) {
    const { grid } = tableOf(await papers.open(document), table);
    return Object.keys(rest).length === 0 && isSoundPlan(TablePlan.parse(plan), typeTable(grid));
  },
  documents: ({ document }) => [document],
  async draft({ document, table: hash, plan }, papers): Promise<PaperDraft> {
    const paper = await papers.open(document);
    const table = tableOf(paper, hash);
    const typed = typeTable(table.grid);
    const parsed = TablePlan.parse(plan);
    const sql = programOf(parsed, typed);
    const result = await (await sharedRunner()).run(sql, [typed]);
    if (result === null)
      throw new ItemRejectedError('no-result', `the program gives no value: ${sql}`);
    const words = wordPlan(parsed, typed, nameOfTable(table), result);
    return {
      shown: [{ type: 'text', text: showTable(table) }],
      question: words.question,
      reasoning: words.reasoning,
      reply: words.reply,
      answer: { value: words.value, basis: 'program' },
      keep: words.keep,
      context: tablePassages(paper, table),
      evidence: [cellsEvidence(paper, [table], { sql, result })],
      tags: { form: parsed.form, table: nameOfTable(table), page: table.element.page },
    };
  },
  requires: ['cells'],
};

function plansOf(paper: OpenPaper, random: Random): TableQuestion[] {
  const tables = paper.tables.map((table) => {
    const plans = drawPlans(typeTable(table.grid), random.fork(table.hash));
    return plans.map((plan) => ({ document: paper.hash, table: table.hash, plan })).values();
  });
  return [...takeTurns(random.shuffle(tables))];
}
