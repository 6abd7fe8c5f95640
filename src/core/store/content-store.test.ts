import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MaterialAbsentError, MaterialAlteredError } from '../errors/index.ts';
import { hashRecord, sha256 } from '../hash.ts';
import { type ContentStore, openContentStore } from './content-store.ts';
import { openSqlite } from './sqlite.ts';

let dir: string;
let store: ContentStore;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'wellspring-store-'));
  store = await openContentStore(dir);
});

afterEach(() => {
  store.close();
  rmSync(dir, { recursive: true, force: true });
});

const bytes = new TextEncoder().encode('some bytes');
const blobPath = (hash: string): string => join(dir, 'blobs', hash.slice(0, 2), hash);

describe('openContentStore', () => {
  it('gives back what was put, under the hash of its content, however often it is put', async () => {
    const record = { b: [1, null], a: 'é' };
    const hash = await store.putRecord(record);
    expect(hash).toBe(hashRecord(record));
    expect(await store.putRecord({ a: 'é', b: [1, null] })).toBe(hash);
    expect(await store.record(hash)).toEqual(record);
    const blob = await store.putBlob(bytes);
    expect(blob).toBe(sha256(bytes));
    expect(await store.putBlob(bytes)).toBe(blob);
    expect(new Uint8Array(await store.blob(blob))).toEqual(bytes);
  });

  it('tells missing from altered', async () => {
    await expect(store.record('0'.repeat(64))).rejects.toBeInstanceOf(MaterialAbsentError);
    await expect(store.blob('0'.repeat(64))).rejects.toBeInstanceOf(MaterialAbsentError);

    const blob = await store.putBlob(bytes);
    writeFileSync(blobPath(blob), 'other bytes');
    await expect(store.blob(blob)).rejects.toBeInstanceOf(MaterialAlteredError);

    const hash = await store.putRecord({ a: 1 });
    const database = await openSqlite(join(dir, 'records.sqlite'));
    database.exec(`UPDATE records SET json = '{"a":2}'`);
    database.close();
    await expect(store.record(hash)).rejects.toBeInstanceOf(MaterialAlteredError);
  });

  it('calls a blob that is there and cannot be read neither missing nor altered', async () => {
    const hash = 'ab'.repeat(32);
    mkdirSync(blobPath(hash), { recursive: true });
    await expect(store.blob(hash)).rejects.toMatchObject({ code: 'EISDIR' });
  });
});
