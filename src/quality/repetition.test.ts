import { describe, expect, it } from 'vitest';
import { createRandom } from '../core/random.ts';
import { checkItem, makeAnswer, replayCheck } from '../../test/fixtures/draft.ts';
import { repetition } from './repetition.ts';
import { measureRepetition } from './text/measure-repetition.ts';

const random = createRandom('repetition');
const words = Array.from({ length: 2000 }, (_, index) => `w${(index * 7919) % 9973}`);
const varied = (count: number): string =>
  Array.from({ length: count }, () => random.pick(words)).join(' ');
const measuresOf = (text: string) => measureRepetition(text, { minWords: 50, minLines: 5 });
const check = (text: string, options: object = {}) =>
  checkItem(repetition, options, makeAnswer(text));

describe('repetition', () => {
  it('accepts varied prose, lists and short answers', async () => {
    const list = ['apple', 'pear', 'plum', 'fig', 'date', 'quince', 'cherry']
      .map((fruit) => `- ${fruit}`)
      .join('\n');
    for (const text of [
      varied(400),
      list,
      'Yes.',
      'Yes, yes, yes!',
      '',
      '😀😀😀',
      '在海面附近睡觉。',
    ]) {
      expect({ text, ...(await check(text)) }).toMatchObject({ text, verdict: 'pass' });
    }
  });

  it('names the measure, its value and its limit', async () => {
    const { verdict, detail, score } = await check(
      `${varied(60)}\n`.repeat(1) + 'Please subscribe now.\n'.repeat(10),
    );
    expect(verdict).toBe('fail');
    expect(score).toBeGreaterThan(1);
    expect(detail!['breaches']).toContainEqual({
      where: 'messages[1]',
      measure: 'duplicateLines',
      measured: 0.8182,
      limit: 0.3,
    });
  });

  it('counts lines and paragraphs as the table does', () => {
    const measures = measuresOf('aa\n\naa\n\nbbbb\n\ncc\n\ndd');
    expect(measures).toMatchObject({
      duplicateLines: 0.2,
      duplicateParagraphs: 0.2,
      duplicateLineCharacters: 2 / 12,
      duplicateParagraphCharacters: 2 / 12,
    });
  });

  it('counts n-grams by characters, each once', () => {
    // 60 words of 4 characters, then ten of them again.
    const base = Array.from({ length: 60 }, (_, index) => String(1000 + index));
    const text = [...base, ...base.slice(0, 10)].join(' ');
    expect(measuresOf(text)).toMatchObject({
      duplicate5gramCharacters: 10 / 70,
      duplicate10gramCharacters: 10 / 70,
    });
    const often = [...base, 'aaaa', 'bbbb', 'cccc', 'aaaa', 'bbbb', 'dddd', 'aaaa', 'bbbb'].join(
      ' ',
    );
    expect(measuresOf(often)['top2gramCharacters']).toBeCloseTo((3 * 8) / (68 * 4));
  });

  it('is refused in a loop, long, short, and in Chinese', async () => {
    for (const text of [
      'the answer is blue and '.repeat(40),
      'no '.repeat(30),
      '我不知道。'.repeat(60),
    ]) {
      expect({ text, ...(await check(text)) }).toMatchObject({ text, verdict: 'fail' });
    }
  });

  it('counts hashes but not headings, and ellipses', async () => {
    expect((await check(`${varied(60)} ${'#tag '.repeat(30)}`)).verdict).toBe('fail');
    expect(measuresOf(`## Title\n${varied(60)}`)['hashesPerWord']).toBe(0);
    expect(measuresOf(`${varied(60)} and ... so on …`)['ellipsesPerWord']).toBeCloseTo(2 / 63);
  });

  it('leaves code out unless told', async () => {
    const text = `${varied(60)}\n\`\`\`js\n${'  }\n'.repeat(40)}\`\`\``;
    expect((await check(text)).verdict).toBe('pass');
    expect((await check(text, { code: 'count' })).verdict).toBe('fail');
  });

  it('takes its limits from the recipe and keeps the others', async () => {
    const text = `${varied(60)}\n${'Please subscribe now.\n'.repeat(3)}${varied(20)}\n${varied(20)}`;
    expect((await check(text)).verdict).toBe('fail');
    expect((await check(text, { limits: { duplicateLines: 1 } })).verdict).toBe('pass');
    expect(() => repetition.options.parse({ limits: { duplicateLine: 1 } })).toThrow(
      /duplicateLine/,
    );
  });

  it('replays, and refuses another score', async () => {
    const draft = makeAnswer(varied(200));
    const made = await checkItem(repetition, {}, draft);
    expect(await replayCheck(repetition, {}, draft, made)).toEqual({ verdict: 'pass' });
    expect(
      await replayCheck(repetition, {}, draft, { ...made, score: made.score! + 0.1 }),
    ).toMatchObject({ verdict: 'fail' });
  });

  it.each([
    ['words', 'whale '.repeat(850_000)],
    ['blank lines', '\n \n'.repeat(1_700_000)],
    ['one word', 'a'.repeat(5_000_000)],
    ['hashes', '#'.repeat(5_000_000)],
  ])('measures five megabytes of %s in seconds', { timeout: 20_000 }, async (_, text) => {
    const start = performance.now();
    await check(text);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
