import type { ELEMENT_KINDS } from '../../../src/sources/pdf/paper.ts';

export type ElementKind = (typeof ELEMENT_KINDS)[number];

/** The running text, as readers that tell kinds mean it. */
export const BODY_KINDS: ReadonlySet<string> = new Set([
  'title',
  'abstract',
  'heading',
  'paragraph',
  'list-item',
  'quote',
  'code',
  'text',
]);
