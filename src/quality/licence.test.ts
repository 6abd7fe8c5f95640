import { describe, expect, it } from 'vitest';
import { checkItem, makeDraft, replayCheck } from '../../test/fixtures/draft.ts';
import { licence } from './licence.ts';

const verdictOf = async (licenses: (string | null)[], options: object) =>
  (await checkItem(licence, options, makeDraft({ licenses }))).verdict;

describe('licence', () => {
  it.each([
    [['MIT'], ['mit'], 'pass'],
    [['CC-BY-4.0'], ['cc-by'], 'pass'],
    [['CC-BY-SA-4.0'], ['cc-by'], 'fail'],
    [['CC-BY-NC-4.0'], ['cc-by', 'permissive', 'share-alike', 'public-domain'], 'fail'],
    [['https://creativecommons.org/licenses/by/4.0/'], ['CC-BY-4.0'], 'pass'],
    [['http://creativecommons.org/publicdomain/zero/1.0/'], ['public-domain'], 'pass'],
    [['https://creativecommons.org/licenses/by-nc/4.0/'], ['cc-by'], 'fail'],
    [['GPL-2.0-only OR MIT'], ['permissive'], 'pass'],
    [['GPL-2.0-only AND MIT'], ['permissive'], 'fail'],
    [['(MIT OR GPL-2.0-only) AND Apache-2.0'], ['permissive'], 'pass'],
    [['Apache-2.0 WITH LLVM-exception'], ['permissive'], 'pass'],
    [['GPL-3.0+'], ['GPL-3.0-or-later'], 'pass'],
    [['MIT OR'], ['permissive'], 'fail'],
    [['MIT MIT'], ['permissive'], 'fail'],
    [['(MIT'], ['permissive'], 'fail'],
    [[''], ['permissive'], 'fail'],
    [['All rights reserved'], ['permissive'], 'fail'],
    [['Free for any use'], ['Free for any use'], 'pass'],
    [['MIT', 'GPL-3.0-only'], ['permissive'], 'fail'],
    [[], ['permissive'], 'pass'],
  ])('%j within %j: %s', async (licenses, allow, verdict) => {
    expect(await verdictOf(licenses as string[], { allow })).toBe(verdict);
  });

  it('does not pass material of unknown licence unless told', async () => {
    expect(await verdictOf(['MIT', null], { allow: ['permissive'] })).toBe('unknown');
    expect(await verdictOf(['MIT', null], { allow: ['permissive'], unknown: 'accept' })).toBe(
      'pass',
    );
    expect(
      await verdictOf(['GPL-3.0-only', null], { allow: ['permissive'], unknown: 'accept' }),
    ).toBe('fail');
  });

  it('says which licence it refused', async () => {
    const check = await checkItem(
      licence,
      { allow: ['permissive'] },
      makeDraft({ licenses: ['MIT', 'CC-BY-NC-4.0'] }),
    );
    expect(check.detail).toMatchObject({
      found: ['MIT', 'CC-BY-NC-4.0'],
      reason: 'CC-BY-NC-4.0 is not allowed',
    });
  });

  it('survives hostile expressions', async () => {
    for (const hostile of [
      '('.repeat(1_000_000),
      'MIT OR '.repeat(100_000),
      'https://creativecommons.org/licenses/'.repeat(10_000),
    ]) {
      expect(await verdictOf([hostile], { allow: ['permissive'] })).toBe('fail');
    }
  });

  it('replays, and refuses another licence in the record', async () => {
    const draft = makeDraft({ licenses: ['MIT'] });
    const check = await checkItem(licence, { allow: ['permissive'] }, draft);
    expect(await replayCheck(licence, { allow: ['permissive'] }, draft, check)).toEqual({
      verdict: 'pass',
    });
    const relabelled = { ...draft, licenses: ['GPL-3.0-only'] };
    expect(await replayCheck(licence, { allow: ['permissive'] }, relabelled, check)).toMatchObject({
      verdict: 'fail',
    });
  });
});
