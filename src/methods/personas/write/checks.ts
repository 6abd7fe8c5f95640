import type { PersonaDraft } from '../kinds/persona-kind.ts';
import type { Plan } from '../kinds/plan.ts';

/** Checks that programs do, and verify does again. */
export const CHECKS = {
  draft: 'persona-draft@1',
  quotes: 'answer-quotes@1',
  form: 'question-form@2',
  grounded: 'question-grounded@2',
  differ: 'turns-differ@2',
  pair: 'pair-differs@1',
  language: 'page-language@1',
  data: 'page-is-data@1',
  fit: 'persona-fit@1',
} as const;
export type CheckKey = keyof typeof CHECKS;

/** A model's opinions: verify finds only that they are there. */
export const POINTED_CHECK = 'answer-pointed@1';
export const JUDGED_CHECK = 'persona-judged@1';

/** What a sample carries, in this order. */
export function checksOf(
  { kind, voice }: Pick<Plan, 'kind' | 'voice'>,
  draft: PersonaDraft,
): CheckKey[] {
  const isAsked = voice === 'model' && draft.turns.some(({ slot }) => slot?.as === 'question');
  return [
    'draft',
    'quotes',
    ...(isAsked ? (['form', 'grounded'] as const) : []),
    ...(kind === 'conversation' ? (['differ'] as const) : []),
    ...(kind === 'preference' ? (['pair'] as const) : []),
    'language',
    'data',
    'fit',
  ];
}
