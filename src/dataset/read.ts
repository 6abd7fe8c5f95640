import { MaterialAlteredError } from '../core/errors/index.ts';
import { type Sample, sampleHash } from '../core/records/index.ts';
import { openDuckDb } from '../core/store/duckdb.ts';
import { openDatasetFiles } from './dataset-files.ts';
import { orderRows } from './order-rows.ts';
import { parseRawRow } from './read-rows.ts';
import { openSealedList } from './sealed-list.ts';
import { createFindings } from './verify-result.ts';

/**
 * Samples of a dataset, or of one Parquet or JSONL file of it, in commit order: for exports and for looking at them.
 * Each must match its own hash; nothing is replayed. Raises MaterialAlteredError at the first that does not, and
 * RecipeError when nothing is at the path.
 */
export async function* readDataset(path: string): AsyncGenerator<Sample, void, undefined> {
  const findings = createFindings();
  const files = await openDatasetFiles(path, undefined, findings);
  const list = await openSealedList();
  const duckdb = await openDuckDb();
  try {
    if (files.samplesFile) await list.load(files.samplesFile);
    for await (const { file, row } of orderRows({ files, duckdb, list, findings })) {
      const sample = parseRawRow(row.value);
      if (sampleHash(sample) !== sample.hash) {
        throw new MaterialAlteredError(`${file.name} row ${row.index} does not match its hash`, {
          hint: 'Run `wellspring verify`: it says what was altered.',
        });
      }
      yield sample;
    }
    const unreadable = findings.lists.failed.find(({ reason }) =>
      reason.startsWith('it cannot be read'),
    );
    if (unreadable) throw new MaterialAlteredError(`${unreadable.evidence}: ${unreadable.reason}`);
  } finally {
    duckdb.close();
    list.close();
  }
}
