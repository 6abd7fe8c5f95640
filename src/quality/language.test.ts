import { describe, expect, it } from 'vitest';
import { checkItem, makeAnswer, makeDraft, replayCheck } from '../../test/fixtures/draft.ts';
import { language } from './language.ts';

const ENGLISH = 'The whale is a large animal that lives in the sea and sings to its family.';
const GERMAN = 'Der Wal ist ein großes Tier, das im Meer lebt und für seine Familie singt.';
const verdictOf = async (options: object, answer: string, question = ENGLISH) =>
  (await checkItem(language, { allow: ['en'], ...options }, makeAnswer(answer, question))).verdict;

describe('language', () => {
  it('accepts what is allowed and names what is not', async () => {
    expect(await verdictOf({}, ENGLISH)).toBe('pass');
    const check = await checkItem(language, { allow: ['en'] }, makeAnswer(GERMAN, GERMAN));
    expect(check.verdict).toBe('fail');
    expect(check.detail!['reason']).toBe('messages[0] is de, not en');
  });

  it.each([
    ['zh', '这是一个关于鲸鱼和大海的文本。'],
    ['ar', 'هذا نص عن الحيتان التي تعيش في البحر'],
    ['ja', 'これは海に住む鯨についての文章です。'],
    ['he', 'זה טקסט על לווייתנים שחיים בים הגדול'],
    ['ru', 'Это текст о китах, которые живут в море.'],
    ['fr', 'Ceci est un texte sur les baleines qui vivent dans la mer.'],
  ])('tells %s', async (code, text) => {
    expect((await checkItem(language, { allow: [code] }, makeAnswer(text, text))).verdict).toBe(
      'pass',
    );
  });

  it('wants one language a conversation unless mixing is allowed', async () => {
    const both = { allow: ['en', 'de'] };
    expect(await verdictOf(both, GERMAN)).toBe('fail');
    expect(await verdictOf({ ...both, mixed: true }, GERMAN)).toBe('pass');
  });

  it('lets short messages ride along, and code', async () => {
    expect(await verdictOf({}, 'Yes.')).toBe('pass');
    expect(await verdictOf({}, `\`\`\`\n${GERMAN}\n\`\`\`\n${ENGLISH}`)).toBe('pass');
  });

  it.each(['', '😀😀😀', '12345 67 89', '???', '\ud800'])(
    'does not know the language of %j',
    async (text) => {
      expect(await verdictOf({}, text, text)).toBe('unknown');
      expect(await verdictOf({ unknown: 'accept' }, text, text)).toBe('pass');
    },
  );

  it('knows nothing where its confidence is too low', async () => {
    expect(await verdictOf({ minConfidence: 1 }, ENGLISH)).toBe('unknown');
  });

  it('looks at rejected answers too', async () => {
    const draft = makeDraft({
      chosen: [{ role: 'assistant', content: ENGLISH }],
      rejected: [{ role: 'assistant', content: GERMAN }],
    });
    expect((await checkItem(language, { allow: ['en'] }, draft)).detail!['reason']).toMatch(
      /^rejected\[0\] is de/,
    );
  });

  it('refuses codes that nobody can tell', async () => {
    expect(() => language.options.parse({ allow: ['english'] })).toThrow(/two letters/);
    expect(() => language.options.parse({ allow: [] })).toThrow(/allow/);
    await expect(checkItem(language, { allow: ['xx'] }, makeAnswer(ENGLISH))).rejects.toThrow(
      /xx cannot be told/,
    );
  });

  it('replays, and refuses another language in the record', async () => {
    const draft = makeAnswer(ENGLISH);
    const check = await checkItem(language, { allow: ['en'] }, draft);
    expect(await replayCheck(language, { allow: ['en'] }, draft, check)).toEqual({
      verdict: 'pass',
    });
    expect(await replayCheck(language, { allow: ['de'] }, draft, check)).toMatchObject({
      verdict: 'fail',
    });
  });

  it('reads five megabytes in no time', async () => {
    expect(await verdictOf({}, `${ENGLISH} `.repeat(65_000))).toBe('pass');
  });
});
