import { wholeLine } from './compose-element.ts';
import type { Draft } from './draft.ts';
import { footnoteMark } from './find-footnotes.ts';
import type { PageLayout } from './page-layout.ts';

/**
 * The footnotes of a page. A foot that begins without a mark goes on from the page before: its lines are added to the last
 * footnote there, where there is one.
 */
export function draftFootnotes(page: PageLayout, before: Draft | null): Draft[] {
  const drafts: Draft[] = [];
  let open = before;
  page.lines.forEach((line, at) => {
    if (page.roles[at] !== 'footnote') return;
    const found = footnoteMark(line);
    const part = wholeLine(line);
    if (found === null && open !== null) {
      open.parts.push(part);
      return;
    }
    open = {
      kind: 'footnote',
      parts: [found === null ? part : { ...part, start: found.length }],
      label: found?.mark ?? null,
      number: found !== null && /^\d+$/.test(found.mark) ? found.mark : null,
      confidence: found === null ? 0.6 : 0.9,
      because: [found === null ? "small text at the column's foot" : "mark at the column's foot"],
    };
    drafts.push(open);
  });
  return drafts;
}
