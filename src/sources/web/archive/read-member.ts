import { crc32, inflateRawSync } from 'node:zlib';
import { SourceError } from '../../../core/errors/index.ts';

/** Unpacked bytes of one record above which it is not read. */
const MAX_RECORD_BYTES = 512 * 1024 ** 2;

/**
 * The first gzip member of some bytes (RFC 1952): what it holds and how long it is. Undefined where the bytes end before it
 * does. Raises SourceError `bad-archive` where they are no gzip, or the checksum does not hold.
 */
export function readMember(bytes: Uint8Array): { content: Uint8Array; length: number } | undefined {
  const start = headerLength(bytes);
  if (start === undefined) return undefined;
  let unpacked: { buffer: Uint8Array; engine: { bytesWritten: number } };
  try {
    unpacked = inflateRawSync(bytes.subarray(start), {
      info: true,
      maxOutputLength: MAX_RECORD_BYTES,
    }) as unknown as typeof unpacked;
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') return undefined;
    throw new SourceError(`A record of the archive cannot be unpacked: ${message}.`, {
      reason: code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'bad-archive',
      cause,
    });
  }
  const end = start + unpacked.engine.bytesWritten;
  if (bytes.length < end + 8) return undefined;
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + end, 8);
  const content = new Uint8Array(unpacked.buffer);
  if (
    trailer.getUint32(0, true) !== crc32(content) ||
    trailer.getUint32(4, true) !== content.length >>> 0
  )
    throw new SourceError('A record of the archive does not have the checksum that it states.', {
      reason: 'bad-archive',
    });
  return { content, length: end + 8 };
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Bytes before the compressed stream; undefined where they are not all there. */
function headerLength(bytes: Uint8Array): number | undefined {
  if (bytes.length < 18) return undefined;
  if (!isGzip(bytes) || bytes[2] !== 8)
    throw new SourceError('Here no gzip member begins.', { reason: 'bad-archive' });
  const flags = bytes[3]!;
  let at = 10;
  if (flags & 4) at += 2 + (bytes[at]! | (bytes[at + 1]! << 8));
  for (const flag of [8, 16])
    if (flags & flag) {
      const zero = bytes.indexOf(0, at);
      if (zero < 0) return undefined;
      at = zero + 1;
    }
  if (flags & 2) at += 2;
  return at < bytes.length ? at : undefined;
}
