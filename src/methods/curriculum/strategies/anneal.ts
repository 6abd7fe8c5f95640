import { mixed } from './mixed.ts';
import { inShares, plainCells, stepsOf, withFloor, type Strategy } from './strategy.ts';

export const DEFAULTS = {
  /** Share of the whole training, at its end, that turns to what is hardest. */
  lastPart: 0.2,
  /** Share of that part for the hardest steps and transfer items. */
  hardest: 0.7,
  /** Which steps are the hardest: the last of so many parts. */
  parts: 4,
};

/**
 * Everything evenly, then mostly the hardest quarter of the steps and the items kept for transfer while the learning rate
 * falls: the annealing mixture of OLMo 2 (arXiv 2501.00656), with verified hard items in the place of its chosen texts.
 */
export const anneal: Strategy = {
  name: 'anneal',
  about: 'every level evenly, and in the last part mostly the hardest and the transfer items',
  weights(state) {
    const { cells, progress, floor } = state;
    const { lastPart, hardest, parts } = DEFAULTS;
    if (progress < 1 - lastPart) return mixed.weights(state);
    const plain = plainCells(cells);
    const steps = stepsOf(cells);
    const from = Math.max(0, ...steps.filter((_step, cell) => plain[cell])) + 1;
    const isHard = (cell: number): boolean =>
      !plain[cell]! || steps[cell]! >= Math.floor((from * (parts - 1)) / parts);
    const raw = inShares(cells.length, [
      { share: hardest, has: isHard },
      { share: 1 - hardest, has: (cell) => !isHard(cell) },
    ]);
    return withFloor(raw, floor);
  },
};
