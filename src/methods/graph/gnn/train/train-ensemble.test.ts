import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toLogProbabilities } from '../link-prediction/blend-scorers.ts';
import { evaluateLinks } from '../link-prediction/evaluate-links.ts';
import type { LinkSplit } from '../triples.ts';
import { openEnsemble } from './open-ensemble.ts';
import { openNbfnet } from './open-nbfnet.ts';
import { trainEnsemble } from './train-ensemble.ts';
import { trainNbfnet } from './train-nbfnet.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'wellspring-ensemble-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const PEOPLE = 30;
const OPTIONS = { dimension: 8, layers: 2, epochs: 2, batchSize: 16, negatives: 4, validations: 1 };

/** Two circles of friends: who is liked likes back. */
function circles(): LinkSplit {
  const all = Array.from({ length: PEOPLE }, (_, at) => [at, (at + 2) % PEOPLE] as const);
  const back = all.map(([a, b]) => [b, 1, a]);
  const forth = all.map(([a, b]) => [a, 0, b]);
  return {
    entityNames: Array.from({ length: PEOPLE }, String),
    relationNames: ['likes', 'liked by'],
    train: Int32Array.from([...forth, ...back.slice(16)].flat()),
    valid: Int32Array.from(back.slice(0, 8).flat()),
    test: Int32Array.from(back.slice(8, 16).flat()),
  };
}
const split = circles();
const graph = { entities: PEOPLE, relations: 2, triples: split.train };
const queries = Int32Array.of(3, 0, 7, 1, 12, 3);

describe('an ensemble', () => {
  it('has members that differ in their seed alone, and scores by the mean of their log-probabilities', async () => {
    const alone = { ensemble: 2, zeroShot: false };
    const { members, zeroShot } = await trainEnsemble(split, { ...OPTIONS, seed: 5 }, alone, {
      workers: 0,
    });
    expect(zeroShot).toBeNull();
    const parts: Float64Array[] = [];
    for (const [at, seed] of [5, 6].entries()) {
      const own = await trainNbfnet(split, { ...OPTIONS, seed }, { workers: 0 });
      expect(members[at]!.model.parameters).toEqual(own.model.parameters);
      const scorer = openNbfnet(own.model, graph, 0);
      parts.push(toLogProbabilities(await scorer.scoreTails(queries), PEOPLE));
    }
    const opened = await openEnsemble({ members, zeroShotWeight: 0 }, graph, 0);
    const scores = await opened.scoreTails(queries);
    for (const [at, score] of scores.entries())
      expect(score).toBeCloseTo((parts[0]![at]! + parts[1]![at]!) / 2, 5);
    await opened.close();
  });

  it('gives the same with any number of workers, and goes on from a stop as if there had been none', async () => {
    const options = { ensemble: 2, zeroShot: true };
    const whole = await trainEnsemble(split, OPTIONS, options, { workers: 0 });
    const checkpoint = join(dir, 'members');
    const stop = new AbortController();
    const stopped = trainEnsemble(split, OPTIONS, options, {
      workers: 0,
      checkpoint,
      signal: stop.signal,
      // In the middle of the second.
      onProgress: ({ step, steps }) => step > steps / 2 + 1 && stop.abort(new Error('enough')),
    });
    await expect(stopped).rejects.toThrow('enough');
    expect(existsSync(`${checkpoint}.2`)).toBe(true);
    const resumed = await trainEnsemble(split, OPTIONS, options, { workers: 2, checkpoint });
    expect(resumed.members.map(({ model }) => model)).toEqual(
      whole.members.map(({ model }) => model),
    );
    expect(resumed.zeroShot).toEqual(whole.zeroShot);
    expect(resumed.calibration).toEqual(whole.calibration);
  });

  it('weighs the zero-shot model by the validation set, and keeps what it found', async () => {
    const options = { ensemble: 1, zeroShot: true };
    const { members, zeroShot, validationMrr } = await trainEnsemble(split, OPTIONS, options, {
      workers: 0,
    });
    const { weight, tried } = zeroShot!;
    expect(Math.max(...tried.map(({ mrr }) => mrr))).toBe(validationMrr);
    const opened = await openEnsemble({ members, zeroShotWeight: weight }, graph, 0);
    const { overall } = await evaluateLinks(opened, split, { part: 'valid', bootstrapDraws: 0 });
    expect(overall.mrr).toBeCloseTo(validationMrr!, 6);
    await opened.close();
  });

  it('of one is that one, and of none is refused', async () => {
    const one = { ensemble: 1, zeroShot: false };
    const { members, calibration, validationMrr } = await trainEnsemble(split, OPTIONS, one, {
      workers: 0,
    });
    expect(calibration).toEqual(members[0]!.model.calibration);
    expect(validationMrr).toBe(members[0]!.bestMrr);
    await expect(
      trainEnsemble(split, OPTIONS, { ...one, ensemble: 0 }, { workers: 0 }),
    ).rejects.toThrow('at least one');
  });
});
