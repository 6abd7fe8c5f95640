import { foldSpace } from '../../files/block-list.ts';
import { type PageSignals, typesOf } from './page-signals.ts';

/** What a page says about itself. None of it is checked. */
export interface PageMetadata {
  title: string | null;
  author: string | null;
  /** As the page writes them. */
  published: string | null;
  modified: string | null;
  siteName: string | null;
  description: string | null;
  /** Absolute. */
  canonical: string | null;
  /** Types of schema.org that the page names. */
  types: string[];
  /** Absolute addresses of feeds. */
  feeds: string[];
  /** The next page of a series, absolute. */
  next: string | null;
}

export function readMetadata(
  signals: PageSignals,
  title: string | null,
  url: string,
): PageMetadata {
  const { meta, links, items, types } = signals;
  const base = absolute(signals.base ?? '', url) ?? url;
  const first = (...names: string[]): string | null => {
    for (const name of names) {
      const value = meta.get(name);
      if (value !== undefined && value !== '') return value;
    }
    return null;
  };
  const main = items.find((item) => typesOf(item).some((type) => MAIN_TYPES.test(type)));
  const said = (key: string): string | null => textOf(main?.[key]);
  const linked = (rel: string): string | null => {
    const link = links.find((one) => one.rel.split(/\s+/).includes(rel));
    return link === undefined ? null : absolute(link.href, base);
  };
  return {
    title: first('og:title', 'twitter:title') ?? said('headline') ?? title,
    author: first('author', 'article:author', 'dc.creator', 'parsely-author') ?? said('author'),
    published:
      first('article:published_time', 'date', 'dc.date', 'datepublished') ?? said('datePublished'),
    modified:
      first('article:modified_time', 'og:updated_time', 'last-modified') ?? said('dateModified'),
    siteName: first('og:site_name', 'application-name') ?? said('publisher'),
    description: first('description', 'og:description') ?? said('description'),
    canonical: linked('canonical') ?? absolute(meta.get('og:url') ?? '', base),
    types: [...types].toSorted(),
    feeds: links
      .filter(
        ({ rel, type }) =>
          rel.split(/\s+/).includes('alternate') && /rss|atom|feed\+json/.test(type),
      )
      .map(({ href }) => absolute(href, base))
      .filter((href) => href !== null),
    next: linked('next'),
  };
}

const MAIN_TYPES = /Article|Posting|Product|QAPage|Question|Recipe|HowTo|WebPage|Course|Event/;

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return foldSpace(value) || null;
  if (Array.isArray(value))
    return (
      value
        .map(textOf)
        .filter((one) => one !== null)
        .join(', ') || null
    );
  if (value !== null && typeof value === 'object' && 'name' in value) return textOf(value.name);
  return null;
}

/** Nobody means a longer one; every link would be read against a base of any length. */
const LONGEST_HREF = 8_192;

/** Null for what is no http address. */
export function absolute(href: string, base: string): string | null {
  if (href === '' || href.length > LONGEST_HREF) return null;
  try {
    const url = new URL(href, base);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}
