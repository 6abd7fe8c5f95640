import type { PaperElement, PaperLink } from '../paper.ts';
import { linkCitations } from './link-citations.ts';
import { linkDefinitions } from './link-definitions.ts';
import { type FileLinks, linkDestinations } from './link-destinations.ts';
import { linkMarks } from './link-marks.ts';
import { linkMentions } from './link-mentions.ts';

/**
 * The link graph: what the file's own links say first, then labels and author-year for the text that no link covers. Two
 * links from one place to one element are one.
 */
export function linkPaper(elements: readonly PaperElement[], file: FileLinks): PaperLink[] {
  const certain = linkDestinations(elements, file);
  const covered = new Map<string, PaperLink[]>();
  for (const link of certain) covered.set(link.from, [...(covered.get(link.from) ?? []), link]);
  const free = [
    ...linkCitations(elements),
    ...linkMentions(elements),
    ...linkMarks(elements),
  ].filter(
    ({ from, start, end, kind, to }) =>
      !(covered.get(from) ?? []).some(
        (link) => overlaps(link, { start, end }) && (link.to === to || !isListed(kind, link)),
      ),
  );
  const links = [...certain, ...free, ...linkDefinitions(elements)];
  const order = new Map(elements.map(({ id }, index) => [id, index]));
  return links.toSorted(
    (a, b) =>
      order.get(a.from)! - order.get(b.from)! ||
      a.start - b.start ||
      order.get(a.to)! - order.get(b.to)!,
  );
}

/** Links from raised marks have no length: they stand where they start. */
function overlaps(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return (a.start < b.end && b.start < a.end) || (a.start === b.start && a.end === b.end);
}

/** A range such as `[3–5]` links its ends; what lies between is added by label. */
function isListed(kind: PaperLink['kind'], link: PaperLink): boolean {
  return kind === link.kind && kind === 'cites';
}
