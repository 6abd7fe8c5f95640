import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type Answer, type LocalWeb, startLocalWeb } from '../../../../test/fixtures/local-web.ts';
import type { FetcherOptions } from './fetch-options.ts';
import type { Fetcher, FetchOptions } from './fetched.ts';
import { openFetcher } from './open-fetcher.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function serve(
  answer: Answer,
  protocol: 'http' | 'https' | 'http2' = 'http',
  options: FetcherOptions = {},
): Promise<
  LocalWeb & {
    fetcher: Fetcher;
    get: (path: string, asked?: Partial<FetchOptions>) => ReturnType<Fetcher['fetch']>;
  }
> {
  const web = await startLocalWeb(answer, protocol);
  const fetcher = openFetcher({ ...web.options, ...options });
  closers.push(web.close, fetcher.close);
  const get = (path: string, asked: Partial<FetchOptions> = {}) =>
    fetcher.fetch(web.url(path), { signal: new AbortController().signal, ...asked });
  return { ...web, fetcher, get };
}

/** A server that speaks bytes. */
async function serveRaw(
  talk: (socket: Socket) => void,
  options: FetcherOptions = {},
): Promise<() => ReturnType<Fetcher['fetch']>> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => {});
    talk(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const fetcher = openFetcher({ allowPrivate: [`127.0.0.1:${port}`], ...options });
  closers.push(() => Promise.resolve(server.close()), fetcher.close);
  return () => fetcher.fetch(`http://127.0.0.1:${port}/`, { signal: new AbortController().signal });
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

describe('openFetcher', () => {
  it.each(['http', 'https', 'http2'] as const)('speaks %s', async (protocol) => {
    const { get, port } = await serve((request, response) => {
      response.setHeader('X-Twice', ['a', 'b']);
      response.setHeader('content-type', 'text/plain');
      response.end(`agent ${request.headers['user-agent']}`);
    }, protocol);
    const got = await get('/x?y=1#z');
    expect(got).toMatchObject({
      status: 200,
      httpVersion: protocol === 'http2' ? '2' : '1.1',
      remoteAddress: '127.0.0.1',
      truncated: false,
      notModified: false,
      redirects: [],
      redirectTo: null,
    });
    expect(got.headers['x-twice']).toBe('a, b');
    expect(text(got.body)).toMatch(/^agent wellspring\/\d+\.\d+\.\d+$/);
    expect(text(got.wire.request)).toMatch(/^GET \/x\?y=1 HTTP\/1\.1\r\n(?:.+\r\n)+\r\n$/);
    expect(text(got.wire.request)).toContain(`a.test:${port}\r\n`);
    expect(text(got.wire.responseHead)).toMatch(/^HTTP\/1\.1 200 .*\r\n(?:.+\r\n)+\r\n$/);
    // Over HTTP/2 Node joins them itself.
    expect(text(got.wire.responseHead)).toMatch(
      protocol === 'http2' ? /x-twice: a, b\r\n/ : /x-twice: a\r\nx-twice: b\r\n/i,
    );
  });

  it('says which socket took which of many requests at once', async () => {
    const { fetcher, url } = await serve((request, response) => response.end(request.url));
    const signal = new AbortController().signal;
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        fetcher.fetch(url(`/${i}`, `h${i % 8}.test`), { signal }),
      ),
    );
    for (const [i, { body, wire, remoteAddress }] of all.entries()) {
      expect(text(body)).toBe(`/${i}`);
      expect(text(wire.request)).toContain(`GET /${i} HTTP/1.1`);
      expect(text(wire.request)).toContain(`h${i % 8}.test`);
      expect(remoteAddress).toBe('127.0.0.1');
    }
  });

  const packed: [string, (bytes: Buffer) => Uint8Array][] = [
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
    ['GZIP, br', (bytes) => brotliCompressSync(gzipSync(bytes))],
    ['identity', (bytes) => bytes],
    ['gzip', (bytes) => bytes],
  ];
  it.each(packed)('undoes %s, and keeps the payload as it came', async (coding, pack) => {
    const plain = Buffer.from('Ein Bär '.repeat(50));
    const { get } = await serve((_request, response) => {
      response.setHeader('content-encoding', coding);
      response.end(pack(plain));
    });
    const got = await get('/');
    expect(Buffer.from(got.body)).toEqual(plain);
    expect(Buffer.from(got.wire.payload)).toEqual(Buffer.from(pack(plain)));
  });

  it('follows redirects of every kind, keeps the way, and sends conditions to the first address only', async () => {
    const conditions: (string | undefined)[] = [];
    const { get, url } = await serve((request, response) => {
      conditions.push(request.headers['if-none-match']);
      const at = Number(request.url!.slice(1));
      const codes = [301, 302, 303, 307, 308];
      if (at === codes.length) return response.end('there');
      response.writeHead(codes[at]!, {
        location: at === 2 ? url(`/${at + 1}`, 'b.test') : `${at + 1}#f`,
      });
      return response.end();
    });
    const got = await get('/0', { etag: '"x"' });
    expect(got.redirects.map((one) => new URL(one).pathname)).toEqual([
      '/0',
      '/1',
      '/2',
      '/3',
      '/4',
    ]);
    expect(got.hops.map(({ status }) => status)).toEqual([301, 302, 303, 307, 308]);
    expect(got.url).toBe(url('/5', 'b.test'));
    expect(conditions).toEqual(['"x"', ...Array(5).fill(undefined)]);
  });

  it('asks before it follows, and then gives the redirect itself', async () => {
    const { get, url } = await serve((_request, response) => {
      response.writeHead(302, { location: '/elsewhere' });
      response.end();
    });
    const got = await get('/', { mayFollow: () => false });
    expect(got).toMatchObject({ status: 302, redirectTo: url('/elsewhere'), hops: [] });
  });

  it.each([
    ['/self', 'redirect-loop'],
    ['/pair/a', 'redirect-loop'],
    ['/on/0', 'too-many-redirects'],
  ])('stops at %s: %s', async (path, reason) => {
    const { get } = await serve((request, response) => {
      const on = /^\/on\/(\d+)/.exec(request.url!)?.[1];
      const pair = { '/pair/a': '/pair/b', '/pair/b': '/pair/a' }[request.url!];
      response.writeHead(302, {
        location: on === undefined ? (pair ?? '/self') : `/on/${Number(on) + 1}`,
      });
      response.end();
    });
    await expect(get(path)).rejects.toMatchObject({ reason });
  });

  it('takes 304 as the word that the copy holds', async () => {
    const { get } = await serve((request, response) => {
      response.statusCode = request.headers['if-modified-since'] === undefined ? 200 : 304;
      response.end();
    });
    expect(await get('/', { lastModified: 'Mon, 02 Mar 2026 10:00:00 GMT' })).toMatchObject({
      status: 304,
      notModified: true,
    });
    expect(await get('/')).toMatchObject({ status: 200, notModified: false });
  });

  it('cuts endless bodies at the limit', async () => {
    const { get } = await serve((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 'x')));
      };
      response.on('drain', more);
      more();
    });
    const got = await get('/', { maxBytes: 300_000 });
    expect(got.truncated).toBe(true);
    expect(got.body.length).toBe(300_000);
    expect(got.wire.payload.length).toBe(300_000);
  });

  it('gives up on what drips (slow loris), whole and silent', async () => {
    const { get } = await serve(
      (request, response) => {
        if (request.url === '/silent') return;
        const drip = setInterval(() => response.write('x'), 20);
        response.on('close', () => clearInterval(drip));
      },
      'http',
      { silenceTimeoutMs: 1000 },
    );
    await expect(get('/drip', { timeoutMs: 300 })).rejects.toMatchObject({ reason: 'timeout' });
    await expect(get('/silent', { timeoutMs: 5000 })).rejects.toMatchObject({ reason: 'silent' });
  });

  it('ends when the caller ends it', async () => {
    const { get } = await serve(() => {});
    const controller = new AbortController();
    const asked = get('/', { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 30);
    await expect(asked).rejects.toThrow('enough');
  });

  it.each([
    ['too short', 'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort', 'disconnected'],
    [
      'half a chunk',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf',
      'disconnected',
    ],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n', 'bad-http'],
    [
      'two lengths',
      'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello',
      'incomplete',
    ],
    [
      'length and chunks',
      'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
      'incomplete',
    ],
    [
      'huge headers',
      `HTTP/1.1 200 OK\r\n${`X-Pad: ${'y'.repeat(4000)}\r\n`.repeat(40)}\r\n`,
      'headers-too-large',
    ],
    ['nothing', '', 'disconnected'],
  ])('%s is an error with a name', async (_what, bytes, reason) => {
    const get = await serveRaw((socket) => socket.once('data', () => socket.end(bytes)));
    await expect(get()).rejects.toMatchObject({ name: 'SourceError', reason });
  });

  it('reads to the announced length and no further', async () => {
    const get = await serveRaw((socket) =>
      socket.once('data', () =>
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more'),
      ),
    );
    expect(text((await get()).body)).toBe('hello');
  });

  it('bears an endless head', async () => {
    const get = await serveRaw((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\n');
        const more = (): void => {
          while (!socket.destroyed && socket.write('X-Again: and again\r\n'));
        };
        socket.on('drain', more);
        more();
      });
    });
    await expect(get()).rejects.toMatchObject({ reason: 'headers-too-large' });
  });

  it('does not believe a certificate that nobody vouches for', async () => {
    const { get } = await serve((_request, response) => response.end(), 'https', {
      certificates: [],
    });
    await expect(get('/')).rejects.toMatchObject({ reason: 'bad-certificate' });
  });

  it('says what cannot be reached or resolved', async () => {
    const signal = new AbortController().signal;
    const nowhere = openFetcher({ allowPrivate: ['127.0.0.1:9'] });
    closers.push(nowhere.close);
    await expect(nowhere.fetch('http://127.0.0.1:9/', { signal })).rejects.toMatchObject({
      reason: 'unreachable',
    });
    const unresolved = openFetcher({ resolve: () => Promise.reject(new Error('NXDOMAIN')) });
    closers.push(unresolved.close);
    await expect(unresolved.fetch('http://a.test/', { signal })).rejects.toMatchObject({
      reason: 'unresolved',
    });
  });

  it('refuses to name itself by what no header may carry', () => {
    expect(() => openFetcher({ contact: 'x\r\nHost: evil' })).toThrow(RangeError);
    expect(() => openFetcher({ product: 'a b' })).toThrow(RangeError);
  });
});
