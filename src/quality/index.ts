// The gates, one file each, and the diversity report. The order of GATES is the order we advise: what costs nothing first, the
// paid judge after all free ones, and the dataset gates, which the commit lane runs last whatever their place.
import type { GateDefinition } from '../core/run/gate.ts';
import { contamination } from './contamination.ts';
import { exactDuplicates } from './exact-duplicates.ts';
import { judge } from './judge.ts';
import { language } from './language.ts';
import { length } from './length.ts';
import { licence } from './licence.ts';
import { nearDuplicates } from './near-duplicates.ts';
import { personalData } from './personal-data.ts';
import { repetition } from './repetition.ts';
import { unsafeContent } from './unsafe-content.ts';

export { contamination } from './contamination.ts';
export { exactDuplicates } from './exact-duplicates.ts';
export { judge } from './judge.ts';
export { language } from './language.ts';
export { length } from './length.ts';
export { licence } from './licence.ts';
export { nearDuplicates } from './near-duplicates.ts';
export { personalData } from './personal-data.ts';
export { repetition } from './repetition.ts';
export { unsafeContent } from './unsafe-content.ts';
export { type DiversityReport, measureDiversity } from './diversity.ts';

/** Every gate by the word that recipes use. Each parses its own options, hence `any`: no common type takes them all. */
// oxlint-disable-next-line typescript/no-explicit-any
export const GATES: readonly GateDefinition<any>[] = [
  licence,
  length,
  repetition,
  language,
  contamination,
  personalData,
  unsafeContent,
  judge,
  exactDuplicates,
  nearDuplicates,
];
