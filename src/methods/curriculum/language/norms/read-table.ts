import { createReadStream } from 'node:fs';
import { SourceError } from '../../../../core/errors/index.ts';

/** Longest cell of a table: longer ones mean a quote that never closes. */
const MAX_CELL = 100_000;

/**
 * The rows of a CSV or TSV file, one at a time: quoted cells with commas, quotes and line breaks in them (RFC 4180),
 * CR, LF or both, with or without a byte order mark. Read as UTF-8 (or UTF-16 after its mark), and as windows-1252, of
 * which latin-1 is a part, where the bytes are no UTF-8. The first row decides the delimiter: tab, semicolon or comma.
 */
export async function* readTable(path: string): AsyncGenerator<{ line: number; cells: string[] }> {
  const encoding = await encodingOf(path);
  let delimiter: string | undefined;
  let cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  let wasQuote = false;
  let line = 1;
  let startedAt = 1;
  let head = '';
  const row = (): { line: number; cells: string[] } | undefined => {
    cells.push(cell);
    cell = '';
    const done = { line: startedAt, cells };
    cells = [];
    return done.cells.some((one) => one.trim() !== '') ? done : undefined;
  };
  const feed = function* (text: string): Generator<{ line: number; cells: string[] }> {
    for (const char of text) {
      if (isQuoted) {
        if (char === '"') {
          isQuoted = false;
          wasQuote = true;
        } else cell += char;
        if (char === '\n') line++;
      } else if (char === '"' && wasQuote) {
        cell += '"';
        isQuoted = true;
        wasQuote = false;
      } else if (char === '"' && cell.trim() === '') {
        cell = '';
        isQuoted = true;
      } else if (char === delimiter) {
        cells.push(cell);
        cell = '';
        wasQuote = false;
      } else if (char === '\n' || char === '\r') {
        if (char === '\n') line++;
        const done = row();
        wasQuote = false;
        startedAt = line;
        if (done !== undefined) yield done;
      } else {
        cell += char;
        wasQuote = false;
      }
      if (cell.length > MAX_CELL) {
        throw new SourceError(`${path}: the cell that begins in line ${startedAt} does not end`, {
          hint: 'a quote is opened there and never closed; save the table again',
        });
      }
    }
  };
  for await (const text of decoded(path, encoding)) {
    if (delimiter === undefined) {
      head += text;
      if (!/[\r\n]/.test(head.trimStart()) && head.length < MAX_CELL) continue;
      delimiter = delimiterOf(head);
      yield* feed(head);
    } else yield* feed(text);
  }
  if (delimiter === undefined) {
    delimiter = delimiterOf(head);
    yield* feed(head);
  }
  if (isQuoted) {
    throw new SourceError(`${path}: the cell that begins in line ${startedAt} does not end`, {
      hint: 'a quote is opened there and never closed; save the table again',
    });
  }
  const last = row();
  if (last !== undefined) yield last;
}

function delimiterOf(text: string): string {
  const first = text
    .trimStart()
    .split(/[\r\n]/, 1)[0]!
    .replace(/"[^"]*"/g, '');
  const counts = ['\t', ';', ','].map((sign) => [sign, first.split(sign).length] as const);
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

async function encodingOf(path: string): Promise<string> {
  let first = true;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of open(path)) {
      if (first && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
      if (first && chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
      first = false;
      decoder.decode(chunk, { stream: true });
    }
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252';
    throw error;
  }
}

async function* decoded(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of open(path)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function* open(path: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 18 }))
      yield chunk as Buffer;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause) {
      throw new SourceError(`cannot read ${path}: ${cause.message}`, {
        hint: 'name a CSV or TSV file',
        cause,
      });
    }
    throw cause;
  }
}
