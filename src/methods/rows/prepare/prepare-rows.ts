import type { MaterialRef, PrepareContext, Store } from '../../../core/run/method.ts';
import { readRows, type TrainingRow } from '../../../sources/files/index.ts';
import type { RowsMethodOptions } from '../options.ts';

/** Rows in one stored record: few enough to parse in a moment, many enough that the index stays small. */
export const ROWS_IN_CHUNK = 256;

/** A row as it is stored, with where it came from. */
export interface StoredRow extends TrainingRow {
  uri: string;
  row: number;
}

/** Hashes of the chunks, in order, and how many rows they hold in all. */
export interface RowsMaterial {
  chunks: string[];
  rows: number;
  skipped: Record<string, number>;
}

/** Reads the rows once into the store, so that what the gates saw stays what it was. */
export async function prepareRows(
  context: PrepareContext<RowsMethodOptions>,
): Promise<MaterialRef> {
  const { options, store, baseDir, signal, progress, skip } = context;
  const material: RowsMaterial = { chunks: [], rows: 0, skipped: {} };
  let chunk: StoredRow[] = [];
  const flush = async (): Promise<void> => {
    if (chunk.length > 0) material.chunks.push(await store.putRecord(chunk));
    chunk = [];
  };
  for await (const item of readRows(options, { baseFolder: baseDir, signal })) {
    if ('skip' in item) {
      skip(item.skip);
      material.skipped[item.skip.reason] = (material.skipped[item.skip.reason] ?? 0) + 1;
      continue;
    }
    chunk.push(item);
    material.rows++;
    if (chunk.length === ROWS_IN_CHUNK) {
      await flush();
      progress(material.rows, null, 'reading rows');
    }
  }
  await flush();
  const skipped = Object.entries(material.skipped).map(([reason, count]) => `${count} ${reason}`);
  return {
    hash: await store.putRecord(material),
    assignments: material.rows,
    summary: `${material.rows} rows${skipped.length > 0 ? `; not readable: ${skipped.join(', ')}` : ''}`,
  };
}

export async function openRows(ref: MaterialRef, store: Store): Promise<RowsMaterial> {
  return (await store.record(ref.hash)) as RowsMaterial;
}
