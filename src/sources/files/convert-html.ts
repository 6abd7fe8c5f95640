import {
  type BlockList,
  type Converted,
  createBlockList,
  foldSpace,
  tableText,
} from './block-list.ts';
import { attribute, type HtmlDocument, type HtmlElement, parseHtml } from './parse-html.ts';
import {
  BLOCKS,
  type Context,
  contextOf,
  DROPPED,
  DROPPED_WITHOUT_SCRIPT,
  isHidden,
  isHtml,
  SECTIONS,
} from './html-elements.ts';
import { findDataTables } from './html-tables.ts';
import { htmlLicense } from './html-license.ts';
import { type Visitor, walkTree } from './walk-html.ts';

export const HTML_EXTRACTOR = 'files/html@1';

/**
 * A whole HTML document to blocks, in the order of the source. Scripts, styles, templates and hidden elements are
 * dropped, and so is `<noscript>`, unless the page has no other content: some forums keep all of theirs there.
 * Navigation, page headers, footers, asides and controls become `furniture`. No main content is chosen here.
 * Time and memory are linear in the source, and nesting of any depth is walked without recursion.
 */
export function convertHtml(source: string): Converted {
  const converted = convertParsed(parseHtml(source), DROPPED);
  const hasContent = converted.blocks.some(({ kind }) => kind !== 'furniture');
  if (hasContent || !/<noscript\b/i.test(source)) return converted;
  return convertParsed(parseHtml(source, false), DROPPED_WITHOUT_SCRIPT);
}

function convertParsed(document: HtmlDocument, dropped: ReadonlySet<string>): Converted {
  const list = createBlockList();
  const walk = createHtmlWalk(
    list,
    findDataTables(document),
    (element) => dropped.has(element.tagName) || isHidden(element),
  );
  walkTree(document, walk);
  walk.flush();
  const title = walk.title ?? list.blocks.find(({ kind }) => kind === 'heading')?.text ?? null;
  return { blocks: list.blocks, title, language: walk.language, license: htmlLicense(document) };
}

export interface HtmlWalk extends Visitor {
  title: string | null;
  language: string | null;
  flush(): void;
}

interface OpenTable {
  element: HtmlElement;
  rows: string[][];
  cell: string | null;
  furniture: boolean;
}

/** Tells `list` of each block as its text ends; whoever follows the same walk knows in which element that is. */
export function createHtmlWalk(
  list: Pick<BlockList, 'add'>,
  dataTables: ReadonlySet<HtmlElement>,
  isLeftOut: (element: HtmlElement) => boolean,
): HtmlWalk {
  const contexts: Context[] = [];
  let buffer = '';
  let preformatted = 0;
  let sections = 0;
  let table: OpenTable | null = null;
  let titleText: string | null = null;

  const walk: HtmlWalk = {
    title: null,
    language: null,

    flush() {
      const text = preformatted > 0 ? buffer.replace(/^\n/, '').trimEnd() : foldSpace(buffer);
      buffer = '';
      if (text === '') return;
      const context = contexts.at(-1);
      if (context === undefined) list.add('paragraph', text);
      else if (context.furniture) list.add('furniture', text);
      else list.add(context.kind, text, context.level);
    },

    text(value) {
      if (titleText !== null) titleText += value;
      else if (table !== null && contexts.at(-1)?.element.tagName !== 'caption') {
        if (table.cell !== null) table.cell += value;
        // Text between cells is white space, or stands before the table by the standard's foster parenting.
      } else buffer += preformatted > 0 ? value : value.replace(/\s+/g, ' ');
    },

    enter(element) {
      const { tagName } = element;
      if (tagName === 'html')
        walk.language = attribute(element, 'lang') ?? attribute(element, 'xml:lang');
      if (tagName === 'title' && isHtml(element) && walk.title === null) {
        titleText = '';
        return true;
      }
      if (isLeftOut(element)) return false;
      if (tagName === 'math' || tagName === 'svg') {
        if (tagName === 'math') walk.text(attribute(element, 'alttext') ?? mathText(element));
        return false;
      }
      if (tagName === 'br') return addBreak();
      if (tagName === 'img') return addImage(element);
      if (table !== null) return enterInTable(table, element);
      if (BLOCKS.has(tagName)) walk.flush();
      if (SECTIONS.has(tagName)) sections++;
      if (tagName === 'pre') preformatted++;
      if (dataTables.has(element)) {
        table = { element, rows: [], cell: null, furniture: contexts.at(-1)?.furniture ?? false };
        return true;
      }
      const own = contextOf(element, contexts.at(-1), sections);
      if (own !== null) {
        walk.flush();
        contexts.push(own);
      }
      return true;
    },

    leave(element) {
      const { tagName } = element;
      if (tagName === 'title' && titleText !== null) {
        walk.title = foldSpace(titleText) || null;
        titleText = null;
        return;
      }
      if (table !== null && table.element === element) {
        const text = tableText(table.rows);
        list.add(table.furniture ? 'furniture' : 'table', text);
        table = null;
        return;
      }
      if (table !== null && contexts.at(-1)?.element !== element) {
        if (tagName === 'td' || tagName === 'th') closeCell(table, element);
        return;
      }
      if (BLOCKS.has(tagName)) walk.flush();
      if (tagName === 'pre') preformatted--;
      if (SECTIONS.has(tagName)) sections--;
      if (contexts.at(-1)?.element === element) {
        walk.flush();
        contexts.pop();
      }
    },
  };

  function addBreak(): boolean {
    if (table !== null) walk.text(' ');
    else buffer += preformatted > 0 ? '\n' : '\v';
    return false;
  }

  function addImage(element: HtmlElement): boolean {
    const alt = foldSpace(attribute(element, 'alt') ?? '');
    if (alt === '') return false;
    const context = contexts.at(-1);
    if (table === null && context?.kind === 'figure') {
      walk.flush();
      list.add(context.furniture ? 'furniture' : 'figure', alt);
    } else walk.text(` ${alt} `);
    return false;
  }

  function enterInTable(open: OpenTable, element: HtmlElement): boolean {
    const { tagName } = element;
    if (tagName === 'caption') {
      contexts.push({ element, kind: 'caption', furniture: open.furniture });
    } else if (tagName === 'tr') open.rows.push([]);
    else if (tagName === 'td' || tagName === 'th') open.cell = '';
    else if (BLOCKS.has(tagName)) walk.text(' ');
    return true;
  }

  function closeCell(open: OpenTable, element: HtmlElement): void {
    const row = open.rows.at(-1);
    if (row === undefined || open.cell === null) return;
    row.push(open.cell);
    const span = Number.parseInt(attribute(element, 'colspan') ?? '1', 10);
    // Empty cells keep the columns in line.
    for (let i = 1; i < Math.min(span, MAX_COLUMN_SPAN); i++) row.push('');
    open.cell = null;
  }

  return walk;
}

function mathText(element: HtmlElement): string {
  let text = '';
  walkTree(element, {
    enter: ({ tagName }) => tagName !== 'annotation' && tagName !== 'annotation-xml',
    leave: () => {},
    text: (value) => (text += value),
  });
  return foldSpace(text);
}

const MAX_COLUMN_SPAN = 50;
