/**
 * Serves the pages of this folder on the loopback, each host under its own name: `npm run example:site [-- --port 8080]`.
 * Prints how to read them. Ctrl-C ends it.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { parseArgs } from 'node:util';

const PAGES = join(import.meta.dirname, 'pages');
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
};

/** The names that are served: one a folder. */
export const SITE_HOSTS: readonly string[] = readdirSync(PAGES).toSorted();

/** Every request as `host/path`, in order, goes to `onRequest`. */
export async function serveSite(
  port = 0,
  onRequest: (asked: string) => void = () => {},
): Promise<{ port: number; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    onRequest(`${host}${request.url}`);
    const answer = SITE_HOSTS.includes(host) ? findAnswer(host, pathname) : null;
    response.statusCode = answer === null ? 404 : 200;
    response.setHeader('content-type', answer?.type ?? 'text/plain');
    const { port: own } = server.address() as AddressInfo;
    // The files name each other without a port.
    response.end(
      (answer?.text ?? 'not found').replace(/http:\/\/[a-z]+\.vellery\.test(?=\/)/g, `$&:${own}`),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function findAnswer(host: string, pathname: string): { type: string; text: string } | null {
  const month = /^\/calendar\/(\d{4})\/(\d\d)$/.exec(pathname);
  if (host === 'almanac.vellery.test' && month !== null) return monthPage(Number(month[1]), Number(month[2]));
  const path = join(PAGES, host, normalize(decodeURIComponent(pathname)));
  const file = path.endsWith('/') ? join(path, 'index.html') : path;
  if (!file.startsWith(join(PAGES, host)) || !existsSync(file) || !statSync(file).isFile())
    return null;
  return { type: TYPES[extname(file)] ?? 'text/plain', text: readFileSync(file, 'utf8') };
}

/** The trap: a calendar without an end, of which no month says anything new. */
function monthPage(year: number, month: number): { type: string; text: string } {
  const at = (months: number): string => {
    const total = year * 12 + month - 1 + months;
    return `/calendar/${Math.floor(total / 12)}/${String((total % 12) + 1).padStart(2, '0')}`;
  };
  const text = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Small events of ${year}, month ${month}</title><main><h1>Small events of ${year}, month ${month}</h1>
<p>Nothing is written for month ${month} of ${year}. Whoever knows of a small event may tell the keeper of the calendar, who will write it down if there is room.</p>
<p><a href="${at(-1)}">The month before</a> <a href="${at(1)}">The month after</a> <a href="${at(12)}">A year on</a></p></main></html>`;
  return { type: TYPES['.html']!, text };
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '8080' } } });
  const { port } = await serveSite(Number(values.port));
  const resolves = SITE_HOSTS.map((host) => `--resolve ${host}:127.0.0.1 --allow-private ${host}:${port}`);
  process.stdout.write(
    `${SITE_HOSTS.map((host) => `http://${host}:${port}/`).join('\n')}\n\nnpx wellspring web crawl http://harbour.vellery.test:${port}/ --persona "a gardener who grafts pears" --out crawls/vellery --delay 0.1 \\\n  ${resolves.join(' \\\n  ')}\n`,
  );
}
