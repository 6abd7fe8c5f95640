import type { Box } from '../../../core/records/index.ts';
import type { CaptionLabel } from './caption-label.ts';

export interface Caption extends CaptionLabel {
  page: number;
  /** Indexes of the page's lines, in reading order. */
  lines: number[];
  box: Box;
  size: number;
  because: string[];
}

/** A line that may begin a caption. */
export interface CaptionCandidate {
  page: number;
  line: number;
  label: CaptionLabel;
  bold: boolean;
  size: number;
  /** Higher is more like a caption. */
  weight: number;
}
