import type { Draft } from './draft.ts';
import { wholeLine } from './compose-element.ts';
import type { TextLine } from './text-line.ts';

/** Cuts the lines of a list of references into its entries. */
export type SegmentReferences = (lines: readonly TextLine[]) => TextLine[][];

const LIST =
  /^(?:references?(?: and notes)?|bibliography|literature(?: cited)?|works cited|cited literature|bibliographie|literatur(?:verzeichnis)?|références|referencias)\s*[.:]?$/i;
const TEXT = new Set<Draft['kind']>(['paragraph', 'list-item', 'quote', 'code']);

/** What stands under the heading of the list of references becomes its entries; floats and notes between stay. */
export function draftReferences(
  drafts: Draft[],
  textOf: (draft: Draft) => string,
  segment: SegmentReferences,
): Draft[] {
  const headed = drafts.findLastIndex(
    (draft) => draft.kind === 'heading' && LIST.test(textOf(draft)),
  );
  const start = headed >= 0 ? headed : findUnheaded(drafts);
  if (start < 0) return drafts;
  const level = headed >= 0 ? (drafts[start]!.level ?? 1) : 6;
  let end = drafts.findIndex(
    (draft, at) =>
      at > start && draft.kind === 'heading' && (draft.level ?? 1) <= level && isStrong(draft),
  );
  if (end < 0) end = drafts.length;
  const inside = drafts.slice(start + 1, end);
  const listed = inside.filter(
    (draft) => TEXT.has(draft.kind) || (draft.kind === 'heading' && !isStrong(draft)),
  );
  const others = inside.filter((draft) => !listed.includes(draft));
  const lines = listed.flatMap((draft) => draft.parts.map(({ line }) => line));
  if (lines.length === 0) return drafts;
  const entries = segment([...new Set(lines)]).map((entry): Draft => ({
    kind: 'reference',
    parts: entry.map(wholeLine),
    label: null,
    number: null,
    confidence: 0.9,
    because: ['in the list of references'],
  }));
  return [...drafts.slice(0, start + 1), ...entries, ...others, ...drafts.slice(end)];
}

/** A list without a heading: paragraphs that begin with `[1]`, `[2]`, `[3]` …; the index before the first, or -1. */
function findUnheaded(drafts: Draft[]): number {
  const labels = drafts.map((draft) => {
    const part = draft.parts[0];
    const found =
      TEXT.has(draft.kind) && part !== undefined ? /^\[(\d+)\]\s/.exec(part.line.text) : null;
    return found === null ? null : Number(found[1]);
  });
  const first = labels.lastIndexOf(1);
  if (first < 0) return -1;
  const after = labels.slice(first).filter((label) => label !== null);
  const onwards = after.filter((label, at) => at === 0 || label > after[at - 1]!).length;
  return after.length >= 3 && after[1]! <= 3 && onwards >= 0.8 * after.length ? first - 1 : -1;
}

/** A bold or italic start of an entry is no heading. */
function isStrong(draft: Draft): boolean {
  return (
    !draft.because.some((reason) => reason.endsWith('start of a paragraph')) &&
    draft.confidence >= 0.6
  );
}
