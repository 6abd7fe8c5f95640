import { escapeMarkup } from '../../core/text/escape-markup.ts';
import type { MappedPage } from './collect-map.ts';

/** A page by its title, as a way to it; one that is no http address is only named. */
export function linkTo({ url, title }: Pick<MappedPage, 'url' | 'title'>): string {
  const name = escapeMarkup(title === null || title.trim() === '' ? url : title);
  return /^https?:\/\//.test(url)
    ? `<a href="${escapeMarkup(url)}" rel="noopener noreferrer" title="${escapeMarkup(url)}">${name}</a>`
    : name;
}

/** A share, 0 to 1, as a bar with its number for whoever cannot see it. */
export function bar(share: number): string {
  const width = (100 * Math.min(1, Math.max(0, share))).toFixed(0);
  return `<span class="bar" role="img" aria-label="worth ${share.toFixed(2)}" title="worth ${share.toFixed(2)}"><i style="width:${width}%"></i></span>`;
}
