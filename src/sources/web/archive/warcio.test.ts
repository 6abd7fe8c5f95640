import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { startLocalWeb } from '../../../../test/fixtures/local-web.ts';
import { openFetcher } from '../fetch/index.ts';
import { openWarcFetcher, openWarcWriter, scanWarc, verifyWarcRecord } from './index.ts';

const root = join(import.meta.dirname, '../../../..');
const python = (...args: string[]) =>
  spawnSync('python3', args, { encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 });
const probe = python('-c', 'import importlib.util as u; print(u.find_spec("warcio") is not None)');
const why =
  probe.status !== 0
    ? 'there is no python3'
    : probe.stdout.trim() === 'True'
      ? null
      : 'python3 has no `warcio` (pip install warcio)';
if (why !== null) console.log(`warcio.test.ts skips: ${why}`);

const base = mkdtempSync(join(tmpdir(), 'wellspring-warcio-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

interface Read {
  type: string;
  url: string | null;
  status: string | null;
  body: string;
  refers: string | null;
  id: string;
}

describe.skipIf(why !== null)('archives between us and warcio', () => {
  it('are read both ways, digests and all', async () => {
    const pages: Record<string, [coding: string | null, body: Buffer]> = {
      '/plain': [null, Buffer.from('plain '.repeat(100))],
      '/copy': [null, Buffer.from('plain '.repeat(100))],
      '/gzip': ['gzip', gzipSync('packed')],
      '/br': ['br', brotliCompressSync(Buffer.from('also packed'))],
    };
    const web = await startLocalWeb((request, response) => {
      const [coding, body] = pages[request.url!]!;
      if (coding !== null) response.setHeader('content-encoding', coding);
      response.write(body);
      response.end();
    });
    const fetcher = openFetcher(web.options);
    const dir = join(base, 'ours');
    const writer = await openWarcWriter(dir);
    for (const path of Object.keys(pages))
      writer.add(await fetcher.fetch(web.url(path), { signal: new AbortController().signal }));
    writer.note(web.url('/none'), [['fetch-failed', 'timeout']]);
    writer.close();
    await fetcher.close();
    await web.close();

    const theirs = join(base, 'theirs');
    mkdirSync(theirs);
    const { status, stdout, stderr } = python(
      join(root, 'test/python/warc_both_ways.py'),
      join(dir, 'pages-00000.warc.gz'),
      join(theirs, 'theirs.warc.gz'),
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const read = JSON.parse(stdout) as Read[];
    expect(read.map(({ type }) => type).join(' ')).toBe(
      'warcinfo response request revisit request response request response request metadata',
    );
    expect(read[1]).toMatchObject({
      url: web.url('/plain'),
      status: '200',
      body: 'plain '.repeat(100),
    });
    expect(read[3]).toMatchObject({ url: web.url('/copy'), refers: read[1]!.id });
    expect(read[5]!.body).toBe('packed');

    const records = [...scanWarc(join(theirs, 'theirs.warc.gz'))];
    expect(records).toHaveLength(5);
    for (const { record } of records)
      for (const check of verifyWarcRecord(record))
        expect(check).toMatchObject({ verdict: 'pass' });
    const replay = await openWarcFetcher(theirs);
    const got = await replay.fetch('http://their.test/b', { signal: new AbortController().signal });
    expect(Buffer.from(got.body).toString()).toBe('größer');
    expect(Buffer.from(got.wire.request).toString()).toContain('GET /b HTTP/1.1');
    await replay.close();
  });
});
