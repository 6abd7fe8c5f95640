import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SourceError } from '../../../../core/errors/index.ts';
import { Numbering } from '../numbering.ts';
import type { LinkSplit } from '../triples.ts';

export const DEFAULTS = {
  /** Of one file, packed and unpacked: the largest public benchmarks have 40 MB. */
  maxBytes: 256 * 2 ** 20,
};

const PARTS = ['train', 'valid', 'test'] as const;
export type SplitPart = (typeof PARTS)[number];

/** What stands out in the files without being an error. */
export interface SplitNotes {
  /** Lines that repeat a triple of the same file; each triple is kept once. */
  duplicates: Record<SplitPart, number>;
  /** Triples of valid and test that train holds as well. They are kept: a score over them is no prediction. */
  leaked: { valid: number; test: number };
  /** Entities and relations that only valid or test name: no path leads to them. */
  unseenEntities: number;
  unseenRelations: number;
}

export interface LinkSplitFolder extends LinkSplit {
  notes: SplitNotes;
}

/**
 * Reads `train.txt`, `valid.txt` and `test.txt` of a folder, or the same with `.gz`: a triple a line, head, relation and
 * tail with tabs between. Unix and Windows line ends, a byte order mark and blank lines are taken; white space around a
 * name is no part of it. Throws SourceError on a file that is missing, empty, not UTF-8 or too large, and on a line that
 * is no triple.
 */
export async function readLinkSplit(
  folder: string,
  { maxBytes } = DEFAULTS,
): Promise<LinkSplitFolder> {
  const entities = new Numbering<string>();
  const relations = new Numbering<string>();
  const parts = {} as Record<SplitPart, Int32Array>;
  const keys = {} as Record<SplitPart, Set<string>>;
  const duplicates = { train: 0, valid: 0, test: 0 };
  let [trainEntities, trainRelations] = [0, 0];
  for (const part of PARTS) {
    const { name, text } = await readPart(folder, part, maxBytes);
    const numbers: number[] = [];
    const seen = new Set<string>();
    for (const [at, line] of text.split('\n').entries()) {
      const fields = line.split('\t').map((field) => field.trim());
      if (fields.length === 1 && fields[0] === '') continue;
      if (fields.length !== 3 || fields.includes('')) throw notATriple(name, at + 1, fields);
      const triple = [
        entities.of(fields[0]!),
        relations.of(fields[1]!),
        entities.of(fields[2]!),
      ] as const;
      const key = triple.join(' ');
      if (seen.has(key)) {
        duplicates[part]++;
        continue;
      }
      seen.add(key);
      numbers.push(...triple);
    }
    if (numbers.length === 0) {
      throw new SourceError(`${name} holds no triple`, {
        reason: 'empty',
        hint: 'every line is head, relation and tail with tabs between',
      });
    }
    parts[part] = Int32Array.from(numbers);
    keys[part] = seen;
    if (part === 'train') [trainEntities, trainRelations] = [entities.size, relations.size];
  }
  const shared = (part: 'valid' | 'test'): number =>
    [...keys[part]].filter((key) => keys.train.has(key)).length;
  return {
    entityNames: entities.keys,
    relationNames: relations.keys,
    ...parts,
    notes: {
      duplicates,
      leaked: { valid: shared('valid'), test: shared('test') },
      unseenEntities: entities.size - trainEntities,
      unseenRelations: relations.size - trainRelations,
    },
  };
}

async function readPart(
  folder: string,
  part: SplitPart,
  maxBytes: number,
): Promise<{ name: string; text: string }> {
  for (const name of [`${part}.txt`, `${part}.txt.gz`]) {
    const path = join(folder, name);
    const size = await sizeOf(path);
    if (size === undefined) continue;
    if (size > maxBytes) throw tooLarge(path, maxBytes);
    const packed = await readFile(path);
    const bytes = name.endsWith('.gz') ? unpack(packed, path, maxBytes) : packed;
    return { name: path, text: decode(bytes, path) };
  }
  throw new SourceError(`${folder} has no ${part}.txt and no ${part}.txt.gz`, {
    reason: 'missing',
    hint: 'a folder for link prediction holds train.txt, valid.txt and test.txt, packed with gzip or not',
  });
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function unpack(packed: Uint8Array, path: string, maxBytes: number): Uint8Array {
  try {
    return gunzipSync(packed, { maxOutputLength: maxBytes });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw tooLarge(path, maxBytes);
    throw new SourceError(`${path} is not a whole gzip file (${(cause as Error).message})`, {
      reason: 'undecodable',
      hint: 'fetch it again, or put the unpacked file in its place',
      cause,
    });
  }
}

function decode(bytes: Uint8Array, path: string): string {
  const refusal = (cause?: unknown): SourceError =>
    new SourceError(`${path} is not UTF-8`, {
      reason: 'undecodable',
      hint: 'convert it, for example with `iconv -f UTF-16 -t UTF-8`',
      cause,
    });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw refusal(cause);
  }
  // UTF-16 of plain letters is valid UTF-8 with a null after each.
  if (text.includes('\0')) throw refusal();
  return text;
}

function tooLarge(path: string, maxBytes: number): SourceError {
  return new SourceError(`${path} has more than ${maxBytes} bytes`, {
    reason: 'too-large',
    hint: 'take a part of the graph',
  });
}

function notATriple(name: string, line: number, fields: string[]): SourceError {
  const found = fields.includes('')
    ? 'an empty field'
    : `${fields.length} ${fields.length === 1 ? 'field' : 'fields'}`;
  return new SourceError(`${name}, line ${line}: ${found} where head, relation and tail belong`, {
    reason: 'malformed',
    hint:
      fields.length === 1
        ? 'fields are set apart by tabs, not by spaces or commas'
        : 'mend or remove that line',
  });
}
