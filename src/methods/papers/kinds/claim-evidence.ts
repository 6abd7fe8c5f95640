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
import { type TypedTable, typeTable } from './tables/typed-table.ts';
import { printedResult, wordClaim } from './tables/word-claim.ts';
import { rankedBy } from './tables/wording.ts';

export interface ClaimEvidence {
  document: string;
  table: string;
  plan: TablePlan;
  /** What the claim says instead of the truth; null where it says the truth. */
  instead: string | null;
}

/** Forms that a claim can have. */
const CLAIMED: ReadonlySet<string> = new Set(['lookup', 'compare', 'extreme']);

/** A claim over a table, true or with one thing changed: the table supports or refutes it, as a program shows. */
export const claimEvidence: PaperKind<ClaimEvidence> = {
  name: 'claim-evidence',
  draw: (material, random) => eachPaper(material, random, plansOf),
  async isAskable({ document, table, plan, instead, ...rest }, papers) {
    const typed = typeTable(tableOf(await papers.open(document), table).grid);
    const parsed = TablePlan.parse(plan);
    return (
      Object.keys(rest).length === 0 &&
      CLAIMED.has(parsed.form) &&
      isSoundPlan(parsed, typed) &&
      (instead === null || wrongsFor(parsed, typed).includes(instead))
    );
  },
  documents: ({ document }) => [document],
  async draft({ document, table: hash, plan, instead }, papers): Promise<PaperDraft> {
    const paper = await papers.open(document);
    const table = tableOf(paper, hash);
    const typed = typeTable(table.grid);
    const parsed = TablePlan.parse(plan);
    const sql = programOf(parsed, typed);
    const result = await (await sharedRunner()).run(sql, [typed]);
    const printed = result === null ? null : printedResult(parsed, typed, result);
    if (printed === null || printed === instead || result === instead)
      throw new ItemRejectedError('no-result', `the program gives ${result ?? 'no value'}: ${sql}`);
    const name = nameOfTable(table);
    const claim = wordClaim(parsed, typed, name, instead ?? printed);
    if (claim === null)
      throw new ItemRejectedError('no-claim', `nothing is claimed of the form ${parsed.form}`);
    const truth = wordClaim(parsed, typed, name, printed)!;
    const verdict = instead === null ? 'supported' : 'refuted';
    return {
      shown: [{ type: 'text', text: showTable(table) }],
      question: `Does ${name} support or refute this claim: “${claim}”`,
      reasoning: [truth],
      reply: `The claim is ${verdict}: ${lowerFirst(truth)}`,
      answer: { value: verdict, basis: 'program' },
      keep: { question: ['support', 'refute', claim], reply: [verdict, lowerFirst(truth)] },
      context: tablePassages(paper, table),
      evidence: [cellsEvidence(paper, [table], { sql, result: result! })],
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
      if (!CLAIMED.has(plan.form)) return [];
      const wrongs = own.integer(2) === 0 ? null : wrongsFor(plan, typed);
      if (wrongs?.length === 0) return [];
      const instead = wrongs === null ? null : own.pick(wrongs);
      return [{ document: paper.hash, table: table.hash, plan, instead }];
    });
    return claims.values();
  });
  return [...takeTurns(random.shuffle(tables))];
}

/** What of the same table the program does not give: another row's name, another row's value. */
function wrongsFor(plan: TablePlan, table: TypedTable): string[] {
  if (plan.form === 'compare') {
    const [a, b] = plan.rows;
    const { cells } = table.columns[plan.column]!;
    const isFirst =
      Number(cells[a]!.quantity!.value) > Number(cells[b]!.quantity!.value) ===
      (plan.direction === 'higher');
    return [table.rows[isFirst ? b : a]!];
  }
  if (plan.form === 'extreme') {
    if (plan.where !== null) return [];
    const ranked = rankedBy(table, table.columns[plan.column]!, null, plan.direction);
    return ranked.filter((_, rank) => rank !== plan.rank - 1).map((row) => table.rows[row]!);
  }
  if (plan.form === 'lookup') {
    const { cells } = table.columns[plan.column]!;
    const right = cells[plan.row]!;
    const wrong = cells.filter(
      ({ text, quantity }) =>
        text !== right.text &&
        /[\p{L}\p{N}]/u.test(text) &&
        text.length <= 60 &&
        // 1.0 refutes no 1.00.
        (quantity === null ||
          right.quantity === null ||
          Number(quantity.value) !== Number(right.quantity.value)),
    );
    return [...new Set(wrong.map(({ text }) => text))];
  }
  return [];
}

function lowerFirst(text: string): string {
  return text.startsWith('In ') ? `in ${text.slice(3)}` : text;
}
