import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../../core/errors/index.ts';
import { createRandom } from '../../../../core/random.ts';
import type { LinkSplit, TailScorer } from '../triples.ts';
import { evaluateLinks, rankOf } from './evaluate-links.ts';
import { indexKnownTails } from './known-tails.ts';

/** Five entities and one relation. */
function splitOf(train: number[], valid: number[], test: number[]): LinkSplit {
  return {
    entityNames: ['a', 'b', 'c', 'd', 'e'],
    relationNames: ['r'],
    train: Int32Array.from(train),
    valid: Int32Array.from(valid),
    test: Int32Array.from(test),
  };
}

/** Fixed rows by `head relation`; zeros elsewhere. */
const scorerOf = (rows: Record<string, number[]>): TailScorer => ({
  scoreTails: async (queries) => {
    const out: number[] = [];
    for (let i = 0; i < queries.length; i += 2)
      out.push(...(rows[`${queries[i]} ${queries[i + 1]}`] ?? [0, 0, 0, 0, 0]));
    return Float32Array.from(out);
  },
});

describe('evaluateLinks', () => {
  it('filters what train, valid and test know, and takes ties as lost', async () => {
    const split = splitOf([0, 0, 1], [0, 0, 2], [0, 0, 3]);
    // Of b (train) and c (valid) nothing counts; a is above d, and e ties with it.
    const scorer = scorerOf({ '0 0': [9, 8, 7, 5, 5], '3 1': [3, 2, 1, 1, 1] });
    const metrics = await evaluateLinks(scorer, split);
    expect(metrics.tails).toMatchObject({ queries: 1, mrr: 1 / 3, hits1: 0, hits3: 1, hits10: 1 });
    expect(metrics.heads).toMatchObject({ queries: 1, mrr: 1, hits1: 1, meanRank: 1 });
    expect(metrics.overall).toMatchObject({ queries: 2, mrr: (1 / 3 + 1) / 2, meanRank: 2 });
  });

  it('gives a scorer that cannot tell entities apart the last place', async () => {
    const metrics = await evaluateLinks(scorerOf({}), splitOf([0, 0, 1], [1, 0, 2], [2, 0, 3]));
    expect(metrics.overall.meanRank).toBe(5);
    expect(metrics.overall.mrr).toBe(1 / 5);
  });

  it('equals a count by hand over random scores, whatever the batch, asking each query once', async () => {
    const random = createRandom('ranks');
    const entities = 30;
    const triples = (count: number): Int32Array =>
      Int32Array.from({ length: 3 * count }, (_, i) => random.integer(i % 3 === 1 ? 3 : entities));
    const split: LinkSplit = {
      entityNames: Array.from({ length: entities }, String),
      relationNames: ['p', 'q', 's'],
      train: triples(60),
      valid: triples(10),
      test: triples(40),
    };
    const rows = new Map<string, number[]>();
    for (let h = 0; h < entities; h++) {
      for (let r = 0; r < 6; r++) {
        rows.set(
          `${h} ${r}`,
          Array.from({ length: entities }, () => random.integer(8)),
        );
      }
    }
    const known = new Set<string>();
    for (const part of [split.train, split.valid, split.test]) {
      for (let i = 0; i < part.length; i += 3) {
        known.add(`${part[i]} ${part[i + 1]} ${part[i + 2]}`);
        known.add(`${part[i + 2]} ${part[i + 1]! + 3} ${part[i]}`);
      }
    }
    let expected = 0;
    for (let i = 0; i < split.test.length; i += 3) {
      const [h, r, t] = split.test.subarray(i, i + 3) as unknown as [number, number, number];
      for (const [head, relation, tail] of [
        [h, r, t],
        [t, r + 3, h],
      ]) {
        const row = rows.get(`${head} ${relation}`)!;
        const above = row.filter(
          (score, e) =>
            e !== tail && score >= row[tail!]! && !known.has(`${head} ${relation} ${e}`),
        );
        expected += 1 / (1 + above.length) / 80;
      }
    }
    for (const batch of [1, 7, 64]) {
      const asked: string[] = [];
      const scorer: TailScorer = {
        async scoreTails(queries) {
          const names = Array.from({ length: queries.length / 2 }, (_, i) =>
            queries.subarray(2 * i, 2 * i + 2).join(' '),
          );
          asked.push(...names);
          return Float32Array.from(names.flatMap((name) => rows.get(name)!));
        },
      };
      const seen: number[] = [];
      const metrics = await evaluateLinks(scorer, split, {
        batch,
        onProgress: (done) => seen.push(done),
      });
      expect(metrics.overall.mrr).toBeCloseTo(expected, 12);
      expect(new Set(asked).size).toBe(asked.length);
      expect(seen.at(-1)).toBe(80);
      expect(metrics.mrrInterval.low).toBeLessThan(expected);
      expect(metrics.mrrInterval.high).toBeGreaterThan(expected);
    }
  });

  it('draws the same part of the triples under the same seed', async () => {
    const test = Array.from({ length: 20 }, (_, i) => [i % 5, 0, (i * 3 + 1) % 5]).flat();
    const split = splitOf([0, 0, 1], [0, 0, 1], test);
    const scorer = scorerOf({ '0 0': [1, 2, 3, 4, 5], '1 0': [5, 4, 3, 2, 1] });
    const options = { maxTriples: 6, seed: 4 };
    const first = await evaluateLinks(scorer, split, options);
    expect(first.overall.queries).toBe(12);
    expect(await evaluateLinks(scorer, split, options)).toEqual(first);
  });

  it('refuses NaN, a wrong number of scores, an empty part, and stops when told', async () => {
    const split = splitOf([0, 0, 1], [0, 0, 2], [0, 0, 3]);
    await expect(evaluateLinks(scorerOf({ '0 0': [1, NaN, 1, 2, 1] }), split)).rejects.toThrow(
      'NaN',
    );
    await expect(
      evaluateLinks({ scoreTails: async () => new Float32Array(4) }, split),
    ).rejects.toThrow('4 scores');
    await expect(
      evaluateLinks(scorerOf({}), splitOf([0, 0, 1], [], [0, 0, 1]), { part: 'valid' }),
    ).rejects.toThrow('no triple in valid');
    await expect(
      evaluateLinks(scorerOf({}), split, { signal: AbortSignal.abort() }),
    ).rejects.toThrow(CancelledError);
  });
});

describe('rankOf', () => {
  it('is the same whether the answer stands among the known or not', () => {
    const scores = Float32Array.from([3, 1, 2, 2]);
    expect(rankOf(scores, 2, Int32Array.from([0]))).toBe(2);
    expect(rankOf(scores, 2, Int32Array.from([0, 2]))).toBe(2);
    expect(() => rankOf(Float32Array.from([Number.NaN, 1]), 0, Int32Array.of())).toThrow('NaN');
  });
});

describe('indexKnownTails', () => {
  it('finds both directions of all parts, ascending, each once', () => {
    const known = indexKnownTails(splitOf([0, 0, 4, 0, 0, 1], [0, 0, 4], [2, 0, 1]));
    expect([...known.of(0, 0)]).toEqual([1, 4]);
    expect([...known.of(1, 1)]).toEqual([0, 2]);
    expect([...known.of(4, 0)]).toEqual([]);
  });
});
