import { attribute, type HtmlElement, type HtmlNode } from './parse-html.ts';
import { walkTree } from './walk-html.ts';

interface Open {
  rows: number;
  cells: number;
  layout: boolean;
}

/** What no cell of data holds: a table with any of these in it arranges a page. */
const LAYOUT_CONTENT = new Set([
  'table',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'form',
  'article',
  'section',
  'nav',
  'pre',
  'blockquote',
]);

/**
 * The tables that hold data and not the layout of a page: more than one cell, not declared as presentation, and none of
 * their cells holds another table, a heading, a form or a section. One pass over the tree.
 */
export function findDataTables(root: HtmlNode): Set<HtmlElement> {
  const found = new Set<HtmlElement>();
  const open: Open[] = [];
  walkTree(root, {
    enter(element) {
      const { tagName } = element;
      const inside = open.at(-1);
      if (inside !== undefined) {
        if (LAYOUT_CONTENT.has(tagName)) inside.layout = true;
        if (tagName === 'tr') inside.rows++;
        if (tagName === 'td' || tagName === 'th') inside.cells++;
      }
      if (tagName === 'table') {
        const role = attribute(element, 'role');
        open.push({ rows: 0, cells: 0, layout: role === 'presentation' || role === 'none' });
      }
      return true;
    },
    leave(element) {
      if (element.tagName !== 'table') return;
      const table = open.pop()!;
      if (!table.layout && table.rows > 0 && table.cells > 1) found.add(element);
    },
    text() {},
  });
  return found;
}
