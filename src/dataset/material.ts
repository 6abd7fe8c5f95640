import { type FileHandle, lstat, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MaterialAbsentError, MaterialAlteredError } from '../core/errors/index.ts';
import { canonicalJson, type Hash, sha256 } from '../core/hash.ts';
import type { ProofMaterial } from '../core/proof/index.ts';
import { openSqlite } from '../core/store/sqlite.ts';
import { ExternalObject, OBJECT_MIDDLE, OBJECT_OPENING } from './manifest.ts';
import { blobPath } from './proof.ts';
import { readLines } from './read-lines.ts';

/** A file of proof objects. */
export interface ObjectFile {
  path: string;
  /** For reasons. */
  name: string;
  /** Whether the manifest covers its bytes; if not, every line's hash is made again while indexing. */
  intact: boolean;
}

export interface StoredMaterial extends ProofMaterial {
  /** Notes where each record of a file lies. Says which lines are not what they should be. */
  index(file: ObjectFile): AsyncGenerator<{ line: number; reason: string }>;
  /** Adds a folder with `ab/abcd…` files below `blobs/`. */
  addBlobs(proofDir: string): void;
  close(): Promise<void>;
}

const CACHE_BYTES = 64 * 2 ** 20;
const MAX_BLOB_BYTES = 512 * 2 ** 20;
const HASH = /^[0-9a-f]{64}$/;
const RECORD_START = OBJECT_OPENING.length + 64 + OBJECT_MIDDLE.length;

/**
 * The proof's material, read by hash from where it lies: only offsets are kept, in a temporary database, and the
 * records used last. Each read is checked against its hash and its canonical form.
 */
export async function openMaterial(): Promise<StoredMaterial> {
  const database = await openSqlite('', { writeAheadLog: false });
  database.exec(`
    CREATE TABLE objects (hash TEXT PRIMARY KEY, file INTEGER, start INTEGER, length INTEGER) WITHOUT ROWID;
    CREATE TABLE altered (hash TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE withheld (hash TEXT PRIMARY KEY, license TEXT, uri TEXT) WITHOUT ROWID;`);
  const addObject = database.prepare('INSERT OR IGNORE INTO objects VALUES (?, ?, ?, ?)');
  const addAltered = database.prepare('INSERT OR IGNORE INTO altered VALUES (?)');
  const addWithheld = database.prepare('INSERT OR IGNORE INTO withheld VALUES (?, ?, ?)');
  const findObject = database.prepare('SELECT file, start, length FROM objects WHERE hash = ?');
  const findAltered = database.prepare('SELECT 1 FROM altered WHERE hash = ?');
  const findWithheld = database.prepare('SELECT license, uri FROM withheld WHERE hash = ?');
  const files: FileHandle[] = [];
  const blobDirs: string[] = [];
  const cache = new Map<Hash, { value: Promise<unknown>; bytes: number }>();
  let cachedBytes = 0;

  async function load(
    hash: Hash,
    place: { file: number; start: number; length: number },
  ): Promise<unknown> {
    const buffer = Buffer.alloc(place.length);
    await files[place.file]!.read(buffer, 0, place.length, place.start);
    if (sha256(buffer) !== hash)
      throw new MaterialAlteredError(`record ${hash} does not match its hash`);
    const text = buffer.toString('utf8');
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (cause) {
      throw new MaterialAlteredError(`record ${hash} is not JSON`, { cause });
    }
    if (canonicalJson(value) !== text)
      throw new MaterialAlteredError(`record ${hash} is not in canonical form`);
    return value;
  }

  function absent(hash: Hash): Error {
    if (findAltered.get(hash)) return new MaterialAlteredError(`record ${hash} was altered`);
    const stub = findWithheld.get(hash) as
      | { license: string | null; uri: string | null }
      | undefined;
    if (stub === undefined) return new MaterialAbsentError(`record ${hash} is not in the proof`);
    const what = `${stub.uri ?? hash} is withheld under its licence (${stub.license ?? 'unknown'})`;
    return new MaterialAbsentError(`material absent: ${what}`, {
      hint: 'Give its folder with --material.',
    });
  }

  return {
    async *index({ path, name, intact }) {
      let number = 0;
      const file = files.push(await open(path, 'r')) - 1;
      for await (const { bytes, offset, length } of readLines(path)) {
        number++;
        if (bytes === null) {
          yield { line: number, reason: `${name} line ${number} is ${length} bytes long: refused` };
          continue;
        }
        if (length === 0) continue;
        const hash = bytes.toString('latin1', OBJECT_OPENING.length, OBJECT_OPENING.length + 64);
        const isObject =
          HASH.test(hash) &&
          bytes.toString('latin1', 0, OBJECT_OPENING.length) === OBJECT_OPENING &&
          bytes.toString('latin1', OBJECT_OPENING.length + 64, RECORD_START) === OBJECT_MIDDLE &&
          bytes.at(-1) === 125;
        if (isObject) {
          const start = offset + RECORD_START;
          if (!intact && sha256(bytes.subarray(RECORD_START, -1)) !== hash) {
            addAltered.run(hash);
            yield {
              line: number,
              reason: `record ${hash} (${name} line ${number}) does not match its hash`,
            };
          } else {
            addObject.run(hash, file, start, length - RECORD_START - 1);
          }
          continue;
        }
        const stub = readStub(bytes);
        if (stub === undefined)
          yield { line: number, reason: `${name} line ${number} is no proof object` };
        else addWithheld.run(stub.hash, stub.license, stub.uri);
      }
    },

    addBlobs: (proofDir) => void blobDirs.push(proofDir),

    record(hash) {
      const cached = cache.get(hash);
      if (cached !== undefined) {
        cache.delete(hash);
        cache.set(hash, cached);
        return cached.value;
      }
      const place = findObject.get(hash) as
        | { file: number; start: number; length: number }
        | undefined;
      if (place === undefined) return Promise.reject(absent(hash));
      const value = load(hash, place);
      cache.set(hash, { value, bytes: place.length });
      cachedBytes += place.length;
      for (const [oldest, { bytes }] of cache) {
        if (cachedBytes <= CACHE_BYTES || oldest === hash) break;
        cache.delete(oldest);
        cachedBytes -= bytes;
      }
      return value;
    },

    async blob(hash) {
      if (!HASH.test(hash)) throw new MaterialAbsentError(`${hash.slice(0, 80)} is no hash`);
      for (const dir of blobDirs) {
        const path = join(dir, blobPath(hash));
        const status = await lstat(path).catch(() => undefined);
        if (!status?.isFile()) continue;
        if (status.size > MAX_BLOB_BYTES)
          throw new MaterialAlteredError(`blob ${hash} is ${status.size} bytes long: refused`);
        const bytes = await readFile(path);
        if (sha256(bytes) !== hash)
          throw new MaterialAlteredError(`blob ${hash} does not match its hash`);
        return bytes;
      }
      throw new MaterialAbsentError(`blob ${hash} is not in the proof`);
    },

    async close() {
      database.close();
      for (const file of files) await file.close();
    },
  };
}

function readStub(bytes: Buffer): ExternalObject | undefined {
  const text = bytes.toString('utf8');
  if (!text.startsWith('{"external":true,')) return undefined;
  try {
    const stub = ExternalObject.safeParse(JSON.parse(text));
    return stub.success && canonicalJson(stub.data) === text ? stub.data : undefined;
  } catch {
    return undefined;
  }
}
