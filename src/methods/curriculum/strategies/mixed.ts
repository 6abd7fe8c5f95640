import { plainCells, withFloor, type Strategy } from './strategy.ts';

/**
 * All levels from the first step to the last, evenly. A mixture whose difficulty rises smoothly makes a curriculum of its
 * own, since a learner takes from it what it is ready for (Huang et al., PMLR v306).
 */
export const mixed: Strategy = {
  name: 'mixed',
  about: 'every level at all times, evenly',
  weights: ({ cells, floor }) =>
    withFloor(
      cells.map(() => 1),
      floor,
      plainCells(cells),
    ),
};
