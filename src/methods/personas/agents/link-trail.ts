import { canonicalUrl } from '../../../sources/web/frontier/canonical-url.ts';
import type { PageLink, ReadPage } from '../../../sources/web/page.ts';

/** Places where an address was found that are remembered. */
const MOST_PLACES = 6;

/** Every place where a link to an address was found: several pages say more of it than the first. */
export interface LinkTrail {
  /** The links of a page that was read. */
  add(page: Pick<ReadPage, 'links'>): void;
  /** Where an address stands, the first place first; the link itself where it is known from nowhere else. */
  placesOf(link: PageLink): readonly PageLink[];
  /** The first place, or undefined. */
  firstTo(url: string): PageLink | undefined;
}

export function openLinkTrail(): LinkTrail {
  const places = new Map<string, PageLink[]>();
  return {
    add({ links }) {
      const here = new Set<string>();
      for (const link of links) {
        const url = canonicalUrl(link.url);
        if (url === null || here.has(url)) continue;
        here.add(url);
        const known = places.get(url);
        const one = url === link.url ? link : { ...link, url };
        if (known === undefined) places.set(url, [one]);
        else if (known.length < MOST_PLACES) known.push(one);
      }
    },
    placesOf: (link) => places.get(link.url) ?? [link],
    firstTo: (url) => places.get(url)?.[0],
  };
}
