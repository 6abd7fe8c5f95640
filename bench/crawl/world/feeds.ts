import { createRandom } from '../../../src/core/random.ts';
import { escapeMarkup } from '../../../src/core/text/escape-markup.ts';
import type { Locate } from './render-page.ts';
import { TOPICS } from './topics.ts';
import { CONTENT, type World, type WorldHost, type WorldPage } from './world.ts';
import { writeSentence } from './write-prose.ts';

const DAY_MS = 24 * 3600 * 1000;
const MOST_ENTRIES = 120;

export function sitemapOf({ pages }: WorldHost, locate: Locate): string {
  const entries = pages.map(
    ({ url, dateMs }) =>
      `<url><loc>${escapeMarkup(locate(url))}</loc><lastmod>${new Date(dateMs).toISOString().slice(0, 10)}</lastmod></url>`,
  );
  return `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join('\n')}</urlset>`;
}

/** Pages about the subject that everyone suddenly speaks of: they are of the last four days. */
export const isOfBurst = (world: World, { subject, kind }: WorldPage): boolean =>
  CONTENT.has(kind) &&
  subject.topic === world.burst.topic &&
  subject.subtopic === world.burst.subtopic;

/** The newest content of a host, with dates; what bursts has its subject's word in each title. */
export function feedOf(world: World, host: WorldHost, locate: Locate): string {
  const dated = host.pages
    .filter(({ kind }) => CONTENT.has(kind))
    .map((page) => {
      const random = createRandom(`${world.seed}/feed/${page.url}`);
      const burst = isOfBurst(world, page);
      const atMs = burst ? world.nowMs - random.next() * 4 * DAY_MS : page.dateMs;
      const [word] = TOPICS[world.burst.topic]!.subtopics[world.burst.subtopic]!.words;
      return {
        page,
        atMs,
        title: burst ? `${page.title}: ${word}` : page.title,
        text: writeSentence(random, page.subject),
      };
    })
    .toSorted((a, b) => b.atMs - a.atMs)
    .slice(0, MOST_ENTRIES);
  const items = dated.map(
    ({ page, atMs, title, text }) =>
      `<item><title>${escapeMarkup(title)}</title><link>${escapeMarkup(locate(page.url))}</link><description>${escapeMarkup(text)}</description><pubDate>${new Date(atMs).toUTCString()}</pubDate></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>${host.name}</title>${items.join('\n')}</channel></rss>`;
}
