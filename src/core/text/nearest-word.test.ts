import { describe, expect, it } from 'vitest';
import { nearestWord } from './nearest-word.ts';

const VERBS = ['init', 'plan', 'run', 'status', 'inspect', 'verify', 'export', 'push', 'models'];

describe('nearestWord', () => {
  it.each([
    ['rum', 'run'],
    ['rnu', 'run'],
    ['verfy', 'verify'],
    ['insepct', 'inspect'],
    ['exprot', 'export'],
    ['stats', 'status'],
    ['model', 'models'],
    ['ins', 'inspect'],
  ])('takes %s for %s', (typed, meant) => expect(nearestWord(typed, VERBS)).toBe(meant));

  it.each(['', 'x', 'zzzzzz', 'a'.repeat(100_000)])('offers nothing for what is far: %s', (typed) =>
    expect(nearestWord(typed, VERBS)).toBeUndefined(),
  );
});
