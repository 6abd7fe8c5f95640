import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/random.ts';
import { plausibility } from '../calibrate.ts';
import { evaluateLinks } from '../link-prediction/evaluate-links.ts';
import type { LinkSplit } from '../triples.ts';
import { openFinder } from '../nbfnet/open-finder.ts';
import { trainNbfnet } from './train-nbfnet.ts';
import { openNbfnet } from './open-nbfnet.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'wellspring-nbfnet-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Families: who is whose parent and grandparent. The latter follows from the former, so that what is held out can be found. */
function families(people: number): LinkSplit {
  const random = createRandom('families');
  const parent = Array.from({ length: people }, (_, child) =>
    child < 4 ? -1 : random.integer(child),
  );
  const facts: number[][] = [];
  const derived: number[][] = [];
  for (let child = 4; child < people; child++) {
    facts.push([parent[child]!, 0, child]);
    const elder = parent[parent[child]!]!;
    if (elder >= 0) derived.push([elder, 1, child]);
  }
  const drawn = random.shuffle(derived);
  const held = Math.floor(drawn.length / 4);
  return {
    entityNames: Array.from({ length: people }, (_, at) => `p${at}`),
    relationNames: ['parent', 'grandparent'],
    train: Int32Array.from([...facts, ...drawn.slice(2 * held)].flat()),
    valid: Int32Array.from(drawn.slice(0, held).flat()),
    test: Int32Array.from(drawn.slice(held, 2 * held).flat()),
  };
}

const OPTIONS = {
  dimension: 16,
  layers: 3,
  epochs: 3,
  batchSize: 16,
  shardSize: 4,
  negatives: 8,
  validations: 1,
  seed: 3,
};

describe('training', () => {
  it('finds grandparents that it was never told of, and ranks by the rule', async () => {
    const split = families(90);
    const { model, history } = await trainNbfnet(split, { ...OPTIONS, epochs: 20 }, { workers: 0 });
    expect(history.length).toBeGreaterThan(3);
    const scorer = openNbfnet(model, { entities: 90, triples: split.train }, 0);
    const { overall } = await evaluateLinks(scorer, split, { part: 'test', bootstrapDraws: 10 });
    expect(overall.mrr).toBeGreaterThan(0.8);
    // The rule holds for people of whom nothing was known.
    const other = families(60);
    const elsewhere = openNbfnet(model, { entities: 60, triples: other.train }, 0);
    const { overall: there } = await evaluateLinks(elsewhere, other, {
      part: 'test',
      bootstrapDraws: 10,
    });
    expect(there.mrr).toBeGreaterThan(0.8);
  });

  it('gives the same numbers with any number of workers', async () => {
    const split = families(40);
    const [alone, two] = [
      await trainNbfnet(split, OPTIONS, { workers: 0 }),
      await trainNbfnet(split, OPTIONS, { workers: 2 }),
    ];
    expect(
      Buffer.from(two.model.parameters.buffer).equals(Buffer.from(alone.model.parameters.buffer)),
    ).toBe(true);
    const other = await trainNbfnet(split, { ...OPTIONS, seed: 4 }, { workers: 0 });
    expect(other.model.parameters).not.toEqual(alone.model.parameters);
  });

  it.each([
    ['where queries reach little', 1],
    ['where they reach much', 5],
  ])(
    'by its frontier gives the same with any number of workers, and after a stop, %s',
    async (name, layers) => {
      const split = families(40);
      const options = { ...OPTIONS, frontier: true, layers, epochs: 1 };
      const graph = { entities: 40, relations: 2, triples: split.train };
      expect(openFinder(graph, { frontier: true, layers }) !== undefined).toBe(layers === 1);
      const whole = await trainNbfnet(split, options, { workers: 0 });
      const checkpoint = join(dir, name);
      const stop = new AbortController();
      const stopped = trainNbfnet(split, options, {
        workers: 2,
        checkpoint,
        signal: stop.signal,
        onProgress: ({ step }) => step === 2 && stop.abort(new Error('enough')),
      });
      await expect(stopped).rejects.toThrow('enough');
      const resumed = await trainNbfnet(split, options, { workers: 2, checkpoint });
      expect(resumed.model).toEqual(whole.model);
    },
  );

  it('goes on from a stop as if there had been none', async () => {
    const split = families(40);
    const checkpoint = join(dir, 'training');
    const whole = await trainNbfnet(split, OPTIONS, { workers: 0 });
    const stop = new AbortController();
    const stopped = trainNbfnet(split, OPTIONS, {
      workers: 0,
      checkpoint,
      signal: stop.signal,
      onProgress: ({ step }) => step === 5 && stop.abort(new Error('enough')),
    });
    await expect(stopped).rejects.toThrow('enough');
    const resumed = await trainNbfnet(split, OPTIONS, { workers: 0, checkpoint });
    expect(resumed.model.parameters).toEqual(whole.model.parameters);
    expect(resumed.history.map(({ mrr }) => mrr)).toEqual(whole.history.map(({ mrr }) => mrr));
  });

  it('goes on from a stop in the middle of a validation', async () => {
    const split = families(40);
    const checkpoint = join(dir, 'validating');
    const whole = await trainNbfnet(split, OPTIONS, { workers: 0 });
    const { step } = whole.history[0]!;
    const stop = new AbortController();
    const stopped = trainNbfnet(split, OPTIONS, {
      workers: 0,
      checkpoint,
      signal: stop.signal,
      // Told of the step before which nothing was validated: the validation comes next.
      onProgress: (now) => now.step === step && stop.abort(new Error('enough')),
    });
    await expect(stopped).rejects.toThrow('enough');
    const resumed = await trainNbfnet(split, OPTIONS, { workers: 0, checkpoint });
    expect(resumed.history[0]!.step).toBe(step);
    expect(resumed.model).toEqual(whole.model);
    expect(resumed.history.map(({ mrr, loss }) => [mrr, loss])).toEqual(
      whole.history.map(({ mrr, loss }) => [mrr, loss]),
    );
  });

  it('is over when it is over: a finished one gives its model again without another step', async () => {
    const split = families(40);
    for (const [name, options] of Object.entries({
      patience: { ...OPTIONS, epochs: 200, learningRate: 1e-9, patience: 2 },
      epochs: OPTIONS,
    })) {
      const checkpoint = join(dir, `finished-${name}`);
      const first = await trainNbfnet(split, options, { workers: 0, checkpoint });
      let steps = 0;
      const onProgress = (): void => void steps++;
      const second = await trainNbfnet(split, options, { workers: 0, checkpoint, onProgress });
      expect(first.ended).toBe(name);
      expect([second.ended, second.epochs, steps]).toEqual([name, first.epochs, 0]);
      expect(second.model).toEqual(first.model);
    }
  });

  it('says how plausible a score is: more for what is true than for what is not', async () => {
    const split = families(90);
    const { model } = await trainNbfnet(split, { ...OPTIONS, epochs: 20 }, { workers: 0 });
    const scorer = openNbfnet(model, { entities: 90, triples: split.train }, 0);
    const [head, relation, tail] = split.test;
    const scores = await scorer.scoreTails(Int32Array.of(head!, relation!));
    const right = plausibility(model.calibration!, scores[tail!]!);
    const all = [...scores].map((score) => plausibility(model.calibration!, score));
    const mean = all.reduce((sum, each) => sum + each, 0) / all.length;
    expect(right).toBeGreaterThan(0.5);
    expect(mean).toBeLessThan(0.2);
  });

  it('refuses a checkpoint of another training, and a damaged one', async () => {
    const split = families(40);
    const checkpoint = join(dir, 'other');
    await trainNbfnet(split, { ...OPTIONS, epochs: 1 }, { workers: 0, checkpoint });
    await expect(
      trainNbfnet(split, { ...OPTIONS, epochs: 1, seed: 9 }, { workers: 0, checkpoint }),
    ).rejects.toMatchObject({ reason: 'checkpoint-of-another' });
    writeFileSync(checkpoint, readFileSync(checkpoint).subarray(0, 900));
    await expect(
      trainNbfnet(split, { ...OPTIONS, epochs: 1 }, { workers: 0, checkpoint }),
    ).rejects.toMatchObject({ reason: 'checkpoint-damaged' });
  });

  it('stops when nothing gets better, and when its minutes are over', async () => {
    const split = families(40);
    const { ended, history } = await trainNbfnet(
      split,
      { ...OPTIONS, epochs: 200, learningRate: 1e-9, patience: 2 },
      { workers: 0 },
    );
    expect(ended).toBe('patience');
    expect(history.length).toBeLessThan(20);
    const late = await trainNbfnet(
      split,
      { ...OPTIONS, epochs: 200 },
      { workers: 0, maxMinutes: 1e-6 },
    );
    expect(late.ended).toBe('minutes');
    expect(late.history).toHaveLength(1);
  });

  it('refuses what it cannot learn from', async () => {
    const split = families(40);
    await expect(
      trainNbfnet({ ...split, train: new Int32Array(0) }, OPTIONS, { workers: 0 }),
    ).rejects.toThrow('needs triples');
    await expect(trainNbfnet(split, { dimension: 12 }, { workers: 0 })).rejects.toThrow(
      'multiple of 8',
    );
  });
});
