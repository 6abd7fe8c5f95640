import { SourceError } from '../../../core/errors/index.ts';

/** A line of a file, counted from 1, without its end; or why it has no text. */
export type TextLine = { line: number; text: string } | { line: number; text: null; fault: string };

/**
 * Lines of UTF-8 text as bytes come, one in memory. A byte order mark and carriage returns before line feeds are dropped.
 * A line that is too long or no UTF-8 is given with its fault. Raises SourceError (`undecodable`) on UTF-16.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  maxLineBytes: number,
): AsyncGenerator<TextLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let parts: Uint8Array[] = [];
  let length = 0;
  let line = 0;
  const keep = (part: Uint8Array): void => {
    length += part.length;
    if (length <= maxLineBytes) parts.push(part);
    else parts = [];
  };
  const take = (): TextLine => {
    line++;
    const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    const isLong = length > maxLineBytes;
    parts = [];
    length = 0;
    if (isLong)
      return {
        line,
        text: null,
        fault: `it is longer than ${maxLineBytes} bytes (\`maxLineBytes\`)`,
      };
    try {
      const text = decoder.decode(bytes);
      const start = line === 1 && text.startsWith('\uFEFF') ? 1 : 0;
      return { line, text: text.slice(start, text.endsWith('\r') ? -1 : undefined) };
    } catch {
      return { line, text: null, fault: 'it is not UTF-8' };
    }
  };
  let isFirst = true;
  for await (const chunk of chunks) {
    if (
      isFirst &&
      (chunk[0] === 0xff || chunk[0] === 0xfe) &&
      (chunk[1] === 0xfe || chunk[1] === 0xff)
    ) {
      throw new SourceError('It is UTF-16.', { reason: 'undecodable', hint: 'Save it as UTF-8.' });
    }
    isFirst = false;
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      keep(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    if (start < chunk.length) keep(chunk.subarray(start));
  }
  if (length > 0) yield take();
}
