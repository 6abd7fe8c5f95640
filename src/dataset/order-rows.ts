import type { DuckDb } from '../core/store/duckdb.ts';
import type { DatasetFiles, RowFile } from './dataset-files.ts';
import { type RawRow, readRows, readShape } from './read-rows.ts';
import type { SealedList } from './sealed-list.ts';
import { type Findings, reasonOf } from './verify-result.ts';

/** A row and the file it lies in. */
export interface OrderedRow {
  file: RowFile;
  row: RawRow;
}

type SelectedFile = RowFile & { columns: string[] };

interface Context {
  files: DatasetFiles;
  duckdb: DuckDb;
  list: SealedList;
  findings: Findings;
}

/**
 * All rows in the order in which they were committed: each split's shards are one stream, other files together another,
 * and the sealed list says whose turn it is. Files that cannot be read, or end too early, become findings.
 */
export async function* orderRows(context: Context): AsyncGenerator<OrderedRow> {
  const { files, findings, list } = context;
  const streams = new Map<string, SelectedFile[]>();
  for (const file of await selectFiles(context)) {
    const name = file.state === 'unlisted' ? 'other' : (file.claim?.split ?? 'other');
    streams.set(name, [...(streams.get(name) ?? []), file]);
  }
  const reencoded: RowFile[] = [];
  const heads: { ordinal: number; next: OrderedRow; rest: AsyncGenerator<OrderedRow> }[] = [];
  const advance = async (rest: AsyncGenerator<OrderedRow>): Promise<void> => {
    const { done, value: next } = await rest.next();
    if (done) return;
    const { id } = next.row.value;
    const ordinal = typeof id === 'string' ? (list.find(id)?.ordinal ?? Infinity) : Infinity;
    heads.push({ ordinal, next, rest });
  };
  let rows = 0;
  try {
    for (const group of streams.values()) await advance(readFiles(group, context, reencoded));
    while (heads.length > 0) {
      const first = heads.reduce((best, head) => (head.ordinal < best.ordinal ? head : best));
      heads.splice(heads.indexOf(first), 1);
      rows++;
      yield first.next;
      await advance(first.rest);
    }
  } finally {
    for (const head of heads) await head.rest.return(undefined);
  }
  reportPart(files, list, rows, reencoded, findings);
}

/** Leaves out what holds no rows of a dataset; names what cannot be read. */
async function selectFiles({ files, duckdb, findings }: Context): Promise<SelectedFile[]> {
  const selected: SelectedFile[] = [];
  for (const file of files.rowFiles) {
    try {
      const { isDataset, columns, extraColumns } = await readShape(file.path, duckdb);
      if (!isDataset) {
        // The hub loads what lies in data/, so nothing may lie there unproved.
        if (file.state === 'unlisted' && !file.name.startsWith('data/'))
          findings.note(`${file.name} holds no rows of a dataset: not looked at`);
        else findings.add('failed', null, file.name, 'it holds no rows of a dataset');
        continue;
      }
      if (extraColumns.length > 0) {
        findings.note(`${file.name} has columns that no seal covers: ${extraColumns.join(', ')}`);
      }
      selected.push({ ...file, columns });
    } catch (error) {
      findings.add('failed', null, file.name, `it cannot be read: ${reasonOf(error)}`);
    }
  }
  return selected;
}

/** Rows of files in turn. Files with other bytes and yet the same rows are gathered in `reencoded`. */
async function* readFiles(
  group: SelectedFile[],
  context: Context,
  reencoded: RowFile[],
): AsyncGenerator<OrderedRow> {
  const { duckdb, findings, list } = context;
  for (const file of group) {
    const { claim, state, rows } = file;
    const expected =
      state === 'differs' && claim ? list.shardIds(claim.split, claim.shard) : undefined;
    let same = expected !== undefined;
    let count = 0;
    try {
      for await (const row of readRows(file.path, file.columns, duckdb)) {
        count++;
        if (same) same = expected!.next().value === row.value['id'];
        yield { file, row };
      }
      if (same) same = expected!.next().done === true;
      if (same) reencoded.push(file);
      if (state === 'intact' && rows !== undefined && count !== rows) {
        findings.add(
          'failed',
          null,
          file.name,
          `it holds ${count} rows, and the manifest says ${rows}`,
        );
      }
    } catch (error) {
      findings.add(
        'failed',
        null,
        file.name,
        `it cannot be read after row ${count}: ${reasonOf(error)}`,
      );
    }
    expected?.return?.(undefined);
  }
}

/** Tells a dataset of which rows were filtered out from one whose shards were rewritten under their sealed names. */
function reportPart(
  files: DatasetFiles,
  list: SealedList,
  rows: number,
  reencoded: RowFile[],
  findings: Findings,
): void {
  for (const name of files.absentShards) findings.note(`${name} is not here`);
  const isPart = list.size !== null && rows < list.size;
  if (isPart)
    findings.note(
      `${rows} of ${list.size} sealed samples are here: what was filtered out is no error`,
    );
  for (const { name } of reencoded) {
    if (isPart) findings.note(`${name} has other bytes than were sealed, and the same rows`);
    else
      findings.add(
        'failed',
        null,
        name,
        'altered: its bytes are not those that were sealed, and its rows are all there in the same order',
      );
  }
}
