import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { SourceError } from '../../../core/errors/index.ts';
import { parsePlainRecord, parseWarcRecord } from './parse-warc-record.ts';
import { isGzip, readMember } from './read-member.ts';
import type { WarcRecord } from './warc-record.ts';

const FIRST_WINDOW_BYTES = 64 * 1024;

export interface ScannedRecord {
  offset: number;
  length: number;
  record: WarcRecord;
}

/** The files of an archive, in the order they were begun. */
export function listWarcFiles(dir: string): string[] {
  return readdirSync(dir)
    .filter((name) => /\.warc(?:\.gz)?$/.test(name))
    .toSorted();
}

/**
 * Reads the records of a file one after the other. A last record that was torn by a crash ends the scan, which returns where
 * the whole records end. Raises SourceError `bad-archive` on damage before that: nothing behind it would be seen.
 */
export function* scanWarc(path: string, from = 0): Generator<ScannedRecord, number> {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    let offset = from;
    while (offset < size) {
      const found = readAt(file, offset, size, path);
      if (found === undefined) break;
      yield { offset, ...found };
      offset += found.length;
    }
    return offset;
  } finally {
    closeSync(file);
  }
}

/** The record that begins at `offset`, with its length. Raises SourceError `bad-archive`. */
export function readWarcRecord(path: string, offset: number): ScannedRecord {
  const file = openSync(path, 'r');
  try {
    const found = readAt(file, offset, fstatSync(file).size, path);
    if (found !== undefined) return { offset, ...found };
  } finally {
    closeSync(file);
  }
  throw new SourceError(`${path} holds no whole record at ${offset}.`, { reason: 'bad-archive' });
}

/** The stored bytes of one record, which a proof may carry alone: `parseWarcRecord` reads them again. */
export function recordBytes(path: string, place: { offset: number; length: number }): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const bytes = readSpan(file, place.offset, place.length);
    if (bytes.length === place.length) return bytes;
  } finally {
    closeSync(file);
  }
  throw new SourceError(`${path} ends before the record at ${place.offset} does.`, {
    reason: 'bad-archive',
  });
}

/** Undefined where the file ends within the record, or holds nothing but zeros from here (blocks that a crash left unwritten). */
function readAt(
  file: number,
  offset: number,
  size: number,
  path: string,
): Omit<ScannedRecord, 'offset'> | undefined {
  for (let window = FIRST_WINDOW_BYTES; ; window *= 4) {
    const bytes = readSpan(file, offset, Math.min(window, size - offset));
    const isAll = offset + bytes.length >= size;
    // The first byte of a member, and the crash.
    if (isAll && bytes.length === 1 && bytes[0] === 0x1f) return undefined;
    try {
      if (isGzip(bytes)) {
        const member = readMember(bytes);
        if (member !== undefined) {
          const { length } = member;
          return { length, record: parseWarcRecord(bytes.subarray(0, length)) };
        }
      } else {
        const plain = parsePlainRecord(bytes);
        if (plain !== undefined) return plain;
      }
    } catch (error) {
      if (isAll && bytes.every((byte) => byte === 0)) return undefined;
      if (!(error instanceof SourceError)) throw error;
      throw new SourceError(`${path} is damaged at byte ${offset}: ${error.message}`, {
        reason: error.reason,
        hint: 'Take the file from a backup, or cut it there: later records of it are lost then.',
        cause: error,
      });
    }
    if (isAll) return undefined;
  }
}

function readSpan(file: number, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, length));
  let filled = 0;
  while (filled < bytes.length) {
    const read = readSync(file, bytes, filled, bytes.length - filled, offset + filled);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}
