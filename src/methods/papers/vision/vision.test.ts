import { describe, expect, it } from 'vitest';
import { alignTokens } from './align-tokens.ts';
import { isBlank } from './blank-picture.ts';
import { judgeClaim } from './judge-claim.ts';
import { agreement, countGlyphs, readLatex } from './read-latex.ts';
import type { VisionClaim } from './vision-claim.ts';

const table = (...rows: string[][]): VisionClaim => ({
  task: 'table',
  value: { headerRows: 1, rows },
});
const PRINTED = 'Model BLEU Params small 27.3 65 large 28.4 213';

const chart = (value: string): VisionClaim => ({
  task: 'chart',
  value: {
    type: 'bar',
    xLabel: 'size',
    yLabel: 'loss',
    series: [{ name: 'gap', points: [{ x: '10', y: value }] }],
    derived: [{ value, operation: 'difference', of: ['40', '10'] }],
  },
});

describe('alignTokens', () => {
  it('tells a changed word from an invented and a missing one', () => {
    const { substituted, fabricated, omitted, supported } = alignTokens(
      'the prefetch stage and decoding unicorn',
      'the prefill stage and decoding cache',
    );
    expect(substituted).toEqual([]);
    expect(fabricated.toSorted()).toEqual(['prefetch', 'unicorn']);
    expect(omitted.toSorted()).toEqual(['cache', 'prefill']);
    expect(supported).toBe(4);
    expect(alignTokens('the colour', 'the color').substituted).toEqual([['colour', 'color']]);
  });

  it.each([
    ['a coefficient of staggered polling', 'a coef-\nficient of stag-\ngered polling'],
    ['it was re-examined', 'it was re-\nexamined'],
    ['pages 10–13', 'pages 10–\n13'],
  ])('takes “%s” for what lines part', (claim, text) => {
    expect(alignTokens(claim, text)).toMatchObject({
      substituted: [],
      fabricated: [],
      omitted: [],
    });
  });

  it('keeps signs, decimals and percent', () => {
    expect(alignTokens('-0.5', '0.5').supported).toBe(0);
    expect(alignTokens('5%', '5').supported).toBe(0);
    expect(alignTokens('−0.5', '-0.5').supported).toBe(1);
  });
});

describe('judgeClaim', () => {
  it.each<[string, VisionClaim, string, string]>([
    [
      'as printed',
      table(['Model', 'BLEU', 'Params'], ['small', '27.3', '65'], ['large', '28.4', '213']),
      PRINTED,
      'supported',
    ],
    [
      'a digit changed',
      table(['Model', 'BLEU', 'Params'], ['small', '27.8', '65'], ['large', '28.4', '213']),
      PRINTED,
      'substituted',
    ],
    [
      'a number invented',
      table(
        ['Model', 'BLEU', 'Params'],
        ['small', '27.3', '65'],
        ['large', '28.4', '213'],
        ['huge', '999.25', '1'],
      ),
      PRINTED,
      'fabricated',
    ],
    [
      'a row left out',
      table(['Model', 'BLEU', 'Params'], ['small', '27.3', '65']),
      PRINTED,
      'omitted',
    ],
    ['nothing to check against', table(['a']), '', 'unchecked'],
    [
      'a loop',
      { task: 'text', value: { text: 'and so on it goes '.repeat(30) } },
      'and so on it goes further and further along the river bank',
      'failed',
    ],
    [
      'a formula',
      { task: 'equation', value: { latex: String.raw`\frac{\alpha}{\sqrt{d_k}}` } },
      'α√dk',
      'supported',
    ],
    [
      'another formula',
      { task: 'equation', value: { latex: String.raw`\beta + z^2` } },
      'α√dk',
      'fabricated',
    ],
    ['no formula', { task: 'equation', value: { latex: String.raw`\frac{` } }, 'α√dk', 'failed'],
  ])('%s', async (_, claim, text, verdict) => {
    expect((await judgeClaim(claim, text)).verdict).toBe(verdict);
  });

  it('lets a chart derive a number that its operation gives, and no other', async () => {
    const text = 'size loss gap 10 40';
    expect((await judgeClaim(chart('30'), text)).verdict).toBe('supported');
    expect((await judgeClaim(chart('31'), text)).verdict).toBe('fabricated');
  });
});

describe('readLatex', () => {
  it('counts what is printed', async () => {
    const read = await readLatex(String.raw`\sum_{i=1}^{n} x_i \leq 3 \label{eq:a}`);
    expect('glyphs' in read && agreement(read.glyphs, countGlyphs('∑i=1nxi≤3'))).toBe(1);
  });

  it('does not follow commands out of a formula', async () => {
    const read = await readLatex(String.raw`\href{javascript:alert(1)}{x}`);
    expect('fault' in read || !JSON.stringify([...read.glyphs.keys()]).includes(':')).toBe(true);
  });
});

describe('isBlank', () => {
  it('tells paper from ink', () => {
    const white = new Uint8Array(4 * 10_000).fill(255);
    expect(isBlank({ rgba: white })).toBe(true);
    const drawn = white.slice();
    for (let at = 0; at < 4 * 200; at++) drawn[at] = 0;
    expect(isBlank({ rgba: drawn })).toBe(false);
  });
});
