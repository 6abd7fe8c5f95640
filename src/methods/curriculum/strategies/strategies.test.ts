import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { anneal } from './anneal.ts';
import { gated, isPassed } from './gated.ts';
import { changeOf, learningProgress } from './learning-progress.ts';
import { mixed } from './mixed.ts';
import { STRATEGIES, STRATEGY_NAMES } from './registry.ts';
import { reverse } from './reverse.ts';
import { staged } from './staged.ts';
import {
  floorOf,
  stepsOf,
  type Outcome,
  type StrategyCell,
  type StrategyState,
} from './strategy.ts';

/** A chain of skills of one level, each needing the one before. */
const chain = (length: number, mastered = 0): StrategyCell[] =>
  Array.from({ length }, (_unused, skill) => ({
    skill,
    level: 1,
    depth: skill,
    needsMastered: skill <= mastered,
  }));
const state = (more: Partial<StrategyState> = {}): StrategyState => ({
  cells: chain(5),
  progress: 0,
  floor: floorOf(5),
  ...more,
});
const outcome = (share: number, total = 300): Outcome => ({
  correct: Math.round(share * total),
  total,
});
const sum = (weights: Iterable<number>): number => [...weights].reduce((a, b) => a + b, 0);

describe('every strategy', () => {
  it.each(STRATEGY_NAMES)('%s: weights are shares with the floor, whatever is known', (name) => {
    const random = createRandom(`strategies/${name}`);
    for (let round = 0; round < 300; round++) {
      const cells: StrategyCell[] = Array.from({ length: 1 + random.integer(30) }, () => ({
        skill: random.integer(6),
        level: 1 + random.integer(8),
        depth: random.integer(4),
        needsMastered: random.integer(2) === 0,
        isTransfer: random.integer(5) === 0,
      }));
      cells.push({ skill: 9, level: 1, depth: 0, needsMastered: true });
      const history = cells.map(() =>
        Array.from({ length: random.integer(5) }, () =>
          outcome(random.next(), 1 + random.integer(400)),
        ),
      );
      const floor = floorOf(cells.length);
      const given: StrategyState = {
        cells,
        progress: random.next(),
        floor,
        ...(random.integer(2) === 0 ? { history } : {}),
      };
      const before = JSON.stringify(given);
      const weights = STRATEGIES[name].weights(given);
      expect(JSON.stringify(given)).toBe(before);
      expect(weights).toHaveLength(cells.length);
      expect(sum(weights)).toBeCloseTo(1, 9);
      for (const [cell, weight] of weights.entries()) {
        const mayBeClosed = name === 'gated' || cells[cell]!.isTransfer === true;
        expect(weight >= floor - 1e-12 || (weight === 0 && mayBeClosed)).toBe(true);
      }
      expect(STRATEGIES[name].weights(given)).toEqual(weights);
    }
  });

  it.each(STRATEGY_NAMES)(
    '%s: refuses to draw from nothing, and floors that do not fit',
    (name) => {
      expect(() => STRATEGIES[name].weights(state({ cells: [] }))).toThrow(RangeError);
      expect(() => STRATEGIES[name].weights(state({ floor: 0.3, progress: 0.95 }))).toThrow('0.3');
    },
  );

  it('puts levels in order by skill depth and level', () => {
    const cells = [
      { skill: 0, level: 1, depth: 0, needsMastered: true },
      { skill: 0, level: 4, depth: 0, needsMastered: true },
      { skill: 1, level: 1, depth: 3, needsMastered: false },
      { skill: 2, level: 8, depth: 1, needsMastered: false },
    ];
    expect(stepsOf(cells)).toEqual([0, 1, 1, 2]);
  });
});

describe('learning-progress', () => {
  it('draws most where accuracy changes, up or down, and keeps 3 % elsewhere', () => {
    const history = [
      [outcome(0.99), outcome(0.99)],
      [outcome(0.4), outcome(0.8)],
      [outcome(0.9), outcome(0.6)],
      [outcome(0.25), outcome(0.25)],
      [outcome(0.3), outcome(0.3)],
    ];
    const [flat, rising, falling, ...rest] = learningProgress.weights(state({ history }));
    expect(flat).toBeCloseTo(0.03);
    expect(rising! - 0.03).toBeCloseTo((4 / 7) * 0.85);
    expect(falling! - 0.03).toBeCloseTo((3 / 7) * 0.85);
    expect(rest).toEqual([flat, flat]);
  });

  it('treats an unknown cell like the fastest', () => {
    const history = [
      [outcome(0.2), outcome(0.5)],
      [outcome(0.5)],
      [],
      [],
      [outcome(0), outcome(0)],
    ];
    const weights = learningProgress.weights(state({ history }));
    expect(weights[1]).toBeCloseTo(weights[0]!);
    expect(weights[2]).toBeCloseTo(weights[0]!);
    expect(weights[4]).toBeCloseTo(0.03);
  });

  it('compares windows of many small looks', () => {
    const looks = [
      ...Array<Outcome>(30).fill(outcome(0.2, 10)),
      ...Array<Outcome>(20).fill(outcome(0.7, 10)),
    ];
    expect(changeOf(looks)).toBeCloseTo(0.5);
    expect(changeOf(looks.slice(0, 10))).toBeUndefined();
  });

  it('is mixed without a learner, and says so', () => {
    expect(learningProgress.weights(state())).toEqual(mixed.weights(state()));
    expect(learningProgress.remark?.(state())).toContain('like mixed');
    expect(learningProgress.remark?.(state({ history: [] }))).toBeUndefined();
  });
});

const at = (progress: number): Float64Array => staged.weights(state({ progress }));
const heaviest = (weights: Float64Array): number => weights.indexOf(Math.max(...weights));

describe('staged and reverse', () => {
  it('goes forward, and reverse backward, through the same stages', () => {
    const middles = [0, 1, 2, 3, 4].map((stage) => (stage + 0.5) * 0.16);
    expect(middles.map((progress) => heaviest(at(progress)))).toEqual([0, 1, 2, 3, 4]);
    const backward = middles.map((progress) => heaviest(reverse.weights(state({ progress }))));
    expect(backward).toEqual([4, 3, 2, 1, 0]);
  });

  it('repeats earlier stages with 30 % of what the floors leave, and keeps a floor of later ones', () => {
    const weights = at(2.5 * 0.16);
    const free = 1 - 5 * 0.03;
    expect(weights[2]! - 0.03).toBeCloseTo(0.7 * free);
    expect(weights[0]! - 0.03).toBeCloseTo(0.15 * free);
    expect(weights[1]! - 0.03).toBeCloseTo(0.15 * free);
    expect(weights[3]).toBeCloseTo(0.03);
    expect(weights[4]).toBeCloseTo(0.03);
  });

  it('ends with a full mixture', () => {
    expect(at(0.79)).not.toEqual(mixed.weights(state()));
    expect(at(0.8)).toEqual(mixed.weights(state()));
    expect(at(1)).toEqual(mixed.weights(state()));
  });
});

describe('gated', () => {
  const passing = outcome(0.97);
  const failing = outcome(0.5);

  it('opens what follows a mastered level, and repeats that with 30 %', () => {
    const history = [[passing], [failing], [], [], []];
    const weights = gated.weights(state({ cells: chain(5, 1), history }));
    const free = 1 - 2 * 0.03;
    expect(weights[0]! - 0.03).toBeCloseTo(0.3 * free);
    expect(weights[1]! - 0.03).toBeCloseTo(0.7 * free);
    expect(weights.slice(2)).toEqual(new Float64Array(3));
  });

  it('opens a higher level of the same skill only after the one below', () => {
    const cells = [1, 2, 3].map((level) => ({ skill: 0, level, depth: 0, needsMastered: true }));
    const open = (history: Outcome[][]): boolean[] =>
      [...gated.weights({ cells, history, progress: 0, floor: 0.03 })].map((weight) => weight > 0);
    expect(open([[failing], [], []])).toEqual([true, false, false]);
    expect(open([[passing], [failing], []])).toEqual([true, true, false]);
  });

  it('never stalls: a gate opens when its time is up, and all by 70 %', () => {
    const history = Array.from({ length: 5 }, () => [failing]);
    const open = [0, 0.2, 0.4, 0.6, 0.7].map(
      (progress) =>
        gated.weights(state({ history, progress })).filter((weight) => weight > 0).length,
    );
    expect(open).toEqual([1, 2, 3, 4, 5]);
  });

  it('asks for proof, not for luck', () => {
    expect(isPassed([{ correct: 20, total: 20 }])).toBe(false);
    expect(isPassed([{ correct: 281, total: 300 }])).toBe(true);
    expect(isPassed([{ correct: 280, total: 300 }])).toBe(false);
    expect(isPassed([passing, failing])).toBe(false);
    expect(isPassed([])).toBe(false);
  });

  it('goes by the clock alone without a learner, and says so', () => {
    expect(gated.weights(state({ progress: 0.4 })).filter((weight) => weight > 0)).toHaveLength(3);
    expect(gated.remark?.(state())).toContain('clock');
  });
});

describe('anneal', () => {
  it('is mixed until the last fifth, then mostly the hardest quarter and transfer', () => {
    const cells = [...chain(8), { ...chain(1)[0]!, skill: 8, isTransfer: true }];
    const given = { cells, floor: 0.02, progress: 0.79 };
    expect(anneal.weights(given)).toEqual(mixed.weights(given));
    expect(anneal.weights(given)[8]).toBe(0);
    const last = anneal.weights({ ...given, progress: 0.81 });
    const free = 1 - 9 * 0.02;
    expect(last[6]! + last[7]! + last[8]! - 0.06).toBeCloseTo(0.7 * free);
    expect(last[0]).toBeCloseTo(0.02 + (0.3 * free) / 6);
  });
});
