import { brotliCompressSync, constants, createGzip, gzipSync, zstdCompressSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { unpackBody } from './unpack-body.ts';

const MiB = 1024 ** 2;
const limits = { maxBytes: 8 * MiB, maxRatio: 200 };

/** 10 GB of zeros would take minutes to pack: the same member, as often as it takes, unpacks to as much. */
async function manyMembers(gigabytes: number): Promise<Buffer> {
  const member = await new Promise<Buffer>((resolve) => {
    const chunks: Buffer[] = [];
    const gzip = createGzip({ level: 9 });
    gzip
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => resolve(Buffer.concat(chunks)));
    for (let i = 0; i < 64; i++) gzip.write(Buffer.alloc(MiB));
    gzip.end();
  });
  return Buffer.concat(Array.from({ length: gigabytes * 16 }, () => member));
}

let tenGigabytes: Buffer;
beforeAll(async () => {
  tenGigabytes = await manyMembers(10);
});

describe('unpackBody', () => {
  it('refuses a bomb of 10 GB without holding it', async () => {
    const before = process.memoryUsage().rss;
    await expect(unpackBody(tenGigabytes, 'gzip', limits)).rejects.toMatchObject({
      reason: 'zip-bomb',
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(128 * MiB);
  });

  it('cuts it at the size where the ratio lets it through', async () => {
    const { body, truncated } = await unpackBody(tenGigabytes, 'gzip', {
      maxBytes: 3 * MiB,
      maxRatio: 1e9,
    });
    expect([body.length, truncated]).toEqual([3 * MiB, true]);
  });

  it.each<[string, string, Uint8Array]>([
    ['nested', 'gzip, gzip', gzipSync(gzipSync(Buffer.alloc(64 * MiB)))],
    ['nested in brotli', 'gzip, br', brotliCompressSync(gzipSync(Buffer.alloc(16 * MiB)))],
    [
      'brotli',
      'br',
      brotliCompressSync(Buffer.alloc(64 * MiB), {
        params: { [constants.BROTLI_PARAM_QUALITY]: 5 },
      }),
    ],
    ['zstd', 'zstd', zstdCompressSync(Buffer.alloc(64 * MiB))],
    ['ten times over', Array(10).fill('gzip').join(','), gzipSync('x')],
  ])('refuses a bomb: %s', async (_what, codings, packed) => {
    await expect(unpackBody(packed, codings, limits)).rejects.toMatchObject({ reason: 'zip-bomb' });
  });

  it('refuses a zstd window that no decoder must grant', async () => {
    const wide = zstdCompressSync(Buffer.alloc(1000, 'a'), {
      params: { [constants.ZSTD_c_windowLog]: 27 },
    });
    // The frame of a small content states a small window: the descriptor is set by hand to 128 MiB, without a content size.
    const frame = Buffer.concat([
      Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 17 << 3]),
      Buffer.from([0x01, 0x00, 0x00]),
    ]);
    expect(wide.length).toBeGreaterThan(0);
    await expect(unpackBody(frame, 'zstd', limits)).rejects.toMatchObject({ reason: 'bad-coding' });
  });

  it.each([
    ['unknown', 'compress', Buffer.from('x'), 'unknown-coding'],
    ['damaged', 'br', Buffer.from('no brotli at all'), 'bad-coding'],
    ['cut', 'gzip', gzipSync('a page of some length, cut').subarray(0, 30), 'incomplete'],
  ])('%s', async (_what, coding, packed, reason) => {
    await expect(unpackBody(packed, coding, limits)).rejects.toMatchObject({ reason });
  });

  it('gives what there is of a payload that we cut ourselves', async () => {
    const packed = gzipSync(
      Buffer.from(Array.from({ length: 9000 }, (_, i) => `line ${i}\n`).join('')),
    );
    const { body, truncated } = await unpackBody(
      packed.subarray(0, packed.length / 2),
      'gzip',
      limits,
      true,
    );
    expect(truncated).toBe(true);
    expect(Buffer.from(body).toString()).toMatch(/^line 0\nline 1\n/);
  });
});
