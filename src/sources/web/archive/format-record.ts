import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { sha1Digest, sha256Digest } from './digest.ts';

/** Payloads come compressed mostly: more effort finds nothing in them. */
const PACKING_LEVEL = 3;

export interface RecordDraft {
  type: string;
  atMs: number;
  url?: string;
  contentType?: string;
  block: Uint8Array;
  /** The entity inside the block, where there is one. */
  payload?: Uint8Array;
  fields?: readonly (readonly [string, string])[];
}

export interface FormattedRecord {
  id: string;
  /** As stored: one gzip member. */
  bytes: Uint8Array;
  plain: Uint8Array;
}

/**
 * One record as one gzip member. Standard digests are SHA-256; SHA-1, which older tools look for, stands in fields of our own.
 * Its id is a name-based UUID (RFC 9562 §5.8) of what it says and of `place`, so that a repeated run writes the same bytes.
 */
export function formatRecord(draft: RecordDraft, place: string): FormattedRecord {
  const { type, atMs, url, contentType, block, payload, fields = [] } = draft;
  const date = new Date(atMs).toISOString();
  const blockDigest = sha256Digest(block);
  const id = nameUuid([type, date, url ?? '', blockDigest, place].join('\n'));
  const head = [
    'WARC/1.1',
    `WARC-Type: ${type}`,
    `WARC-Record-ID: <${id}>`,
    `WARC-Date: ${date}`,
    ...(url === undefined ? [] : [`WARC-Target-URI: ${url}`]),
    ...fields.map(([name, value]) => `${name}: ${value.replace(/[\r\n]+/g, ' ')}`),
    ...(payload === undefined
      ? []
      : [
          `WARC-Payload-Digest: ${sha256Digest(payload)}`,
          `Wellspring-Payload-SHA1: ${sha1Digest(payload)}`,
        ]),
    `WARC-Block-Digest: ${blockDigest}`,
    `Wellspring-Block-SHA1: ${sha1Digest(block)}`,
    ...(contentType === undefined ? [] : [`Content-Type: ${contentType}`]),
    `Content-Length: ${block.length}`,
    '\r\n',
  ].join('\r\n');
  const plain = Buffer.concat([Buffer.from(head), block, Buffer.from('\r\n\r\n')]);
  return { id, bytes: new Uint8Array(gzipSync(plain, { level: PACKING_LEVEL })), plain };
}

function nameUuid(name: string): string {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
