/** A server in a process of its own: every host under `.test`, page n links to 2n + 1 and 2n + 2 of the next hosts. Prints its port. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createRandom } from '../../src/core/random.ts';

const [hosts, pages] = process.argv.slice(2).map(Number) as [number, number];
const random = createRandom('crawl-speed');
const WORDS = Array.from({ length: 2_000 }, (_, i) => `word${(i * 7919) % 2003}`);
const text = (words: number): string =>
  Array.from({ length: words }, () => random.pick(WORDS)).join(' ');
/** Some 20 KB before packing, as pages of the web are. */
const bodies = Array.from({ length: 64 }, () => text(2_400));

const server = createServer((request, response) => {
  const { port } = server.address() as AddressInfo;
  const page = Number(request.url!.slice(1));
  if (!Number.isInteger(page) || page >= pages) {
    response.statusCode = 404;
    return void response.end();
  }
  const link = (target: number): string =>
    target < pages
      ? `<a href="http://h${target % hosts}.test:${port}/${target}">${target}</a>`
      : '';
  const html = `<!doctype html><title>${page}</title>${link(2 * page + 1)}${link(2 * page + 2)}<p>${page} ${bodies[page % bodies.length]}</p>`;
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('content-encoding', 'gzip');
  return void response.end(gzipSync(html, { level: 1 }));
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
