import { LADDER } from './ladder.ts';

/** All that a run depends on besides its arm, learning rate and seed. Equal settings give equal runs. */
export interface Setting {
  /** Which levels of the ladder, from 0; needs of these must be among them. */
  levels: readonly number[];
  /** Tokens that each run is trained on. */
  tokens: number;
  /** Looks at the tests, evenly over the tokens; the last is at the end. */
  checks: number;
  /** Training stories of each level, the same for all runs. */
  poolSize: number;
  /** Test stories of each level that every check asks. */
  checkItems: number;
  /** Further test stories of each level for the end, and as many longer ones. */
  finalItems: number;
  hidden: number;
  readout: number;
  arms: readonly string[];
  learningRates: readonly number[];
  /** Runs of each arm and learning rate that choose the arm's rate; none of them counts in the comparison. */
  sweepSeeds: number;
  /** Runs of each arm at its rate that are compared. */
  seeds: number;
}

export const FULL: Setting = {
  levels: LADDER.map((_level, number) => number),
  tokens: 1_600_000,
  checks: 32,
  poolSize: 12_000,
  checkItems: 300,
  finalItems: 1_000,
  hidden: 128,
  readout: 384,
  arms: [
    'mixed',
    'learning-progress',
    'staged',
    'gated',
    'reverse',
    'anneal',
    'no-replay',
    'hardest-only',
  ],
  learningRates: [0.005, 0.01, 0.02],
  sweepSeeds: 1,
  seeds: 5,
};

/** Three levels, few tokens: whether everything works, not which arm is better. */
export const SMOKE: Setting = {
  ...FULL,
  levels: [0, 1, 2],
  tokens: 400_000,
  checks: 10,
  poolSize: 6_000,
  finalItems: 500,
  arms: ['mixed', 'staged'],
  learningRates: [0.005],
  seeds: 2,
};
