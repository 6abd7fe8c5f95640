import { wilsonInterval } from '../mastery/wilson.ts';
import { mixed } from './mixed.ts';
import {
  inShares,
  plainCells,
  stepsOf,
  withFloor,
  type Outcome,
  type Strategy,
  type StrategyState,
} from './strategy.ts';

export const DEFAULTS = {
  /** A level counts as passed when the lower bound of its accuracy reaches this. */
  mastery: 0.9,
  /** Items that the bound looks back at. */
  window: 300,
  /** Share that repeats passed levels. */
  replay: 0.3,
  /** Share of the whole training by which even the last gate opens, passed or not. */
  allOpenBy: 0.7,
};

/**
 * A level opens when the learner has passed the level below and the skill's prerequisites, or when its time is up: step k
 * of n opens by k / n of `allOpenBy`, since a strict gate stalls a whole training at one weak skill. Open levels that are
 * not passed share 70 %, passed ones 30 %; closed levels get nothing. Without a learner only the clock opens gates.
 * Gates on mastery: Bloom's mastery learning; the bound: Wilson 1927.
 */
export const gated: Strategy = {
  name: 'gated',
  about: 'a level opens when the one below is mastered, or when its time is up; with replay',
  weights(state) {
    const { cells, history, floor } = state;
    const plain = plainCells(cells);
    const passed = cells.map((_cell, index) => isPassed(history?.[index] ?? []));
    const open = openCells(state, passed).map((isOpen, cell) => isOpen && plain[cell]!);
    if (!open.includes(true)) return mixed.weights(state);
    const raw = inShares(cells.length, [
      { share: 1 - DEFAULTS.replay, has: (cell) => open[cell]! && !passed[cell]! },
      { share: DEFAULTS.replay, has: (cell) => open[cell]! && passed[cell]! },
    ]);
    return withFloor(raw, floor, open);
  },
  remark: ({ history }) =>
    history === undefined
      ? 'gated has no learner to watch, so its gates open by the clock alone'
      : undefined,
};

/** Whether the recent outcomes of a level prove mastery. */
export function isPassed(outcomes: readonly Outcome[], { mastery, window } = DEFAULTS): boolean {
  let correct = 0;
  let total = 0;
  for (const outcome of outcomes.toReversed()) {
    if (total >= window) break;
    correct += outcome.correct;
    total += outcome.total;
  }
  return wilsonInterval(correct, total).low >= mastery;
}

/** Which gates stand open. A gate that the learner opened closes again where it falls back, but never before its time is up is it forced. */
function openCells(
  { cells, progress }: StrategyState,
  passed: readonly boolean[],
  { allOpenBy } = DEFAULTS,
): boolean[] {
  const steps = stepsOf(cells);
  const last = Math.max(1, ...steps);
  return cells.map(({ skill, level, needsMastered }, cell) => {
    if (progress >= (steps[cell]! / last) * allOpenBy) return true;
    const below = cells.findIndex((other) => other.skill === skill && other.level === level - 1);
    return needsMastered && (below === -1 || passed[below]!);
  });
}
