import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FetcherOptions, ResolvedAddress } from './fetch-options.ts';
import { openFetcher } from './open-fetcher.ts';
import { specialAddress } from './special-addresses.ts';
import { openUrlGuard } from './url-guard.ts';

/** The service that nobody may reach: each request that it gets is a failure. */
let secret: Server;
let reached = 0;
let port = 0;
/** A public server in the attacker's hands, which redirects where its path says. */
let hostile: Server;
let hostilePort = 0;
beforeAll(async () => {
  secret = createServer((_request, response) => {
    reached++;
    response.end('secret');
  });
  hostile = createServer((request, response) => {
    // Fields are bytes: UTF-8 in them, as real servers send it.
    const location = Buffer.from(decodeURIComponent(request.url!.slice(1))).toString('latin1');
    response.writeHead(302, { location });
    response.end();
  });
  // Both stacks: an address of IPv6 that means 127.0.0.1 would arrive too.
  await new Promise<void>((resolve) => void secret.listen(0, resolve));
  await new Promise<void>((resolve) => void hostile.listen(0, '127.0.0.1', resolve));
  port = (secret.address() as AddressInfo).port;
  hostilePort = (hostile.address() as AddressInfo).port;
});
afterEach(() => {
  if (reached > 0) throw new Error('the service that nobody may reach was reached');
});
afterAll(() => {
  secret.close();
  hostile.close();
});

async function fetchWith(url: string, options: FetcherOptions = {}): Promise<unknown> {
  const fetcher = openFetcher({ ports: [80, 443, port], ...options });
  try {
    return await fetcher.fetch(url, { signal: new AbortController().signal, timeoutMs: 2_000 });
  } finally {
    await fetcher.close();
  }
}

const HOSTS = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '0',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0x7f.0x0.0x0.0x1',
  '0177.0.0.1',
  '017700000001',
  '%31%32%37%2e0.0.1',
  '①②⑦.0.0.1',
  '１２７.0.0.1',
  '127。0。0。1',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:0:127.0.0.1]',
  '[::127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b:1::7f00:1]',
  '[2002:7f00:1::]',
  '[2001:0:7f00:1::]',
  '[fe80::1]',
  '[fec0::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[ff02::1]',
  '[100::1]',
  '[5f00::1]',
  'localhost',
  'LOCALHOST.',
  'a.localhost',
  'router.local',
  'metadata.google.internal',
  'printer.home.arpa',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.1',
  '100.100.100.200',
  '168.63.129.16',
  '169.254.169.254',
  '0xa9fea9fe',
  '2852039166',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.192',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
];

describe('no private address is reached', () => {
  it.each(HOSTS)('http://%s/', async (host) => {
    await expect(fetchWith(`http://${host}:${port}/`)).rejects.toMatchObject({
      reason: 'forbidden-address',
    });
  });

  it.each(HOSTS)('by a redirect to %s', async (host) => {
    const target = encodeURIComponent(`http://${host}:${port}/`);
    const asked = fetchWith(`http://public.example:${hostilePort}/${target}`, {
      allowPrivate: [`public.example:${hostilePort}`],
      resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    });
    await expect(asked).rejects.toMatchObject({ reason: 'forbidden-address' });
  });

  it.each([
    'file:///etc/passwd',
    'ftp://example.org/',
    'gopher://127.0.0.1:6379/_FLUSHALL',
    'data:text/html,hello',
    'javascript:alert(1)',
    'ws://example.org/',
    'http://user:password@example.org/',
    'http://127.0.0.1@example.org/',
    'http://example.org:x/',
    'http://',
    '',
    'example.org',
  ])('%s is no address to visit, nor to be sent to', async (url) => {
    await expect(fetchWith(url)).rejects.toMatchObject({ reason: 'forbidden-url' });
    if (!url.includes(':') || url === 'http://') return;
    const asked = fetchWith(`http://public.example:${hostilePort}/${encodeURIComponent(url)}`, {
      allowPrivate: [`public.example:${hostilePort}`],
      resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    });
    await expect(asked).rejects.toMatchObject({ reason: 'forbidden-url' });
  });

  it.each([22, 25, 6379, 3306, 9200, 11211])('port %i is not knocked at', async (forbidden) => {
    await expect(fetchWith(`http://93.184.216.34:${forbidden}/`)).rejects.toMatchObject({
      reason: 'forbidden-port',
    });
  });

  it.each([
    [['127.0.0.1']],
    [['::ffff:127.0.0.1']],
    [['::1']],
    [['93.184.216.34', '10.0.0.1']],
    [['169.254.169.254']],
    [['no address']],
  ])('a public name that resolves to %s is refused whole', async (addresses) => {
    const asked = fetchWith(`http://rebound.example:${port}/`, {
      resolve: () =>
        Promise.resolve(addresses.map((address): ResolvedAddress => ({ address, family: 4 }))),
    });
    await expect(asked).rejects.toMatchObject({ reason: 'forbidden-address' });
  });

  it('a name that changes its mind between question and connection (DNS rebinding) is asked once only', async () => {
    let questions = 0;
    const asked = fetchWith(`http://rebinding.example:${port}/`, {
      // A documentation range would be judged; this public address answers nobody here.
      resolve: () => {
        questions++;
        return Promise.resolve([
          { address: questions === 1 ? '93.184.216.34' : '127.0.0.1', family: 4 },
        ]);
      },
      connectTimeoutMs: 200,
    });
    await expect(asked).rejects.toMatchObject({
      reason: expect.stringMatching(/unreachable|timeout/),
    });
    expect(questions).toBe(1);
  });

  it('a name that changes its mind between two visits is judged at each connection', async () => {
    let address = '127.0.0.1';
    const fetcher = openFetcher({
      ports: [hostilePort, port],
      allowPrivate: [`mine.example:${hostilePort}`],
      resolve: () => Promise.resolve([{ address, family: 4 }]),
    });
    const signal = new AbortController().signal;
    const first = `http://mine.example:${hostilePort}/`;
    const { status } = await fetcher.fetch(`${first}${encodeURIComponent('/')}`, {
      signal,
      mayFollow: () => false,
    });
    expect(status).toBe(302);
    address = '127.0.0.2';
    // Another port is another connection, and is not the one that was allowed by name.
    await expect(fetcher.fetch(`http://mine.example:${port}/`, { signal })).rejects.toMatchObject({
      reason: 'forbidden-address',
    });
    await fetcher.close();
  });
});

describe('what is allowed by name', () => {
  it('is that name at that port, and nothing beside it', () => {
    const guard = openUrlGuard({ allowPrivate: ['127.0.0.1:8123', '*.test:8123', '[::1]:8123'] });
    expect(guard.check('http://127.0.0.1:8123/x').href).toBe('http://127.0.0.1:8123/x');
    expect(() => guard.checkAddress('a.test', 8123, '127.0.0.1')).not.toThrow();
    expect(() => guard.check('http://[::1]:8123/')).not.toThrow();
    for (const url of [
      'http://127.0.0.1:8124/',
      'http://127.0.0.2:8123/',
      'http://localhost:8123/',
    ])
      expect(() => guard.check(url)).toThrow(/^Not visited/);
    // Whoever holds another name must not come in by pointing it here.
    expect(() => guard.checkAddress('evil.example', 8123, '127.0.0.1')).toThrow(/^Not visited/);
    expect(() => guard.checkAddress('test', 8123, '127.0.0.1')).toThrow(/^Not visited/);
    expect(() => guard.checkAddress('atest', 8123, '127.0.0.1')).toThrow(/^Not visited/);
  });

  it.each(['', 'http://a/', '127.0.0.1:99999x', 'a b', 'user@host'])(
    '%j names nothing',
    (entry) => {
      expect(() => openUrlGuard({ allowPrivate: [entry] })).toThrow(RangeError);
    },
  );
});

describe('public addresses', () => {
  it.each(['93.184.216.34', '8.8.8.8', '1.1.1.1', '2606:4700::1111', '2a00:1450:4001::1'])(
    '%s',
    (address) => {
      expect(specialAddress(address)).toBeUndefined();
    },
  );

  it('are visited in their plain spelling only', () => {
    const guard = openUrlGuard();
    expect(() => guard.check('http://8.8.8.8/')).not.toThrow();
    expect(() => guard.check('http://134744072/')).toThrow(/^Not visited/);
    expect(() => guard.check('/next', 'http://8.8.8.8/')).not.toThrow();
  });
});
