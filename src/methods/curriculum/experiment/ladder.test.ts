import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { HEURISTICS } from './heuristics.ts';
import { fillPool, isHeldOut } from './item-pool.ts';
import { drawItem, LADDER, structureOf } from './ladder.ts';
import { ANSWERS, encodeTokens, VOCABULARY } from './tokens.ts';

const ITEMS = 600;
const items = LADDER.map((_level, number) => {
  const random = createRandom(`ladder-test/${number}`);
  return Array.from({ length: ITEMS }, () => drawItem(random, number));
});
const isEven = (name: string): boolean => name === 'permanence' || name === 'knowing';
const cases = LADDER.map(({ name }, number) => [name, number] as const);

/** A second solver, which knows only the tokens. */
function solve([question, ...story]: readonly string[]): string {
  const [ask, ...rest] = question!.slice(1).split(':');
  const thing = rest.pop()!;
  const chain = [...(rest[0] ?? '')];
  const away = new Set<string>();
  const wherever: string[] = [];
  let thought = '';
  for (const token of story) {
    if (/^[AB]-$/.test(token)) away.add(token[0]!);
    else if (/^[AB]\+$/.test(token)) away.delete(token[0]!);
    else if (token[1] === '>' && token[0] === thing) {
      wherever.push(token[2]!);
      if (!chain.some((who) => away.has(who))) thought = token[2]!;
    } else if (token[1] === ':' && token[2] === thing) {
      // Whoever reads believes; for the writer alone nothing changes.
      const writer = token[0]!;
      if (chain.length === 2 || chain[0] !== writer) thought = token[3]!;
    }
  }
  if (ask === 'now') return wherever.at(-1)!;
  if (ask === 'first') return wherever[0]!;
  if (ask === 'thinks') return thought;
  return thought === wherever.at(-1) ? 'yes' : 'no';
}

const swap = (text: string): string => ({ A: 'B', B: 'A' })[text] ?? text;

describe('the ladder', () => {
  it.each(cases)('%s: a second solver agrees on every story', (_name, number) => {
    for (const item of items[number]!)
      expect([item.tokens, solve(item.tokens)]).toEqual([item.tokens, item.answer]);
  });

  it.each(cases)('%s: no rule of thumb goes far, and no answer is common', (name, number) => {
    const share = (guess: (item: (typeof items)[number][number]) => string | undefined): number =>
      items[number]!.filter((item) => guess(item) === item.answer).length / ITEMS;
    for (const { name: rule, solves, guess } of HEURISTICS) {
      if (solves.includes(name)) continue;
      // Two places, or yes and no, make chance a half; of the two people whose thoughts are asked, one is hard to balance.
      const most = isEven(name) || name === 'belief-about-belief' ? 0.58 : 0.48;
      expect({ rule, tooGood: share(guess) > most }).toEqual({ rule, tooGood: false });
    }
    const most = Math.max(...ANSWERS.map((answer) => share(() => answer)));
    expect(most).toBeLessThan(name === 'knowing' ? 0.58 : 0.32);
  });

  it.each(cases)(
    '%s: tests share no structure with training, and transfer is longer',
    (_name, number) => {
      const [train, test] = [true, false].map(
        (held) =>
          new Set(items[number]!.filter((item) => isHeldOut(item) !== held).map(structureOf)),
      );
      expect(train!.size).toBeGreaterThan(0);
      expect([...test!].filter((structure) => train!.has(structure))).toEqual([]);
      const random = createRandom('longer');
      const longest = Math.max(...items[number]!.map(({ tokens }) => tokens.length));
      for (let i = 0; i < 200; i++) {
        const item = drawItem(random, number, true);
        expect(item.tokens.length).toBeGreaterThan(longest - 2);
        expect(item.tokens.length).toBeLessThanOrEqual(32);
        expect(solve(item.tokens)).toBe(item.answer);
      }
    },
  );

  it('a structure does not see names', () => {
    const item = items[5]![0]!;
    const other = {
      ...item,
      question: {
        ...item.question,
        chain: item.question.chain.map((who) => swap(who) as 'A' | 'B'),
      },
      events: item.events.map((event) => ({ ...event, who: swap(event.who) })),
    };
    expect(structureOf(other)).toBe(structureOf(item));
  });

  it('makes the same pool under the same seed', () => {
    expect(fillPool('a', 6, 'test', 20).bytes).toEqual(fillPool('a', 6, 'test', 20).bytes);
    expect(fillPool('a', 6, 'test', 20).bytes).not.toEqual(fillPool('b', 6, 'test', 20).bytes);
  });

  it('refuses what it does not know', () => {
    expect(() => encodeTokens(['x>9'])).toThrow('x>9');
    expect(() => drawItem(createRandom('a'), 7)).toThrow('levels 0 to 6');
    expect(new Set(VOCABULARY).size).toBe(VOCABULARY.length);
  });
});
