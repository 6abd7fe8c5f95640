import type { PaperElement } from '../../../../sources/pdf/paper.ts';
import type { OpenPaper } from '../../material.ts';

export interface Section {
  heading: PaperElement;
  /** Running text directly under the heading, in reading order. */
  elements: PaperElement[];
}

/** Sections that hold running text, in reading order; the list of references is none. */
export function sectionsOf({ paper, byId }: OpenPaper): Section[] {
  const sections = new Map<string, Section>();
  for (const element of paper.elements) {
    if (element.section === null || !['paragraph', 'list-item'].includes(element.kind)) continue;
    const heading = byId.get(element.section)?.element;
    if (heading === undefined) continue;
    const section = sections.get(heading.id);
    if (section === undefined) sections.set(heading.id, { heading, elements: [element] });
    else section.elements.push(element);
  }
  return [...sections.values()];
}

/** `Section 3.2, “Attention”`, `the section “Conclusion”`. */
export function nameOfSection({ label, number, text }: PaperElement): string {
  const place = (label ?? number)?.replace(/^(?:section|appendix)\s+/iu, '').replace(/\.$/u, '');
  return place === undefined ? `the section “${text}”` : `Section ${place}, “${text}”`;
}
