import { existsSync } from 'node:fs';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, type Hash, hashRecord, sha256 } from '../../src/core/hash.ts';
import { type Sample, type Split, sampleHash, sampleId } from '../../src/core/records/index.ts';
import { openDuckDb, sqlString } from '../../src/core/store/duckdb.ts';
import {
  DATASET_FORMAT,
  type Manifest,
  parseShardPath,
  sealManifest,
  shardPath,
} from '../../src/dataset/manifest.ts';
import { fromRow, ROW_COLUMNS, toRow } from '../../src/dataset/row.ts';

/**
 * A knowledgeable forger: reads a dataset, changes what an edit says, and makes every hash anew (records, samples, ids,
 * the sealed list, shards, manifest), so that only replay can tell.
 */

export interface OpenedDataset {
  dir: string;
  /** In commit order. Change them in place or replace them. */
  samples: Sample[];
  /** Proof records by hash. Give a record new content with {@link replaceRecord}. */
  records: Map<Hash, unknown>;
  /** Lines that stand for withheld material, as they are. */
  stubs: string[];
}

/** Reads a whole dataset into memory. */
export async function openForForgery(dir: string): Promise<OpenedDataset> {
  const rows = new Map<string, Sample>();
  const duckdb = await openDuckDb();
  try {
    for (const name of await readdir(join(dir, 'data'))) {
      const path = sqlString(join(dir, 'data', name));
      for (const row of await duckdb.rows(`SELECT * FROM read_parquet(${path})`)) {
        const sample = fromRow(row);
        rows.set(sample.id, sample);
      }
    }
  } finally {
    duckdb.close();
  }
  const order = (await readLines(join(dir, 'proof/samples.jsonl'))).map(
    (line) => (JSON.parse(line) as { id: string }).id,
  );
  const records = new Map<Hash, unknown>();
  const stubs: string[] = [];
  for (const name of await objectFiles(dir)) {
    for (const line of await readLines(join(dir, 'proof', name))) {
      const object = JSON.parse(line) as { hash: Hash; record?: unknown };
      if ('record' in object) records.set(object.hash, object.record);
      else stubs.push(line);
    }
  }
  return { dir, samples: order.map((id) => rows.get(id)!), records, stubs };
}

/** Puts a changed record into the proof, and its new hash wherever a sample named the old one. */
export function replaceRecord(dataset: OpenedDataset, old: Hash, record: unknown): Hash {
  const hash = hashRecord(record);
  dataset.records.delete(old);
  dataset.records.set(hash, record);
  dataset.samples = dataset.samples.map(
    (sample) => JSON.parse(JSON.stringify(sample).replaceAll(old, hash)) as Sample,
  );
  return hash;
}

/** Writes the dataset back with all seals made anew. */
export async function reseal(dataset: OpenedDataset): Promise<void> {
  const { dir } = dataset;
  const samples = dataset.samples.map(resealSample);
  const manifest = JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8')) as Manifest;
  const shards = await writeShards(dir, samples, manifest);
  const objects = [...dataset.records].map(([, record]): [Hash, string] => {
    const json = canonicalJson(record);
    return [sha256(json), `{"hash":"${sha256(json)}","record":${json}}`];
  });
  for (const stub of dataset.stubs) objects.push([(JSON.parse(stub) as { hash: Hash }).hash, stub]);
  const lines = objects.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => `${line}\n`);
  for (const name of (await objectFiles(dir)).slice(1)) await rm(join(dir, 'proof', name));
  await writeFile(join(dir, 'proof/objects-00000.jsonl'), lines.join(''));
  await resealManifest(dir, samples, shards, manifest);
}

/** A sample with the id of its lineage and the hash of its content. */
export function resealSample(sample: Sample): Sample {
  const named = { ...sample, id: sampleId(sample.lineage) };
  return { ...named, hash: sampleHash(named) };
}

/** Writes one shard per split, in the order of the samples. */
async function writeShards(
  dir: string,
  samples: Sample[],
  manifest: Manifest,
): Promise<Map<string, number>> {
  for (const { path } of manifest.files)
    if (parseShardPath(path)) await rm(join(dir, path), { force: true });
  const shards = new Map<string, number>();
  for (const split of new Set(samples.map((sample) => sample.split))) {
    const rows = samples.filter((sample) => sample.split === split);
    const path = shardPath(split as Split, 0, 1);
    await writeRows(join(dir, path), rows);
    shards.set(path, rows.length);
  }
  const sealed = samples.map(
    ({ id, hash, split }) => `${canonicalJson({ hash, id, shard: 0, split })}\n`,
  );
  await writeFile(join(dir, 'proof/samples.jsonl'), sealed.join(''));
  return shards;
}

/** Writes samples as a Parquet file with the dataset's columns. */
export async function writeRows(path: string, samples: Sample[]): Promise<void> {
  const columns = Object.entries(ROW_COLUMNS);
  const duckdb = await openDuckDb();
  try {
    await duckdb.run(
      `CREATE TABLE forged (${columns.map(([name, type]) => `"${name}" ${type}`).join(', ')})`,
    );
    await duckdb.insert(
      'forged',
      samples.map((sample) => {
        const row = toRow(sample) as unknown as Record<string, never>;
        return columns.map(([name]) => row[name]!);
      }),
    );
    await duckdb.writeParquet('SELECT * FROM forged', path);
  } finally {
    duckdb.close();
  }
}

/** Makes the manifest anew for the files that are there. */
async function resealManifest(
  dir: string,
  samples: Sample[],
  shards: Map<string, number>,
  old: Manifest,
): Promise<void> {
  const paths = new Set([...old.files.map((file) => file.path), ...shards.keys()]);
  const files: Manifest['files'] = [];
  for (const path of [...paths].toSorted()) {
    if (!existsSync(join(dir, path))) continue;
    const bytes = await readFile(join(dir, path));
    const rows = shards.get(path);
    files.push({
      path,
      sha256: sha256(bytes),
      bytes: bytes.length,
      ...(rows === undefined ? {} : { rows }),
    });
  }
  const splits: Manifest['splits'] = {};
  for (const { split } of samples) splits[split] = (splits[split] ?? 0) + 1;
  const recipe = samples[0]?.lineage.recipe ?? old.recipe;
  await writeFile(
    join(dir, 'manifest.json'),
    sealManifest({ format: DATASET_FORMAT, files, samples: samples.length, splits, recipe }),
  );
}

async function objectFiles(dir: string): Promise<string[]> {
  return (await readdir(join(dir, 'proof')))
    .filter((name) => name.startsWith('objects-'))
    .toSorted();
}

async function readLines(path: string): Promise<string[]> {
  return (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
}
