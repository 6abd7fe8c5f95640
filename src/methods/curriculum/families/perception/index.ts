import type { Family } from '../family.ts';
import { connectedParts } from './connected-parts.ts';
import { counting } from './counting.ts';
import { edgeCells } from './edge-cells.ts';
import { findShape } from './find-shape.ts';
import { lineOrientation } from './line-orientation.ts';
import { matchedRotation } from './matched-rotation.ts';
import { mirrorSymmetry } from './mirror-symmetry.ts';
import { oddOneOut } from './odd-one-out.ts';
import { repeatPattern } from './repeat-pattern.ts';
import { sameDifferent } from './same-different.ts';
import { sizeComparison } from './size-comparison.ts';

/** Task families of the first stage: telling apart what is seen. */
export const PERCEPTION = [
  oddOneOut,
  mirrorSymmetry,
  counting,
  sameDifferent,
  repeatPattern,
  sizeComparison,
  edgeCells,
  connectedParts,
  findShape,
  matchedRotation,
  lineOrientation,
] as unknown as readonly Family[];
