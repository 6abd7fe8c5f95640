/**
 * Raised marks of notes and citations out of the text: `tasks¹⁹` reads “tasks”, and what was printed is kept beside it
 * (GROBID does so with its markers). A number is a mark where a note of the page or an entry bears it, or where it hangs on
 * a word that takes no exponent; exponents of formulas and units stay, spelled as such.
 */
import { codePointLength } from '../../../core/text/code-points.ts';
import type { PaperElement, RaisedMark } from '../paper.ts';
import type { RaisedStretch } from '../layout/compose-element.ts';
import { spellExponents } from '../layout/spell-exponents.ts';
import { removeStretch } from './remove-stretch.ts';

export const DEFAULTS = {
  /** Marks that name entries, before raised numbers are taken for the paper's way to cite. */
  cites: 3,
  /** Letters of a word that takes no exponent. */
  word: 4,
} as const;

const KINDS = new Set<PaperElement['kind']>([
  'title',
  'abstract',
  'heading',
  'paragraph',
  'list-item',
  'quote',
  'caption',
  'footnote',
]);
const NUMBERS = /^\d{1,3}(?:\s*[,–—-]\s*\d{1,3})*$/u;
const NOTE = /^(?:\d{1,3}|[∗*†‡§¶‖]{1,3}|[a-z])$/u;
const SYMBOL = /^[∗*†‡§¶‖]{1,3}$/u;
const WORD_BEFORE = /(\p{L}[\p{L}\p{M}]*)[’'.,;:!?)\]”"»]*$/u;
const YEAR_BEFORE = /(?<!\d)(?:1[89]|20)\d{2}[.,;:)\]”]*$/u;
const CLOSED_BEFORE = /[.,;:!?)\]”%]$/u;
const UNIT =
  /^(?:[kcdmnµμ]?m|s|kg|g|in|ft|yd|inch|inches|foot|feet|met(?:er|re)s?|sec|seconds?|px|pixels?|rad|deg|[GM]?Hz|[kM]?Pa|[kM]?W|[kM]?J|K|V|eV|[kMG]eV|L|l|mol)$/u;
const FUNCTION =
  /^(?:sin|cos|tan|cot|sec|csc|sinh|cosh|tanh|log|exp|det|min|max|arg|dim|ker|lim)$/u;

interface Candidate {
  element: PaperElement;
  stretch: RaisedStretch;
  text: string;
  /** The word that it hangs on, without what closes it. */
  word: string;
  before: string;
}

/** Takes marks out of the elements' texts; `raised` names what stands above the baseline in each. */
export function liftMarks(
  elements: readonly PaperElement[],
  raised: ReadonlyMap<string, readonly RaisedStretch[]>,
): void {
  const candidates = elements.flatMap((element) =>
    KINDS.has(element.kind) ? candidatesOf(element, raised.get(element.id) ?? []) : [],
  );
  const notes = new Set(
    elements.flatMap(({ kind, label, page }) =>
      kind === 'footnote' && label !== null ? [`${page} ${label}`] : [],
    ),
  );
  const isNote = ({ element, text }: Candidate): boolean =>
    NOTE.test(text) && pagesOf(element).some((page) => notes.has(`${page} ${text}`));
  const entries = new Set(
    elements.flatMap(({ kind, number }) =>
      kind === 'reference' && number !== null ? [number] : [],
    ),
  );
  const isEntry = ({ text }: Candidate): boolean =>
    NUMBERS.test(text) && (text.match(/\d+/gu) ?? []).every((number) => entries.has(number));
  const onWords = candidates.filter((one) => isWordy(one) || CLOSED_BEFORE.test(one.before));
  const cites =
    onWords.filter((one) => isEntry(one) && !isNote(one)).length >= DEFAULTS.cites &&
    !citesInBrackets(elements, onWords.length);
  const lifted = new Map<PaperElement, Candidate[]>();
  for (const one of candidates) {
    const known = isNote(one) || (cites && isEntry(one));
    const isMark = known ? !takesExponent(one) : isWordy(one) && NUMBERS.test(one.text);
    const endsTitle = one.element.kind === 'title' && SYMBOL.test(one.text);
    if (isMark || endsTitle) lifted.set(one.element, [...(lifted.get(one.element) ?? []), one]);
  }
  for (const element of elements) {
    if (!KINDS.has(element.kind)) continue;
    const marks = lifted.get(element) ?? [];
    const exponents = (raised.get(element.id) ?? []).filter(
      ({ start, end }) => !marks.some(({ stretch }) => start < stretch.end && end > stretch.start),
    );
    element.text = spellExponents(element.text, exponents);
  }
  for (const [element, marks] of lifted) {
    // From the last, so that offsets before it stay.
    const found = marks.toReversed().map(({ stretch }) => removeStretch(element, stretch));
    let gone = 0;
    element.marks = found.toReversed().map(({ removed, ...mark }): RaisedMark => {
      const at = mark.at - gone;
      gone += removed;
      return { ...mark, at };
    });
  }
}

function candidatesOf(element: PaperElement, raised: readonly RaisedStretch[]): Candidate[] {
  const points = [...element.text];
  return joinStretches(points, raised).flatMap((whole): Candidate[] => {
    const stretch = trim(points, whole);
    const text = points.slice(stretch.start, stretch.end).join('');
    const after = points[stretch.end] ?? ' ';
    const before = points
      .slice(Math.max(0, stretch.start - 40), stretch.start)
      .join('')
      .trimEnd();
    if (stretch.mathematics || before === '' || /[\p{L}\p{N}]/u.test(after)) return [];
    if (!NUMBERS.test(text) && !NOTE.test(text)) return [];
    return [{ element, stretch, text, before, word: WORD_BEFORE.exec(before)?.[1] ?? '' }];
  });
}

/** Stretches that touch, or that a space parts, are one. */
function joinStretches(
  points: readonly string[],
  raised: readonly RaisedStretch[],
): RaisedStretch[] {
  const joined: RaisedStretch[] = [];
  for (const one of raised) {
    const last = joined.at(-1);
    const between = last === undefined ? null : points.slice(last.end, one.start).join('');
    if (last !== undefined && between !== null && /^\s?$/u.test(between)) last.end = one.end;
    else joined.push({ ...one });
  }
  return joined;
}

function trim(points: readonly string[], stretch: RaisedStretch): RaisedStretch {
  let { start, end } = stretch;
  while (start < end && /[\s,]/u.test(points[start]!)) start++;
  while (end > start && /[\s,.]/u.test(points[end - 1]!)) end--;
  return { ...stretch, start, end };
}

/** It hangs on a word that takes no exponent. */
function isWordy({ word }: Candidate): boolean {
  return codePointLength(word) >= DEFAULTS.word && !UNIT.test(word) && !FUNCTION.test(word);
}

function takesExponent({ word, before, text }: Candidate): boolean {
  if (word === '') return !YEAR_BEFORE.test(before) && !CLOSED_BEFORE.test(before);
  if (SYMBOL.test(text)) return codePointLength(word) < 2;
  const isClosed = CLOSED_BEFORE.test(before) && !/[)\]]$/u.test(before);
  return !isClosed && (UNIT.test(word) || FUNCTION.test(word) || codePointLength(word) < 2);
}

function pagesOf(element: PaperElement): number[] {
  return [...new Set([element.page, ...element.regions.map(({ page }) => page)])];
}

/** A paper that prints `[3]` more often than raised numbers cites so. */
function citesInBrackets(elements: readonly PaperElement[], raised: number): boolean {
  const bracketed = elements.reduce(
    (sum, { kind, text }) =>
      sum + (KINDS.has(kind) ? (text.match(/\[\d{1,3}(?:[,–-]\s*\d{1,3})*\]/gu)?.length ?? 0) : 0),
    0,
  );
  return bracketed > raised;
}
