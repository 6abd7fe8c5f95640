import { z } from 'zod';
import { RecipeError } from '../../../core/errors/index.ts';
import type { MaterialRef, PrepareContext } from '../../../core/run/method.ts';
import { Paper } from '../../../sources/pdf/paper.ts';
import type { TableGrid } from '../../../sources/pdf/tables/table-grid.ts';
import { PapersOptions } from '../options.ts';
import { tokensOf } from '../vision/align-tokens.ts';
import { readByVision, type VisionBudget } from '../vision/read-by-vision.ts';
import { JudgedClaim, TableClaim } from '../vision/vision-claim.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** The part's material as it is stored: which papers, and which of their tables can be asked about. */
export const StoredPapers = z.strictObject({
  type: z.literal('papers'),
  options: PapersOptions,
  papers: z.array(
    z.strictObject({
      /** Hash of the stored document record, and the document's identity. */
      hash,
      id: hash,
      license: z.string().nullable(),
      tables: z.array(z.strictObject({ element: z.string(), hash })),
      /** What a vision model said of its elements, and what that came to. */
      claims: z.array(JudgedClaim),
    }),
  ),
});
export type StoredPapers = z.infer<typeof StoredPapers>;

/** Stores each table by itself, and names the papers. Documents that are no papers are passed over, and noted. */
export async function preparePapers(context: PrepareContext<PapersOptions>): Promise<MaterialRef> {
  const { options, store, signal, progress, skip } = context;
  const papers: StoredPapers['papers'] = [];
  const seen = new Set<string>();
  let read = 0;
  let tables = 0;
  let claims = 0;
  const budget: VisionBudget = { left: options.visionBudget, beyond: 0 };
  for await (const document of context.documents()) {
    signal.throwIfAborted();
    progress(++read, null, 'papers read');
    if (seen.has(document.id)) continue;
    seen.add(document.id);
    if (document.layout === undefined) {
      const message = 'It has no layout: only documents of a source with `type: pdf` are papers.';
      skip({ uri: document.uri, reason: 'no-layout', message });
      continue;
    }
    const paper = Paper.parse(await store.record(document.layout));
    const entry: StoredPapers['papers'][number] = {
      hash: await store.putRecord(document),
      id: document.id,
      license: document.license,
      tables: [],
      claims: await claimsOf(paper, context, budget),
    };
    claims += entry.claims.length;
    for (const { id, table } of paper.elements) {
      if (table === undefined) continue;
      const isSure = table.confidence >= options.leastConfidence;
      if (!isSure && !entry.claims.some((claim) => confirms(claim, id, table))) continue;
      entry.tables.push({ element: id, hash: await store.putRecord(table) });
    }
    tables += entry.tables.length;
    papers.push(entry);
  }
  if (papers.length === 0) {
    throw new RecipeError(`there is no paper to ask about: ${read} documents, none with a layout`, {
      hint: 'name under `uses` a source with `type: pdf`',
    });
  }
  const stored: StoredPapers = { type: 'papers', options, papers };
  return {
    hash: await store.putRecord(stored),
    summary: `${papers.length} ${papers.length === 1 ? 'paper' : 'papers'}, ${tables} tables${claims > 0 ? `, ${claims} elements seen by the vision model` : ''}${budget.beyond > 0 ? `, ${budget.beyond} beyond its budget` : ''}`,
  };
}

async function claimsOf(
  paper: Paper,
  context: PrepareContext<PapersOptions>,
  budget: VisionBudget,
): Promise<JudgedClaim[]> {
  if (context.options.vision === 'off' || !context.models('vision').has('vision')) return [];
  return readByVision(paper, await context.store.blob(paper.file), context, budget);
}

/** Whether a supported claim gives a table the same rows and columns as its own grid: two readers that agree are believed. */
function confirms({ element, verdict, claim }: JudgedClaim, id: string, grid: TableGrid): boolean {
  if (element !== id || verdict !== 'supported') return false;
  const { rows } = TableClaim.parse(claim);
  return (
    rows.length === grid.rows &&
    grid.cells.every(({ row, column, text }) => words(rows[row]?.[column] ?? '') === words(text))
  );
}

function words(text: string): string {
  return tokensOf(text).join(' ');
}
