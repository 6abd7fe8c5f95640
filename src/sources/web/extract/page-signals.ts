import { foldSpace } from '../../files/block-list.ts';
import { attribute, type HtmlDocument } from '../../files/parse-html.ts';
import { walkTree } from '../../files/walk-html.ts';

/** What a page says of itself, in its head and in JSON-LD: claims, taken as hints. */
export interface PageSignals {
  /** Lower-case names and properties of `<meta>`; the first of each. */
  meta: ReadonlyMap<string, string>;
  /** `rel` in lower case, with its addresses. */
  links: readonly { rel: string; href: string; type: string; title: string }[];
  base: string | null;
  /** Types of schema.org in JSON-LD and microdata, as written. */
  types: ReadonlySet<string>;
  /** All objects of JSON-LD that have a type, also those within others. */
  items: readonly Record<string, unknown>[];
  /** The text that JSON-LD gives as the body of what it describes; empty where it gives none. */
  body: string;
}

const MOST_JSON_CHARACTERS = 2_000_000;
const MOST_ITEMS = 2_000;

export function readSignals(document: HtmlDocument): PageSignals {
  const meta = new Map<string, string>();
  const links: { rel: string; href: string; type: string; title: string }[] = [];
  const types = new Set<string>();
  const items: Record<string, unknown>[] = [];
  let base: string | null = null;
  let script: string | null = null;
  walkTree(document, {
    enter(element) {
      const { tagName } = element;
      if (tagName === 'meta') {
        const name =
          attribute(element, 'property') ??
          attribute(element, 'name') ??
          attribute(element, 'itemprop');
        const content = attribute(element, 'content');
        const key = name?.toLowerCase();
        if (key !== undefined && content !== null && !meta.has(key))
          meta.set(key, foldSpace(content));
      } else if (tagName === 'link') {
        const rel = attribute(element, 'rel')?.toLowerCase() ?? '';
        const href = attribute(element, 'href');
        if (href !== null)
          links.push({
            rel,
            href,
            type: attribute(element, 'type') ?? '',
            title: attribute(element, 'title') ?? '',
          });
      } else if (tagName === 'base') base ??= attribute(element, 'href');
      else if (tagName === 'script') {
        if (attribute(element, 'type')?.toLowerCase().trim() === 'application/ld+json') script = '';
      }
      const type = attribute(element, 'itemtype');
      if (type !== null) types.add(type.slice(type.lastIndexOf('/') + 1));
      return true;
    },
    leave(element) {
      if (element.tagName !== 'script' || script === null) return;
      collectItems(script, items);
      script = null;
    },
    text(value) {
      if (script !== null && script.length < MOST_JSON_CHARACTERS) script += value;
    },
  });
  for (const item of items) for (const type of typesOf(item)) types.add(type);
  const body = items
    .flatMap((item) => ['articleBody', 'text', 'reviewBody'].map((key) => item[key]))
    .filter((text): text is string => typeof text === 'string')
    .join('\n');
  return { meta, links, base, types, items, body };
}

/** JSON-LD that cannot be read is passed over: it is a hint, and pages get it wrong. */
function collectItems(script: string, items: Record<string, unknown>[]): void {
  let parsed: unknown;
  try {
    parsed = JSON.parse(
      script
        .trim()
        .replace(/^<!\[CDATA\[|\]\]>$/g, '')
        .replace(/[\n\r\t]+/g, ' '),
    );
  } catch {
    return;
  }
  const waiting: unknown[] = [parsed];
  while (waiting.length > 0 && items.length < MOST_ITEMS) {
    const value = waiting.shift();
    if (Array.isArray(value)) waiting.push(...value.slice(0, MOST_ITEMS));
    else if (value !== null && typeof value === 'object') {
      const item = value as Record<string, unknown>;
      if ('@type' in item) items.push(item);
      waiting.push(...Object.values(item).filter((one) => one !== null && typeof one === 'object'));
    }
  }
}

export function typesOf(item: Record<string, unknown>): string[] {
  const type = item['@type'];
  return (Array.isArray(type) ? type : [type])
    .filter((one): one is string => typeof one === 'string')
    .map((one) => one.slice(one.lastIndexOf('/') + 1));
}
