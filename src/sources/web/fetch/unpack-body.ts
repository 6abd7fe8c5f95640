import { type Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { SourceError } from '../../../core/errors/index.ts';
import { FETCH_DEFAULTS } from './fetch-options.ts';

export interface UnpackLimits {
  maxBytes: number;
  maxRatio: number;
}

/** Codings on top of one another that are still undone. */
const MOST_CODINGS = 3;
/** Below this size no ratio is a bomb. */
const RATIO_FROM_BYTES = 1024 ** 2;

type Unpacker = (payload: Uint8Array) => Transform;

const UNPACKERS: Record<string, Unpacker | undefined> = {
  gzip: () => zlib.createGunzip(),
  'x-gzip': () => zlib.createGunzip(),
  // RFC 9110 §8.4.1.2: a zlib stream; some servers send the bare stream, which cannot begin with a valid zlib header.
  deflate: (payload) => (hasZlibHeader(payload) ? zlib.createInflate() : zlib.createInflateRaw()),
  br: () => zlib.createBrotliDecompress(),
  zstd:
    'createZstdDecompress' in zlib
      ? // RFC 8878 §3.1.1.1: a window of 8 MiB is all that a decoder must grant.
        () => zlib.createZstdDecompress({ params: { [zlib.constants.ZSTD_d_windowLogMax]: 23 } })
      : undefined,
};

/** What this Node can undo: `Accept-Encoding` of our requests. */
export const ACCEPTED_CODINGS = ['gzip', 'deflate', 'br', 'zstd']
  .filter((name) => UNPACKERS[name] !== undefined)
  .join(', ');

/**
 * Undoes `Content-Encoding`. Never holds more than `maxBytes` and one chunk, whatever the payload promises; cut there. A cut
 * payload (`isCut`) may end in the middle of a coding.
 * Raises SourceError: `zip-bomb`, `unknown-coding`, `bad-coding`.
 */
export async function unpackBody(
  payload: Uint8Array,
  codings: string | undefined,
  limits: UnpackLimits = FETCH_DEFAULTS,
  isCut = false,
): Promise<{ body: Uint8Array; truncated: boolean }> {
  const names = (codings ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length > MOST_CODINGS)
    throw new SourceError(`The body is packed ${names.length} times over.`, { reason: 'zip-bomb' });
  let body = payload;
  let truncated = isCut;
  for (const name of names.toReversed()) {
    if (body.length === 0) break;
    const unpacker = UNPACKERS[name];
    if (unpacker === undefined)
      throw new SourceError(`The body is packed as “${name.slice(0, 40)}”.`, {
        reason: 'unknown-coding',
        hint: `This Node undoes ${ACCEPTED_CODINGS}.`,
      });
    // A server that says gzip and sends plain text is common enough, and its first bytes tell.
    if (name.endsWith('gzip') && !(body[0] === 0x1f && body[1] === 0x8b)) continue;
    const atOnce = truncated ? undefined : unpackSmall(name, body, limits.maxBytes);
    if (atOnce !== undefined) {
      body = atOnce;
      continue;
    }
    const unpacked = await unpackOnce(unpacker(body), body, limits, truncated, name);
    body = unpacked.body;
    truncated ||= unpacked.truncated;
  }
  if (body.length > RATIO_FROM_BYTES && body.length > limits.maxRatio * payload.length)
    throw bomb(payload.length, body.length);
  return body.length > limits.maxBytes
    ? { body: body.subarray(0, limits.maxBytes), truncated: true }
    : { body, truncated };
}

/** Most pages: without a stream, which costs more than its work. What is larger or not whole goes the other way. */
function unpackSmall(name: string, packed: Uint8Array, maxBytes: number): Uint8Array | undefined {
  const unpack = name.endsWith('gzip')
    ? zlib.gunzipSync
    : name === 'br'
      ? zlib.brotliDecompressSync
      : undefined;
  if (unpack === undefined || packed.length > RATIO_FROM_BYTES) return undefined;
  try {
    // Below this size no ratio is a bomb.
    return unpack(packed, { maxOutputLength: Math.min(maxBytes, RATIO_FROM_BYTES) });
  } catch {
    // The stream says what is wrong.
    return undefined;
  }
}

function unpackOnce(
  stream: Transform,
  packed: Uint8Array,
  { maxBytes, maxRatio }: UnpackLimits,
  isCut: boolean,
  name: string,
): Promise<{ body: Uint8Array; truncated: boolean }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const done = (truncated: boolean): void => {
      const body = new Uint8Array(Buffer.concat(chunks).subarray(0, maxBytes));
      resolve({ body, truncated });
      stream.destroy();
    };
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      // Of what was read so far: the rest of a bomb may be as long as it likes.
      const read = (stream as Transform & { bytesWritten: number }).bytesWritten;
      if (bytes > RATIO_FROM_BYTES && bytes > maxRatio * read) {
        reject(bomb(read, bytes));
        stream.destroy();
      } else if (bytes > maxBytes) done(true);
    });
    stream.on('end', () => done(false));
    stream.on('error', (cause: NodeJS.ErrnoException) => {
      const isShort = cause.code === 'Z_BUF_ERROR' || /unexpected end/i.test(cause.message);
      // Bytes after the end of a stream are ignored, as browsers do.
      if (isShort && isCut) done(true);
      else
        reject(
          new SourceError(
            `The body is no whole ${name} stream: ${isShort ? 'its end is missing' : cause.message}.`,
            { reason: isShort ? 'incomplete' : 'bad-coding', cause },
          ),
        );
    });
    stream.end(packed);
  });
}

function hasZlibHeader(payload: Uint8Array): boolean {
  return (
    payload.length >= 2 &&
    (payload[0]! & 0x0f) === 8 &&
    ((payload[0]! << 8) | payload[1]!) % 31 === 0
  );
}

function bomb(packed: number, unpacked: number): SourceError {
  return new SourceError(`${packed} bytes of the body unpack to ${unpacked} and more.`, {
    reason: 'zip-bomb',
    hint: 'No page is packed so tightly. If it is one, raise `maxRatio`.',
  });
}
