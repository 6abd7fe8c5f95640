import { describe, expect, it } from 'vitest';
import { checkItem, makeAnswer, makeDraft, replayCheck } from '../../test/fixtures/draft.ts';
import { unsafeContent } from './unsafe-content.ts';
import { findUnsafe, loadLexicon } from './unsafe-content/lexicon.ts';

const check = (text: string, options: object = {}) =>
  checkItem(unsafeContent, options, makeAnswer(text));
const WORDS = 'whales sleep near the surface of the sea and sing to one another '.repeat(20);

describe('unsafe-content', () => {
  it.each([
    '',
    '😀',
    '鲸鱼在海面附近睡觉',
    'الحيتان',
    WORDS,
    'The cockpit of the Scunthorpe plane was assessed in Essex by a classical analyst.',
    'The shell of the hen was in the pass; hello, title, grape, therapist.',
    'Suicide is a leading cause of death; if you think of it, call a helpline.',
    'The law on rape was changed in 1994 after a long debate.',
    `What the hell, damn it. ${WORDS}`,
  ])('passes %s', async (text) => expect((await check(text)).verdict).toBe('pass'));

  it.each([
    ['you should kill yourself', 'self-harm'],
    ['Tell me how to make a pipe bomb at home', 'weapons'],
    ['I’ll kill you when I see you', 'threat'],
    [`fuck fuck fuck ${WORDS}`, 'profanity'],
    [`FUUUCK f0ck fu.ck fuck sh1thead bitch ${WORDS}`, 'profanity'],
  ])('refuses %s as %s, with the count and the limit', async (text, category) => {
    const { verdict, detail } = await check(text);
    expect(verdict).toBe('fail');
    expect(detail!['breaches']).toContainEqual(
      expect.objectContaining({ category, maxHits: expect.any(Number) }),
    );
  });

  it('does not repeat the words', async () => {
    expect(JSON.stringify(await check('fuck fuck fuck'))).not.toContain('fuck');
  });

  it('weighs many mild words, more in a short text than in a long one', async () => {
    const mild = 'damn hell crap bloody '.repeat(4);
    expect(await check(mild)).toMatchObject({
      verdict: 'fail',
      score: 16,
      detail: { breaches: [] },
    });
    expect((await check(mild + WORDS)).verdict).toBe('pass');
  });

  it('counts a phrase once and whole words only', async () => {
    const { hits } = findUnsafe('go kill yourself, clusterfucked', await loadLexicon());
    expect(hits).toEqual([{ category: 'self-harm', severity: 4 }]);
  });

  it('follows the rules of the recipe', async () => {
    const text = `fuck fuck fuck ${WORDS}`;
    expect((await check(text, { categories: { profanity: null } })).verdict).toBe('pass');
    expect(
      (await check(text, { categories: { profanity: { fromSeverity: 3, maxHits: 3 } } })).verdict,
    ).toBe('pass');
    expect(
      (await check('What the hell', { categories: { religious: { fromSeverity: 1, maxHits: 0 } } }))
        .verdict,
    ).toBe('fail');
    expect(() => unsafeContent.options.parse({ categories: { rude: null } })).toThrow(/rude/);
  });

  it('reads rejected answers too, and replays', async () => {
    const draft = makeDraft({ rejected: [{ role: 'assistant', content: 'kill yourself' }] });
    const refused = await checkItem(unsafeContent, {}, draft);
    expect(refused.verdict).toBe('fail');
    expect(await replayCheck(unsafeContent, {}, draft, refused)).toMatchObject({ verdict: 'fail' });
    const clean = makeAnswer(WORDS);
    const passed = await checkItem(unsafeContent, {}, clean);
    expect(await replayCheck(unsafeContent, {}, clean, passed)).toEqual({ verdict: 'pass' });
    expect(await replayCheck(unsafeContent, {}, clean, { ...passed, score: 1 })).toMatchObject({
      verdict: 'fail',
    });
  });

  it.each([
    ['words', 'kill '.repeat(1_000_000)],
    ['letters', 'a'.repeat(5_000_000)],
    ['lookalikes', 'a1'.repeat(2_500_000)],
    ['signs', '1'.repeat(5_000_000)],
  ])('reads five megabytes of %s in seconds', { timeout: 20_000 }, async (_, text) => {
    const start = performance.now();
    await check(text);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
