import type { Box } from '../../../core/records/index.ts';

/** A stretch of a line in one font and size. Offsets count code points of the line's text. */
export interface TextRun {
  start: number;
  end: number;
  /** Index into the page's fonts. */
  font: number;
  size: number;
  bold: boolean;
  italic: boolean;
  monospace: boolean;
  mathematics: boolean;
  /** Raised or lowered against the line's baseline, and smaller. */
  script: 'super' | 'sub' | null;
}

/**
 * Characters on one baseline that no gutter parts: in two columns, two lines. Text is NFKC for ligatures only, spaces
 * single; a soft end-of-line hyphen is still there.
 */
export interface TextLine {
  page: number;
  /** Position in content order among the page's lines. */
  order: number;
  text: string;
  box: Box;
  baseline: number;
  /** Size of most of its characters. */
  size: number;
  /** Font of most of its characters. */
  font: number;
  bold: boolean;
  italic: boolean;
  /** Radians anticlockwise; 0 for ordinary text. */
  angle: number;
  /** x of the left edge of each code point and, last, of the right edge of the last: `length + 1` entries. */
  edges: number[];
  runs: TextRun[];
  /** Share of characters that are hidden, or unmapped. */
  hidden: number;
  unmapped: number;
}
