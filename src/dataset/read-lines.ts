import { createReadStream } from 'node:fs';

/** One line of a file, as bytes without its line feed. `bytes` is null for a line longer than the limit. */
export interface FileLine {
  offset: number;
  length: number;
  bytes: Buffer | null;
  /** False for a last line that no line feed ends. */
  ended: boolean;
}

/** Longest line that is read into memory: longer ones can only be hostile. */
export const MAX_LINE_BYTES = 128 * 2 ** 20;

/** Lines of a file in turn, with their byte offsets; no more than one line is held in memory. */
export async function* readLines(
  path: string,
  maxLineBytes = MAX_LINE_BYTES,
): AsyncGenerator<FileLine> {
  let pieces: Buffer[] = [];
  let held = 0;
  let length = 0;
  let offset = 0;
  const finish = (ended: boolean): FileLine => {
    const bytes = length > maxLineBytes ? null : Buffer.concat(pieces, held);
    const line = { offset, length, bytes, ended };
    offset += length + 1;
    pieces = [];
    held = length = 0;
    return line;
  };
  const take = (piece: Buffer): void => {
    length += piece.length;
    if (length > maxLineBytes) {
      pieces = [];
      held = 0;
    } else if (piece.length > 0) {
      pieces.push(piece);
      held += piece.length;
    }
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 18 })) {
    const bytes = chunk as Buffer;
    let from = 0;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
      take(bytes.subarray(from, end));
      yield finish(true);
      from = end + 1;
    }
    take(bytes.subarray(from));
  }
  if (length > 0) yield finish(false);
}
