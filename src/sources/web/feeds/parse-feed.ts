import { SourceError } from '../../../core/errors/index.ts';
import { parseDate } from './parse-date.ts';
import { childOf, parseXml, textOf, type XmlElement } from './parse-xml.ts';
import { plainText } from './plain-text.ts';

export interface FeedEntry {
  /** Whole, http or https; not yet canonical. */
  url: string;
  title: string;
  publishedMs: number | null;
  updatedMs: number | null;
  /** Plain text, cut at 2,000 characters. */
  summary: string;
}

export const FEED_DEFAULTS = { mostEntries: 5_000, summaryCharacters: 2_000 } as const;

/** Reads RSS 0.9x, 1.0 and 2.0, Atom (RFC 4287) and JSON Feed 1.x. Entries without an address are left out. Raises SourceError `no-feed`. */
export function parseFeed(text: string, base: string): FeedEntry[] {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start.startsWith('{')) return parseJsonFeed(start, base);
  const root = parseXml(start);
  const top = root.children.find(({ name }) => ['rss', 'rdf', 'feed', 'channel'].includes(name));
  if (top === undefined) throw noFeed('it is neither RSS nor Atom nor JSON Feed');
  const home = top.attributes['xml:base'] ?? base;
  const isAtom = top.name === 'feed';
  return allOf(top, isAtom ? 'entry' : 'item').flatMap((item) =>
    isAtom ? atomEntry(item, join(home, base) ?? base) : rssEntry(item, base),
  );
}

function rssEntry(item: XmlElement, base: string): FeedEntry[] {
  const guid = childOf(item, 'guid');
  const isLink = guid?.attributes['isPermaLink']?.toLowerCase() !== 'false';
  const link = item.children.find(
    ({ name, prefix }) => name === 'link' && (prefix === '' || prefix === 'rss'),
  );
  return entryOf(base, {
    url: textOf(link) || (isLink ? textOf(guid) : '') || item.attributes['rdf:about'],
    title: textOf(childOf(item, 'title')),
    published: textOf(childOf(item, 'pubdate', 'date', 'issued', 'created')),
    updated: textOf(childOf(item, 'updated', 'modified')),
    summary: textOf(childOf(item, 'description', 'summary', 'encoded')),
  });
}

function atomEntry(entry: XmlElement, base: string): FeedEntry[] {
  const links = entry.children.filter(({ name }) => name === 'link');
  const link = links.find(({ attributes }) => (attributes['rel'] ?? 'alternate') === 'alternate');
  const id = textOf(childOf(entry, 'id'));
  return entryOf(join(entry.attributes['xml:base'] ?? base, base) ?? base, {
    url: link?.attributes['href'] ?? (/^https?:/.test(id) ? id : ''),
    title: textOf(childOf(entry, 'title')),
    published: textOf(childOf(entry, 'published', 'issued')),
    updated: textOf(childOf(entry, 'updated', 'modified')),
    summary: textOf(childOf(entry, 'summary', 'content')),
  });
}

function parseJsonFeed(text: string, base: string): FeedEntry[] {
  let feed: unknown;
  try {
    feed = JSON.parse(text);
  } catch (cause) {
    throw noFeed('its JSON is malformed', cause);
  }
  const { version, items } = feed as { version?: unknown; items?: unknown };
  if (!String(version).includes('jsonfeed.org') || !Array.isArray(items))
    throw noFeed('its JSON is no JSON Feed');
  return items.slice(0, FEED_DEFAULTS.mostEntries).flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null) return [];
    const said = item as Record<string, unknown>;
    const field = (name: string): string => (typeof said[name] === 'string' ? said[name] : '');
    return entryOf(base, {
      url:
        field('url') || field('external_url') || (/^https?:/.test(field('id')) ? field('id') : ''),
      title: field('title'),
      published: field('date_published'),
      updated: field('date_modified'),
      summary: field('summary') || field('content_text') || field('content_html'),
    });
  });
}

function entryOf(
  base: string,
  said: {
    url: string | undefined;
    title: string;
    published: string;
    updated: string;
    summary: string;
  },
): FeedEntry[] {
  const url = said.url === undefined || said.url === '' ? null : join(said.url, base);
  if (url === null) return [];
  return [
    {
      url,
      title: plainText(said.title, FEED_DEFAULTS.summaryCharacters),
      publishedMs: parseDate(said.published),
      updatedMs: parseDate(said.updated),
      summary: plainText(said.summary, FEED_DEFAULTS.summaryCharacters),
    },
  ];
}

function join(url: string, base: string): string | null {
  const trimmed = url.trim();
  if (!URL.canParse(trimmed, base)) return null;
  const whole = new URL(trimmed, base);
  return whole.protocol === 'http:' || whole.protocol === 'https:' ? whole.href : null;
}

function allOf(top: XmlElement, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const stack = [top];
  while (stack.length > 0 && found.length < FEED_DEFAULTS.mostEntries) {
    const element = stack.pop()!;
    if (element.name === name) found.push(element);
    else for (const child of element.children.toReversed()) stack.push(child);
  }
  return found;
}

function noFeed(why: string, cause?: unknown): SourceError {
  return new SourceError(`This is no feed: ${why}.`, {
    reason: 'no-feed',
    hint: 'Give the address of the feed itself, not of the page that names it.',
    cause,
  });
}
