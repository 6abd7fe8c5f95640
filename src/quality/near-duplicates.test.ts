import { describe, expect, it } from 'vitest';
import { createRandom } from '../core/random.ts';
import { canonicalJson } from '../core/hash.ts';
import { makeAnswer, makeDraft, runDatasetGate } from '../../test/fixtures/draft.ts';
import { createNearDuplicateFinder, nearDuplicates } from './near-duplicates.ts';

const random = createRandom('near-duplicates');
const words = Array.from({ length: 500 }, (_, index) => `w${index}`);
const draw = (count: number): string[] => Array.from({ length: count }, () => random.pick(words));
const verdictsOf = async (texts: string[], options: object = {}) => {
  const { checks } = await runDatasetGate(
    nearDuplicates,
    options,
    texts.map((text) => makeAnswer(text, '')),
  );
  return checks.map(({ verdict }) => verdict);
};

/** Texts of which many are near one another: copies of copies, each changed at random. */
function relatedTexts(count: number, length: number): string[] {
  const texts: string[][] = [draw(length)];
  while (texts.length < count) {
    const copy = [...random.pick(texts)];
    const changes = random.integer(Math.ceil(length / 12));
    for (let change = 0; change < changes; change++)
      copy[random.integer(copy.length)] = random.pick(words);
    if (random.integer(4) === 0)
      copy.splice(random.integer(copy.length), 0, ...draw(random.integer(20)));
    texts.push(random.integer(5) === 0 ? draw(length) : copy);
  }
  return texts.map((text) => text.join(' '));
}

describe('near-duplicates', () => {
  it('refuses a text with one word changed, accepts another text, and says what it repeats', async () => {
    const base = draw(100);
    const near = base.with(50, 'changed');
    const drafts = [base, near, draw(100)].map((text) => makeAnswer(text.join(' '), ''));
    const { checks } = await runDatasetGate(nearDuplicates, {}, drafts);
    expect(checks.map(({ verdict }) => verdict)).toEqual(['pass', 'fail', 'pass']);
    // 96 shingles, 5 of them changed: 91 shared of 101.
    expect(checks[1]!.detail).toMatchObject({
      similarity: 0.901,
      threshold: 0.8,
      repeats: `${drafts[0]!.id.slice(0, 16)}…`,
    });
  });

  it('is exact about the threshold for texts that it keeps whole', async () => {
    const base = draw(100);
    // k changed shingles of 96 leave (96 − k) / (96 + k): 0.8113 with 10, 0.7944 with 11.
    const block = (length: number) =>
      base.map((word, at) => (at >= 40 && at < 40 + length ? `${word}x` : word));
    expect(await verdictsOf([base, block(6)].map((text) => text.join(' ')))).toEqual([
      'pass',
      'fail',
    ]);
    expect(await verdictsOf([base, block(7)].map((text) => text.join(' ')))).toEqual([
      'pass',
      'pass',
    ]);
  });

  it('finds nearly every pair at the threshold', () => {
    let found = 0;
    for (let pair = 0; pair < 400; pair++) {
      const finder = createNearDuplicateFinder();
      const base = draw(100);
      finder.add(finder.sketch(base.join(' ')));
      const near = base.map((word, at) => (at >= 40 && at < 46 ? `${word}x` : word));
      if (finder.find(finder.sketch(near.join(' '))) !== undefined) found++;
    }
    expect(found).toBeGreaterThanOrEqual(394);
  });

  it('estimates long texts closely', () => {
    const base = draw(5000);
    const changed = base.map((word, at) => (at < 500 ? `${word}x` : word));
    const finder = createNearDuplicateFinder({ threshold: 0.5 });
    finder.add(finder.sketch(base.join(' ')));
    const similarity = finder.find(finder.sketch(changed.join(' ')))?.similarity;
    expect(Math.abs(similarity! - 4492 / 5500)).toBeLessThan(0.1);
  });

  it.each([
    ['short', 30],
    ['kept whole', 120],
    ['estimated', 400],
  ])('accepts again what it accepted, and any subset: %s texts', async (_, length) => {
    const drafts = relatedTexts(250, length).map((text) => makeAnswer(text, ''));
    const { accepted, checks } = await runDatasetGate(nearDuplicates, {}, drafts);
    expect(accepted.length).toBeGreaterThan(20);
    expect(accepted.length).toBeLessThan(drafts.length);
    const passes = new Map(drafts.map((draft, index) => [draft, checks[index]!]));
    for (let share = 10; share > 0; share--) {
      const subset = accepted.filter(() => random.integer(10) < share);
      const again = await runDatasetGate(nearDuplicates, {}, subset);
      expect(again.accepted).toEqual(subset);
      for (const [index, draft] of subset.entries()) {
        expect(canonicalJson(again.checks[index])).toBe(canonicalJson(passes.get(draft)));
      }
    }
  });

  it('changes nothing by checking', async () => {
    const gate = await nearDuplicates.open(nearDuplicates.options.parse({}), {
      store: undefined as never,
      baseDir: '.',
    });
    if (gate.scope !== 'dataset') throw new Error('no dataset gate');
    const [one, two] = [
      makeAnswer('one two three four five six', ''),
      makeAnswer('one two three four five six', ''),
    ];
    expect(
      [gate.check(one), gate.check(two), gate.check(one)].map(({ verdict }) => verdict),
    ).toEqual(['pass', 'pass', 'pass']);
    gate.commit(one);
    expect(gate.check(two).verdict).toBe('fail');
  });

  it.each([
    ['empty', ['', ''], ['pass', 'fail']],
    ['punctuation', ['?!', '…'], ['pass', 'fail']],
    ['emoji', ['🐋🐋', '🐋🐋', '🦀🦀'], ['pass', 'fail', 'pass']],
    ['short', ['Yes.', 'No.', 'yes!'], ['pass', 'pass', 'fail']],
    [
      'Arabic',
      ['الحيتان تنام قرب السطح', 'الحيتان تنام قرب السطح', 'السمك ينام في القاع'],
      ['pass', 'fail', 'pass'],
    ],
    [
      'Chinese',
      [
        '鲸鱼在海面附近睡觉而且唱歌给家人听',
        '鲸鱼在海面附近睡觉，而且唱歌给家人听。',
        '猫在沙发上睡觉',
      ],
      ['pass', 'fail', 'pass'],
    ],
    [
      'case and width',
      ['Ｗｈａｌｅｓ sleep near the surface', 'whales SLEEP near the surface'],
      ['pass', 'fail'],
    ],
  ])('%s', async (_, texts, verdicts) => {
    expect(await verdictsOf(texts)).toEqual(verdicts);
  });

  it('compares what it is told to compare', async () => {
    const drafts = [
      makeAnswer('Near the surface of the sea.'),
      makeAnswer('In their beds, like everyone else does.'),
    ];
    for (const [of, verdict] of [
      ['prompt', 'fail'],
      ['answer', 'pass'],
      ['messages', 'pass'],
    ] as const) {
      const { checks } = await runDatasetGate(nearDuplicates, { of }, drafts);
      expect(checks[1]).toMatchObject({ verdict, detail: { of } });
    }
  });

  it('leaves system messages out and counts tool calls', async () => {
    const system = { role: 'system' as const, content: draw(300).join(' ') };
    const make = (query: string) =>
      makeDraft({
        messages: [
          system,
          {
            role: 'assistant',
            content: '',
            tool_calls: [{ id: '1', name: 'search', arguments: { query } }],
          },
        ],
      });
    const { checks } = await runDatasetGate(nearDuplicates, {}, [
      make('whales'),
      make('crabs'),
      make('whales'),
    ]);
    expect(checks.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'fail']);
  });

  it('finds small changes of short texts by characters', async () => {
    const texts = [
      'What colour is the sea near the coast?',
      'What colours is the sea near the coast?',
    ];
    expect(await verdictsOf(texts)).toEqual(['pass', 'pass']);
    expect(await verdictsOf(texts, { unit: 'character', size: 3 })).toEqual(['pass', 'fail']);
  });

  it(
    'takes a text of five megabytes in seconds, many candidates at once, and few bytes',
    { timeout: 20_000 },
    async () => {
      const huge = 'whale song '.repeat(450_000);
      expect(await verdictsOf([huge, huge])).toEqual(['pass', 'fail']);
      const { gate } = await runDatasetGate(
        nearDuplicates,
        {},
        Array.from({ length: 3000 }, () => makeAnswer(draw(100).join(' '), '')),
      );
      expect(gate.stateBytes() / 3000).toBeLessThan(700);
    },
  );
});
