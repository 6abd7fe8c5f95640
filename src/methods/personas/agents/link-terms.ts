import type { PageLink } from '../../../sources/web/page.ts';
import { termsOf } from './page-terms.ts';

export interface LinkTerms {
  anchor: ReadonlyMap<string, number>;
  /** Of the address. */
  path: ReadonlyMap<string, number>;
  around: ReadonlyMap<string, number>;
  /** Anchor and address as they are read. */
  words: string;
}

/** A link that waits is scored again and again. */
const counted = new WeakMap<PageLink, Map<string, LinkTerms>>();

/** What a link says of its target before anyone has seen that. */
export function linkTerms(link: PageLink, language: string): LinkTerms {
  let byLanguage = counted.get(link);
  if (byLanguage === undefined) counted.set(link, (byLanguage = new Map()));
  let found = byLanguage.get(language);
  if (found === undefined) {
    const path = wordsOfUrl(link.url);
    found = {
      anchor: termsOf(link.anchor, language),
      path: termsOf(path, language),
      around: termsOf(`${link.heading} ${link.context}`, language),
      words: `${link.anchor} ${path}`,
    };
    byLanguage.set(language, found);
  }
  return found;
}

/** `/2024/tide-pools_of-wales.html` → `tide pools of wales`. */
function wordsOfUrl(url: string): string {
  try {
    return decodeURIComponent(new URL(url).pathname)
      .replace(/\.\w{2,5}$/, '')
      .replace(/[^\p{L}]+/gu, ' ');
  } catch {
    return '';
  }
}
