import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../../../core/clock.ts';
import { createRandom } from '../../../../../core/random.ts';
import type { LinkSplit } from '../../triples.ts';
import { decodeWeights } from '../weights-file.ts';
import { drawRuleGraph } from './draw-rule-graph.ts';
import { pretrain } from './pretrain.ts';

const SHAPE = { dimension: 8, relationLayers: 1, entityLayers: 2 };
const OPTIONS = {
  shape: SHAPE,
  training: { graphs: 2, questions: 1, rate: 0.01, warmUpSteps: 1, ruleGraphShare: 0.2 },
  validateEvery: 5,
  validationTriples: 10,
  calibrationGraphs: 8,
  memoryBytes: 2 ** 28,
};

/** A clock by which every look at it takes a second, so that minutes are a number of steps. */
function countingClock(): Clock {
  let seconds = 0;
  return { now: () => 0, elapsed: () => 1000 * seconds++, sleep: async () => {} };
}

function splitOf(seed: string): LinkSplit {
  const { entities, relations, triples } = drawRuleGraph(createRandom(seed), {
    maxEntities: 20,
    maxTriples: 400,
  });
  const end = 3 * Math.floor((0.9 * triples.length) / 3);
  return {
    entityNames: Array.from({ length: entities }, (_, i) => `e${i}`),
    relationNames: Array.from({ length: relations }, (_, i) => `r${i}`),
    train: triples.subarray(0, end),
    valid: triples.subarray(end),
    test: new Int32Array(0),
  };
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pretrain-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('pretrain', () => {
  const graphs = [{ name: 'rules', split: splitOf('pretrain') }];

  it('goes on from where it stopped to the bytes of a run that never stopped', async () => {
    const whole = join(folder, 'whole.bin');
    const parts = join(folder, 'parts.bin');
    let steps = 0;
    const count = ({ step }: { step: number }): void => void (steps = step);
    const first = new AbortController();
    await expect(
      pretrain(graphs, parts, {
        ...OPTIONS,
        minutes: 1000,
        clock: countingClock(),
        signal: first.signal,
        onProgress: ({ step }) => {
          if (step === 7) first.abort();
        },
      }),
    ).rejects.toThrow('stopped');
    await pretrain(graphs, parts, {
      ...OPTIONS,
      minutes: 0.4,
      clock: countingClock(),
      onProgress: count,
    });
    const reached = steps;
    expect(reached).toBeGreaterThan(10);
    const stop = new AbortController();
    await expect(
      pretrain(graphs, whole, {
        ...OPTIONS,
        minutes: 1000,
        clock: countingClock(),
        signal: stop.signal,
        onProgress: ({ step }) => {
          if (step === reached) stop.abort();
        },
      }),
    ).rejects.toThrow('stopped');
    await pretrain(graphs, whole, { ...OPTIONS, minutes: 0, clock: countingClock() });
    const [a, b] = [whole, parts].map((path) => decodeWeights(readFileSync(path), path));
    expect(a!.values).toEqual(b!.values);
    expect(a!.header.training.validationMrr).toEqual(b!.header.training.validationMrr);
    expect(a!.header.calibration).toEqual(b!.header.calibration);
    expect(a!.header.training.graphs[0]).toMatchObject({
      name: 'rules',
      triples: graphs[0]!.split.train.length / 3,
    });
  });

  it('learns: the loss falls and hidden links rank higher than at first', async () => {
    const seen: { loss: number; mrr: number }[] = [];
    await pretrain(graphs, join(folder, 'learns.bin'), {
      ...OPTIONS,
      training: { ...OPTIONS.training, graphs: 4, questions: 2, ruleGraphShare: 0 },
      validateEvery: 1000,
      minutes: 2.6,
      clock: countingClock(),
      onProgress: ({ loss, mrr }) => seen.push({ loss, mrr }),
    });
    expect(seen.length).toBeGreaterThan(40);
    expect(seen.at(-1)!.loss).toBeLessThan(0.95 * seen[1]!.loss);
    expect(seen.at(-1)!.mrr).toBeGreaterThan(seen[1]!.mrr);
  });

  it('refuses a run of other options, of other graphs, or one that was altered', async () => {
    const out = join(folder, 'w.bin');
    const run = (given: object, on = graphs): Promise<unknown> =>
      pretrain(on, out, { ...OPTIONS, minutes: 0, clock: countingClock(), ...given });
    await run({});
    await expect(run({ training: { seed: 9 } })).rejects.toThrow('other graphs or options');
    await expect(run({}, [{ name: 'rules', split: splitOf('another') }])).rejects.toThrow(
      'other graphs or options',
    );
    const bytes = readFileSync(`${out}.training`);
    bytes[bytes.length - 3]! ^= 1;
    writeFileSync(`${out}.training`, bytes);
    await expect(run({})).rejects.toThrow('altered');
    writeFileSync(`${out}.training`, 'something else');
    await expect(run({})).rejects.toThrow('no training');
    await expect(pretrain([], out, {})).rejects.toThrow('no graph');
  });
});
