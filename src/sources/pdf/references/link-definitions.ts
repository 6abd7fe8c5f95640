import type { PaperElement, PaperLink } from '../paper.ts';

const WHERE = /^(?:where|with|here|in which|and)\b/iu;

/** An equation is defined by the paragraph that goes on after it with `where …`, and continues what led to it. */
export function linkDefinitions(elements: readonly PaperElement[]): PaperLink[] {
  const links: PaperLink[] = [];
  const text = elements.filter(({ kind }) => kind !== 'furniture' && kind !== 'footnote');
  text.forEach((element, index) => {
    const before = text[index - 1];
    if (element.kind !== 'paragraph' || before?.kind !== 'equation') return;
    if (WHERE.test(element.text)) {
      links.push({
        kind: 'defines',
        from: element.id,
        start: 0,
        end: 0,
        to: before.id,
        by: 'position',
      });
    }
  });
  return links;
}
