import { escapeMarkup } from '../../core/text/escape-markup.ts';
import type { MappedPage } from './collect-map.ts';
import { bar, linkTo } from './draw-page-name.ts';

/** Branches are closed below this depth. */
const OPEN_DEPTH = 2;

/** Which page led to which, in the order of reading. Pages that came over a redirect, a sitemap or a feed stand beside the seeds. */
export function drawTree(pages: readonly MappedPage[]): string {
  const known = new Map(pages.map((page) => [page.url, page]));
  const branches = new Map<MappedPage | null, MappedPage[]>();
  for (const page of pages) {
    const above = page.from === null ? undefined : known.get(page.from);
    // Only a page that was read before can have led here.
    const parent = above !== undefined && above.order < page.order ? above : null;
    branches.set(parent, [...(branches.get(parent) ?? []), page]);
  }
  const size = (page: MappedPage): number =>
    (branches.get(page) ?? []).reduce((sum, one) => sum + 1 + sizes.get(one)!, 0);
  const sizes = new Map<MappedPage, number>();
  for (const page of pages.toReversed()) sizes.set(page, size(page));
  const parts: string[] = ['<ul class="tree">'];
  // A stack of its own: a crawl may be as deep as it likes.
  const stack: (string | { page: MappedPage; depth: number })[] = (branches.get(null) ?? [])
    .toReversed()
    .map((page) => ({ page, depth: 0 }));
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === 'string') {
      parts.push(next);
      continue;
    }
    const { page, depth } = next;
    const below = branches.get(page) ?? [];
    const line = `<span class="n">${page.order}</span>${linkTo(page)} ${bar(page.worth)} <span class="why">${escapeMarkup(page.because[0] ?? '')}</span>`;
    if (below.length === 0) {
      parts.push(`<li>${line}</li>\n`);
      continue;
    }
    parts.push(
      `<li><details${depth < OPEN_DEPTH ? ' open' : ''}><summary>${line} <span class="why">(${sizes.get(page)!.toLocaleString('en-US')} below)</span></summary><ul>\n`,
    );
    stack.push('</ul></details></li>\n');
    for (const one of below.toReversed()) stack.push({ page: one, depth: depth + 1 });
  }
  return `${parts.join('')}</ul>`;
}
