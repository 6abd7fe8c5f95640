import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { sha256 } from '../../../src/core/hash.ts';
import { escapeMarkup } from '../../../src/core/text/escape-markup.ts';
import { feedOf, sitemapOf } from './feeds.ts';
import { renderPage } from './render-page.ts';
import { REDIRECTED_ROBOTS, robotsFile, TDM_RESERVED_PATH } from './robots-files.ts';
import { trapDoor, trapPage } from './traps.ts';
import { isBroken, TDM_RESERVED_HOST } from './truth.ts';
import type { World, WorldHost } from './world.ts';

export interface WorldAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  /** Before the answer begins. */
  waitMs: number;
  fault: 'reset' | 'silent' | null;
}

/** Answers for every host of a world. It remembers who asked what, as servers do that limit or fail once. */
export function openAnswers(
  world: World,
  port: number | null,
): (host: string, path: string) => WorldAnswer {
  const locate = (url: string): string =>
    port === null ? url : url.replace(/^(http:\/\/[^/]+)/, `$1:${port}`);
  const asked = new Map<string, number>();
  const visited = new Map<string, number>();
  return (name, path) => {
    if (name === 'robots.test') return plain(200, REDIRECTED_ROBOTS);
    const host = world.hosts.get(name);
    if (host === undefined) return plain(404, 'no such host');
    const url = `http://${name}${path}`;
    const times = (asked.get(url) ?? 0) + 1;
    asked.set(url, times);
    if (path === '/robots.txt') return robotsAnswer(host, locate);
    if (path === '/rules/robots-of-this-host.txt') return plain(200, REDIRECTED_ROBOTS);
    if (path === '/.well-known/tdmrep.json')
      return name === TDM_RESERVED_HOST
        ? plain(
            200,
            JSON.stringify([
              { location: '/', 'tdm-reservation': 1 },
              { location: TDM_RESERVED_PATH, 'tdm-reservation': 1 },
            ]),
            'application/json',
          )
        : plain(404, '');
    const waitMs = waitOf(host, url);
    if (host.health === 'silent') return { ...plain(200, ''), fault: 'silent' };
    const visits = (visited.get(name) ?? 0) + 1;
    visited.set(name, visits);
    if (host.health === 'limited' && visits % LIMIT_EVERY === 0)
      return { ...plain(429, 'too much'), headers: { 'retry-after': String(RETRY_AFTER_SECONDS) } };
    if (path === '/sitemap.xml')
      return coded(host, 200, sitemapOf(host, locate), 'application/xml');
    if (path === '/feed.xml')
      return coded(host, 200, feedOf(world, host, locate), 'application/rss+xml');
    const to = world.redirects.get(url);
    if (to !== undefined)
      return { ...plain(times % 2 === 0 ? 302 : 301, ''), headers: { location: locate(to) } };
    const page = world.pages.get(url.replace(/[?&](?:visit|utm_source)=[^&]*$/, ''));
    if (page !== undefined) {
      const at = host.pages.indexOf(page);
      if (isBroken(page)) return plain(500, 'broken');
      if (host.health === 'broken' && at % 7 === 3 && times === 1) return plain(502, 'try again');
      if (host.health === 'resetting' && at % 5 === 2 && times === 1)
        return { ...plain(200, ''), fault: 'reset' };
      const door = trapDoor(host);
      const extra =
        door === undefined
          ? ''
          : `<p><a href="${escapeMarkup(locate(`http://${name}${door.path}`))}">${door.anchor}</a></p>`;
      let html = renderPage(world, page, locate, extra);
      // Every page of this host gives its links a name for the visit.
      if (host.kind === 'sessions') {
        const visit = sha256(`${url}`).slice(0, 8);
        html = html.replace(
          new RegExp(`href="(http://${name}[^"?#]*)"`.replace(name, `${name}(?::\\d+)?`), 'g'),
          (_, href: string) => `href="${href}?visit=${visit}"`,
        );
      }
      return { ...coded(host, 200, html, 'text/html', orderHeaders(page.order)), waitMs };
    }
    const trap = trapPage(host, path);
    if (trap === undefined)
      return coded(host, 404, '<title>Not found</title><p>There is nothing here.</p>', 'text/html');
    const links = trap.links.map(
      (link) =>
        `<li><a href="${escapeMarkup(locate(`http://${name}${link.path}`))}">${escapeMarkup(link.anchor)}</a></li>`,
    );
    return coded(
      host,
      200,
      `<!doctype html><title>${trap.title}</title><h1>${trap.title}</h1><p>${trap.text}</p><ul>${links.join('')}</ul>`,
      'text/html',
    );
  };
}

/** A host that limits says so to every so many visits. */
const LIMIT_EVERY = 8;
export const RETRY_AFTER_SECONDS = 2;

/** A slow host takes as long as a tenth of a second to a third. */
function waitOf({ health }: WorldHost, url: string): number {
  return health === 'slow' ? 80 + (Number.parseInt(sha256(url).slice(0, 4), 16) % 250) : 0;
}

function robotsAnswer({ robots }: WorldHost, locate: (url: string) => string): WorldAnswer {
  const { status, body, redirect, isSilent } = robotsFile(robots);
  const answer = plain(status, body);
  if (redirect !== undefined) answer.headers = { location: locate(redirect) };
  return { ...answer, fault: isSilent === true ? 'silent' : null };
}

function orderHeaders(order: string | null): Record<string, string> {
  if (order === 'none-header') return { 'x-robots-tag': 'none' };
  if (order === 'tdm-header') return { 'tdm-reservation': '1' };
  return order === 'no-training' ? { 'content-signal': 'search=yes, ai-train=no' } : {};
}

const plain = (status: number, body: string | Buffer, type = 'text/plain'): WorldAnswer => ({
  status,
  headers: { 'content-type': type },
  body: Buffer.from(body),
  waitMs: 0,
  fault: null,
});

function coded(
  { charset, coding }: WorldHost,
  status: number,
  text: string,
  type: string,
  more: Record<string, string> = {},
): WorldAnswer {
  const isPage = type === 'text/html';
  const bytes =
    !isPage || charset === 'utf-8'
      ? Buffer.from(text)
      : charset === 'utf-16'
        ? Buffer.from(`\uFEFF${text}`, 'utf16le')
        : Buffer.from(text.replaceAll('–', '-'), 'latin1');
  const headers: Record<string, string> = {
    'content-type': isPage && charset === 'utf-8' ? `${type}; charset=utf-8` : type,
    ...more,
  };
  if (coding === 'identity') return { status, headers, body: bytes, waitMs: 0, fault: null };
  const body =
    coding === 'br'
      ? brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } })
      : gzipSync(bytes, { level: 1 });
  return {
    status,
    headers: { ...headers, 'content-encoding': coding },
    body,
    waitMs: 0,
    fault: null,
  };
}
