import { anneal } from './anneal.ts';
import { frontier } from './frontier.ts';
import { gated } from './gated.ts';
import { learningProgress } from './learning-progress.ts';
import { mixed } from './mixed.ts';
import { reverse } from './reverse.ts';
import { staged } from './staged.ts';
import type { Strategy } from './strategy.ts';

/** Names of the strategies, the default first. */
export const STRATEGY_NAMES = [
  'mixed',
  'learning-progress',
  'staged',
  'gated',
  'reverse',
  'anneal',
  'frontier',
] as const;
/** Those that need to know how long the course is. */
export const ORDERED: readonly string[] = ['staged', 'gated', 'reverse', 'anneal'];

export type StrategyName = (typeof STRATEGY_NAMES)[number];

export const STRATEGIES: Readonly<Record<StrategyName, Strategy>> = {
  mixed,
  'learning-progress': learningProgress,
  staged,
  gated,
  reverse,
  anneal,
  frontier,
};
