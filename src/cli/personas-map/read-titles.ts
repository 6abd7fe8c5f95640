import { existsSync } from 'node:fs';
import { SourceError } from '../../core/errors/index.ts';
import { convertHtml } from '../../sources/files/convert-html.ts';
import { openWeb } from '../../sources/web/open-web.ts';

const MOST_CHARACTERS = 300;
/** A title stands in the head. */
const MOST_OF_HEAD = 256 * 1024;

/** The titles of pages, by address, from a crawl's archive: what stands in their `<title>`. Pages without one, or without a record, are left out. */
export async function readTitles(
  archive: string,
  pages: readonly { asked: string; url: string }[],
): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  if (!existsSync(archive)) return titles;
  const web = await openWeb({
    dir: archive,
    network: null,
    reservations: false,
    readPage: ({ url, text }) => {
      const title = titleOf(text);
      if (title !== null) titles.set(url, title);
      return Promise.resolve(null);
    },
  });
  try {
    const { signal } = new AbortController();
    for (const { asked } of pages) {
      try {
        await web.visit(asked, 0, signal);
      } catch (error) {
        // A page without its record keeps its address for a title.
        if (!(error instanceof SourceError)) throw error;
      }
    }
  } finally {
    await web.close();
  }
  return titles;
}

function titleOf(html: string): string | null {
  const head = html.slice(0, MOST_OF_HEAD);
  const start = head.search(/<title[\s>]/i);
  const length = start === -1 ? -1 : head.slice(start).search(/<\/title>/i);
  if (length === -1) return null;
  const { title } = convertHtml(`${head.slice(start, start + length)}</title>`);
  return title === null ? null : title.slice(0, MOST_CHARACTERS);
}
