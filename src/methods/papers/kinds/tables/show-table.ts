import { codePointLength } from '../../../../core/text/code-points.ts';
import { ItemRejectedError } from '../../../../core/errors/index.ts';
import type { Passage } from '../../../../core/records/index.ts';
import { gridToMarkdown } from '../../../../sources/pdf/tables/grid-to-markdown.ts';
import type { OpenPaper, StoredTable } from '../../material.ts';

/** A table as the asker sees it: its caption, then the grid. */
export function showTable({ grid, caption, element }: StoredTable): string {
  const title = caption?.text ?? element.label ?? '';
  return [title, gridToMarkdown(grid)].filter((part) => part !== '').join('\n\n');
}

/** What a question calls the table: its printed label, else what stands before it. */
export function nameOfTable({ element }: StoredTable): string {
  return element.label ?? 'the table';
}

/** The blocks of the table and of its caption, as passages that the answer rests on. */
export function tablePassages(paper: OpenPaper, { element, caption }: StoredTable): Passage[] {
  return [element, ...(caption === null ? [] : [caption])].map(({ id }) => {
    const { block } = paper.byId.get(id)!;
    const { text } = paper.document.blocks[block]!;
    return { document: paper.hash, block, start: 0, end: codePointLength(text), text, gold: true };
  });
}

/** A table of a paper by its hash. Raises ItemRejectedError where the paper has no such table. */
export function tableOf(paper: OpenPaper, hash: string): StoredTable {
  const table = paper.tables.find((one) => one.hash === hash);
  if (table === undefined)
    throw new ItemRejectedError(
      'table-absent',
      `no table ${hash.slice(0, 12)} in ${paper.document.uri}`,
    );
  return table;
}
