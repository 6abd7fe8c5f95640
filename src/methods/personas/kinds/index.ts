import { article } from './article.ts';
import { character } from './character.ts';
import { conversation } from './conversation.ts';
import { instruction } from './instruction.ts';
import type { PersonaKind } from './persona-kind.ts';
import type { PersonaKindName } from './plan.ts';
import { preference } from './preference.ts';
import { reasoningProblem } from './reasoning-problem.ts';
import { tool } from './tool.ts';

/** Everything that is made of pages for personas, by the word that recipes use. */
export const KINDS: Record<PersonaKindName, PersonaKind> = {
  conversation,
  instruction,
  article,
  'reasoning-problem': reasoningProblem,
  character,
  tool,
  preference,
};
