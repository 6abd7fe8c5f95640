import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { canonicalUrl } from '../../src/sources/web/frontier/canonical-url.ts';

/** A page as it was saved, at the address where it stood. */
export interface SavedPage {
  url: string;
  /** As it would come over the wire. */
  payload: Buffer;
  coding: 'gzip' | 'identity';
}

/**
 * Saved pages by name: `*.html` and `*.html.gz` of a folder, and of the folders in it. What `../gold/NAME.json` says of a page's address
 * is used, and nothing else that stands there; a page of which it says none is given an address.
 */
export function readSavedPages(folder: string): SavedPage[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.html(?:\.gz)?$/.test(name))
    .toSorted()
    .map((name) => {
      const payload = readFileSync(join(folder, name));
      const plain = name.replace(/\.gz$/, '');
      const gold = join(folder, '..', 'gold', `${basename(plain, '.html')}.json`);
      const stood = existsSync(gold)
        ? (JSON.parse(readFileSync(gold, 'utf8')) as { url: string }).url
        : '';
      const url = canonicalUrl(stood) ?? `https://pages.example/${plain}`;
      return { url, payload, coding: name.endsWith('.gz') ? 'gzip' : 'identity' };
    });
}

export const bodyOf = ({ payload, coding }: SavedPage): Buffer =>
  coding === 'gzip' ? gunzipSync(payload) : payload;
