import { parseDate } from './parse-date.ts';
import { childOf, parseXml, textOf, type XmlElement } from './parse-xml.ts';

export interface SitemapEntry {
  /** Whole, http or https; not yet canonical. */
  url: string;
  lastmodMs: number | null;
  /** 0 to 1, as the site says it; null where it says nothing. */
  priority: number | null;
}

export interface Sitemap {
  pages: SitemapEntry[];
  /** Of an index: further sitemaps. */
  sitemaps: SitemapEntry[];
}

/** sitemaps.org: no file holds more. */
const MOST_ENTRIES = 50_000;

/** Reads a sitemap, an index of sitemaps, a feed in a sitemap's place, or addresses line by line. Malformed parts are left out. */
export function parseSitemap(text: string, base: string): Sitemap {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (!start.startsWith('<')) {
    const lines = start.split(/[\r\n]+/, MOST_ENTRIES);
    return {
      sitemaps: [],
      pages: lines.flatMap((line) => entryOf(line, undefined, undefined, null)),
    };
  }
  const root = parseXml(start, { mostElements: 12 * MOST_ENTRIES, mostDepth: 16 });
  const found: Sitemap = { pages: [], sitemaps: [] };
  const stack: XmlElement[] = [root];
  while (stack.length > 0) {
    const element = stack.pop()!;
    const { name } = element;
    if (name === 'url' || name === 'sitemap') {
      const list = name === 'url' ? found.pages : found.sitemaps;
      if (list.length < MOST_ENTRIES) list.push(...entry(element, base));
    } else for (const child of element.children.toReversed()) stack.push(child);
  }
  return found;
}

function entry(element: XmlElement, base: string): SitemapEntry[] {
  const loc = textOf(childOf(element, 'loc'));
  return entryOf(
    loc,
    textOf(childOf(element, 'lastmod')),
    textOf(childOf(element, 'priority')),
    base,
  );
}

function entryOf(
  loc: string,
  lastmod: string | undefined,
  said: string | undefined,
  base: string | null,
): SitemapEntry[] {
  const address = loc.trim();
  const url = address === '' ? null : URL.parse(address, base ?? undefined);
  if (url === null) return [];
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return [];
  const priority = /^(?:0(?:\.\d+)?|1(?:\.0+)?|\.\d+)$/.test(said ?? '') ? Number(said) : null;
  return [{ url: url.href, lastmodMs: parseDate(lastmod), priority }];
}
