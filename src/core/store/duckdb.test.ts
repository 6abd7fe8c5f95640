import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '../hash.ts';
import { type DuckDb, openDuckDb, sqlName, sqlString } from './duckdb.ts';

let folder: string;
let db: DuckDb;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duckdb-test-'));
  db = await openDuckDb();
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

describe('values', () => {
  test('come back plain and exact', async () => {
    const [row] =
      await db.rows(`SELECT 42::BIGINT AS small, 9007199254740993::BIGINT AS large, 1.25 AS decimal,
      12345678901234567890.12::DECIMAL(38,2) AS wide, sum(1) AS total, DATE '2020-02-29' AS day,
      TIMESTAMP '2020-02-29 12:00:00' AS moment, [1, 2]::BIGINT[] AS list, {'a': 'b', 'n': 1::BIGINT} AS record,
      '\\xFF\\x00'::BLOB AS bytes, NULL AS nothing, 'né 🌊' AS text, 0.1::DOUBLE AS real`);
    expect(row).toEqual({
      small: 42,
      large: '9007199254740993',
      decimal: 1.25,
      wide: '12345678901234567890.12',
      total: 1,
      day: '2020-02-29',
      moment: '2020-02-29 12:00:00',
      list: [1, 2],
      record: { a: 'b', n: 1 },
      bytes: Uint8Array.of(255, 0),
      nothing: null,
      text: 'né 🌊',
      real: 0.1,
    });
  });

  test('go in as parameters, never as SQL', async () => {
    const hostile = "'); DROP TABLE x; --";
    const rows = await db.rows(
      'SELECT ? AS text, ? AS whole, ? AS bytes, ? AS list, ? AS nothing',
      [hostile, 2 ** 40, Uint8Array.of(1, 2), ['a', 'b'], null],
    );
    expect(rows).toEqual([
      {
        text: hostile,
        whole: 2 ** 40,
        bytes: Uint8Array.of(1, 2),
        list: ['a', 'b'],
        nothing: null,
      },
    ]);
  });

  test('quotes literals and names', async () => {
    expect(await db.rows(`SELECT ${sqlString("it's")} AS ${sqlName('a "b"')}`)).toEqual([
      { 'a "b"': "it's" },
    ]);
  });
});

describe('insert', () => {
  test('appends more rows than a chunk holds, from an async source', async () => {
    await db.run(
      'CREATE TABLE numbers (i BIGINT, t VARCHAR, l VARCHAR[], s STRUCT(a INTEGER), b BLOB)',
    );
    expect(await db.insert('numbers', numberRows())).toBe(5000);
    expect(
      await db.rows('SELECT count(*) AS n, count(t) AS texts, sum(s.a) AS total FROM numbers'),
    ).toEqual([{ n: 5000, texts: 2500, total: 12497500 }]);
    expect(await db.rows('SELECT * FROM numbers WHERE i = 4098')).toEqual([
      { i: 4098, t: 'row 4098', l: ['x', '4098'], s: { a: 4098 }, b: Uint8Array.of(2) },
    ]);
  });

  test('leaves nothing behind when a row or the source fails', async () => {
    await db.run('CREATE TABLE atomic (i INTEGER)');
    await expect(db.insert('atomic', brokenRows())).rejects.toThrow('the source broke');
    await expect(db.insert('atomic', [[1], [1, 2]])).rejects.toMatchObject({
      code: 'query-failed',
    });
    expect(await db.rows('SELECT count(*) AS n FROM atomic')).toEqual([{ n: 0 }]);
    expect(await db.insert('atomic', [[7]])).toBe(1);
  });
});

describe('stream', () => {
  test('gives rows in order while other queries run, and can be left early', async () => {
    let expected = 0;
    for await (const row of db.stream<{ i: number }>('SELECT i FROM range(10000) r(i)')) {
      expect(row.i).toBe(expected++);
      if (expected % 2000 === 0) await db.rows('SELECT 1');
      if (expected === 7000) break;
    }
    expect(expected).toBe(7000);
    expect(await db.rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('writeParquet', () => {
  test('gives identical bytes twice, from two databases, and keeps the order', async () => {
    const query = `SELECT i, 'text ' || (i * 7919 % 1000) AS t, CASE WHEN i % 3 = 0 THEN NULL ELSE i / 7 END AS q FROM range(30000) r(i)`;
    const other = await openDuckDb();
    expect(await db.writeParquet(query, join(folder, 'a.parquet'))).toBe(30000);
    await other.writeParquet(query, join(folder, 'b.parquet'));
    other.close();
    const [a, b] = await Promise.all(
      ['a', 'b'].map((name) => readFile(join(folder, `${name}.parquet`))),
    );
    expect(sha256(a!)).toBe(sha256(b!));
    const rows = await db.rows<{ i: number }>(
      `SELECT i FROM ${sqlString(join(folder, 'a.parquet'))}`,
    );
    expect(rows.every((row, index) => row.i === index)).toBe(true);
  });

  test('says what failed', async () => {
    await expect(
      db.writeParquet('SELECT 1', join(folder, 'absent', 'a.parquet')),
    ).rejects.toMatchObject({
      code: 'query-failed',
      message: expect.stringContaining('COPY'),
    });
  });
});

test('without external access, foreign SQL reaches neither files nor settings', async () => {
  await db.writeParquet('SELECT 1 AS secret', join(folder, 'secret.parquet'));
  const closed = await openDuckDb({ externalAccess: false });
  for (const sql of [
    `SELECT * FROM ${sqlString(join(folder, 'secret.parquet'))}`,
    `COPY (SELECT 1) TO ${sqlString(join(folder, 'out.csv'))}`,
    `ATTACH ${sqlString(join(folder, 'other.db'))}`,
    'SET enable_external_access = true',
    'INSTALL httpfs',
  ]) {
    await expect(closed.rows(sql)).rejects.toMatchObject({ code: 'query-failed' });
  }
  closed.close();
  closed.close();
});

async function* numberRows() {
  for (let i = 0; i < 5000; i++)
    yield [i, i % 2 ? null : `row ${i}`, ['x', String(i)], { a: i }, Uint8Array.of(i & 255)];
}

function* brokenRows() {
  for (let i = 0; i < 3000; i++) yield [i];
  throw new Error('the source broke');
}
