import type { Family } from '../family.ts';
import { activePassive } from './active-passive.ts';
import { commandActions } from './command-actions.ts';
import { eventQuestions } from './event-questions.ts';
import { logicalForm } from './logical-form.ts';
import { negationScope } from './negation-scope.ts';
import { pronounReference } from './pronoun-reference.ts';
import { quantifiers } from './quantifiers.ts';
import { relativeClauses } from './relative-clauses.ts';
import { shortDescription } from './short-description.ts';
import { wordForms } from './word-forms.ts';

/** Task families of the fourth stage: what sentences say, and how words change. */
export const LANGUAGE = [
  eventQuestions,
  activePassive,
  relativeClauses,
  logicalForm,
  commandActions,
  shortDescription,
  pronounReference,
  negationScope,
  quantifiers,
  wordForms,
] as unknown as readonly Family[];
