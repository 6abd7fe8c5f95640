import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalWeb, startLocalWeb } from '../../../../test/fixtures/local-web.ts';
import { type Exchange, type Fetched, type Fetcher, openFetcher } from '../fetch/index.ts';
import {
  openIndexForReading,
  openWarcFetcher,
  openWarcWriter,
  parseWarcRecord,
  readWarcRecord,
  recordBytes,
  scanWarc,
  verifyWarcRecord,
  warcField,
} from './index.ts';

const base = mkdtempSync(join(tmpdir(), 'wellspring-archive-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
let folders = 0;
const { signal } = new AbortController();
const newFolder = (): string => join(base, String(folders++));
const FIRST = 'pages-00000.warc.gz';
const LONG = 'The same words again and again. '.repeat(40);

let web: LocalWeb;
let fetcher: Fetcher;
beforeAll(async () => {
  web = await startLocalWeb((request, response) => {
    const path = request.url!;
    if (path === '/moved') {
      response.writeHead(301, { location: '/there' });
      return response.end('gone over there');
    }
    if (path === '/packed') {
      response.setHeader('content-encoding', 'gzip');
      return response.end(gzipSync(LONG));
    }
    if (path === '/chunks') {
      response.write('one ');
      return setTimeout(() => response.end('two'), 5);
    }
    if (path === '/kept') {
      response.setHeader('etag', '"v1"');
      if (request.headers['if-none-match'] === '"v1"') response.statusCode = 304;
      return response.end(response.statusCode === 304 ? undefined : LONG);
    }
    if (path === '/binary')
      return response.end(Buffer.from(Array.from({ length: 256 }, (_, i) => i)));
    if (path === '/missing') response.statusCode = 404;
    return response.end(path === '/copy' || path === '/page' ? LONG : `page ${path}`);
  });
  fetcher = openFetcher(web.options);
});
afterAll(async () => {
  await fetcher.close();
  await web.close();
});

const fetch = (path: string, options = {}): Promise<Fetched> =>
  fetcher.fetch(web.url(path), { signal: signal, ...options });

function scan(path: string) {
  const found = [];
  for (const scanned of scanWarc(path)) found.push(scanned);
  return found;
}

describe('openWarcWriter', () => {
  it('writes what it is given, one whole gzip member a record, every digest right', async () => {
    const dir = newFolder();
    const writer = await openWarcWriter(dir, { operator: 'someone\r\nelse', userAgent: 'x/1' });
    const paths = ['/moved', '/packed', '/chunks', '/binary', '/missing'];
    const stored = [];
    const fetched = [];
    for (const path of paths) {
      const got = await fetch(path);
      fetched.push(got);
      stored.push(writer.add(got));
    }
    writer.note(web.url('/none'), [['fetch-failed', 'timeout']]);
    writer.close();
    const records = scan(join(dir, FIRST));
    expect(records.map(({ record }) => record.type)).toEqual([
      'warcinfo',
      ...Array.from({ length: 6 }, () => ['response', 'request']).flat(),
      'metadata',
    ]);
    const bytes = readFileSync(join(dir, FIRST));
    for (const { offset, length, record } of records) {
      const member = gunzipSync(bytes.subarray(offset, offset + length)).toString('latin1');
      expect(member.startsWith('WARC/1.1\r\n') && member.endsWith('\r\n\r\n')).toBe(true);
      for (const check of verifyWarcRecord(record))
        expect(check).toMatchObject({ verdict: 'pass' });
    }
    expect(verifyWarcRecord(records[1]!.record)).toHaveLength(4);
    expect(new Set(records.map(({ record }) => record.id)).size).toBe(records.length);
    expect(Buffer.from(records[0]!.record.block).toString()).toContain(
      'operator: someone else\r\n',
    );
    for (const [i, place] of stored.entries()) {
      const record = parseWarcRecord(recordBytes(join(dir, place.file), place));
      expect(record).toMatchObject({
        id: place.recordId,
        url: fetched[i]!.url,
        atMs: fetched[i]!.fetchedAtMs,
      });
      expect(Buffer.from(record.http!.payload)).toEqual(Buffer.from(fetched[i]!.wire.payload));
      expect(record.http!.status).toBe(fetched[i]!.status);
      expect(warcField(record, 'WARC-Payload-Digest')).toBe(place.payloadDigest);
    }
  });

  it('stores a payload once: a second address with the same bytes is a revisit that points to it', async () => {
    const dir = newFolder();
    const writer = await openWarcWriter(dir);
    const page = writer.add(await fetch('/page'));
    const copy = writer.add(await fetch('/copy'));
    expect(copy).toMatchObject({ type: 'revisit', payloadDigest: page.payloadDigest });
    expect(copy.payloadRecord.recordId).toBe(page.recordId);
    const { record } = readWarcRecord(join(dir, copy.file), copy.offset);
    expect(warcField(record, 'WARC-Profile')).toContain('identical-payload-digest');
    expect(warcField(record, 'WARC-Refers-To')).toBe(`<${page.recordId}>`);
    expect(warcField(record, 'WARC-Refers-To-Target-URI')).toBe(web.url('/page'));
    const again = await openWarcFetcher(dir);
    const got = await again.fetch(web.url('/copy'), { signal: signal });
    expect(Buffer.from(got.body).toString()).toBe(LONG);
    writer.close();
    await again.close();
  });

  it('stores 304 as a revisit, and the copy answers', async () => {
    const dir = newFolder();
    const writer = await openWarcWriter(dir);
    writer.add(await fetch('/kept'));
    const still = await fetch('/kept', { etag: '"v1"' });
    expect(still.notModified).toBe(true);
    expect(writer.add(still)).toMatchObject({ type: 'revisit', status: 304 });
    writer.close();
    const replay = await openWarcFetcher(dir);
    const got = await replay.fetch(web.url('/kept'), { signal: signal });
    expect([got.status, Buffer.from(got.body).toString()]).toEqual([200, LONG]);
    const asked = await replay.fetch(web.url('/kept'), {
      signal: signal,
      etag: '"v1"',
    });
    expect(asked).toMatchObject({ status: 304, notModified: true });
    await replay.close();
  });

  it('begins a new file where one is full, and goes on in the last', async () => {
    const dir = newFolder();
    const options = { maxFileBytes: 2_000 };
    const first = await openWarcWriter(dir, options);
    for (let i = 0; i < 4; i++) first.add(await fetch(`/a${i}`));
    first.close();
    const second = await openWarcWriter(dir, options);
    for (let i = 0; i < 4; i++) second.add(await fetch(`/b${i}`));
    second.close();
    const files = readdirSync(dir).filter((name) => name.endsWith('.warc.gz'));
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) expect(scan(join(dir, file))[0]!.record.type).toBe('warcinfo');
    const index = await openIndexForReading(dir);
    expect(index.list()).toHaveLength(8);
    index.close();
  });

  it('lets nobody else write', async () => {
    const dir = newFolder();
    const writer = await openWarcWriter(dir);
    await expect(openWarcWriter(dir)).rejects.toMatchObject({ code: 'workspace-locked' });
    writer.close();
    (await openWarcWriter(dir)).close();
  });
});

describe('after a crash', () => {
  it('cuts a torn tail, wherever it was torn, and loses nothing before it', async () => {
    const whole = newFolder();
    const writer = await openWarcWriter(whole);
    writer.add(await fetch('/page'));
    const last = writer.add(await fetch('/packed'));
    writer.close();
    const { size } = statSync(join(whole, FIRST));
    for (const left of [1, 5, 11, 17, 18, 19, 40, 200, last.length - 9, last.length - 1]) {
      const dir = newFolder();
      mkdirSync(dir);
      copyFileSync(join(whole, FIRST), join(dir, FIRST));
      // Some with the index of the whole file, which then knows too much; some without any.
      if (left % 2 === 0) cpSync(join(whole, 'index.sqlite'), join(dir, 'index.sqlite'));
      truncateSync(join(dir, FIRST), last.offset + left);
      const torn = await openWarcFetcher(dir);
      expect(torn.find(web.url('/page'))).toBeDefined();
      await torn.close();
      const again = await openWarcWriter(dir);
      expect(again.recovered).toEqual({ file: FIRST, bytes: left });
      again.add(await fetch('/packed'));
      again.close();
      expect(scan(join(dir, FIRST)).map(({ record }) => record.type)).toEqual([
        'warcinfo',
        'response',
        'request',
        'response',
        'request',
      ]);
      expect(statSync(join(dir, FIRST)).size).toBeGreaterThan(size - 100);
      const replay = await openWarcFetcher(dir);
      for (const path of ['/page', '/packed'])
        expect(replay.find(web.url(path)), `${left} ${path}`).toBeDefined();
      await replay.close();
    }
  });

  it('takes blocks of zeros that the system left for a torn tail', async () => {
    const dir = newFolder();
    const writer = await openWarcWriter(dir);
    writer.add(await fetch('/page'));
    writer.close();
    appendFileSync(join(dir, FIRST), Buffer.alloc(5000));
    const again = await openWarcWriter(dir);
    expect(again.recovered).toEqual({ file: FIRST, bytes: 5000 });
    again.close();
  });

  it('does not pass over damage in the middle in silence', async () => {
    const dir = newFolder();
    const writer = await openWarcWriter(dir);
    const page = writer.add(await fetch('/page'));
    writer.add(await fetch('/packed'));
    writer.close();
    const bytes = readFileSync(join(dir, FIRST));
    bytes[page.offset + 100]! ^= 0xff;
    writeFileSync(join(dir, FIRST), bytes);
    expect(() => scan(join(dir, FIRST))).toThrow(
      expect.objectContaining({ reason: 'bad-archive' }),
    );
    rmSync(join(dir, 'index.sqlite'));
    await expect(openWarcWriter(dir)).rejects.toMatchObject({ reason: 'bad-archive' });
  });

  it('keeps what it said was stored when it is killed', async () => {
    const dir = newFolder();
    const script = join(base, 'writer.ts');
    const index = JSON.stringify(join(import.meta.dirname, 'index.ts'));
    writeFileSync(
      script,
      `import { openWarcWriter } from ${index};
       const writer = await openWarcWriter(${JSON.stringify(dir)});
       const bytes = (text) => new Uint8Array(Buffer.from(text));
       for (let i = 0; ; i++) {
         const payload = bytes(String(i).repeat(3000));
         const url = 'http://a.test/' + i;
         writer.add({ url, requested: url, status: 200, headers: {}, fetchedAtMs: 1e12 + i, durationMs: 1, httpVersion: '1.1', remoteAddress: null,
           wire: { request: bytes('GET / HTTP/1.1\\r\\n\\r\\n'), responseHead: bytes('HTTP/1.1 200 OK\\r\\n\\r\\n'), payload, truncated: false },
           redirects: [], hops: [], body: payload, truncated: false, notModified: false, redirectTo: null });
         process.stdout.write(i + '\\n');
       }`,
    );
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.split('\n').length > 60) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const told = said.split('\n').slice(0, -1).map(Number);
    expect(told.length).toBeGreaterThan(50);
    const writer = await openWarcWriter(dir);
    writer.close();
    const replay = await openWarcFetcher(dir);
    for (const i of told) {
      const got = await replay.fetch(`http://a.test/${i}`, {
        signal: signal,
      });
      expect(Buffer.from(got.body).toString()).toBe(String(i).repeat(3000));
    }
    await replay.close();
  });
});

describe('openWarcFetcher', () => {
  it('gives what the network gave, to the byte', async () => {
    const dir = newFolder();
    const writer = await openWarcWriter(dir);
    const paths = ['/moved', '/packed', '/chunks', '/binary', '/missing', '/copy', '/page'];
    const live: Fetched[] = [];
    for (const path of paths) {
      live.push(await fetch(path));
      writer.add(live.at(-1)!);
    }
    writer.close();
    const replay = await openWarcFetcher(dir);
    for (const [i, path] of paths.entries()) {
      const got = await replay.fetch(web.url(path), { signal });
      expect(comparable(got)).toEqual(comparable(live[i]!));
      expect(got.hops.map(comparable)).toEqual(live[i]!.hops.map(comparable));
    }
    await expect(replay.fetch(web.url('/never'), { signal: signal })).rejects.toMatchObject({
      reason: 'not-archived',
    });
    await replay.close();
  });

  it('reads archives of other programs: plain, chunked, WARC 1.0, folded fields', async () => {
    const dir = newFolder();
    mkdirSync(dir);
    const http =
      'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n there\r\n0\r\n\r\n';
    writeFileSync(
      join(dir, 'other.warc'),
      `WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2020-01-02T03:04:05Z\r\nWARC-Target-URI: <http://a.test/>\r\nX-Folded: a\r\n b\r\nContent-Type: application/http;\r\n msgtype=response\r\nContent-Length: ${http.length}\r\n\r\n${http}\r\n\r\n`,
    );
    const replay = await openWarcFetcher(dir);
    const got = await replay.fetch('http://a.test/', { signal: signal });
    expect(Buffer.from(got.body).toString()).toBe('hello there');
    expect(got.fetchedAtMs).toBe(Date.parse('2020-01-02T03:04:05Z'));
    await replay.close();
  });
});

describe('parseWarcRecord', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('hello')],
    ['half a record', Buffer.from('WARC/1.1\r\nWARC-Type: response\r\n')],
    [
      'a record without its length',
      Buffer.from('WARC/1.1\r\nWARC-Type: response\r\n\r\nx\r\n\r\n'),
    ],
    [
      'a length that lies',
      gzipSync(
        'WARC/1.1\r\nWARC-Type: x\r\nWARC-Record-ID: <a>\r\nWARC-Date: 2020-01-01T00:00:00Z\r\nContent-Length: 1\r\n\r\nxyz\r\n\r\n',
      ),
    ],
    [
      'a huge length',
      Buffer.from('WARC/1.1\r\nWARC-Type: x\r\nContent-Length: 999999999999\r\n\r\n'),
    ],
    ['no field', Buffer.from('WARC/1.1\r\nhello\r\n\r\n')],
    ['half a member', gzipSync('WARC/1.1\r\n'.repeat(100)).subarray(0, 30)],
    ['two members', Buffer.concat([gzipSync('a'), gzipSync('b')])],
  ])('%s is no record', (_what, bytes) => {
    expect(() => parseWarcRecord(bytes)).toThrow(
      expect.objectContaining({ reason: 'bad-archive' }),
    );
  });

  it('shows a changed byte in its digests', async () => {
    const dir = newFolder();
    const writer = await openWarcWriter(dir);
    const place = writer.add(await fetch('/page'));
    writer.close();
    const plain = gunzipSync(recordBytes(join(dir, place.file), place));
    plain[plain.indexOf('same words')] = 0x53;
    const verdicts = verifyWarcRecord(parseWarcRecord(gzipSync(plain))).map(
      ({ verdict }) => verdict,
    );
    expect(verdicts).toEqual(['fail', 'fail', 'fail', 'fail']);
  });
});

/** What must be the same over network and archive: everything but how long it took. */
const comparable = (answer: Exchange) => {
  const { hops: _, ...rest } = { hops: [], ...answer };
  return { ...rest, headers: { ...rest.headers }, durationMs: 0, wire: bufferOf(rest.wire) };
};

const bufferOf = (wire: Exchange['wire']) => ({
  request: Buffer.from(wire.request),
  responseHead: Buffer.from(wire.responseHead),
  payload: Buffer.from(wire.payload),
  truncated: wire.truncated,
});
