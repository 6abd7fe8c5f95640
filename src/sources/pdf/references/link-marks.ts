import type { PaperElement, PaperLink } from '../paper.ts';

/** Raised marks to what bears them: a note of the page, else the entries whose numbers they are (`3–5` names 4 too). */
export function linkMarks(elements: readonly PaperElement[]): PaperLink[] {
  const notes = new Map<string, PaperElement>();
  const entries = new Map<string, PaperElement>();
  for (const element of elements) {
    const { kind, label, number, page } = element;
    if (kind === 'footnote' && label !== null) notes.set(`${page} ${label}`, element);
    if (kind === 'reference' && number !== null && !entries.has(number))
      entries.set(number, element);
  }
  return elements.flatMap((element) =>
    (element.marks ?? []).flatMap(({ at, text, page }): PaperLink[] => {
      const link = (kind: PaperLink['kind'], { id }: PaperElement): PaperLink => ({
        kind,
        from: element.id,
        start: at,
        end: at,
        to: id,
        by: 'label',
      });
      const note = notes.get(`${page} ${text}`);
      if (note !== undefined && note !== element) return [link('mentions', note)];
      return numbersOf(text).flatMap((number) => {
        const entry = entries.get(number);
        return entry === undefined ? [] : [link('cites', entry)];
      });
    }),
  );
}

function numbersOf(text: string): string[] {
  return text.split(',').flatMap((piece) => {
    const [from, to] = piece.split(/[–—-]/u).map((one) => Number(one.trim()));
    if (from === undefined || !Number.isInteger(from)) return [];
    if (to === undefined || !(to > from && to - from < 100)) return [String(from)];
    return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
  });
}
