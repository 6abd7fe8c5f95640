import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { SourceError } from '../../src/core/errors/index.ts';
import { sha256 } from '../../src/core/hash.ts';
import { documentId } from '../../src/core/records/index.ts';
import { createBlockList } from '../../src/sources/files/block-list.ts';
import { decodePage } from '../../src/sources/web/decode-page.ts';
import { canonicalUrl } from '../../src/sources/web/frontier/canonical-url.ts';
import { findLinks } from '../../src/sources/web/extract/find-links.ts';
import { segmentPage } from '../../src/sources/web/extract/segment-page.ts';
import type { Visit, Web } from '../../src/sources/web/visit.ts';
import { openAnswers, type WorldAnswer } from './world/answer.ts';
import { robotsFile } from './world/robots-files.ts';
import { isReserved, mayVisit } from './world/truth.ts';
import type { World, WorldPage } from './world/world.ts';
import type { WorldClock } from './world-clock.ts';

const ANSWER_MS = 250;
const SILENCE_MS = 15_000;
const PAUSE_MS = 1_000;

type Read = Pick<Visit, 'document' | 'links'>;
/** Pages of a world as they are read: once for all crawls. */
export type WorldReader = (url: string, answer: WorldAnswer) => Promise<Read>;

export function openWorldReader(): WorldReader {
  const known = new Map<string, Promise<Read>>();
  return (url, answer) => {
    let found = known.get(url);
    if (found === undefined) known.set(url, (found = readAnswer(url, answer)));
    return found;
  };
}

/**
 * The main part of a page as the world's truth has it, so that the choice of links is measured and not extraction; links with
 * their context and place as our own extraction finds them.
 */
async function readAnswer(url: string, { body, headers }: WorldAnswer): Promise<Read> {
  const coding = headers['content-encoding'];
  const bytes =
    coding === 'gzip' ? gunzipSync(body) : coding === 'br' ? brotliDecompressSync(body) : body;
  const html = await decodePage(bytes, headers['content-type']);
  const { document: tree, title, language } = segmentPage(html);
  const links = findLinks(tree, url);
  const [main = html] =
    /<main>.*<\/main>|<div id="content">.*?<\/div>\n(?=<div class="(?:side|bottom)">)/s.exec(
      html,
    ) ?? [];
  const { blocks, add } = createBlockList();
  for (const { kind, text, level } of segmentPage(main).segments) add(kind, text, level);
  if (blocks.length === 0) return { document: null, links };
  const document = {
    id: documentId({ uri: url, blocks }),
    uri: url,
    title: title ?? url,
    language: language ?? 'en',
    license: null,
    mediaType: 'text/html',
    source: { hash: sha256(html), extractor: 'bench@1' },
    blocks,
  };
  return { document, links };
}

const nothing = (url: string, status: number): Visit => ({
  url,
  status,
  retryAfterMs: null,
  document: null,
  links: [],
  reserved: null,
  nofollow: null,
  bytes: 0,
  remembered: false,
});

/** A world in memory, as the crawl asks for it: its real markup read, time as the clock has it, rules as its truth has them. */
export function visitWorld(world: World, clock: WorldClock, read: WorldReader): Web {
  const answers = openAnswers(world, null);
  return {
    allowed(url) {
      const host = world.hosts.get(new URL(url).host);
      const allowed = mayVisit(world, url);
      const delayMs = host === undefined ? 0 : robotsFile(host.robots).delayMs;
      const because = allowed ? 'robots.txt allows it' : 'robots.txt';
      return Promise.resolve({ allowed, because, delayMs: delayMs > PAUSE_MS ? delayMs : null });
    },
    async visit(asked, depth) {
      let url = asked;
      for (let steps = 0; steps < 10; steps++) {
        const { host, pathname, search } = new URL(url);
        const answer = answers(host, `${pathname}${search}`);
        await clock.sleep(
          answer.fault === 'silent'
            ? SILENCE_MS
            : ANSWER_MS + (answer.waitMs > 0 ? 10 : 1) * answer.waitMs,
        );
        if (answer.fault !== null)
          throw new SourceError(`${url}: ${answer.fault}`, {
            reason: answer.fault === 'silent' ? 'silent' : 'disconnected',
          });
        const { status, headers } = answer;
        if (status === 301 || status === 302) {
          const to = canonicalUrl(headers['location']!)!;
          if (new URL(to).host !== host || !mayVisit(world, to))
            return { ...nothing(url, 200), movedTo: to };
          url = to;
          continue;
        }
        const after = Number(headers['retry-after']);
        if (status !== 200)
          return { ...nothing(url, status), retryAfterMs: after > 0 ? after * 1_000 : null };
        const page = pageAt(world, url);
        const { order = null } = page ?? {};
        const said = page !== undefined && isReserved(page.host) ? 'its host reserves it' : order;
        if (said !== null && said !== 'nofollow')
          return { ...nothing(url, status), reserved: said };
        const { document, links } = await clock.work(read(url, answer));
        return {
          ...nothing(url, status),
          document,
          links: links.map((link) => ({ ...link, from: url, depth: depth + 1 })),
          nofollow: order,
          bytes: answer.body.length,
        };
      }
      throw new SourceError(`${asked} goes in a circle`, { reason: 'redirect-loop' });
    },
  };
}

/** The page at an address, whatever names of visits and campaigns it carries. */
export const pageAt = (world: World, url: string): WorldPage | undefined =>
  world.pages.get(url.replace(/[?#].*$/, ''));
