import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ELEVEN_TO_TWENTY } from './babi-eleven-to-twenty.ts';
import { ONE_TO_TEN } from './babi-one-to-ten.ts';

/**
 * The twenty task types of bAbI (Weston et al. 2015, arXiv 1502.05698, tables 1 and 2) beside our families: where one
 * overlaps, worlds written by hand after the published definition; where ours asks for less or for something else,
 * `differs` says so. Nothing here comes from our generators.
 */
const TASKS = [...ONE_TO_TEN, ...ELEVEN_TO_TWENTY];

describe('bAbI (Weston et al. 2015)', () => {
  it('has all twenty tasks, each with worlds or with a word on why there are none', () => {
    expect(TASKS.map(({ task }) => task)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
    const without = TASKS.filter(({ worlds }) => worlds.length === 0);
    expect(without.filter(({ differs }) => !differs.startsWith('None: '))).toEqual([]);
  });

  it('points to tests that are there', () => {
    const folder = new URL('../../src/methods/curriculum/families/', import.meta.url);
    const files = TASKS.flatMap(({ also = [] }) => also);
    expect(files.filter((file) => !existsSync(new URL(file, folder)))).toEqual([]);
  });

  const worlds = TASKS.flatMap(({ task, name, worlds: own }) =>
    own.map(({ title, check }) => [task, name, title, check] as const),
  );
  it.each(worlds)('%i, %s: %s', (_task, _name, _title, check) => {
    expect.hasAssertions();
    check();
  });
});
