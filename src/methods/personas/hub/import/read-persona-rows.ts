import { SourceError } from '../../../../core/errors/index.ts';
import type { Hash } from '../../../../core/hash.ts';
import { readJsonLines } from '../../../../sources/files/json-lines.ts';
import { type FoundFile, listFiles } from '../../../../sources/files/list-files.ts';
import { openFile } from '../../../../sources/files/open-file.ts';
import { readParquetRows } from '../../../../sources/files/parquet-rows.ts';
import type { Skip } from '../../../../sources/files/skip.ts';
import { unpack, UNPACK_DEFAULTS } from '../../../../sources/files/unpack.ts';

/** A row of a file, by its number from 1 (of JSONL: the line); or why it cannot be read. */
export type PersonaRow =
  | { row: number; value: unknown }
  | { row: number; reason: string; message: string };

export interface PersonaFile {
  uri: string;
  /** SHA-256 of its bytes. */
  sha256: Hash;
  rows(): AsyncGenerator<PersonaRow>;
}

export const LIMITS = { rowBytes: 1024 * 1024, unpackedBytes: 1024 ** 4 };

const KINDS = /\.(jsonl|ndjson|parquet)(\.gz)?$/i;

/**
 * The files of personas that a path, folder or glob names, in the order of their names, one open at a time; or why one was
 * passed over. Raises RecipeError where the path is not there.
 */
export async function* listPersonaFiles(
  path: string,
  context: { baseFolder: string; signal?: AbortSignal },
): AsyncGenerator<{ file: PersonaFile } | { skip: Skip }> {
  for await (const found of listFiles({ path }, context)) {
    if ('skip' in found) yield found;
    else if (KINDS.test(found.file.uri)) yield { file: await personaFile(found.file) };
    else {
      const message = 'Personas are read from .jsonl, .jsonl.gz and .parquet.';
      yield { skip: { uri: found.file.uri, reason: 'unsupported-type', message } };
    }
  }
}

async function personaFile(found: FoundFile): Promise<PersonaFile> {
  const open = await openFile(found);
  let sha256: Hash;
  try {
    sha256 = await open.hash();
  } finally {
    await open.close();
  }
  return { uri: found.uri, sha256, rows: () => readRowsOf(found) };
}

/** Raises SourceError where the file cannot be read on. */
async function* readRowsOf(found: FoundFile): AsyncGenerator<PersonaRow> {
  const [, kind, packed] = KINDS.exec(found.uri)!;
  if (kind!.toLowerCase() === 'parquet') {
    if (packed !== undefined)
      throw new SourceError(`${found.uri} is packed Parquet`, {
        reason: 'unsupported-type',
        hint: 'unpack it: Parquet is compressed by itself',
      });
    let row = 1;
    for await (const value of readParquetRows(found.path)) yield { row: row++, value };
    return;
  }
  const open = await openFile(found);
  try {
    const bytes =
      packed === undefined
        ? open.chunks()
        : unpack(open.chunks(), {
            maxBytes: LIMITS.unpackedBytes,
            maxRatio: UNPACK_DEFAULTS.maxRatio,
          });
    for await (const item of readJsonLines(bytes, { maxLineBytes: LIMITS.rowBytes })) {
      const { line: row, ...rest } = item;
      yield { row, ...rest };
    }
    await open.assertUnchanged();
  } finally {
    await open.close();
  }
}
