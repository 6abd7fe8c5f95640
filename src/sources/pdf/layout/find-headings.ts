/**
 * Headings and their levels. What shows one, strongest first: the file's outline, a number that goes on from the last, size,
 * weight or case, white space above, a known title. Levels follow the outline, then the numbers, then the styles that the
 * numbered ones have (the order of precedence is docling's).
 */
import type { OutlineEntry } from '../engine/page-content.ts';
import type { BodyBlock, TextBlock } from './body-block.ts';
import { ABSTRACT } from './find-front-matter.ts';
import { NOT_HEADING, STATEMENT } from './not-heading.ts';
import { type HeadingNumber, readHeadingNumber } from './heading-number.ts';
import { type HeadingStyle, measureHeading, prominence, styleKey } from './heading-style.ts';
import { NumberSeries } from './number-series.ts';
import type { DocumentStyle } from './page-layout.ts';

export const DEFAULTS = {
  /** Of a heading: most lines, most characters. */
  lines: 4,
  characters: 250,
  /** In leadings: white space above (a column's top counts), and that which shows a heading without other signs. */
  above: 1.12,
  farAbove: 1.4,
} as const;

export interface FoundHeading {
  level: number;
  number: HeadingNumber | null;
  confidence: number;
  because: string[];
}

interface Candidate {
  block: TextBlock;
  text: string;
  style: HeadingStyle;
  number: HeadingNumber | null;
  outline: number | null;
  because: string[];
  confidence: number;
}

const KNOWN =
  /^(?:abstract|introduction|related works?|background|preliminaries|methods?|methodology|approach|experiments?|experimental (?:setup|results)|results?|evaluation|analysis|discussions?|conclusions?|conclusions? and future work|future work|limitations|references|bibliography|literature cited|acknowledge?ments?|acknowledge?ment|appendix|appendices|supplementary materials?|ethics statement|broader impacts?|data availability|author contributions|funding|conflicts? of interest|competing interests?)$/i;
const CAPTION =
  /^(?:fig(?:ure|\.)|table|tab\.|algorithm|listing|scheme|chart|plate|box)\s*\.?\s*(?:[A-Z]\.)?(?:\d|[IVX]+\b)/i;

/** Headings among the blocks of the whole paper, in reading order. */
export function findHeadings(
  blocks: BodyBlock[],
  textOf: (block: TextBlock) => string,
  style: DocumentStyle,
  outline: OutlineEntry[],
  options: typeof DEFAULTS = DEFAULTS,
): Map<TextBlock, FoundHeading> {
  const titles = indexOutline(outline);
  const series = new NumberSeries();
  const candidates: Candidate[] = [];
  let afterHeading = false;
  for (const block of blocks) {
    if (block.type !== 'text') {
      afterHeading = false;
      continue;
    }
    const candidate = judge(block, afterHeading);
    afterHeading = candidate !== null;
    if (candidate !== null) candidates.push(candidate);
  }
  return assignLevels(candidates);

  function judge(block: TextBlock, follows: boolean): Candidate | null {
    const text = textOf(block);
    if (block.parts.length > options.lines || text.length > options.characters) return null;
    const marked = block.parts[0]!.line.runs[0]?.script === 'super';
    const readings = marked ? [] : readHeadingNumber(text);
    const bare = readings.length > 0 ? [...text].slice(readings[0]!.length).join('') : text;
    const letters = (bare.match(/\p{L}/gu) ?? []).length;
    if (letters < 2 || letters < 0.45 * bare.replaceAll(' ', '').length) return null;
    if (/[=<>∑∫√≤≥]/u.test(bare)) return null;
    if (CAPTION.test(text) || STATEMENT.test(bare)) return null;
    if (NOT_HEADING.test(bare) && !ABSTRACT.test(bare)) return null;
    const look = measureHeading(block, text, style);
    const page = block.parts[0]!.line.page;
    const listed = matchOutline(titles, text, bare, page);
    const isolated = block.above >= options.above * style.leading || follows;
    const far = block.above >= options.farAbove * style.leading || follows;
    const known = KNOWN.test(bare.replace(/[.:]$/, ''));
    const number = series.choose(readings, block, look);
    const because: string[] = [];
    let confidence = 0;
    if (listed !== null) {
      because.push('listed in the outline');
      confidence = 0.99;
    } else if (look.size < 0.85 * style.bodySize && !known) return null;
    else if (number !== null && number.next && look.distinct && !/[,;]$/.test(text)) {
      because.push('number goes on', describe(look, style));
      confidence = 0.95;
    } else if (
      number !== null &&
      number.next &&
      isolated &&
      (look.italic || known || look.centred)
    ) {
      because.push('number goes on', 'white space above', describe(look, style));
      confidence = 0.85;
    } else if (
      number !== null &&
      number.next &&
      number.reading.marked &&
      (number.reading.kind !== 'letter' || number.reading.path.length > 1) &&
      far &&
      !/[.,;:]$/.test(text) &&
      text.length < 90 &&
      block.parts.length === 1 &&
      number.reading.kind !== 'counter' &&
      block.mark === null
    ) {
      because.push('number goes on', 'white space above');
      confidence = 0.7;
    } else if (known && block.parts.length === 1 && (look.distinct || far)) {
      because.push('known title', describe(look, style));
      confidence = 0.9;
    } else if (look.distinct && isolated && isTitleLike(bare, look)) {
      because.push('white space above', describe(look, style));
      confidence = look.size >= 1.06 * style.bodySize || look.bold ? 0.75 : 0.55;
    } else if (
      look.italic &&
      far &&
      isTitleLike(bare, look) &&
      text.length < 80 &&
      block.parts.length === 1
    ) {
      because.push('white space above', 'italic');
      confidence = 0.5;
    } else return null;
    if (number !== null && (number.next || listed !== null)) series.take(number.reading);
    return {
      block,
      text,
      style: look,
      number: number !== null && (number.next || listed !== null) ? number.reading : null,
      outline: listed,
      because: because.filter((reason) => reason !== ''),
      confidence,
    };
  }

  function assignLevels(found: Candidate[]): Map<TextBlock, FoundHeading> {
    const levels = new Map<Candidate, number>();
    const shallowest = Math.min(
      ...found.filter((each) => each.outline !== null).map((each) => each.outline!),
    );
    for (const each of found) {
      if (each.number !== null) levels.set(each, series.levelOf(each.number));
      else if (each.outline !== null) levels.set(each, each.outline - shallowest + 1);
    }
    const byStyle = new Map<string, number[]>();
    for (const [each, level] of levels) {
      const key = styleKey(each.style);
      byStyle.set(key, [...(byStyle.get(key) ?? []), level]);
    }
    const known = [...levels].map(([each, level]) => ({ strength: prominence(each.style), level }));
    const loose = [
      ...new Set(found.filter((each) => !levels.has(each)).map((each) => prominence(each.style))),
    ].toSorted((a, b) => b - a);
    for (const each of found) {
      if (levels.has(each)) continue;
      const alike = byStyle.get(styleKey(each.style));
      const strength = prominence(each.style);
      if (alike !== undefined) levels.set(each, mode(alike));
      else if (known.length === 0) levels.set(each, loose.indexOf(strength) + 1);
      else {
        // Between the numbered styles: under the deepest that stands out more.
        const stronger = known
          .filter((other) => other.strength > strength)
          .map((other) => other.level);
        const weaker = known
          .filter((other) => other.strength < strength)
          .map((other) => other.level);
        const level = weaker.length > 0 ? Math.min(...weaker) : Math.max(...stronger, 0) + 1;
        levels.set(
          each,
          KNOWN.test(each.text) && each.confidence >= 0.9 ? Math.min(level, 1) : level,
        );
      }
    }
    return new Map(
      found.map((each) => [
        each.block,
        {
          level: Math.max(1, Math.min(6, levels.get(each)!)),
          number: each.number,
          confidence: each.confidence,
          because: each.because,
        },
      ]),
    );
  }
}

function describe(look: HeadingStyle, style: DocumentStyle): string {
  if (look.size >= 1.06 * style.bodySize) return look.bold ? 'larger and bold' : 'larger';
  if (look.bold) return 'bold';
  if (look.caps) return 'capitals';
  return look.italic ? 'italic' : look.centred ? 'centred' : '';
}

function mode(values: number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]![0];
}

/** Letters and figures of a title alone, so that ligatures, spaces and marks do not tell titles apart. */
function bareTitle(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function indexOutline(outline: OutlineEntry[]): Map<string, OutlineEntry[]> {
  const titles = new Map<string, OutlineEntry[]>();
  for (const entry of outline) {
    const number = readHeadingNumber(entry.title)[0];
    const texts = [
      entry.title,
      number === undefined ? '' : [...entry.title].slice(number.length).join(''),
    ];
    for (const key of new Set(texts.map(bareTitle))) {
      if (key.length >= 2) titles.set(key, [...(titles.get(key) ?? []), entry]);
    }
  }
  return titles;
}

function matchOutline(
  titles: Map<string, OutlineEntry[]>,
  text: string,
  bare: string,
  page: number,
): number | null {
  const entries = titles.get(bareTitle(bare)) ?? titles.get(bareTitle(text)) ?? [];
  const here = entries.find((entry) => entry.page === null || Math.abs(entry.page - page) <= 0);
  return here?.level ?? null;
}

function isTitleLike(bare: string, look: HeadingStyle): boolean {
  if (/[,;]$/.test(bare) || /[.]$/.test(bare)) return false;
  if (!/^[\p{Lu}\p{N}“"(]/u.test(bare) && !look.bold) return false;
  return bare.split(' ').length <= 25;
}
