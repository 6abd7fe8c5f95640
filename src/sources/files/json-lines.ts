import { SourceError } from '../../core/errors/index.ts';
import { byteOrderMark } from './decode-text.ts';

/** One line of a JSONL file: its value, or why it has none. Lines count from 1, blank ones included. */
export type JsonLine =
  | { line: number; value: unknown }
  | { line: number; reason: string; message: string };

/**
 * Reads JSONL from bytes as they come, holding one line in memory. Lines that are too long, not UTF-8 or not JSON are
 * given with their reason. Another encoding than UTF-8 needs a byte order mark or `encoding`.
 */
export async function* readJsonLines(
  chunks: AsyncIterable<Buffer>,
  { maxLineBytes, encoding }: { maxLineBytes: number; encoding?: string | undefined },
): AsyncGenerator<JsonLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const { line, bytes } of splitLines(toUtf8(chunks, encoding), maxLineBytes)) {
    if (bytes === null) {
      yield {
        line,
        reason: 'too-large',
        message: `The line is longer than ${maxLineBytes} bytes. Raise \`maxFileBytes\`, or split it.`,
      };
      continue;
    }
    let text: string;
    try {
      text = decoder.decode(bytes);
    } catch {
      yield {
        line,
        reason: 'undecodable',
        message: 'The line is not UTF-8. Save the file as UTF-8, or set `encoding`.',
      };
      continue;
    }
    if (text.trim() === '') continue;
    try {
      yield { line, value: JSON.parse(text) };
    } catch (cause) {
      yield {
        line,
        reason: 'malformed',
        message: `The line is not JSON (${(cause as Error).message.slice(0, 200)}).`,
      };
    }
  }
}

async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  maxLineBytes: number,
): AsyncGenerator<{ line: number; bytes: Uint8Array | null }> {
  let parts: Uint8Array[] = [];
  let length = 0;
  let line = 1;
  const take = (): Uint8Array | null => {
    const bytes =
      length > maxLineBytes ? null : parts.length === 1 ? parts[0]! : Buffer.concat(parts, length);
    parts = [];
    length = 0;
    return bytes;
  };
  const keep = (part: Uint8Array): void => {
    length += part.length;
    if (length > maxLineBytes) parts = [];
    else parts.push(part);
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      keep(chunk.subarray(start, end));
      yield { line: line++, bytes: take() };
      start = end + 1;
    }
    if (start < chunk.length) keep(chunk.subarray(start));
  }
  if (length > 0) yield { line, bytes: take() };
}

type Decoder = InstanceType<typeof TextDecoder>;

async function* toUtf8(
  chunks: AsyncIterable<Buffer>,
  encoding: string | undefined,
): AsyncGenerator<Uint8Array> {
  let decoder: Decoder | null | undefined;
  const encoder = new TextEncoder();
  for await (const chunk of chunks) {
    if (decoder === undefined) {
      const label = byteOrderMark(chunk) ?? encoding;
      const isUtf8 = label === undefined || new TextDecoder(label).encoding === 'utf-8';
      decoder = isUtf8 ? null : new TextDecoder(label, { fatal: true });
    }
    yield decoder === null ? chunk : encoder.encode(decodeChunk(decoder, chunk));
  }
  if (decoder != null) yield encoder.encode(decodeChunk(decoder));
}

function decodeChunk(decoder: Decoder, chunk?: Buffer): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (cause) {
    throw new SourceError(`The file is not ${decoder.encoding} throughout.`, {
      reason: 'undecodable',
      hint: 'Save it as UTF-8, or correct `encoding`.',
      cause,
    });
  }
}
