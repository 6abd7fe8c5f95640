import { foldSpace } from '../../files/block-list.ts';
import { DROPPED, isHidden } from '../../files/html-elements.ts';
import { attribute, type HtmlDocument, type HtmlElement } from '../../files/parse-html.ts';
import { walkTree } from '../../files/walk-html.ts';
import type { PageLink } from '../page.ts';
import { absolute } from './page-metadata.ts';

export const LINK_DEFAULTS = {
  mostLinks: 5_000,
  anchorCharacters: 300,
  contextCharacters: 300,
  headingCharacters: 200,
} as const;

const REGIONS: ReadonlyMap<string, PageLink['region']> = new Map([
  ['nav', 'navigation'],
  ['menu', 'navigation'],
  ['header', 'navigation'],
  ['aside', 'aside'],
  ['footer', 'footer'],
  ['main', 'main'],
  ['article', 'main'],
]);
const ROLES: ReadonlyMap<string, PageLink['region']> = new Map([
  ['navigation', 'navigation'],
  ['banner', 'navigation'],
  ['menu', 'navigation'],
  ['complementary', 'aside'],
  ['contentinfo', 'footer'],
  ['main', 'main'],
]);
const BLOCK = /^(?:p|li|td|th|dd|dt|div|section|article|blockquote|figcaption|h[1-6])$/;

interface OpenLink {
  link: PageLink;
  block: { text: string };
}

/** The links of a page that people see, in order, each with its words and what stands around them. `from` and `depth` are the caller's. */
export function findLinks(document: HtmlDocument, base: string): PageLink[] {
  const found: OpenLink[] = [];
  const regions: { element: HtmlElement; region: PageLink['region'] }[] = [];
  const blocks: { element: HtmlElement; text: string }[] = [];
  const outside = { text: '' };
  let heading = '';
  let headingText: string | null = null;
  let open: OpenLink | null = null;
  const add = (text: string): void => {
    const block = blocks.at(-1) ?? outside;
    if (block.text.length < LINK_DEFAULTS.contextCharacters * 4) block.text += text;
    if (headingText !== null) headingText += text;
    if (open !== null && open.link.anchor.length < LINK_DEFAULTS.anchorCharacters)
      open.link.anchor += text;
  };
  walkTree(document, {
    enter(element) {
      const { tagName } = element;
      if (DROPPED.has(tagName) || tagName === 'svg' || isHidden(element)) return false;
      const region = ROLES.get(attribute(element, 'role') ?? '') ?? REGIONS.get(tagName);
      // Of an article, a header or footer is its own.
      const isOwn =
        (tagName === 'header' || tagName === 'footer') && regions.at(-1)?.region === 'main';
      if (region !== undefined && !isOwn) regions.push({ element, region });
      if (BLOCK.test(tagName)) blocks.push({ element, text: '' });
      if (/^h[1-6]$/.test(tagName)) headingText = '';
      if (tagName === 'img') add(` ${attribute(element, 'alt') ?? ''} `);
      if (tagName !== 'a' && tagName !== 'area') return true;
      const url = absolute(attribute(element, 'href')?.trim() ?? '', base);
      if (url === null || found.length >= LINK_DEFAULTS.mostLinks) return true;
      const link: PageLink = {
        url,
        anchor: '',
        context: '',
        heading,
        region: regions.at(-1)?.region ?? 'main',
        rel: attribute(element, 'rel')?.toLowerCase().split(/\s+/).filter(Boolean) ?? [],
        from: '',
        depth: 0,
      };
      open = { link, block: blocks.at(-1) ?? outside };
      found.push(open);
      if (attribute(element, 'aria-label') !== null && element.childNodes.length === 0)
        add(attribute(element, 'aria-label')!);
      return true;
    },
    leave(element) {
      const { tagName } = element;
      if (tagName === 'a') open = null;
      if (headingText !== null && /^h[1-6]$/.test(tagName)) {
        heading = foldSpace(headingText).slice(0, LINK_DEFAULTS.headingCharacters);
        headingText = null;
      }
      if (regions.at(-1)?.element === element) regions.pop();
      if (blocks.at(-1)?.element === element) {
        const { text } = blocks.pop()!;
        add(` ${text} `);
      }
    },
    text: add,
  });
  return found.map(({ link, block }) => ({
    ...link,
    anchor: foldSpace(link.anchor).slice(0, LINK_DEFAULTS.anchorCharacters),
    context: around(foldSpace(block.text), foldSpace(link.anchor)),
  }));
}

/** The words of a block on both sides of an anchor. */
function around(text: string, anchor: string): string {
  const most = LINK_DEFAULTS.contextCharacters;
  if (text.length <= most) return text;
  const at = Math.max(0, text.indexOf(anchor));
  const from = Math.max(
    0,
    Math.min(at - Math.floor((most - anchor.length) / 2), text.length - most),
  );
  return text.slice(from, from + most);
}
