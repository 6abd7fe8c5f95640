import type { PageContent } from '../engine/page-content.ts';
import type { TextLine } from './text-line.ts';

/** What a line was found to belong to. `null`: nobody has claimed it yet. */
export type LineRole =
  | null
  | 'furniture'
  | 'figure'
  | 'table'
  | 'caption'
  | 'equation'
  | 'algorithm'
  | 'footnote';

/** A page on its way through the stages: each stage claims lines, none moves them. */
export interface PageLayout {
  content: Omit<PageContent, 'characters'>;
  lines: TextLine[];
  /** One role a line. */
  roles: LineRole[];
}

/** What most of the document looks like: measured once, before the stages that compare with it. */
export interface DocumentStyle {
  /** Size in points of most body characters, and the name of their font. */
  bodySize: number;
  bodyFont: string;
  /** Baseline to baseline inside a paragraph, in points. */
  leading: number;
  /** Left and right edges of the body's columns, in points, from left to right: one or more, as on most pages. */
  columns: { left: number; right: number }[];
  /** Indent of a paragraph's first line in points; 0 where paragraphs are parted by space. */
  indent: number;
}
