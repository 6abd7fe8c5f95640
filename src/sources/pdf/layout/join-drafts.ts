/** Paragraphs that a column's end, a page's end, a float or a footnote has cut are one. */
import { rightOf } from './body-block.ts';
import type { Draft } from './draft.ts';
import type { DocumentStyle } from './page-layout.ts';
import type { TextLine } from './text-line.ts';

export const DEFAULTS = {
  /** In sizes: how near the right edge a full line ends. */
  full: 2,
  indent: 0.55,
  size: 0.07,
} as const;

const JOINED = new Set<Draft['kind']>(['paragraph', 'list-item', 'quote', 'abstract']);
const PASSED = new Set<Draft['kind']>([
  'figure',
  'table',
  'algorithm',
  'caption',
  'footnote',
  'furniture',
]);

/** Joins in place, in reading order; what lay between comes after. A paragraph behind a display is marked as going on. */
export function joinDrafts(
  drafts: Draft[],
  style: DocumentStyle,
  options: typeof DEFAULTS = DEFAULTS,
): Draft[] {
  const gone = new Set<Draft>();
  for (let at = 0; at < drafts.length; at++) {
    const draft = drafts[at]!;
    if (gone.has(draft) || !JOINED.has(draft.kind)) continue;
    for (let next = at + 1; next < drafts.length; next++) {
      const other = drafts[next]!;
      if (gone.has(other) || PASSED.has(other.kind)) continue;
      if (other.kind === 'equation' || other.kind === 'code') {
        const after = drafts
          .slice(next + 1)
          .find((each) => !gone.has(each) && !PASSED.has(each.kind) && each.kind !== 'equation');
        if (
          other.kind === 'equation' &&
          after?.kind === 'paragraph' &&
          after.continues === undefined &&
          startsLow(after)
        )
          after.continues = draft;
        break;
      }
      if (!isCut(draft, other, drafts.slice(at + 1, next)) || !goesOn(draft, other, style, options))
        break;
      draft.parts.push(...other.parts);
      draft.because = [...new Set([...draft.because, 'goes on in the next column or page'])];
      gone.add(other);
    }
  }
  return drafts.filter((draft) => !gone.has(draft));
}

/** Whether something parts them: another column or page, or a float between. */
function isCut(draft: Draft, other: Draft, between: Draft[]): boolean {
  const last = draft.parts.at(-1)!.line;
  const first = other.parts[0]!.line;
  if (last.page !== first.page || first.baseline < last.baseline) return true;
  return between.some((each) => PASSED.has(each.kind) && each.kind !== 'furniture');
}

function goesOn(
  draft: Draft,
  other: Draft,
  style: DocumentStyle,
  options: typeof DEFAULTS,
): boolean {
  if (other.kind !== 'paragraph' && other.kind !== draft.kind) return false;
  if (other.label !== null && other.kind === 'list-item') return false;
  const last = draft.parts.at(-1)!;
  const first = other.parts[0]!;
  if (first.start > 0) return false;
  const size = Math.max(last.line.size, first.line.size);
  if (Math.abs(last.line.size - first.line.size) > options.size * size) return false;
  const end = bareEnd(last.line);
  if (/\p{L}[-‐]$/u.test(end)) return true;
  const low = startsLow(other);
  const ends = /[.!?:]["”’')\]]*$/u.test(end);
  const full =
    draft.column === undefined || rightOf(last.line) > draft.column.right - options.full * size;
  if (low) return !end.endsWith(':');
  if (!ends) return full || /[,;–—(]$/u.test(end);
  const indent = other.column === undefined ? 0 : first.line.box.x - other.column.left;
  const flush = Math.abs(indent) < options.indent * size;
  return (
    style.indent > 0 &&
    full &&
    flush &&
    draft.kind === 'paragraph' &&
    !end.endsWith(':') &&
    other.parts.length > 0 &&
    !isOutermostShort(other)
  );
}

/** A single short line at a column's top may be anything. */
function isOutermostShort(draft: Draft): boolean {
  const only = draft.parts[0]!.line;
  return (
    draft.parts.length === 1 &&
    draft.column !== undefined &&
    only.box.width < 0.2 * (draft.column.right - draft.column.left) &&
    !/[.!?]$/.test(only.text)
  );
}

function startsLow(draft: Draft): boolean {
  const part = draft.parts[0]!;
  const text = [...part.line.text].slice(part.start).join('');
  return /^[("“‘[]?\p{Ll}/u.test(text);
}

/** The end of a line without the mark of a footnote. */
function bareEnd(line: TextLine): string {
  const run = line.runs.at(-1);
  const points = [...line.text];
  const end =
    run !== undefined && run.script === 'super' && run.start > 0 ? run.start : points.length;
  return points.slice(0, end).join('').trimEnd();
}
