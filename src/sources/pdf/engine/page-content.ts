import type { Box } from '../../../core/records/index.ts';

/**
 * What one page holds, as the engine read it. Lengths are points (1/72 inch); x runs right and y runs down from the top left
 * corner of the page as it is shown (crop box and rotation applied).
 */
export interface PageContent {
  /** 1-based. */
  page: number;
  width: number;
  height: number;
  characters: PageCharacters;
  fonts: FontFace[];
  paths: PagePath[];
  images: PageImage[];
  links: PageLink[];
  /** Headings, figures, artifacts … of a tagged page, where it has tags. */
  tags: PageTag[];
  /** What could not be read, in words; an empty page with faults is damaged, not blank. */
  faults: string[];
}

/** Characters in content order: parallel arrays of `count` entries. Spaces and line ends that the engine invented are kept, and flagged. */
export interface PageCharacters {
  count: number;
  /** Unicode code points; where the font has no map 0xFFFD, or a guess (flagged) where its codes read like text. */
  codePoints: Uint32Array;
  /** Tight ink boxes: x0, y0, x1, y1 for each character. */
  ink: Float32Array;
  /** Loose boxes (advance width by ascent and descent): x0, y0, x1, y1 for each character. */
  loose: Float32Array;
  /** Baseline origins: x, y for each character. */
  origins: Float32Array;
  /** Font size in points, as shown. */
  sizes: Float32Array;
  /** Index into `fonts`. */
  fonts: Uint16Array;
  /** Direction of the baseline in radians, anticlockwise; 0 for ordinary text. */
  angles: Float32Array;
  /** Union of CHARACTER_FLAGS. */
  flags: Uint8Array;
  /** Marked content that each stands in, as `PageTag.markedContentIds` name it; -1 for none. */
  markedContent?: Int32Array;
}

export const CHARACTER_FLAGS = {
  /** Invented by the engine: a space or a line end that no glyph stands for. */
  generated: 1,
  /** A hyphen that the engine takes for one of the line's end. */
  hyphen: 2,
  /** Its font maps the glyph to no character: the code point is a guess. */
  unmapped: 4,
  /** Not painted (render mode 3, as under a scan), or white on the bare page. */
  hidden: 8,
} as const;

export interface FontFace {
  /** PostScript name without the subset's prefix: `NimbusRomNo9L-Medi`. */
  name: string;
  weight: number;
  bold: boolean;
  italic: boolean;
  monospace: boolean;
  serif: boolean;
  /** A font of mathematics: CMMI, CMSY, CMEX, MSAM, MSBM, STIX, Cambria Math … */
  mathematics: boolean;
}

/** A painted path. Forms (nested contents) are unfolded. */
export interface PagePath {
  box: Box;
  stroked: boolean;
  filled: boolean;
  /** Stroke width in points; 0 where not stroked. */
  strokeWidth: number;
  /** 0xRRGGBBAA of the fill, else of the stroke. */
  color: number;
  /**
   * Straight horizontal and vertical pieces, x0, y0, x1, y1 each: strokes along an axis, and filled rectangles thinner than
   * 3 points as the line they look like. Empty for curves and slants.
   */
  rules: number[];
  segments: number;
}

export interface PageImage {
  box: Box;
  /** Pixels of the stored image. */
  width: number;
  height: number;
}

export interface PageLink {
  box: Box;
  target: { page: number; x: number | null; y: number | null } | { uri: string };
}

/** A node of the structure tree that has content on this page. */
export interface PageTag {
  /** `H1`, `P`, `Table`, `Figure`, `Artifact` …, mapped to standard types. */
  type: string;
  title: string;
  alternative: string;
  markedContentIds: number[];
}

/** An entry of the document's outline. */
export interface OutlineEntry {
  title: string;
  /** 1 (outermost) and deeper. */
  level: number;
  page: number | null;
  y: number | null;
}

/** What a whole file says of itself. */
export interface PdfSummary {
  pages: number;
  /** `Title`, `Author`, `Producer` … */
  metadata: Record<string, string>;
  language: string | null;
  outline: OutlineEntry[];
  /** Named destinations: `cite.vaswani2017` → where it lies. */
  destinations: { name: string; page: number; x: number | null; y: number | null }[];
  tagged: boolean;
  /** Active or attached content, which is never run nor opened: `javascript`, `embedded-files`, `forms`. */
  active: string[];
}
