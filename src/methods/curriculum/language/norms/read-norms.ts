import { SourceError } from '../../../../core/errors/index.ts';
import type { Norm, Norms } from './norm.ts';
import { readTable } from './read-table.ts';

export const NORM_KINDS = ['aoa', 'concreteness', 'cdi'] as const;
export type NormKind = (typeof NORM_KINDS)[number];

/** A table of norms as read: what it says of each word, and how many rows said nothing that could be used. */
export interface NormsFile {
  kind: NormKind;
  norms: Norms;
  rows: number;
  /** Rows without a word or without a number ("NA"). */
  skipped: number;
  /** The columns that were used, as the file calls them. */
  columns: string[];
}

const WORD_COLUMNS: Record<NormKind, readonly string[]> = {
  aoa: ['word', 'words', 'wordform', 'lemma'],
  concreteness: ['word', 'words', 'wordform', 'lemma'],
  cdi: ['item_definition', 'definition', 'uni_lemma', 'word', 'item'],
};
/** In this order: a file may have several of them. */
const VALUE_COLUMNS: Record<NormKind, readonly string[]> = {
  aoa: ['aoa_kup_lem', 'aoa_kup', 'rating.mean', 'aoa', 'aoa_rating'],
  concreteness: ['conc.m', 'conc_m', 'concreteness', 'concreteness.mean'],
  cdi: ['months', 'aoa_months', 'aoa', 'age_of_acquisition'],
};
/** Ranges outside of which a value is no value of the norm: another column was meant, or another unit. */
const RANGES: Record<NormKind, readonly [number, number]> = {
  aoa: [0, 30],
  concreteness: [1, 5],
  cdi: [6, 48],
};
/** Half of the children say the word (the usual reading of Wordbank's tables). */
const SAID_BY = 0.5;

/**
 * Reads norms that a user has: Kuperman's ages of acquisition, Brysbaert's concreteness, or an item table of Wordbank,
 * with one column of months or one column a month ("16" … "30") holding the share of children who say the word. None
 * of them may be bundled with the curriculum. Throws SourceError where the columns are not there.
 */
export async function readNorms(path: string, kind: NormKind): Promise<NormsFile> {
  const norms = new Map<string, Norm>();
  let columns: Columns | undefined;
  let rows = 0;
  let skipped = 0;
  for await (const { cells } of readTable(path)) {
    if (columns === undefined) {
      columns = findColumns(cells, kind, path);
      continue;
    }
    rows++;
    const value = valueOf(cells, columns, kind, path);
    const words = wordsIn(cells[columns.word] ?? '');
    if (value === undefined || words.length === 0) skipped++;
    else for (const word of words) keepEarliest(norms, word, kind, value);
  }
  if (columns === undefined) {
    throw new SourceError(`${path} is empty`, { hint: `it needs ${wanted(kind)}` });
  }
  if (norms.size === 0) {
    throw new SourceError(`${path}: none of ${rows} rows has a word with a number`, {
      hint: 'is the decimal sign a point, and is this the right kind of norms?',
    });
  }
  return { kind, norms, rows, skipped, columns: columns.names };
}

/** Several tables as one: a later table fills what earlier ones lack. */
export function joinNorms(all: readonly Norms[]): Norms {
  const joined = new Map<string, Norm>();
  for (const norms of all) {
    for (const [word, norm] of norms) joined.set(word, { ...norm, ...joined.get(word) });
  }
  return joined;
}

interface Columns {
  word: number;
  value?: number;
  months: { index: number; month: number }[];
  names: string[];
}

function findColumns(header: readonly string[], kind: NormKind, path: string): Columns {
  const names = header.map((name) => plainName(name));
  const word = firstOf(WORD_COLUMNS[kind], names);
  const value = firstOf(VALUE_COLUMNS[kind], names);
  const months =
    kind === 'cdi'
      ? names.flatMap((name, index) => {
          const month = Number(
            /^(?:x|months?_?|m|age_?)?(\d{1,2})(?:_?months?|mo|m)?$/.exec(name)?.[1],
          );
          return month >= RANGES.cdi[0] && month <= RANGES.cdi[1] ? [{ index, month }] : [];
        })
      : [];
  months.sort((a, b) => a.month - b.month);
  if (word === undefined || (value === undefined && months.length === 0)) {
    throw new SourceError(
      `${path}: the columns are ${header
        .map((name) => name.trim())
        .join(', ')
        .slice(0, 300)}`,
      {
        hint: `looked for ${wanted(kind)}; rename the columns, or give another --kind`,
      },
    );
  }
  const used = [word, ...(value === undefined ? months.map(({ index }) => index) : [value])];
  return {
    word,
    months,
    ...(value !== undefined && { value }),
    names: used.map((index) => header[index]!.trim()),
  };
}

function firstOf(wantedNames: readonly string[], names: readonly string[]): number | undefined {
  const found = wantedNames
    .map((name) => names.indexOf(plainName(name)))
    .find((index) => index >= 0);
  return found;
}

/** "AoA_Kup_lem", "Rating.Mean", "\uFEFFWord " without case, marks and gaps. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s._\uFEFF-]/g, '');
}

function wanted(kind: NormKind): string {
  const values = VALUE_COLUMNS[kind].join(' or ');
  const months =
    kind === 'cdi' ? ', or one column a month from 6 to 48 with the share of children' : '';
  return `a column of words (${WORD_COLUMNS[kind].join(' or ')}) and one of numbers (${values}${months})`;
}

function valueOf(
  cells: readonly string[],
  columns: Columns,
  kind: NormKind,
  path: string,
): number | undefined {
  if (columns.value === undefined) {
    return columns.months.find(({ index }) => (numberIn(cells[index]) ?? 0) >= SAID_BY)?.month;
  }
  const value = numberIn(cells[columns.value]);
  const [least, most] = RANGES[kind];
  if (value !== undefined && (value < least || value > most)) {
    throw new SourceError(`${path}: ${columns.names[1]} of "${cells[columns.word]}" is ${value}`, {
      hint: `${kind} runs from ${least} to ${most}; is it another column or another --kind?`,
    });
  }
  return value;
}

function numberIn(cell: string | undefined): number | undefined {
  const text = cell?.trim().replace(/^(-?\d+),(\d+)$/, '$1.$2') ?? '';
  if (!/^-?\d*\.?\d+(?:e-?\d+)?$/i.test(text)) return undefined;
  return Number(text);
}

/** "chicken (animal)" → chicken, "bunny/rabbit" → both, "mommy*" → mommy. Phrases stay whole. */
function wordsIn(cell: string): string[] {
  return cell
    .replace(/\([^)]*\)/g, '')
    .split('/')
    .map((word) => word.replaceAll('*', '').replaceAll('’', "'").trim().toLowerCase())
    .filter((word) => word !== '');
}

const FIELDS = { aoa: 'kupermanAge', concreteness: 'concreteness', cdi: 'cdiMonths' } as const;

function keepEarliest(norms: Map<string, Norm>, word: string, kind: NormKind, value: number): void {
  const field = FIELDS[kind];
  const before = norms.get(word)?.[field];
  if (before === undefined || value < before) norms.set(word, { word, [field]: value });
}
