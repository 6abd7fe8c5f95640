import { hashRecord } from '../../../core/hash.ts';
import { type Prover, readStoredDocument } from '../../../core/proof/index.ts';
import type { CellsEvidence } from '../../../core/records/index.ts';
import { TableGrid } from '../../../sources/pdf/tables/table-grid.ts';
import { CELLS_PROVER } from '../kinds/tables/cells-evidence.ts';
import { sharedRunner } from '../kinds/tables/run-program.ts';
import { typeTable } from '../kinds/tables/typed-table.ts';
import { DRAFT_CHECK } from '../write/compose-candidate.ts';
import { fail } from './fail.ts';
import { faultOfQuote } from './page-text.ts';

/**
 * Cells hold when the stored tables have them, the PDF has their words in their boxes, and the program over the tables gives
 * the result again. The program runs closed to files and network; that it is the plan's own is paper-draft's to show.
 */
export const cellsProver: Prover<CellsEvidence> = {
  name: CELLS_PROVER,
  kind: 'cells',
  references: ({ document, tables, file }) => ({ records: [document, ...tables], blobs: [file] }),
  async replay({ document: hash, tables, file, cells, program }, sample, material) {
    const stored = await readStoredDocument(hash, material);
    if ('reason' in stored) return fail(stored.reason);
    if (stored.document.source.hash !== file)
      return fail('the document was not read from the file that the cells name');
    const grids: TableGrid[] = [];
    for (const table of tables) {
      const parsed = TableGrid.safeParse(await material.record(table));
      if (!parsed.success || hashRecord(parsed.data) !== table)
        return fail(`${table.slice(0, 12)} is no stored table`);
      grids.push(parsed.data);
    }
    const filled = grids.flatMap((grid, table) =>
      grid.cells.filter(({ text }) => text !== '').map((cell) => ({ ...cell, table })),
    );
    if (filled.length !== cells.length) return fail('not all cells of the tables are named');
    for (const [at, cell] of filled.entries()) {
      const named = cells[at]!;
      if (
        named.table !== cell.table ||
        named.row !== cell.row ||
        named.column !== cell.column ||
        named.text !== cell.text
      )
        return fail(
          `row ${named.row}, column ${named.column} of the table does not say “${named.text}”`,
        );
      const reason = await faultOfQuote(cell.text, cell.boxes, file, material);
      if (reason !== undefined) return fail(`row ${cell.row}, column ${cell.column}: ${reason}`);
    }
    if (!sample.checks.some(({ name }) => name === DRAFT_CHECK))
      return fail('no plan says where the program comes from');
    if (!program.sql.startsWith('SELECT ') || program.sql.includes(';'))
      return fail('the program is not one query');
    const result = await (await sharedRunner()).run(program.sql, grids.map(typeTable));
    return result === program.result
      ? { verdict: 'pass' }
      : fail(`the program gives ${result ?? 'nothing'}, not ${program.result}`);
  },
};
