import { inStages } from './staged.ts';
import type { Strategy } from './strategy.ts';

/** `staged` from the hardest step to the easiest: the control that shows whether a gain comes from the order (arXiv 2601.21698). */
export const reverse: Strategy = {
  name: 'reverse',
  about: 'hard before easy, else like staged: a control, not a recommendation',
  weights: (state) => inStages(state, (step, steps) => steps - 1 - step),
};
