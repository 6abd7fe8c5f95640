import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { SourceError } from '../../core/errors/index.ts';

export interface UnpackLimits {
  /** Largest unpacked size. */
  maxBytes: number;
  /** Largest unpacked size as a multiple of the packed bytes read so far. Text seldom passes 20; DEFLATE can reach 1,032. */
  maxRatio: number;
}

export const UNPACK_DEFAULTS = { maxRatio: 200 } as const;

/** Below this size the ratio says nothing. */
const RATIO_FLOOR_BYTES = 1024 * 1024;

/**
 * Unpacks gzip (RFC 1952) as it streams, and stops at the first limit that is passed, holding one chunk in memory.
 * Raises SourceError: `zip-bomb`, `too-large` or `malformed`.
 */
export async function* unpack(
  packed: AsyncIterable<Buffer>,
  limits: UnpackLimits,
): AsyncGenerator<Buffer> {
  let bytesIn = 0;
  let bytesOut = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of packed) {
      bytesIn += chunk.length;
      yield chunk;
    }
  }
  const gunzip = createGunzip();
  // An error of the source reaches the reader below through the destroyed stream.
  pipeline(Readable.from(counted(), { objectMode: false, highWaterMark: 1 }), gunzip, () => {});
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      bytesOut += chunk.length;
      if (bytesOut > RATIO_FLOOR_BYTES && bytesOut > bytesIn * limits.maxRatio) {
        throw new SourceError(`It unpacks to more than ${limits.maxRatio} times its size.`, {
          reason: 'zip-bomb',
          hint: 'If you trust it, unpack it yourself and read the result.',
        });
      }
      if (bytesOut > limits.maxBytes) {
        throw new SourceError(`It unpacks to more than ${limits.maxBytes} bytes.`, {
          reason: 'too-large',
          hint: 'Raise `maxFileBytes`, or split the file.',
        });
      }
      yield chunk;
    }
  } catch (cause) {
    if (cause instanceof SourceError || !isZlibError(cause)) throw cause;
    throw new SourceError(`It is not a whole gzip file (${(cause as Error).message}).`, {
      reason: 'malformed',
      hint: 'Fetch or pack it again.',
      cause,
    });
  } finally {
    gunzip.destroy();
  }
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && String((error as NodeJS.ErrnoException).code).startsWith('Z_');
}
