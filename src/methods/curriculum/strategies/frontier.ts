import { mixed } from './mixed.ts';
import { inShares, plainCells, withFloor, type Strategy, type StrategyState } from './strategy.ts';
import { isPassed } from './gated.ts';

export const DEFAULTS = {
  /** Share for levels that the learner is ready for and does not master. */
  frontier: 0.6,
  /** Share that repeats what it masters. */
  replay: 0.25,
  /** Levels above the highest mastered that belong to the frontier. */
  reach: 2,
};

/**
 * Mostly what an examined learner can learn next: the levels just above those it masters, of skills whose needs it
 * masters; some replay; and the floor of all the rest, since a gate on data stalls a training. Needs a learner.
 */
export const frontier: Strategy = {
  name: 'frontier',
  about: 'mostly what an examined learner can learn next, with replay and a floor of the rest',
  weights(state) {
    const { cells, history, floor } = state;
    if (history === undefined) return mixed.weights(state);
    const { frontier: share, replay } = DEFAULTS;
    const passed = passedCells(state);
    const isNext = (cell: number): boolean => {
      const { skill, level, needsMastered } = cells[cell]!;
      const below = cells.filter(
        (other, index) => other.skill === skill && other.level < level && !passed[index]!,
      );
      return !passed[cell]! && needsMastered && below.length < DEFAULTS.reach;
    };
    const raw = inShares(cells.length, [
      { share, has: isNext },
      { share: replay, has: (cell) => passed[cell]! },
      { share: 1 - share - replay, has: (cell) => !passed[cell]! && !isNext(cell) },
    ]);
    return withFloor(raw, floor, plainCells(cells));
  },
  remark: ({ history }) =>
    history === undefined
      ? 'frontier has no certificate to follow, so it draws like mixed'
      : undefined,
};

/** A level below a mastered one counts as mastered. */
function passedCells({ cells, history }: StrategyState): boolean[] {
  const own = cells.map((_cell, index) => isPassed(history![index] ?? []));
  return cells.map(({ skill, level }) =>
    cells.some((other, index) => other.skill === skill && other.level >= level && own[index]!),
  );
}
