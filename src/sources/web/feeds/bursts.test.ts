import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { type Burst, findBursts } from './find-bursts.ts';
import type { FeedEntry } from './parse-feed.ts';
import { trendingTerms } from './trending-terms.ts';

/** The cheapest of all 2^n sequences of states, by trying them. */
function byTrying(
  relevant: number[],
  total: number[],
  scale: number,
  gamma: number,
): { cost: number; states: number[] } {
  const n = total.length;
  const usual = relevant.reduce((a, b) => a + b) / total.reduce((a, b) => a + b);
  const shares = [usual, scale * usual];
  let best = { cost: Infinity, states: [] as number[] };
  for (let mask = 0; mask < 2 ** n; mask++) {
    const states = Array.from({ length: n }, (_, t) => (mask >> t) & 1);
    let cost = 0;
    for (let t = 0; t < n; t++) {
      const p = shares[states[t]!]!;
      cost -= relevant[t]! * Math.log(p) + (total[t]! - relevant[t]!) * Math.log(1 - p);
      if (states[t] === 1 && (t === 0 || states[t - 1] === 0)) cost += gamma * Math.log(n);
    }
    if (cost < best.cost - 1e-9) best = { cost, states };
  }
  return best;
}

const states = (bursts: Burst[], n: number): number[] =>
  Array.from({ length: n }, (_, t) =>
    bursts.some(({ start, end }) => t >= start && t <= end) ? 1 : 0,
  );

describe('findBursts', () => {
  it('finds a known burst, where it is and with the weight that follows from its definition', () => {
    const total = Array(20).fill(100);
    const relevant = Array(20).fill(2);
    for (let t = 8; t <= 11; t++) relevant[t] = 30;
    const bursts = findBursts(relevant, total);
    expect(bursts).toMatchObject([{ start: 8, end: 11 }]);
    const usual = (16 * 2 + 4 * 30) / 2000;
    const weight = 4 * (30 * Math.log(2) + 70 * Math.log((1 - 2 * usual) / (1 - usual)));
    expect(bursts[0]!.weight).toBeCloseTo(weight, 9);
  });

  it('is the cheapest of all ways to explain small streams', () => {
    const random = createRandom('bursts');
    let compared = 0;
    for (let round = 0; round < 150; round++) {
      const total = Array.from({ length: 9 }, () => 1 + random.integer(12));
      // Few are relevant at first, more in a part of the stream.
      const relevant = total.map((most, t) =>
        random.integer(1 + Math.ceil(most * (t > 3 && t < 7 ? 0.9 : 0.2))),
      );
      const hits = relevant.reduce((a, b) => a + b);
      if (hits === 0) continue;
      for (const [scale, gamma] of [
        [2, 1],
        [3, 0.5],
        [1.5, 0],
      ] as const) {
        if ((scale * hits) / total.reduce((a, b) => a + b) >= 1) continue;
        compared++;
        const found = states(findBursts(relevant, total, { scale, gamma }), 9);
        const best = byTrying(relevant, total, scale, gamma);
        const cost = costOf(found, relevant, total, scale, gamma);
        expect(cost).toBeCloseTo(best.cost, 6);
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  it('parts two bursts, and joins them where leaving and entering costs more', () => {
    const total = Array(30).fill(50);
    const relevant = Array(30).fill(1);
    for (const t of [5, 6, 7, 20, 21]) relevant[t] = 15;
    expect(findBursts(relevant, total).map(({ start, end }) => [start, end])).toEqual([
      [5, 7],
      [20, 21],
    ]);
    relevant[8] = 4;
    relevant[9] = 15;
    expect(
      findBursts(relevant, total, { gamma: 5 }).map(({ start, end }) => [start, end]),
    ).toContainEqual([5, 9]);
  });

  it('finds none where nothing changes, nothing occurs, or everything does', () => {
    expect(findBursts(Array(50).fill(3), Array(50).fill(10))).toEqual([]);
    expect(findBursts([0, 0, 0], [4, 4, 4])).toEqual([]);
    expect(findBursts([4, 4], [4, 4])).toEqual([]);
    expect(findBursts([], [])).toEqual([]);
    expect(findBursts([0, 0], [0, 0])).toEqual([]);
  });

  it('goes to the end of the stream, and costs more to enter in a longer one', () => {
    const total = Array(10).fill(20);
    const relevant = [0, 0, 0, 0, 0, 0, 0, 0, 9, 12];
    expect(findBursts(relevant, total)).toMatchObject([{ start: 8, end: 9 }]);
    const faint = [...Array(400).fill(2), 6];
    expect(findBursts(faint, Array(401).fill(20))).toEqual([]);
  });

  it.each([
    [[1], [1, 2], {}],
    [[3], [2], {}],
    [[-1], [2], {}],
    [[NaN], [2], {}],
    [[1], [2], { scale: 1 }],
    [[1], [2], { gamma: -1 }],
  ])('refuses %j of %j with %j', (relevant, total, options) => {
    expect(() => findBursts(relevant, total, options)).toThrow(RangeError);
  });
});

function costOf(
  found: number[],
  relevant: number[],
  total: number[],
  scale: number,
  gamma: number,
): number {
  const usual = relevant.reduce((a, b) => a + b) / total.reduce((a, b) => a + b);
  const shares = [usual, scale * usual];
  let cost = 0;
  for (const [t, state] of found.entries()) {
    const p = shares[state]!;
    cost -= relevant[t]! * Math.log(p) + (total[t]! - relevant[t]!) * Math.log(1 - p);
    if (state === 1 && (t === 0 || found[t - 1] === 0)) cost += gamma * Math.log(found.length);
  }
  return cost;
}

describe('trendingTerms', () => {
  const day = 24 * 3600 * 1000;
  const start = Date.UTC(2026, 0, 1);
  const entry = (id: number, atDay: number | null, title: string): FeedEntry => ({
    url: `https://e.org/${id}`,
    title,
    publishedMs: atDay === null ? null : start + atDay * day + 3600_000,
    updatedMs: null,
    summary: '',
  });
  const stream = (): FeedEntry[] => {
    const random = createRandom('trends');
    const words = 'harbour council bread school bridge garden music river train winter'.split(' ');
    const entries: FeedEntry[] = [];
    for (let atDay = 0; atDay < 40; atDay++)
      for (let i = 0; i < 10; i++) {
        const usual = Array.from({ length: 4 }, () => words[random.integer(words.length)]).join(
          ' the ',
        );
        const isNews = atDay >= 30 && atDay <= 33 && i < 6;
        entries.push(entry(entries.length, atDay, isNews ? `Comet Halley: ${usual}` : usual));
      }
    return entries;
  };

  it('names what was suddenly spoken of, when, and once', () => {
    const [first, ...others] = trendingTerms(stream());
    expect(first).toMatchObject({
      term: 'comet halley',
      startMs: start + 30 * day,
      endMs: start + 34 * day,
      entries: 24,
      isGoingOn: false,
    });
    expect(others.every(({ weight }) => weight < first!.weight / 2)).toBe(true);
    expect(others.map(({ term }) => term)).not.toContain('comet');
  });

  it('says that a burst goes on, counts an address once, and leaves out what has no date', () => {
    const usual = Array.from({ length: 200 }, (_, i) => entry(i, i / 10, `usual words ${i}`));
    const news = Array.from({ length: 8 }, (_, i) => entry(1000 + i, 19, '地震 in the north'));
    const undated = Array.from({ length: 50 }, (_, i) => entry(2000 + i, null, 'undated thing'));
    const found = trendingTerms([...usual, ...news, ...news, ...undated]);
    expect(found[0]!.isGoingOn).toBe(true);
    expect(found[0]!.entries).toBe(8);
    expect(found.map(({ term }) => term).join(' ')).toContain('north');
    expect(found.map(({ term }) => term).join(' ')).not.toContain('undated');
  });

  it('has nothing to say about nothing', () => {
    expect(trendingTerms([])).toEqual([]);
    expect(trendingTerms([entry(1, null, 'x'), entry(2, 3, 'one day')])).toEqual([]);
  });
});
