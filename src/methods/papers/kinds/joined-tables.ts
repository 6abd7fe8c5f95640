import { ItemRejectedError } from '../../../core/errors/index.ts';
import type { Random } from '../../../core/random.ts';
import { eachPaper } from '../assign/each-paper.ts';
import { takeTurns } from '../assign/take-turns.ts';
import type { OpenPaper, StoredTable } from '../material.ts';
import { among } from './among.ts';
import type { PaperDraft, PaperKind } from './paper-kind.ts';
import { cellsEvidence } from './tables/cells-evidence.ts';
import { JoinPlan } from './tables/plan.ts';
import { joinProgramOf } from './tables/program.ts';
import { sharedRunner } from './tables/run-program.ts';
import { nameOfTable, showTable, tableOf, tablePassages } from './tables/show-table.ts';
import { type TypedTable, typeTable } from './tables/typed-table.ts';
import { rankedBy, wordJoin } from './tables/wording.ts';

export interface JoinedQuestion {
  document: string;
  /** Hashes of the stored tables: the one that is ranked, then the one that is asked. */
  tables: [string, string];
  plan: JoinPlan;
}

/** A question over two tables of one paper that share names of rows: who leads in one, what the other says of it. */
export const joinedTables: PaperKind<JoinedQuestion> = {
  name: 'joined-tables',
  draw: (material, random) => eachPaper(material, random, plansOf),
  async isAskable(plan, papers) {
    const paper = await papers.open(plan.document);
    const [first, second] = plan.tables.map((hash) => tableOf(paper, hash)) as [
      StoredTable,
      StoredTable,
    ];
    const isNamed = first.element.label !== null && second.element.label !== null;
    const differ = nameOfTable(first) !== nameOfTable(second);
    return isNamed && differ && among(plan, joinsOf(paper, first, second));
  },
  documents: ({ document }) => [document],
  async draft({ document, tables: hashes, plan }, papers): Promise<PaperDraft> {
    const paper = await papers.open(document);
    const [first, second] = [tableOf(paper, hashes[0]), tableOf(paper, hashes[1])];
    const typed: [TypedTable, TypedTable] = [typeTable(first.grid), typeTable(second.grid)];
    const parsed = JoinPlan.parse(plan);
    const sql = joinProgramOf(parsed, ...typed);
    const result = await (await sharedRunner()).run(sql, typed);
    if (result === null)
      throw new ItemRejectedError('no-result', `the program gives no value: ${sql}`);
    const names: [string, string] = [nameOfTable(first), nameOfTable(second)];
    const words = wordJoin(parsed, typed, names);
    return {
      shown: [first, second].map((table) => ({ type: 'text', text: showTable(table) })),
      question: words.question,
      reasoning: words.reasoning,
      reply: words.reply,
      answer: { value: words.value, basis: 'program' },
      keep: words.keep,
      context: [first, second].flatMap((table) => tablePassages(paper, table)),
      evidence: [cellsEvidence(paper, [first, second], { sql, result })],
      tags: { form: 'join', table: names.join(' and '), page: first.element.page },
    };
  },
  requires: ['cells'],
};

function plansOf(paper: OpenPaper, random: Random): JoinedQuestion[] {
  const named = paper.tables.filter(({ element }) => element.label !== null);
  const pairs = named.flatMap((first) =>
    named
      .filter((second) => nameOfTable(second) !== nameOfTable(first))
      .map((second) =>
        random
          .fork(`${first.hash}${second.hash}`)
          .shuffle(joinsOf(paper, first, second))
          .values(),
      ),
  );
  return [...takeTurns(random.shuffle(pairs))];
}

/** Joins whose leader stands alone in the first table and once in the second, with a filled cell. */
function joinsOf(paper: OpenPaper, first: StoredTable, second: StoredTable): JoinedQuestion[] {
  const [left, right] = [typeTable(first.grid), typeTable(second.grid)];
  if (
    new Set(left.rows).size !== left.rows.length ||
    new Set(right.rows).size !== right.rows.length
  )
    return [];
  const plans: JoinPlan[] = [];
  for (const column of left.columns) {
    if (column.kind !== 'number' || column.name === '' || left.keys.includes(column.index))
      continue;
    for (const direction of ['highest', 'lowest'] as const) {
      const [lead, next] = rankedBy(left, column, null, direction);
      if (lead === undefined || next === undefined) continue;
      if (column.cells[lead]!.quantity!.value === column.cells[next]!.quantity!.value) continue;
      const there = right.rows.indexOf(left.rows[lead]!);
      if (there < 0 || left.rows[lead] === '') continue;
      for (const asked of right.columns) {
        if (asked.name === '' || right.keys.includes(asked.index)) continue;
        if (!/[\p{L}\p{N}]/u.test(asked.cells[there]!.text)) continue;
        plans.push({ form: 'join', column: column.index, direction, asked: asked.index });
      }
    }
  }
  return plans.map((plan) => ({
    document: paper.hash,
    tables: [first.hash, second.hash],
    plan,
  }));
}
