import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceError } from '../core/errors/index.ts';
import { type Sample, type Split, SPLITS } from '../core/records/index.ts';
import { openDuckDb, sqlString } from '../core/store/duckdb.ts';
import { hashFile } from '../core/store/hash-file.ts';
import { type LineFile, openLineFile } from './line-file.ts';
import { type ManifestFile, shardPath } from './manifest.ts';
import { ROW_COLUMNS, toRow } from './row.ts';
import { syncPath } from './replace-folder.ts';

export const SHARD_DEFAULTS = {
  /** Of rows as JSON text; the Parquet file is several times smaller. */
  maxShardBytes: 256 * 2 ** 20,
  maxShardRows: 1_000_000,
  /** A row group is read at once, so wide rows get smaller ones. */
  rowGroupBytes: 64 * 2 ** 20,
} as const;

export type ShardOptions = Partial<Record<keyof typeof SHARD_DEFAULTS, number>>;

export interface ShardWriter {
  /** Appends a row to its split's open shard, and says which shard that is. */
  add(sample: Sample): Promise<number>;
  /** Ends the shards and gives them their final names. */
  close(): Promise<ManifestFile[]>;
  /** Lets go of open files. Harmless after `close`. */
  abandon(): Promise<void>;
}

interface OpenShard {
  number: number;
  rows: number;
  file: LineFile;
}

/** Writes Parquet shards below `dir/data`. Same rows, same order, same options: same bytes. */
export function openShards(dir: string, options: ShardOptions = {}): ShardWriter {
  const { maxShardBytes, maxShardRows, rowGroupBytes } = { ...SHARD_DEFAULTS, ...options };
  const open = new Map<Split, OpenShard>();
  const done = new Map<Split, { rows: number }[]>(SPLITS.map((split) => [split, []]));
  const linesPath = (split: Split, shard: number): string => join(dir, `${split}-${shard}.jsonl`);
  const parquetPath = (split: Split, shard: number): string =>
    join(dir, `${split}-${shard}.parquet`);

  async function finish(split: Split, { file, number, rows }: OpenShard): Promise<void> {
    open.delete(split);
    const { bytes } = await file.close();
    const lines = linesPath(split, number);
    const perGroup = Math.floor(rowGroupBytes / Math.max(1, bytes / rows));
    await writeParquet(
      lines,
      parquetPath(split, number),
      Math.min(10_000, Math.max(2_048, perGroup)),
    );
    await rm(lines);
    done.get(split)!.push({ rows });
  }

  return {
    async add(sample) {
      const { split } = sample;
      const line = JSON.stringify(toRow(sample));
      if (line.length > MAX_ROW_CHARACTERS) {
        throw new SourceError(
          `sample ${sample.id} is longer than ${MAX_ROW_CHARACTERS} characters`,
          {
            hint: 'Let the length gate refuse such samples.',
          },
        );
      }
      let shard = open.get(split);
      const full =
        shard && (shard.rows >= maxShardRows || shard.file.bytes + line.length > maxShardBytes);
      if (shard && full) {
        await finish(split, shard);
        shard = undefined;
      }
      if (shard === undefined) {
        const number = done.get(split)!.length;
        shard = { number, rows: 0, file: await openLineFile(linesPath(split, number)) };
        open.set(split, shard);
      }
      await shard.file.add(line);
      shard.rows++;
      return shard.number;
    },

    async close() {
      for (const [split, shard] of open) await finish(split, shard);
      const files: ManifestFile[] = [];
      await mkdir(join(dir, 'data'), { recursive: true });
      for (const [split, shards] of done) {
        for (const [number, { rows }] of shards.entries()) {
          const path = shardPath(split, number, shards.length);
          await rename(parquetPath(split, number), join(dir, path));
          await syncPath(join(dir, path));
          files.push({ path, ...(await hashFile(join(dir, path))), rows });
        }
      }
      return files;
    },

    async abandon() {
      for (const { file } of open.values()) await file.abandon();
    },
  };
}

/** Columns are named, so that nothing is guessed from the content of the first rows. */
async function writeParquet(lines: string, path: string, rowGroupRows: number): Promise<void> {
  const columns = Object.entries(ROW_COLUMNS)
    .map(([name, type]) => `${sqlString(name)}: ${sqlString(type)}`)
    .join(', ');
  const duckdb = await openDuckDb();
  try {
    await duckdb.writeParquet(
      `SELECT * FROM read_json(${sqlString(lines)}, columns = {${columns}}, format = 'newline_delimited', ` +
        `maximum_object_size = ${MAX_ROW_BYTES})`,
      path,
      { rowGroupRows },
    );
  } finally {
    duckdb.close();
  }
}

/** DuckDB reads a row of JSON into one buffer; four bytes a character are the most that UTF-8 takes. */
const MAX_ROW_CHARACTERS = 8 * 2 ** 20;
const MAX_ROW_BYTES = 4 * MAX_ROW_CHARACTERS;
