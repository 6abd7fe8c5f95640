import { ABSTRACT } from './find-front-matter.ts';
import type { Draft } from './draft.ts';

/** Characters of an abstract without a heading. */
const LENGTHS = { shortest: 250, longest: 4000 } as const;
const AFTER_ABSTRACT =
  /^(?:key ?words|index terms|ccs concepts|general terms|acm reference|jel |msc |pacs)/i;

/**
 * Paragraphs under a heading "Abstract", begun by the word, or standing alone between the authors and the first heading
 * become the abstract. The heading itself goes: its word becomes the label.
 */
export function markAbstract(drafts: Draft[], textOf: (draft: Draft) => string): Draft[] {
  const at = drafts.findIndex(
    (draft) => /^(?:heading|paragraph|quote)$/.test(draft.kind) && startsAbstract(textOf(draft)),
  );
  if (at >= 0 && drafts[at]!.parts[0]!.line.page <= 3) {
    const draft = drafts[at]!;
    const text = textOf(draft);
    if (draft.kind === 'heading' || text.length <= 24) {
      const marked = markFrom(drafts, at + 1, text.replace(/[.:—–-]+$/, ''));
      return marked === 0 ? drafts : drafts.filter((each) => each !== draft);
    }
    const label = ABSTRACT.exec(text)![0];
    const first = draft.parts[0]!;
    const points = [...first.line.text];
    let start = first.start + [...label].length;
    while (/[\s.:—–-]/u.test(points[start] ?? '')) start++;
    draft.parts[0] = { ...first, start };
    markFrom(drafts, at, label);
    return drafts;
  }
  markUnnamed(drafts, textOf);
  return drafts;
}

function startsAbstract(text: string): boolean {
  const found = ABSTRACT.exec(text);
  if (found === null) return false;
  const rest = text.slice(found[0].length);
  return rest.trim().length < 12 || /^\s*[.:—–-]/u.test(rest) || /^\s+\p{Lu}/u.test(rest);
}

/** Marks the paragraphs from an index to the next heading; how many. */
function markFrom(drafts: Draft[], from: number, label: string): number {
  let marked = 0;
  for (let at = from; at < drafts.length; at++) {
    const draft = drafts[at]!;
    if (draft.kind === 'heading' && marked > 0) break;
    if (draft.kind === 'heading') return marked;
    if (draft.kind !== 'paragraph' && draft.kind !== 'quote') continue;
    if (AFTER_ABSTRACT.test(draft.parts[0]!.line.text)) break;
    draft.kind = 'abstract';
    draft.label = label;
    draft.because = ['under the word abstract'];
    marked++;
  }
  return marked;
}

function markUnnamed(drafts: Draft[], textOf: (draft: Draft) => string): void {
  const title = drafts.findIndex((draft) => draft.kind === 'title');
  if (title < 0) return;
  const heading = drafts.findIndex((draft, at) => at > title && draft.kind === 'heading');
  if (heading < 0 || drafts[heading]!.parts[0]!.line.page > 2) return;
  const between = drafts
    .slice(title + 1, heading)
    .filter((draft) => draft.kind === 'paragraph' || draft.kind === 'quote');
  const length = between.reduce((sum, draft) => sum + textOf(draft).length, 0);
  if (
    between.length === 0 ||
    between.length > 3 ||
    length < LENGTHS.shortest ||
    length > LENGTHS.longest
  )
    return;
  for (const draft of between) {
    if (AFTER_ABSTRACT.test(draft.parts[0]!.line.text)) break;
    draft.kind = 'abstract';
    draft.confidence = 0.6;
    draft.because = ['between the authors and the first heading'];
  }
}
