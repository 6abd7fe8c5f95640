import { mixed } from './mixed.ts';
import { plainCells, withFloor, type Outcome, type Strategy } from './strategy.ts';

export const DEFAULTS = {
  /** Items looked back at in each of the two windows that are compared. */
  window: 200,
};

/**
 * Draws in proportion to how fast accuracy changes, in either direction: what is being learned, and what is being
 * forgotten (Matiisen et al., Teacher–Student Curriculum Learning, arXiv 1707.00183). Every cell keeps the floor; a cell of
 * which nothing is known counts as changing fastest. Without a learner, it is `mixed`.
 */
export const learningProgress: Strategy = {
  name: 'learning-progress',
  about: 'most of what the learner is just learning or forgetting, a floor of everything',
  weights(state) {
    const { cells, history, floor } = state;
    if (history === undefined) return mixed.weights(state);
    const changes = cells.map((_cell, index) => changeOf(history[index] ?? []));
    const fastest = Math.max(0, ...changes.map((change) => change ?? 0));
    return withFloor(
      changes.map((change) => change ?? (fastest || 1)),
      floor,
      plainCells(cells),
    );
  },
  remark: ({ history }) =>
    history === undefined
      ? 'learning-progress has no learner to watch, so it draws like mixed'
      : undefined,
};

/** Absolute difference of the accuracies in the last two windows; undefined where there are not yet two of them. */
export function changeOf(outcomes: readonly Outcome[], { window } = DEFAULTS): number | undefined {
  const recent = { correct: 0, total: 0 };
  const before = { correct: 0, total: 0 };
  for (const { correct, total } of outcomes.toReversed()) {
    const into = recent.total < window ? recent : before;
    if (before.total >= window) break;
    into.correct += correct;
    into.total += total;
  }
  if (recent.total === 0 || before.total === 0) return undefined;
  return Math.abs(recent.correct / recent.total - before.correct / before.total);
}
