import { describe, expect, it } from 'vitest';
import { auditHub, mostDeviations } from './audit-hub.ts';
import { choose, cumulate } from './choose.ts';
import { describePersona } from './describe-persona.ts';
import { createPermutation } from './permute.ts';
import { HubPersona } from './persona.ts';
import { HUB_SIZE } from './hub-size.ts';
import { openSampledHub } from './sampled-hub.ts';

describe('createPermutation', () => {
  it.each([2, 3, 10, 1000, 4096, 5000])('gives every number below %i once', (size) => {
    const permute = createPermutation(size, 'seed');
    const seen = new Set(Array.from({ length: size }, (_, index) => permute(index)));
    expect(seen.size).toBe(size);
    expect(Math.max(...seen)).toBe(size - 1);
  });

  it('is another one under another seed, and refuses what is not inside', () => {
    const [one, other] = [createPermutation(10_000, 'a'), createPermutation(10_000, 'b')];
    expect(Array.from({ length: 20 }, (_, at) => one(at))).not.toEqual(
      Array.from({ length: 20 }, (_, at) => other(at)),
    );
    expect(() => one(10_000)).toThrow(RangeError);
    expect(() => one(-1)).toThrow(RangeError);
    expect(() => one(1.5)).toThrow(RangeError);
  });
});

describe('choose', () => {
  it('gives every place to one option, in proportion, and keeps places apart', () => {
    const sums = cumulate([1, 0, 2, 1]);
    const seen = new Map<string, number>();
    for (let place = 0; place < 400; place++) {
      const range = { size: 400, place, path: 7 };
      const option = choose(range, sums);
      const key = `${option} ${range.place}`;
      expect(seen.has(key)).toBe(false);
      seen.set(key, 1);
      expect(range.place).toBeGreaterThanOrEqual(0);
      expect(range.place).toBeLessThan(range.size);
    }
    const counts = [0, 1, 2, 3].map(
      (option) => [...seen.keys()].filter((key) => key.startsWith(`${option} `)).length,
    );
    expect(counts).toEqual([100, 0, 200, 100]);
  });

  it('follows the weights also where one place is left', () => {
    const sums = cumulate([1, 3]);
    let second = 0;
    for (let path = 0; path < 4000; path++)
      second += choose({ size: 1, place: 0, path: path * 7919 }, sums);
    expect(second / 4000).toBeGreaterThan(0.72);
    expect(second / 4000).toBeLessThan(0.78);
  });
});

describe('openSampledHub', () => {
  const hub = openSampledHub('0');

  it('gives no persona twice, also in words', () => {
    const described = new Set<string>();
    for (let index = 0; index < 60_000; index++) described.add(describePersona(hub.persona(index)));
    expect(described.size).toBe(60_000);
  });

  it('reaches to its end, and no further', () => {
    for (const index of [0, 999_999_999, 10 ** 12, HUB_SIZE - 1]) {
      expect(HubPersona.parse(hub.persona(index)).id).toBe(`hub/0/${index}`);
    }
    expect(() => hub.persona(HUB_SIZE)).toThrow(RangeError);
  });

  it('is the same in every process', () => {
    expect(openSampledHub('0').persona(12_345)).toEqual(hub.persona(12_345));
    expect(openSampledHub('1').persona(12_345)).not.toMatchObject({
      territory: hub.persona(12_345).territory,
      birthday: hub.persona(12_345).birthday,
    });
  });

  it('never makes a person who cannot be', () => {
    const school = [
      'no schooling',
      'primary school',
      'lower secondary school',
      'upper secondary school',
    ];
    const impossible: [string, (persona: HubPersona) => boolean][] = [
      ['a minor with a degree', ({ age, education }) => age < 18 && !school.includes(education)],
      ['a doctor before 25', ({ age, education }) => age < 25 && education === 'a doctorate'],
      ['retired before 25', ({ age, status }) => age < 25 && status === 'retired'],
      [
        'a trade of who studies',
        ({ status, occupation }) => status === 'studying' && occupation !== null,
      ],
      [
        'a surgeon without a degree',
        ({ occupation, education }) =>
          /Surgeons|Physicians(?! Assist)/.test(occupation ?? '') &&
          !/master|doctorate/.test(education),
      ],
      ['an interest twice', ({ interests }) => new Set(interests).size !== 3],
    ];
    const found = new Set<string>();
    for (let index = 0; index < 30_000; index++) {
      const persona = hub.persona(index);
      for (const [name, holds] of impossible) if (holds(persona)) found.add(name);
    }
    expect([...found]).toEqual([]);
  });

  it('follows its tables: marginals and joints within chance', () => {
    for (const { name, cells, worst, totalVariation, expectedVariation } of auditHub(hub, 40_000)) {
      expect({ name, worst, fits: worst.deviations < mostDeviations(cells) }).toMatchObject({
        fits: true,
      });
      expect(totalVariation).toBeLessThan(2 * expectedVariation + 0.002);
    }
  });

  it('shows a table that it does not follow', () => {
    const bent = {
      ...hub,
      persona: (index: number) => ({ ...hub.persona(index), gender: 'woman' }),
    };
    const gender = auditHub(bent, 5_000).find(({ name }) => name === 'gender')!;
    expect(gender.worst.deviations).toBeGreaterThan(mostDeviations(gender.cells));
  });
});
