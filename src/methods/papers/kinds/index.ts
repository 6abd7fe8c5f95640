import type { PaperKindName } from '../options.ts';
import { captionMatching } from './caption-matching.ts';
import { claimEvidence } from './claim-evidence.ts';
import { crossPaper } from './cross-paper.ts';
import { equationDefinition } from './equation-definition.ts';
import { figureQuestion } from './figure-question.ts';
import { joinedTables } from './joined-tables.ts';
import { linkedElements } from './linked-elements.ts';
import type { PaperKind } from './paper-kind.ts';
import { sectionQuestion } from './section-question.ts';
import { summary } from './summary.ts';
import { tableQuestion } from './table-question.ts';

/** Every kind of question over papers, by the word that recipes use. */
export const KINDS = {
  'table-question': tableQuestion,
  'joined-tables': joinedTables,
  'figure-question': figureQuestion,
  'caption-matching': captionMatching,
  'equation-definition': equationDefinition,
  'claim-evidence': claimEvidence,
  'section-question': sectionQuestion,
  'linked-elements': linkedElements,
  'cross-paper': crossPaper,
  summary,
} as Record<PaperKindName, PaperKind<never>> as unknown as Record<PaperKindName, PaperKind>;
