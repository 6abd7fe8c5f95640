import { describe, expect, it } from 'vitest';
import { checkItem, makeAnswer, makeDraft, replayCheck } from '../../test/fixtures/draft.ts';
import { length } from './length.ts';

describe('length', () => {
  it('refuses an empty answer by default and says what it measured', async () => {
    const check = await checkItem(length, {}, makeAnswer(''));
    expect(check).toMatchObject({ name: 'length@1', basis: 'replayed', verdict: 'fail' });
    expect(check.detail!['breaches']).toEqual([
      { where: 'messages[1] assistant', measured: 0, limit: 'minWords 1' },
    ]);
  });

  it.each([
    ['Whales sleep near the surface.', 5, 30],
    ['鲸鱼在海面附近睡觉。', 5, 10],
    ['الحيتان تنام قرب السطح', 4, 22],
    ['😀🐋', 0, 2],
  ])('counts words and code points of %s', async (text, words, characters) => {
    const check = await checkItem(length, { assistant: {} }, makeAnswer(text, ''));
    const total = (check.detail!['totals'] as { messages: { words: number; characters: number } })
      .messages;
    expect(total.characters).toBe(characters);
    // Chinese words come from ICU's dictionary, which differs by a word between its versions.
    expect(Math.abs(total.words - words)).toBeLessThanOrEqual(text.startsWith('鲸') ? 1 : 0);
  });

  it('judges each role and the total', async () => {
    const draft = makeAnswer('one two three', 'one two');
    const verdictOf = async (options: unknown) => (await checkItem(length, options, draft)).verdict;
    expect(
      await verdictOf({
        user: { maxWords: 2 },
        assistant: { minWords: 3 },
        total: { maxWords: 5 },
      }),
    ).toBe('pass');
    expect(await verdictOf({ user: { maxWords: 1 } })).toBe('fail');
    expect(await verdictOf({ assistant: { maxCharacters: 12 } })).toBe('fail');
    expect(await verdictOf({ total: { minWords: 6 } })).toBe('fail');
    expect(await verdictOf({ tool: { minWords: 99 } })).toBe('pass');
  });

  it('measures both ends of a preference pair', async () => {
    const draft = makeDraft({
      chosen: [{ role: 'assistant', content: 'In the sea.' }],
      rejected: [{ role: 'assistant', content: '' }],
    });
    const check = await checkItem(length, {}, draft);
    expect(check.verdict).toBe('fail');
    expect(check.detail!['breaches']).toMatchObject([{ where: 'rejected[0] assistant' }]);
  });

  it('does not ask words of a message that only calls a tool', async () => {
    const call = { id: '1', name: 'search', arguments: { query: 'whales' } };
    const draft = makeDraft({ messages: [{ role: 'assistant', content: '', tool_calls: [call] }] });
    expect((await checkItem(length, {}, draft)).verdict).toBe('pass');
  });

  it('refuses limits that nothing could meet', () => {
    expect(() => length.options.parse({ total: { minWords: 5, maxWords: 4 } })).toThrow(
      /nothing could pass/,
    );
    expect(() => length.options.parse({ assistent: {} })).toThrow(/assistent/);
  });

  it('replays, and refuses a changed detail', async () => {
    const draft = makeAnswer('In the sea.');
    const check = await checkItem(length, {}, draft);
    expect(await replayCheck(length, {}, draft, check)).toEqual({ verdict: 'pass' });
    const changed = { ...check, detail: { totals: { messages: { words: 6, characters: 33 } } } };
    expect(await replayCheck(length, {}, draft, changed)).toMatchObject({ verdict: 'fail' });
    const empty = makeAnswer('');
    const faked = { ...(await checkItem(length, {}, empty)), verdict: 'pass' as const };
    expect(await replayCheck(length, {}, empty, faked)).toMatchObject({ verdict: 'fail' });
  });

  it('measures five megabytes in a few seconds', { timeout: 15_000 }, async () => {
    const check = await checkItem(
      length,
      { total: { maxCharacters: 1000 } },
      makeAnswer('whale '.repeat(850_000)),
    );
    expect(check.detail!['totals']).toMatchObject({ messages: { words: 850_004 } });
    expect(check.verdict).toBe('fail');
  });
});
