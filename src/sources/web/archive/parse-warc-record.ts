import { SourceError } from '../../../core/errors/index.ts';
import { isGzip, readMember } from './read-member.ts';
import type { HttpMessage, WarcRecord } from './warc-record.ts';

/**
 * Reads the bytes of one record, packed (one gzip member) or plain. Pure: needs no file and no index, so that a proof may
 * carry the bytes alone. Digests are not judged here: see `verifyWarcRecord`. Raises SourceError `bad-archive`.
 */
export function parseWarcRecord(bytes: Uint8Array): WarcRecord {
  if (!isGzip(bytes)) return parsePlainRecord(bytes)?.record ?? fail('it ends too early');
  const member = readMember(bytes) ?? fail('its gzip member ends too early');
  if (member.length !== bytes.length) fail('more bytes follow its gzip member');
  const parsed = parsePlainRecord(member.content) ?? fail('it ends too early');
  if (parsed.length !== member.content.length) fail('its Content-Length is not that of its block');
  return parsed.record;
}

/** The first record of plain bytes and its length, or undefined where it goes on after them. */
export function parsePlainRecord(
  bytes: Uint8Array,
): { record: WarcRecord; length: number } | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!'WARC/1.'.startsWith(buffer.toString('latin1', 0, 7)))
    fail('it does not begin with WARC/1.');
  const headEnd = buffer.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const [version = '', ...lines] = buffer
    .toString('utf8', 0, headEnd)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const fields = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    if (colon < 1) fail(`“${line.slice(0, 60)}” is no field`);
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  });
  const field = (name: string): string | undefined =>
    fields.find(([other]) => other.toLowerCase() === name)?.[1];
  const stated = field('content-length') ?? '';
  if (!/^\d{1,15}$/.test(stated)) fail('it states no Content-Length');
  const start = headEnd + 4;
  const end = start + Number(stated);
  if (bytes.length < end + 4) return undefined;
  if (buffer.toString('latin1', end, end + 4) !== '\r\n\r\n')
    fail('its block does not end where it says');
  const type = field('warc-type') ?? fail('it states no WARC-Type');
  const block = bytes.subarray(start, end);
  const isHttp =
    (type === 'response' || type === 'request' || type === 'revisit') &&
    /^application\/http\b/i.test(field('content-type') ?? '');
  const atMs = Date.parse(field('warc-date') ?? '');
  if (Number.isNaN(atMs)) fail('it states no WARC-Date');
  const record: WarcRecord = {
    version: version.trim(),
    type,
    id: (field('warc-record-id') ?? fail('it states no WARC-Record-ID')).replace(/^<|>$/g, ''),
    url: field('warc-target-uri')?.replace(/^<|>$/g, '') ?? null,
    atMs,
    fields,
    block,
    http: isHttp && block.length > 0 ? parseHttp(block) : null,
  };
  return { record, length: end + 4 };
}

function parseHttp(block: Uint8Array): HttpMessage {
  const buffer = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
  const found = /\r?\n\r?\n/.exec(buffer.toString('latin1', 0, Math.min(buffer.length, 1 << 20)));
  const headEnd = found === null ? block.length : found.index + found[0].length;
  const [first = '', ...lines] = buffer
    .toString('latin1', 0, headEnd)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/);
  const headers = Object.create(null) as Record<string, string>;
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  const payload = block.subarray(headEnd);
  return {
    status: Number(/^HTTP\/\d(?:\.\d)?\s+(\d{3})/.exec(first)?.[1] ?? 0),
    head: block.subarray(0, headEnd),
    headers,
    payload,
  };
}

function fail(why: string): never {
  throw new SourceError(`This is no record of a WARC archive: ${why}.`, {
    reason: 'bad-archive',
    hint: 'Give the bytes of one whole record: one gzip member of a .warc.gz file.',
  });
}
