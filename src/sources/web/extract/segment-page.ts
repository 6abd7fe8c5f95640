import type { Block } from '../../../core/records/index.ts';
import { createHtmlWalk } from '../../files/convert-html.ts';
import { findDataTables } from '../../files/html-tables.ts';
import { DROPPED, DROPPED_WITHOUT_SCRIPT, isHidden } from '../../files/html-elements.ts';
import {
  attribute,
  type HtmlDocument,
  type HtmlElement,
  parseHtml,
} from '../../files/parse-html.ts';
import { walkTree } from '../../files/walk-html.ts';

/** An element on the way from the page's root to a text, with what all text beneath it adds up to. */
export interface Place {
  element: HtmlElement;
  parent: Place | null;
  depth: number;
  words: number;
  linkedWords: number;
  segments: number;
  images: number;
  /** Tag and first names: elements with one look are of one kind. */
  look: string;
  /** Lower-case words of its class, id and role. */
  names: readonly string[];
  /** Children by look: a list of like things has many of one. */
  kinds: Map<string, number>;
  /** The element that hides it from people: it or one above. */
  hiding: Place | null;
}

/** A run of text that a reader would take or leave whole: a paragraph, a heading, a list item, a table. */
export interface Segment {
  kind: Block['kind'];
  level?: number;
  text: string;
  words: number;
  linkedWords: number;
  place: Place;
}

export interface SegmentedPage {
  document: HtmlDocument;
  segments: Segment[];
  title: string | null;
  language: string | null;
}

/** Words as they are counted here: runs of letters and digits; signs of scripts without spaces one by one. */
export const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}]+/gu;

export function countWords(text: string): number {
  let words = 0;
  for (const _ of text.matchAll(WORD)) words++;
  return words;
}

/** What is nested more deeply counts as its ancestor of this depth: each text asks all above it. */
const MOST_DEPTH = 256;
/** What follows so many texts is left out. */
const MOST_SEGMENTS = 200_000;

/** Cuts a page into its texts, in the order of the source. What nobody who looks at the page would see is left out. */
export function segmentPage(source: string): SegmentedPage {
  const page = segmentParsed(parseHtml(source), DROPPED);
  if (!/<noscript\b/i.test(source)) return page;
  const words = wordsIn(page.segments);
  if (words > MOST_WORDS_OF_SHELL) return page;
  // Some forums keep all of their text there, and fill the page by a script.
  const other = segmentParsed(parseHtml(source, false), DROPPED_WITHOUT_SCRIPT);
  return wordsIn(other.segments) > 2 * words ? other : page;
}

const MOST_WORDS_OF_SHELL = 200;

function wordsIn(segments: readonly Segment[]): number {
  return segments.reduce((sum, { words }) => sum + words, 0);
}

function segmentParsed(document: HtmlDocument, dropped: ReadonlySet<string>): SegmentedPage {
  const segments: Segment[] = [];
  let top: Place | null = null;
  let tooDeep = 0;
  let links = 0;
  let linked = '';
  const list = {
    add(kind: Block['kind'], text: string, level?: number): void {
      if (text.trim() !== '' && top !== null && segments.length < MOST_SEGMENTS) {
        const words = countWords(text);
        const linkedWords = Math.min(words, countWords(linked));
        const own =
          kind === 'furniture' ? kindOf(top) : { kind, ...(level !== undefined && { level }) };
        segments.push({ ...own, text, words, linkedWords, place: top });
        for (let at: Place | null = top; at !== null; at = at.parent) {
          at.words += words;
          at.linkedWords += linkedWords;
          at.segments++;
        }
      }
      linked = '';
    },
  };
  const walk = createHtmlWalk(
    list,
    findDataTables(document),
    ({ tagName }) =>
      // What a picture shows is said by its caption; its alternative text repeats titles, or speaks to programs.
      tagName === 'img' || dropped.has(tagName),
  );
  walkTree(document, {
    enter(element) {
      const isTooDeep = top !== null && top.depth >= MOST_DEPTH;
      if (isTooDeep && (isHidden(element) || isUnseen(element))) return false;
      if (element.tagName === 'img')
        for (let at: Place | null = top; at !== null; at = at.parent) at.images++;
      if (!walk.enter(element)) return false;
      if (element.tagName === 'a') links++;
      if (isTooDeep) {
        tooDeep++;
        return true;
      }
      const names = namesOf(element);
      const look = `${element.tagName}.${names.slice(0, 3).join('.')}`;
      if (top !== null) top.kinds.set(look, (top.kinds.get(look) ?? 0) + 1);
      const place: Place = {
        element,
        parent: top,
        depth: top === null ? 0 : top.depth + 1,
        words: 0,
        linkedWords: 0,
        segments: 0,
        images: 0,
        look,
        names,
        kinds: new Map(),
        hiding: top?.hiding ?? null,
      };
      if (place.hiding === null && (isHidden(element) || isUnseen(element))) place.hiding = place;
      top = place;
      return true;
    },
    leave(element) {
      walk.leave(element);
      if (element.tagName === 'a') links--;
      if (tooDeep > 0) tooDeep--;
      else top = top!.parent;
    },
    text(value) {
      walk.text(value);
      if (links > 0) linked += value;
    },
  });
  walk.flush();
  return {
    document,
    segments: withoutHidden(segments),
    title: walk.title,
    language: walk.language,
  };
}

/** A page that hides so much of its words shows them by a script, as many do that are drawn in steps. */
const REVEALED_SHARE = 0.4;

/** Leaves out what nobody sees. A part that holds much of the page is only hidden until a script has run. */
function withoutHidden(segments: readonly Segment[]): Segment[] {
  const all = wordsIn(segments);
  return segments.filter(
    ({ place: { hiding } }) => hiding === null || hiding.words >= REVEALED_SHARE * all,
  );
}

const KIND_OF_TAG: ReadonlyMap<string, Block['kind']> = new Map([
  ['li', 'list-item'],
  ['dt', 'list-item'],
  ['dd', 'list-item'],
  ['blockquote', 'quote'],
  ['pre', 'code'],
  ['figcaption', 'caption'],
  ['table', 'table'],
  ['p', 'paragraph'],
]);

/** The kind of a text from where it stands. */
function kindOf(place: Place): { kind: Block['kind']; level?: number } {
  for (let at: Place | null = place; at !== null; at = at.parent) {
    const { tagName } = at.element;
    const heading = /^h([1-6])$/.exec(tagName);
    if (heading !== null) return { kind: 'heading', level: Number(heading[1]) };
    const kind = KIND_OF_TAG.get(tagName);
    if (kind !== undefined) return { kind };
  }
  return { kind: 'paragraph' };
}

/** `class="post-body MainText"` → `post body main text`. */
function namesOf(element: HtmlElement): string[] {
  if (element.attrs.length === 0) return NO_NAMES;
  const said = ['class', 'id', 'role', 'data-component', 'data-testid', 'itemprop']
    .map((name) => attribute(element, name) ?? '')
    .join(' ')
    .slice(0, MOST_NAME_CHARACTERS);
  if (said.trim() === '') return NO_NAMES;
  return said
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1);
}

const NO_NAMES: string[] = [];
const MOST_NAME_CHARACTERS = 400;

/** Text that a style attribute puts out of sight: what pages hide from people and show to programs. */
function isUnseen(element: HtmlElement): boolean {
  if (element.attrs.length === 0) return false;
  const style = attribute(element, 'style');
  if (style === null) return false;
  return (
    /(?:^|;)\s*(?:font-size\s*:\s*0(?:px|em|rem|%|pt)?\s*(?:;|!|$)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|(?:left|top|text-indent)\s*:\s*-\d{4,}|clip\s*:\s*rect\(\s*0)/i.test(
      style,
    ) || hasOneColour(style)
  );
}

/** Words in the colour of their ground. */
function hasOneColour(style: string): boolean {
  const colour = /(?:^|;)\s*color\s*:\s*([^;!]+)/i.exec(style)?.[1]?.trim().toLowerCase();
  const ground = /(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)/i
    .exec(style)?.[1]
    ?.trim()
    .toLowerCase();
  if (colour === undefined) return false;
  return colour === ground || colour === 'transparent';
}
