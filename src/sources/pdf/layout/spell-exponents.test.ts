import { describe, expect, it } from 'vitest';
import { codePointLength } from '../../../core/text/code-points.ts';
import { spellExponents } from './spell-exponents.ts';

const raisedAt = (text: string, ...runs: string[]) => {
  let from = 0;
  return runs.map((run) => {
    const start = text.indexOf(run, from);
    from = start + run.length;
    return {
      start: codePointLength(text.slice(0, start)),
      end: codePointLength(text.slice(0, from)),
      mathematics: false,
    };
  });
};

describe('spellExponents', () => {
  it.each([
    ['about 10−27 of it', ['−27'], 'about 10⁻²⁷ of it'],
    ['set in two fonts, 10−3 s', ['−', '3'], 'set in two fonts, 10⁻³ s'],
    ['an area of 7 m2.', ['2'], 'an area of 7 m².'],
    ['36 m2 of it', ['2'], '36 m² of it'],
    ['(a + b)+2 𝒳2', ['+2', '2'], '(a + b)⁺² 𝒳²'],
    ['a charge of Na+ ions', ['+'], 'a charge of Na+ ions'],
    ['the nth of n', ['th'], 'the nth of n'],
    ['note 3 stands alone', ['3'], 'note 3 stands alone'],
  ])('%s', (text, runs, spelled) => {
    const found = spellExponents(text, raisedAt(text, ...runs));
    expect(found).toBe(spelled);
    expect([...found]).toHaveLength([...text].length);
  });
});
