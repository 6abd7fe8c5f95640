import { systemClock, type Clock } from '../../../core/clock.ts';
import { createRandom } from '../../../core/random.ts';
import { wilsonInterval } from '../mastery/wilson.ts';
import { isPassed } from '../strategies/gated.ts';
import { floorOf, type Outcome, type Strategy, type StrategyCell } from '../strategies/strategy.ts';
import { makeBatch } from './batch.ts';
import type { ItemPool } from './item-pool.ts';
import { createWasmKernels } from './kernels/wasm-kernels.ts';
import { LADDER } from './ladder.ts';
import type { Setting } from './setting.ts';
import { createStudent, DEFAULTS as STUDENT, type Student } from './student.ts';
import { VOCABULARY } from './tokens.ts';

export const DEFAULTS = {
  /** Batches between two looks of a strategy at the learner. */
  batchesPerLook: 8,
  /** Looks that are remembered. */
  looks: 150,
  /** The learning rate rises over this share of the tokens, then falls along half a cosine … */
  warmup: 0.02,
  /** … to this share of itself. */
  lastRate: 0.1,
  /** Every level counts as mastered when its lower bound reaches this. */
  mastery: 0.9,
};

/** The stories of one level. */
export interface LevelPools {
  train: ItemPool;
  test: ItemPool;
  transfer: ItemPool;
}

export interface RunKey {
  arm: string;
  learningRate: number;
  seed: string;
}

/** What one run came to. Accuracies are shares, one a level. */
export interface RunResult extends RunKey {
  parameters: number;
  tokens: number;
  /** Tokens at the first check at which every level is mastered at once; null where there was none. */
  masteryTokens: number | null;
  /** The same for each level alone. */
  levelMasteryTokens: (number | null)[];
  /** Accuracies at each check. */
  checks: { tokens: number; accuracy: number[] }[];
  final: number[];
  transfer: number[];
  /** Share of the training stories that each level had. */
  shares: number[];
  seconds: number;
  tokensPerSecond: number;
}

/** Trains and tests one student. Deterministic but for the two measures of time. */
export function trainRun(
  key: RunKey,
  arm: Strategy,
  pools: readonly LevelPools[],
  setting: Setting,
  clock: Pick<Clock, 'elapsed'> = systemClock,
): RunResult {
  const began = clock.elapsed();
  const kernels = createWasmKernels();
  const { hidden, readout } = setting;
  // Every arm starts from the same weights and draws from the same chance.
  const shape = { ...STUDENT, hidden, readout };
  const student = createStudent(
    kernels,
    createRandom(`student/${key.seed}`),
    VOCABULARY.length,
    shape,
  );
  const random = createRandom(`stories/${key.seed}`);
  const learner = watchLearner(setting);
  const drawn = pools.map(() => 0);
  const checks: RunResult['checks'] = [];
  let tokens = 0;
  let trainingMs = 0;
  let weights = new Float64Array();
  for (let batches = 0; tokens < setting.tokens; batches++) {
    const started = clock.elapsed();
    const progress = tokens / setting.tokens;
    if (batches % DEFAULTS.batchesPerLook === 0) {
      learner.close();
      weights = Float64Array.from(arm.weights(learner.state(progress)));
    }
    const levels = Array.from({ length: shape.batch }, () => drawFrom(weights, random.next()));
    const batch = makeBatch(
      levels.map((level) => {
        const pool = pools[level]!.train;
        return { pool, item: random.integer(pool.size) };
      }),
    );
    const { predictions } = student.learn(batch);
    for (const [row, index] of batch.order.entries()) {
      const level = levels[index]!;
      drawn[level] = drawn[level]! + 1;
      learner.note(level, predictions[row] === batch.answers[row]);
    }
    student.update(key.learningRate * rateAt(progress));
    for (const rows of batch.active) tokens += rows;
    trainingMs += clock.elapsed() - started;
    if (tokens >= (setting.tokens * (checks.length + 1)) / setting.checks) {
      const accuracy = pools.map(({ test }) => accuracyOf(student, test, 0, setting.checkItems));
      checks.push({ tokens, accuracy });
    }
  }
  const isMastered = (share: number): boolean =>
    wilsonInterval(Math.round(share * setting.checkItems), setting.checkItems).low >=
    DEFAULTS.mastery;
  const all = drawn.reduce((sum, count) => sum + count, 0);
  const end = setting.checkItems + setting.finalItems;
  return {
    ...key,
    parameters: student.weights.length,
    tokens,
    masteryTokens: checks.find(({ accuracy }) => accuracy.every(isMastered))?.tokens ?? null,
    levelMasteryTokens: pools.map(
      (_pool, level) => checks.find(({ accuracy }) => isMastered(accuracy[level]!))?.tokens ?? null,
    ),
    checks,
    final: pools.map(({ test }) => accuracyOf(student, test, setting.checkItems, end)),
    transfer: pools.map(({ transfer }) => accuracyOf(student, transfer, 0, setting.finalItems)),
    shares: drawn.map((count) => count / all),
    seconds: (clock.elapsed() - began) / 1000,
    tokensPerSecond: (tokens / trainingMs) * 1000,
  };
}

/** Share of a pool's stories from `first` to before `end` that the student answers rightly. */
export function accuracyOf(student: Student, pool: ItemPool, first: number, end: number): number {
  let right = 0;
  for (let at = first; at < end; at += STUDENT.batch) {
    const size = Math.min(STUDENT.batch, end - at);
    const batch = makeBatch(Array.from({ length: size }, (_unused, i) => ({ pool, item: at + i })));
    for (const [row, found] of student.predict(batch).entries())
      if (found === batch.answers[row]) right++;
  }
  return right / (end - first);
}

/** What strategies see of the student: its answers to training stories before it learned from them. */
function watchLearner({ levels }: Setting) {
  const history: Outcome[][] = levels.map(() => []);
  let open: Outcome[] = levels.map(() => ({ correct: 0, total: 0 }));
  const depths = depthsOf(levels);
  return {
    note(level: number, isRight: boolean): void {
      open[level]!.total++;
      if (isRight) open[level]!.correct++;
    },
    close(): void {
      for (const [level, outcome] of open.entries())
        if (outcome.total > 0)
          history[level] = [...history[level]!, outcome].slice(-DEFAULTS.looks);
      open = levels.map(() => ({ correct: 0, total: 0 }));
    },
    state(progress: number) {
      const cells = levels.map((number, skill): StrategyCell => {
        const needs = LADDER[number]!.needs.map((need) => levels.indexOf(need));
        const needsMastered = needs.every((need) => isPassed(history[need]!));
        return { skill, level: 1, depth: depths[skill]!, needsMastered };
      });
      return { cells, history, progress, floor: floorOf(cells.length) };
    },
  };
}

/** Longest chain of needs below each level. Throws RangeError where a need is not among the levels. */
function depthsOf(levels: readonly number[]): number[] {
  const depth = (number: number): number => {
    if (!levels.includes(number))
      throw new RangeError(`level ${number} of the ladder is needed but not part of the setting`);
    return 1 + Math.max(-1, ...LADDER[number]!.needs.map(depth));
  };
  return levels.map(depth);
}

function drawFrom(weights: Float64Array, point: number): number {
  let left = point;
  for (let cell = 0; cell < weights.length; cell++) {
    left -= weights[cell]!;
    if (left < 0) return cell;
  }
  return weights.findLastIndex((weight) => weight > 0);
}

function rateAt(progress: number, { warmup, lastRate } = DEFAULTS): number {
  if (progress < warmup) return (progress + warmup / 20) / (warmup * 1.05);
  const along = (progress - warmup) / (1 - warmup);
  return lastRate + (1 - lastRate) * 0.5 * (1 + Math.cos(Math.PI * along));
}
