import type { PaperElement } from '../paper.ts';
import type { LinePart } from './compose-element.ts';
import type { Region } from './region.ts';

/** An element before its text is composed and its number given. */
export interface Draft {
  kind: PaperElement['kind'];
  parts: LinePart[];
  label: string | null;
  number: string | null;
  level?: number;
  confidence: number;
  because: string[];
  /** Of a float or a display. */
  region?: Region;
  /** Edges of its column, and whether its first line is indented against the others. */
  column?: { left: number; right: number };
  textLeft?: number;
  /** The draft that a caption belongs to. */
  captionOf?: Draft;
  /** The paragraph before a display that this one goes on from. */
  continues?: Draft;
}
