/** Title and authors' lines: the largest text at the head of the first page, and what stands between it and the abstract or the text. */
import { isWholly, rightOf } from './body-block.ts';
import { columnOf } from './order-units.ts';
import type { DocumentStyle, PageLayout } from './page-layout.ts';
import type { TextLine } from './text-line.ts';

export const DEFAULTS = {
  /** Of the page's height: how far down a title may start. */
  titleBelow: 0.5,
  /** Of the body's size. */
  titleSize: 1.12,
  /** Lines of body text in a row that end the front matter. */
  bodyLines: 3,
  /** A page of more lines than this is no title page. */
  lines: 2000,
} as const;

export interface FrontMatter {
  title: TextLine[];
  /** Names, affiliations, addresses, in content order. */
  authors: TextLine[];
  /** What stands above the title: a journal's name, a permission, the kind of article. */
  above: TextLine[];
  /** Indexes of the claimed lines of the first page. */
  claimed: Set<number>;
}

export const ABSTRACT =
  /^(?:a\s?b\s?s\s?t\s?r\s?a\s?c\s?t|summary|zusammenfassung|résumé)(?![\p{L}])/iu;
const OPENING =
  /^(?:(?:(?:1|I)\.?\s+)?(?:introduction)\b|(?:1|I)\.?\s+\p{Lu}|key ?words\b|index terms\b|ccs concepts\b|contents$|table of contents)/iu;

/** Empty where no line stands out as a title, as in a document without a title page. */
export function findFrontMatter(
  page: PageLayout | undefined,
  style: DocumentStyle,
  metadataTitle: string,
  options: typeof DEFAULTS = DEFAULTS,
): FrontMatter {
  const none: FrontMatter = { title: [], authors: [], above: [], claimed: new Set() };
  if (page === undefined) return none;
  const free = page.lines
    .map((line, at) => ({ line, at }))
    .filter(
      ({ line, at }) => page.roles[at] === null && line.angle === 0 && /\p{L}/u.test(line.text),
    );
  if (free.length > options.lines) return none;
  const end = findEnd(
    free.map(({ line }) => line),
    style,
    options,
  );
  const head = free.filter(({ line }) => line.baseline < end - 0.4 * style.bodySize);
  const title = findTitle(
    head.map(({ line }) => line),
    page,
    style,
    metadataTitle,
    options,
  );
  if (title.length === 0) return none;
  const bottom = Math.max(...title.map((line) => line.baseline));
  const claimed = new Set<number>();
  const authors: TextLine[] = [];
  const above: TextLine[] = [];
  for (const { line, at } of head) {
    if (title.includes(line)) claimed.add(at);
    else if (line.baseline > bottom) {
      claimed.add(at);
      authors.push(line);
    } else {
      claimed.add(at);
      above.push(line);
    }
  }
  return { title, authors, above, claimed };
}

/** Baseline of the first line that is no front matter: the abstract's, a heading's, or that of running text. */
function findEnd(lines: TextLine[], style: DocumentStyle, options: typeof DEFAULTS): number {
  let end = Infinity;
  for (const line of lines) {
    const marked = line.runs[0]?.script === 'super';
    if (!marked && (ABSTRACT.test(line.text) || OPENING.test(line.text)))
      end = Math.min(end, line.baseline);
  }
  const columns = style.columns;
  const down = lines.toSorted((a, b) => a.baseline - b.baseline);
  for (const line of down) {
    if (line.baseline >= end) break;
    if (line.size > 1.06 * style.bodySize) continue;
    const run = [line];
    for (const other of down) {
      const last = run.at(-1)!;
      if (other.baseline <= last.baseline + 0.5 * last.size) continue;
      if (other.baseline > last.baseline + 1.6 * last.size) break;
      const aligned = run.length === 1 || Math.abs(other.box.x - run[1]!.box.x) < 0.3 * line.size;
      const flush = Math.abs(rightOf(other) - rightOf(line)) < 0.6 * line.size;
      if (aligned && flush && Math.abs(other.size - line.size) < 0.5) run.push(other);
      if (run.length >= options.bodyLines) break;
    }
    const wide =
      columns.length === 0 || line.box.width > 0.6 * (columns[0]!.right - columns[0]!.left);
    if (run.length >= options.bodyLines && wide && !isWholly(line, 'bold')) {
      end = line.baseline - 0.1;
      break;
    }
  }
  return end;
}

function findTitle(
  head: TextLine[],
  page: PageLayout,
  style: DocumentStyle,
  metadataTitle: string,
  options: typeof DEFAULTS,
): TextLine[] {
  const high = head.filter((line) => line.baseline < options.titleBelow * page.content.height);
  const named = findNamed(high, metadataTitle);
  if (named.length > 0) return named;
  const largest = Math.max(
    0,
    ...high.filter((line) => line.text.length > 3).map((line) => line.size),
  );
  const columns = style.columns;
  const candidates =
    largest >= options.titleSize * style.bodySize
      ? high.filter((line) => line.size >= 0.95 * largest)
      : high.filter(
          (line) => isWholly(line, 'bold') && columnOf(line.box, columns, style.bodySize) <= 0,
        );
  const sorted = candidates.toSorted((a, b) => a.baseline - b.baseline || a.box.x - b.box.x);
  const title: TextLine[] = [];
  for (const line of sorted) {
    const last = title.at(-1);
    if (last !== undefined && line.baseline - last.baseline > 2 * line.size) break;
    title.push(line);
  }
  return title;
}

/** The lines that together spell the title which the file's metadata name. */
function findNamed(lines: TextLine[], metadataTitle: string): TextLine[] {
  const wanted = bare(metadataTitle);
  if (wanted.length < 8) return [];
  for (let start = 0; start < lines.length; start++) {
    let text = '';
    for (let end = start; end < Math.min(lines.length, start + 6); end++) {
      text += bare(lines[end]!.text);
      if (text === wanted) return lines.slice(start, end + 1);
      if (!wanted.startsWith(text)) break;
    }
  }
  return [];
}

function bare(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
