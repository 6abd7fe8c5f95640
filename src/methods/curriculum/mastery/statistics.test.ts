import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { ABILITY_DEFAULTS, difficultyOf, estimateAbility } from './ability.ts';
import { decide, DECISION_DEFAULTS } from './decide.ts';
import { calibrationOf, passHatK } from './reliability.ts';
import { correctForChance, differenceInterval, wilsonInterval } from './wilson.ts';

const run = (share: number, chance: number, seed: string) => {
  const random = createRandom(seed);
  let right = 0;
  for (let trials = 1; ; trials++) {
    if (random.next() < share) right++;
    const decision = decide({ right, trials, chance });
    if (decision !== 'undecided') return { decision, trials };
  }
};

const outcomes = (share: number) =>
  Array.from({ length: 300 }, (_, seed) => run(share, 0.2, `m${share}/${seed}`));

const answers = (count: number, confidence: number, right: number) =>
  Array.from({ length: count }, (_, at) => ({ confidence, correct: at < right }));

describe('the Wilson interval', () => {
  it.each([
    // Least right answers for a lower bound, as tables give them.
    [88, 100, 0.8],
    [172, 200, 0.8],
    [180, 200, 0.85],
    [189, 200, 0.9],
    [281, 300, 0.9],
    [197, 200, 0.95],
  ])(
    'of %i of %i has a lower bound of at least %f, and one fewer has not',
    (right, trials, bound) => {
      expect(wilsonInterval(right, trials).low).toBeGreaterThanOrEqual(bound);
      expect(wilsonInterval(right - 1, trials).low).toBeLessThan(bound);
    },
  );

  it('stays within [0, 1] and holds the share', () => {
    for (const [right, trials] of [
      [0, 5],
      [5, 5],
      [1, 1],
      [3, 7],
    ] as const) {
      const { low, high } = wilsonInterval(right, trials);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(right / trials);
      expect(high).toBeGreaterThanOrEqual(right / trials - 1e-12);
    }
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });

  it('covers the true share about 95 times of 100', () => {
    const random = createRandom('coverage');
    for (const share of [0.1, 0.5, 0.93]) {
      let covered = 0;
      for (let round = 0; round < 2_000; round++) {
        let right = 0;
        for (let trial = 0; trial < 60; trial++) if (random.next() < share) right++;
        const { low, high } = wilsonInterval(right, 60);
        if (low <= share && share <= high) covered++;
      }
      expect(covered / 2_000).toBeGreaterThan(0.92);
      expect(covered / 2_000).toBeLessThan(0.985);
    }
  });

  it('of a difference follows Newcombe: 56 of 70 against 48 of 80', () => {
    // Newcombe 1998, table II, method 10: 0.2 (0.0524 to 0.3339).
    const { low, high } = differenceInterval({ right: 48, trials: 80 }, { right: 56, trials: 70 });
    expect(low).toBeCloseTo(0.0524, 3);
    expect(high).toBeCloseTo(0.3339, 3);
  });

  it('corrects for chance', () => {
    expect(correctForChance(0.25, 0.25)).toBe(0);
    expect(correctForChance(1, 0.25)).toBe(1);
    expect(correctForChance(0, 0.5)).toBe(-1);
  });
});

describe('the decision', () => {
  it('masters who is always right, later the easier it is to guess', () => {
    const open = run(1, 0, 'a');
    const binary = run(1, 0.5, 'a');
    expect(open.decision).toBe('mastered');
    expect(binary.decision).toBe('mastered');
    expect(open.trials).toBeGreaterThanOrEqual(35);
    expect(binary.trials).toBeGreaterThan(open.trials);
    expect(binary.trials).toBeLessThan(110);
  });

  it.each([0, 0.2, 1 / 3, 0.5])('never masters who guesses at %f', (chance) => {
    const decided = Array.from({ length: 400 }, (_, seed) => run(chance, chance, `g${seed}`));
    expect(decided.filter(({ decision }) => decision === 'mastered')).toEqual([]);
    const asked = decided.reduce((sum, { trials }) => sum + trials, 0) / decided.length;
    expect(asked).toBeLessThan(chance === 0.5 ? 16 : 9);
  });

  it('gives up on a master of 97 % less than once in ten, and masters no pupil of 80 % more often than once in fifty', () => {
    const lost = outcomes(0.99).filter(({ decision }) => decision !== 'mastered').length;
    const lucky = outcomes(0.8).filter(({ decision }) => decision === 'mastered').length;
    expect(lost / 300).toBeLessThan(0.1);
    expect(lucky / 300).toBeLessThanOrEqual(0.02);
  });

  it('always ends', () => {
    const { mostItems } = DECISION_DEFAULTS;
    expect(decide({ right: mostItems * 0.9, trials: mostItems, chance: 0 })).not.toBe('undecided');
  });
});

describe('ability', () => {
  it('finds the ability that made the answers, within its error', () => {
    const random = createRandom('theta');
    for (const theta of [-2, 0, 1.5]) {
      const items = Array.from({ length: 400 }, (_, index) => {
        const difficulty = difficultyOf(1 + (index % 8));
        const { discrimination } = ABILITY_DEFAULTS;
        const known = 1 / (1 + Math.exp(-discrimination * (theta - difficulty)));
        return {
          difficulty,
          discrimination,
          guess: 0.25,
          correct: random.next() < 0.25 + 0.75 * known,
        };
      });
      const found = estimateAbility(items);
      expect(found.standardError).toBeLessThan(0.25);
      expect(Math.abs(found.theta - theta)).toBeLessThan(3 * found.standardError);
    }
  });

  it('is the prior without answers, and grows surer with more', () => {
    expect(estimateAbility([]).theta).toBeCloseTo(0);
    expect(estimateAbility([]).standardError).toBeCloseTo(ABILITY_DEFAULTS.priorDeviation, 1);
    const right = { difficulty: 0, discrimination: 1.5, guess: 0, correct: true };
    const one = estimateAbility([right]);
    const both = estimateAbility([right, { ...right, difficulty: 2, correct: false }]);
    expect(one.theta).toBeGreaterThan(0);
    expect(both.standardError).toBeLessThan(one.standardError);
  });
});

describe('pass^k', () => {
  it('counts the ways to draw k right ones', () => {
    expect(passHatK(4, 4, 4)).toBe(1);
    expect(passHatK(3, 4, 1)).toBe(0.75);
    expect(passHatK(3, 4, 2)).toBeCloseTo(0.5);
    expect(passHatK(3, 4, 4)).toBe(0);
    expect(passHatK(1, 4, 2)).toBe(0);
    expect(passHatK(4, 4, 5)).toBeNaN();
  });
});

describe('calibration', () => {
  it('is given from 200 answers on', () => {
    expect(calibrationOf(answers(199, 0.9, 100))).toBeUndefined();
    expect(calibrationOf(answers(200, 0.9, 100))).toBeDefined();
  });

  it('measures how far confidence is from truth', () => {
    const perfect = calibrationOf([...answers(100, 1, 100), ...answers(100, 0, 0)])!;
    expect(perfect).toMatchObject({ expectedError: 0, brier: 0 });
    const boastful = calibrationOf(answers(200, 1, 100))!;
    expect(boastful.expectedError).toBeCloseTo(0.5);
    expect(boastful.brier).toBeCloseTo(0.5);
    expect(boastful.bins).toEqual([{ confidence: 1, accuracy: 0.5, answers: 200 }]);
  });
});
