import type { Block } from '../../core/records/index.ts';
import { attribute, type HtmlElement } from './parse-html.ts';

/** What an open element makes of the text within it. */
export interface Context {
  element: HtmlElement;
  kind: Block['kind'];
  furniture: boolean;
  level?: number;
}

/** The context that an element opens; null where it only carries on what is above. `sections` counts the open ones. */
export function contextOf(
  element: HtmlElement,
  above: Context | undefined,
  sections: number,
): Context | null {
  const { tagName } = element;
  const furniture = (above?.furniture ?? false) || isFurniture(element, sections);
  const heading = /^h([1-6])$/.exec(tagName);
  if (heading !== null) return { element, kind: 'heading', furniture, level: Number(heading[1]) };
  const kind = KINDS.get(tagName) ?? ROLES.get(attribute(element, 'role') ?? '');
  if (kind !== undefined) {
    // What stands in a quotation is quoted, and what a footnote lists belongs to it.
    const kept =
      above !== undefined &&
      (above.kind === 'quote' || above.kind === 'footnote') &&
      kind === 'list-item';
    return { element, kind: kept ? above.kind : kind, furniture };
  }
  if (furniture !== (above?.furniture ?? false))
    return { element, kind: above?.kind ?? 'paragraph', furniture };
  return null;
}

function isFurniture(element: HtmlElement, sections: number): boolean {
  const { tagName } = element;
  if (FURNITURE.has(tagName) || FURNITURE_ROLES.has(attribute(element, 'role') ?? '')) return true;
  // Of a section, a header or footer is content; of the page, it is furniture.
  return (tagName === 'header' || tagName === 'footer') && sections === 0;
}

export function isHidden(element: HtmlElement): boolean {
  if (element.attrs.length === 0) return false;
  const hidden = attribute(element, 'hidden');
  if (hidden !== null && hidden.toLowerCase() !== 'until-found') return true;
  return /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(
    attribute(element, 'style') ?? '',
  );
}

export function isHtml(element: HtmlElement): boolean {
  return element.namespaceURI === 'http://www.w3.org/1999/xhtml';
}

export const DROPPED = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'object',
  'embed',
  'canvas',
  'audio',
  'video',
  'datalist',
  'noframes',
]);

export const DROPPED_WITHOUT_SCRIPT = new Set([...DROPPED].filter((name) => name !== 'noscript'));

const FURNITURE = new Set(['nav', 'aside', 'button', 'select', 'textarea', 'dialog', 'menu']);
const FURNITURE_ROLES = new Set([
  'navigation',
  'banner',
  'contentinfo',
  'complementary',
  'search',
  'menu',
  'dialog',
]);

/** Within these, `header` and `footer` belong to the section and not to the page. */
export const SECTIONS = new Set(['article', 'main', 'section']);

const KINDS: ReadonlyMap<string, Block['kind']> = new Map(
  Object.entries<Block['kind']>({
    li: 'list-item',
    dt: 'list-item',
    dd: 'list-item',
    blockquote: 'quote',
    pre: 'code',
    figure: 'figure',
    figcaption: 'caption',
    caption: 'caption',
  }),
);

const ROLES: ReadonlyMap<string, Block['kind']> = new Map(
  Object.entries<Block['kind']>({
    'doc-footnote': 'footnote',
    'doc-endnote': 'footnote',
    'doc-biblioentry': 'reference',
    math: 'equation',
  }),
);

export const BLOCKS = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'center',
  'dd',
  'details',
  'dialog',
  'dir',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hgroup',
  'hr',
  'legend',
  'li',
  'main',
  'menu',
  'nav',
  'ol',
  'option',
  'p',
  'pre',
  'search',
  'section',
  'summary',
  'table',
  'tbody',
  'td',
  'tfoot',
  'th',
  'thead',
  'tr',
  'ul',
  'caption',
]);
