import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openDuckDb } from '../core/store/duckdb.ts';
import { RecipeError } from '../core/errors/index.ts';
import { openStoredHub } from '../methods/personas/hub/stored/open-stored-hub.ts';
import { importPersonas, type ImportOptions } from './import-personas.ts';

const made: string[] = [];
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wellspring-import-'));
  made.push(dir);
});
afterAll(() => Promise.all(made.map((one) => rm(one, { recursive: true, force: true }))));

const load = (paths: string[], options: Partial<ImportOptions> = {}) =>
  importPersonas({
    hub: join(dir, 'hub'),
    paths: paths.map((path) => join(dir, path)),
    language: 'en',
    threshold: 0.9,
    cosine: 0.9,
    signal: new AbortController().signal,
    onActivity: () => {},
    ...options,
  });
const write = (name: string, lines: string[]): Promise<void> =>
  writeFile(join(dir, name), `${lines.join('\n')}\n`);
const row = (persona: string): string => JSON.stringify({ persona });

async function take<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const taken: T[] = [];
  for await (const one of rows) taken.push(one);
  return taken;
}

async function read() {
  const hub = await openStoredHub(join(dir, 'hub'));
  try {
    return {
      personas: await take(hub.personas()),
      dropped: await take(hub.dropped()),
      hash: hub.hash,
    };
  } finally {
    hub.close();
  }
}

describe('importPersonas', () => {
  it('takes what is a persona, and lists all else by line and reason', async () => {
    await write('a.jsonl', [
      row('A political analyst specialized in El Salvador'),
      '{broken',
      row('A Political Analyst specialized in El Salvador.'),
      '',
      row('A chess teacher in a prison'),
      row('A chess teacher in a prison'),
      '"a text"',
    ]);
    const { files } = await load(['a.jsonl']);
    expect(files).toMatchObject([
      { uri: 'a.jsonl', added: 2, dropped: { malformed: 2, 'near-duplicate': 1, 'same-text': 1 } },
    ]);
    const { personas, dropped } = await read();
    expect(personas.map(({ lineage }) => lineage.row)).toEqual([1, 5]);
    expect(dropped.map(({ row: line, reason }) => [line, reason])).toEqual([
      [2, 'malformed'],
      [3, 'near-duplicate'],
      [6, 'same-text'],
      [7, 'malformed'],
    ]);
    expect(personas[0]!.id.startsWith(dropped[1]!.of!)).toBe(true);
    expect(dropped[2]!.of).toBe(personas[1]!.id);
  });

  it('reads Parquet in the columns of Nemotron-Personas, and packed lines', async () => {
    const db = await openDuckDb();
    await db.writeParquet(
      `SELECT 'u' || i AS uuid, 'A potter of kiln ' || i || ' in the hills of ' || chr(65 + i::INT) AS professional_persona, ` +
        `'Female' AS sex, 20 + i AS age, '[''knitting'', ''chess'']' AS hobbies_and_interests_list FROM range(20) t(i)`,
      join(dir, 'b.parquet'),
    );
    db.close();
    await writeFile(join(dir, 'c.jsonl.gz'), gzipSync(`${row('A diver who mends piers')}\n`));
    const { files } = await load(['b.parquet', 'c.jsonl.gz'], { threshold: null });
    expect(files.map(({ added }) => added)).toEqual([20, 1]);
    const { personas } = await read();
    expect(personas[3]).toMatchObject({
      description: 'A potter of kiln 3 in the hills of D',
      attributes: {
        uuid: 'u3',
        gender: 'Female',
        age: 23,
        hobbies_and_interests_list: ['knitting', 'chess'],
      },
      lineage: { file: 'b.parquet', row: 4 },
    });
  });

  it('knows duplicates across files and runs, and reads no file twice', async () => {
    await write('a.jsonl', [row('A chess teacher in a prison')]);
    await write('b.jsonl', [row('A chess teacher in a prison'), row('A diver who mends piers')]);
    await load(['a.jsonl']);
    const { files } = await load(['a.jsonl', 'b.jsonl']);
    expect(files).toMatchObject([{ before: true }, { before: false, added: 1 }]);
    expect((await read()).personas).toHaveLength(2);
    // The same name with other bytes is another file.
    await write('a.jsonl', [row('A night baker who collects tram tickets')]);
    expect((await load(['a.jsonl'])).files).toMatchObject([{ before: false, added: 1 }]);
  });

  it('goes on where it was stopped, to the same hub', async () => {
    const lines = Array.from({ length: 500 }, (_, at) =>
      row(`A keeper of lighthouse ${at} by the sea of ${(at * 7919) % 1009} storms`),
    );
    await write('a.jsonl', lines);
    let looks = 0;
    const throwIfAborted = (): void => {
      if (++looks > 250) throw new Error('stopped');
    };
    const signal = Object.assign(new AbortController().signal, { throwIfAborted });
    await expect(load(['a.jsonl'], { threshold: null, batchRows: 100, signal })).rejects.toThrow(
      'stopped',
    );
    const kept = (await read()).personas.length;
    expect(kept).toBeGreaterThan(200);
    expect(kept).toBeLessThan(300);
    await load(['a.jsonl'], { threshold: null, batchRows: 100 });
    const { personas } = await read();
    expect(personas.map(({ lineage }) => lineage.row)).toEqual(lines.map((_, at) => at + 1));
  });

  it('refuses what holds no persona file, and names it', async () => {
    await writeFile(join(dir, 'a.txt'), 'A cook');
    await expect(load(['a.txt'])).rejects.toThrow(RecipeError);
    await expect(load(['none.jsonl'])).rejects.toThrow(/none\.jsonl/);
    await writeFile(join(dir, 'b.parquet'), 'PAR1 but no more');
    await expect(load(['b.parquet'])).rejects.toThrow(RecipeError);
  });

  it('keeps what a damaged file had before the damage, and says so', async () => {
    const packed = gzipSync(
      Array.from({ length: 20_000 }, (_, at) =>
        row(`A keeper of lighthouse ${at} by the sea of ${(at * 7919) % 100_003} storms`),
      ).join('\n'),
    );
    await writeFile(join(dir, 'a.jsonl.gz'), packed.subarray(0, packed.length >> 1));
    await write('b.jsonl', [row('A diver who mends piers')]);
    const { skipped, manifest } = await load(['a.jsonl.gz', 'b.jsonl'], { threshold: null });
    expect(skipped).toMatchObject([{ uri: 'a.jsonl.gz', message: expect.stringMatching(/\w/) }]);
    expect(manifest.sources[0]).toMatchObject({ done: false });
    expect(manifest.sources[0]!.added).toBeGreaterThan(100);
  });
});
