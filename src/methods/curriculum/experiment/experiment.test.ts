import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { ARMS, armNamed, hardestOnly, noReplay } from './arms.ts';
import { pairedInterval, verdictOf } from './bootstrap.ts';
import { chooseRates, compareArms, METRICS } from './compare.ts';
import { hasLearned } from './has-learned.ts';
import { fillPool } from './item-pool.ts';
import { caution, renderMarkdown } from './render-report.ts';
import { reportSoFar, runExperiment } from './run-experiment.ts';
import { openRunStore } from './run-store.ts';
import { FULL, type Setting } from './setting.ts';
import { trainRun, type RunResult } from './train.ts';

const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'wellspring-experiment-'));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Small enough for a test: one level, a narrow student. */
const tiny: Setting = {
  ...FULL,
  levels: [0],
  tokens: 30_000,
  checks: 3,
  poolSize: 500,
  checkItems: 100,
  finalItems: 100,
  hidden: 32,
  readout: 32,
  arms: ['mixed', 'hardest-only'],
  learningRates: [0.02],
  sweepSeeds: 1,
  seeds: 2,
};
const never = new AbortController().signal;

function run(arm: string, seed: string, more: Partial<RunResult> = {}): RunResult {
  return {
    arm,
    seed,
    learningRate: 0.01,
    parameters: 120_000,
    tokens: 1_000,
    masteryTokens: null,
    levelMasteryTokens: [null],
    checks: [
      { tokens: 500, accuracy: [0.8] },
      { tokens: 1_000, accuracy: [0.7] },
    ],
    final: [0.7],
    transfer: [0.5],
    shares: [1],
    seconds: 1,
    tokensPerSecond: 1_000,
    ...more,
  };
}

/** The verdict on differences. */
function of(differences: number[], isLessBetter = false) {
  return verdictOf(pairedInterval(differences, createRandom('b')), isLessBetter);
}

describe('the paired bootstrap', () => {
  it('holds the true mean about as often as it says', () => {
    const random = createRandom('coverage');
    const normal = (): number =>
      Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
    let held = 0;
    for (let trial = 0; trial < 200; trial++) {
      const differences = Array.from({ length: 40 }, () => 3 + normal());
      const { low, high } = pairedInterval(differences, random, { draws: 400, level: 0.95 });
      if (low <= 3 && high >= 3) held++;
    }
    expect(held / 200).toBeGreaterThan(0.88);
    expect(held / 200).toBeLessThanOrEqual(0.99);
  });

  it('knows a difference, its direction and a tie', () => {
    expect(of([5, 6, 5.5, 6.5, 5.2])).toBe('better');
    expect(of([5, 6, 5.5, 6.5, 5.2], true)).toBe('worse');
    expect(of([-5, -6, -5.5], true)).toBe('better');
    expect(of([5, -6, 5.5, -6.5, 1])).toBe('tie');
    expect(of([0, 0, 0, 0, 0])).toBe('tie');
    expect(pairedInterval([1, 2, 3], createRandom('b'))).toEqual(
      pairedInterval([1, 2, 3], createRandom('b')),
    );
    expect(pairedInterval([2, 2], createRandom('b'))).toEqual({ mean: 2, low: 2, high: 2 });
    expect(() => pairedInterval([], createRandom('b'))).toThrow(RangeError);
    expect(() => pairedInterval([Number.NaN], createRandom('b'))).toThrow(RangeError);
  });
});

function main(arm: string, learningRate: number, mastery: (number | null)[]): RunResult[] {
  return mastery.map((masteryTokens, at) =>
    run(arm, String(at + 1), { learningRate, masteryTokens }),
  );
}

const baseline = (accuracy: number) => [
  {
    level: 'permanence',
    untrained: 0.1,
    majority: 0.3,
    heuristic: { name: 'a rule', accuracy },
  },
];

describe('the comparison', () => {
  const setting = { ...tiny, tokens: 1_000, learningRates: [0.01, 0.02], seeds: 3 };
  const sweep = (arm: string, good: number): RunResult[] =>
    setting.learningRates.map((learningRate) =>
      run(arm, 'sweep-1', { learningRate, masteryTokens: learningRate === good ? 500 : null }),
    );

  it('chooses every rate by the sweep alone', () => {
    const runs = [...sweep('mixed', 0.01), ...sweep('hardest-only', 0.02)];
    expect([...chooseRates(runs, setting)]).toEqual([
      ['mixed', 0.01],
      ['hardest-only', 0.02],
    ]);
    // A rate whose sweep is not done is not guessed; where none masters, accuracy decides.
    expect(chooseRates(runs.slice(1), setting).has('mixed')).toBe(false);
    const none = setting.learningRates.map((learningRate) =>
      run('mixed', 'sweep-1', {
        learningRate,
        tokens: 1_000 + learningRate * 100,
        final: [learningRate],
      }),
    );
    expect(chooseRates(none, setting).get('mixed')).toBe(0.02);
  });

  it('counts unmastered runs with all tokens, and calls a tie a tie', () => {
    const runs = [
      ...sweep('mixed', 0.01),
      ...sweep('hardest-only', 0.02),
      ...main('mixed', 0.01, [400, 500, 450]),
      ...main('hardest-only', 0.02, [null, 900, null]),
      // A run at another rate does not count.
      ...main('hardest-only', 0.01, [100, 100, 100]),
    ];
    const { arms, pairs } = compareArms(runs, setting);
    expect(arms.map(({ arm, mastered, seeds }) => [arm, mastered, seeds])).toEqual([
      ['mixed', 3, 3],
      ['hardest-only', 1, 3],
    ]);
    expect(arms[1]!.means['tokens to mastery']).toBeCloseTo((1_000 + 900 + 1_000) / 3);
    expect(arms[0]!.means.forgetting).toBeCloseTo(-0.1);
    expect(pairs.map(({ metric, verdict }) => [metric, verdict])).toEqual([
      [METRICS[0], 'worse'],
      [METRICS[1], 'tie'],
      [METRICS[2], 'tie'],
      [METRICS[3], 'tie'],
    ]);
    expect(pairs[0]).toMatchObject({ arm: 'hardest-only', against: 'mixed', seeds: 3 });
  });

  it('says what it is no evidence of', () => {
    expect(caution({ parameters: 118_664, setting: FULL })).toContain(
      'no evidence about large models',
    );
  });

  it('names a level on which nothing was learned', () => {
    const { arms } = compareArms(
      [...sweep('mixed', 0.01), ...main('mixed', 0.01, [1, 1])],
      setting,
    );
    expect(hasLearned({ arms, baselines: baseline(0.4) })).toEqual([]);
    expect(hasLearned({ arms, baselines: baseline(0.6) })[0]).toContain('permanence');
    expect(hasLearned({ arms: [], baselines: baseline(0.4) })).toHaveLength(1);
  });
});

const state = (progress: number) => ({
  cells: [0, 1, 2].map((skill) => ({ skill, level: 1, depth: skill, needsMastered: true })),
  progress,
  floor: 0.03,
});

describe('the arms', () => {
  it('are strategies and two controls, which keep no floor', () => {
    expect(ARMS.map(({ name }) => name)).toEqual(expect.arrayContaining([...FULL.arms]));
    expect([...noReplay.weights(state(0.5))]).toEqual([0, 1, 0]);
    expect([...noReplay.weights(state(1))]).toEqual([0, 0, 1]);
    expect([...hardestOnly.weights(state(0))]).toEqual([0, 0, 1]);
    expect(() => armNamed('best')).toThrow('best');
  });
});

const timeless = (one: RunResult) => ({ ...one, seconds: 0, tokensPerSecond: 0 });

describe('a run', () => {
  const pools = [0].map((level) => ({
    train: fillPool('t', level, 'train', 1_000),
    test: fillPool('t', level, 'test', 200),
    transfer: fillPool('t', level, 'transfer', 100),
  }));
  const key = { arm: 'mixed', learningRate: 0.02, seed: '1' };
  it('is the same again under its seed, and learns', () => {
    const once = trainRun(key, armNamed('mixed'), pools, tiny);
    const again = trainRun(key, armNamed('mixed'), pools, tiny);
    expect(timeless(once)).toEqual(timeless(again));
    const other = trainRun({ ...key, seed: '2' }, armNamed('mixed'), pools, tiny);
    expect(other.checks).not.toEqual(once.checks);
    expect(once.final[0]).toBeGreaterThan(0.9);
    expect(once.tokens).toBeGreaterThanOrEqual(tiny.tokens);
    expect(once.checks).toHaveLength(3);
  });

  it('refuses a level without what it needs', () => {
    expect(() => trainRun(key, armNamed('mixed'), pools, { ...tiny, levels: [1] })).toThrow(
      'level 0',
    );
  });
});

describe('the whole experiment', () => {
  it('goes on after a kill where it was, to the same table', async () => {
    const [straight, broken] = [newFolder(), newFolder()];
    const whole = await runExperiment(tiny, { out: straight, workers: 1, signal: never });
    expect(whole).toMatchObject({ isComplete: true, runs: { done: 6, total: 6 } });
    expect(hasLearned(whole)).toEqual([]);

    const stop = new AbortController();
    const killed = runExperiment(tiny, {
      out: broken,
      workers: 1,
      signal: stop.signal,
      onProgress: (done) => void (done === 2 && stop.abort(new Error('killed'))),
    });
    await expect(killed).rejects.toThrow('killed');
    expect(() => reportSoFar(tiny, newFolder())).toThrow('no finished run');
    const path = join(broken, 'runs.jsonl');
    expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(2);
    // A line that the kill cut off in the middle is dropped.
    appendFileSync(path, '{"setting":"abc","run":{"arm":"mi');
    expect(reportSoFar(tiny, broken)).toMatchObject({ isComplete: false, runs: { done: 2 } });
    let trained = 0;
    const resumed = await runExperiment(tiny, {
      out: broken,
      workers: 2,
      signal: never,
      onProgress: (_done, _total, what) => void (what === 'runs' && trained++),
    });
    expect(trained).toBe(4);
    expect(resumed.arms).toEqual(whole.arms);
    expect(resumed.pairs).toEqual(whole.pairs);
    expect(renderMarkdown(resumed)).toContain('no evidence about large models');
  });

  it('does not mix runs of two settings, nor take a broken line for a run', () => {
    const folder = newFolder();
    openRunStore(folder, tiny, 'stories').add(run('mixed', '1'));
    expect(openRunStore(folder, { ...tiny, seeds: 9 }, 'stories').runs).toHaveLength(1);
    expect(() => openRunStore(folder, { ...tiny, tokens: 5 }, 'stories')).toThrow(
      'another setting',
    );
    expect(() => openRunStore(folder, tiny, 'other stories')).toThrow('other stories');
    writeFileSync(join(folder, 'runs.jsonl'), 'no json\n');
    expect(() => openRunStore(folder, tiny, 'stories')).toThrow('line 1');
  });
});
