import { STRATEGIES, STRATEGY_NAMES } from '../strategies/registry.ts';
import { inShares, stepsOf, withFloor, type Strategy } from '../strategies/strategy.ts';

/** What forgetting looks like: forward stages of equal length, each its own step and nothing else. */
export const noReplay: Strategy = {
  name: 'no-replay',
  about: 'easy before hard, each stage alone: a control',
  weights({ cells, progress }) {
    const steps = stepsOf(cells);
    const count = Math.max(...steps) + 1;
    const now = Math.min(count - 1, Math.floor(progress * count));
    const raw = inShares(cells.length, [{ share: 1, has: (cell) => steps[cell] === now }]);
    return withFloor(raw, 0);
  },
};

/** Whether the goal can be learned without its parts. */
export const hardestOnly: Strategy = {
  name: 'hardest-only',
  about: 'the last step alone, from the first story on: a control',
  weights({ cells }) {
    const steps = stepsOf(cells);
    const last = Math.max(...steps);
    const raw = inShares(cells.length, [{ share: 1, has: (cell) => steps[cell] === last }]);
    return withFloor(raw, 0);
  },
};

/** What is compared: the six strategies and two controls that are no strategy for a dataset. */
export const ARMS: readonly Strategy[] = [
  ...STRATEGY_NAMES.map((name) => STRATEGIES[name]),
  noReplay,
  hardestOnly,
];

/** An arm by its name. Throws RangeError on a name that is none. */
export function armNamed(name: string): Strategy {
  const arm = ARMS.find((one) => one.name === name);
  if (arm === undefined) throw new RangeError(`no arm is named "${name}"`);
  return arm;
}
