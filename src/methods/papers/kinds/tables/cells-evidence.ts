import type { CellsEvidence } from '../../../../core/records/index.ts';
import type { OpenPaper, StoredTable } from '../../material.ts';

export const CELLS_PROVER = 'cells/papers@1';

/** All filled cells of the tables that were shown, and the program over them. */
export function cellsEvidence(
  paper: OpenPaper,
  tables: readonly StoredTable[],
  program: CellsEvidence['program'],
): CellsEvidence {
  return {
    kind: 'cells',
    prover: CELLS_PROVER,
    document: paper.hash,
    file: paper.paper.file,
    tables: tables.map(({ hash }) => hash),
    cells: tables.flatMap(({ grid }, table) =>
      grid.cells
        .filter(({ text }) => text !== '')
        .map(({ row, column, text }) => ({ table, row, column, text })),
    ),
    program,
  };
}
