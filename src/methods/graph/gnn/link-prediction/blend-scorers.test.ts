import { describe, expect, it } from 'vitest';
import type { LinkSplit, TailScorer } from '../triples.ts';
import { blendScorers, toLogProbabilities } from './blend-scorers.ts';
import { chooseWeight } from './choose-weight.ts';
import { evaluateLinks } from './evaluate-links.ts';

/** Scores by a rule of head, relation and entity. */
const scorerOf = (
  entities: number,
  rule: (head: number, relation: number, entity: number) => number,
): TailScorer => ({
  scoreTails: async (queries) =>
    Float32Array.from({ length: (queries.length / 2) * entities }, (_, at) => {
      const row = Math.floor(at / entities);
      return rule(queries[2 * row]!, queries[2 * row + 1]!, at % entities);
    }),
});

describe('log-probabilities', () => {
  it('sum to one row by row, however large the scores', () => {
    const rows = toLogProbabilities(Float32Array.of(0, 1, 2, 1000, -1000, 990), 3);
    for (const from of [0, 3]) {
      const sum = rows.slice(from, from + 3).reduce((left, each) => left + Math.exp(each), 0);
      expect(sum).toBeCloseTo(1, 10);
    }
    expect(rows[1]! - rows[0]!).toBeCloseTo(1, 10);
  });
});

describe('scorers heard together', () => {
  const steep = scorerOf(3, (_, __, entity) => [4, 0, 0][entity]!);
  const flat = scorerOf(3, (_, __, entity) => [100, 101, 99.5][entity]!);

  const weighed = (weight: number) =>
    blendScorers(
      [
        { scorer: steep, weight: 1 },
        { scorer: flat, weight },
      ],
      3,
    );

  it('weigh as they are told, whatever constant a scorer adds', async () => {
    const even = await weighed(1).scoreTails(Int32Array.of(0, 0));
    expect(even[0]! - even[1]!).toBeCloseTo((4 - 1) / 2, 5);
    const heavy = await weighed(9).scoreTails(Int32Array.of(0, 0));
    expect(heavy[1]).toBeGreaterThan(heavy[0]!);
    const none = await weighed(0).scoreTails(Int32Array.of(0, 0));
    expect(none[0]! - none[1]!).toBeCloseTo(4, 5);
  });

  it('refuse weights that say nothing, and scores of another graph', async () => {
    expect(() => blendScorers([{ scorer: steep, weight: 0 }], 3)).toThrow(RangeError);
    expect(() => blendScorers([], 3)).toThrow(RangeError);
    expect(() => blendScorers([{ scorer: steep, weight: -1 }], 3)).toThrow(RangeError);
    const blend = blendScorers([{ scorer: steep, weight: 1 }], 4);
    await expect(blend.scoreTails(Int32Array.of(0, 0))).rejects.toThrow(RangeError);
  });
});

describe('the weight of a second scorer', () => {
  const entities = 20;
  const next = (head: number, relation: number): number =>
    (head + (relation === 0 ? 1 : entities - 1)) % entities;
  const split: LinkSplit = {
    entityNames: Array.from({ length: entities }, String),
    relationNames: ['next'],
    train: Int32Array.of(),
    valid: Int32Array.from(Array.from({ length: 12 }, (_, at) => [at, 0, at + 1]).flat()),
    test: Int32Array.from([15, 0, 16]),
  };
  const knows = (isKnown: (head: number) => boolean) =>
    scorerOf(entities, (head, relation, entity) =>
      entity === next(head, relation) && isKnown(head) ? 3 : ((entity * 7) % 5) / 10,
    );
  const even = knows((head) => head % 2 === 0);
  const odd = knows((head) => head % 2 === 1);

  it('is above 0 where it knows what the first does not, and gives the rank that was promised', async () => {
    const { weight, tried } = await chooseWeight(even, odd, split);
    expect(weight).toBeGreaterThan(0);
    const best = tried.find((each) => each.weight === weight)!.mrr;
    expect(best).toBeGreaterThan(tried[0]!.mrr + 0.2);
    const blend = blendScorers(
      [
        { scorer: even, weight: 1 },
        { scorer: odd, weight },
      ],
      entities,
    );
    const { overall } = await evaluateLinks(blend, split, { part: 'valid', bootstrapDraws: 0 });
    expect(overall.mrr).toBeCloseTo(best, 10);
  });

  it('is 0 where it adds nothing, and does not look at the test set', async () => {
    const all = knows(() => true);
    const chosen = await chooseWeight(all, odd, split);
    expect(chosen.weight).toBe(0);
    const other = { ...split, test: Int32Array.from([3, 0, 19]) };
    expect((await chooseWeight(even, odd, other)).weight).toBe(
      (await chooseWeight(even, odd, split)).weight,
    );
  });

  it('needs a validation set', async () => {
    await expect(chooseWeight(even, odd, { ...split, valid: Int32Array.of() })).rejects.toThrow(
      'no validation triple',
    );
  });
});
