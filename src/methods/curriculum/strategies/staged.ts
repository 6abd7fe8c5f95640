import { mixed } from './mixed.ts';
import {
  inShares,
  plainCells,
  stepsOf,
  withFloor,
  type Strategy,
  type StrategyState,
} from './strategy.ts';

export const DEFAULTS = {
  /** Share of each stage that repeats earlier ones. */
  replay: 0.3,
  /** Share of the whole training, at its end, that is an even mixture of everything. */
  finalMix: 0.2,
};

/**
 * Forward stages of equal length, each mostly its own step with replay of all earlier ones and a floor of the later, then a
 * full mixture. Order as warm-up before a mixture is what helped in arXiv 2506.11300; without replay, stages forget.
 */
export const staged: Strategy = {
  name: 'staged',
  about: 'easy before hard in fixed stages, with replay, and a full mixture at the end',
  weights: (state) => inStages(state, (step) => step),
};

/** Stages in the order that `placeOf` gives to the steps. */
export function inStages(
  state: StrategyState,
  placeOf: (step: number, steps: number) => number,
  { replay, finalMix } = DEFAULTS,
): Float64Array {
  const { cells, progress, floor } = state;
  if (progress >= 1 - finalMix) return mixed.weights(state);
  const plain = plainCells(cells);
  const stepOf = stepsOf(cells);
  const steps = Math.max(-1, ...stepOf.filter((_step, cell) => plain[cell])) + 1;
  const places = stepOf.map((step) => placeOf(step, steps));
  const now = Math.min(steps - 1, Math.floor((progress / (1 - finalMix)) * steps));
  const raw = inShares(cells.length, [
    { share: 1 - replay, has: (cell) => plain[cell]! && places[cell] === now },
    { share: replay, has: (cell) => plain[cell]! && places[cell]! < now },
  ]);
  return withFloor(raw, floor, plain);
}
