import { describe, expect, it } from 'vitest';
import { bytes, byCount, compact, duration, money } from './figures.ts';
import { createPaint, wantsColour } from './paint.ts';
import { plainLine, plainText, shorten } from './plain-text.ts';
import { renderTable, wrap } from './table.ts';

const STEERING =
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;

describe('plainText', () => {
  it('shows what could steer a terminal, and leaves everything else', () => {
    expect(plainText('\u001B[2J\u001B]0;title\u0007 \u009B31m')).toBe(
      '\\x1b[2J\\x1b]0;title\\x07 \\x9b31m',
    );
    expect(plainText('safe\u202Egnp.exe')).toBe('safe\\u{202e}gnp.exe');
    expect(plainText('\uD800x')).toBe('\\u{d800}x');
    expect(plainText('tag\u{E0041}')).toBe('tag\\u{e0041}');
    expect(plainText('a\tb\nc é 漢字 🌊 👩‍🚀')).toBe('a\tb\nc é 漢字 🌊 👩‍🚀');
    expect(plainText('overwrite\rme')).toBe('overwrite\\x0dme');
  });

  it('leaves no control character but tab and line feed, whatever comes in', () => {
    let all = '';
    for (let point = 0; point < 0x3000; point++) all += String.fromCodePoint(point);
    expect(plainText(all)).not.toMatch(STEERING);
    expect(plainLine(all)).not.toMatch(/[\n\t]/);
  });

  it('shortens by code points', () => {
    expect(shorten('🌊🌊🌊🌊', 3)).toBe('🌊🌊…');
    expect(shorten('🌊🌊🌊', 3)).toBe('🌊🌊🌊');
  });
});

describe('wantsColour', () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: 'anything' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ TERM: 'dumb' }, true, false],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
  ])('%j on a terminal %s: %s', (env, isTerminal, expected) => {
    expect(wantsColour(env, isTerminal)).toBe(expected);
  });

  it('marks a quotation with signs where there is no colour, and line by line where there is', () => {
    expect(createPaint(false).mark('a\nb')).toBe('«a\nb»');
    expect(createPaint(true).mark('a\nb').split('\n')).toHaveLength(2);
    for (const line of createPaint(true).mark('a\nb').split('\n'))
      expect(line.endsWith('\u001B[24;39m')).toBe(true);
  });
});

describe('figures', () => {
  it('are short and honest', () => {
    expect([0, 999, 1000, 1234, 99_960, 999_600, 5_600_000].map(compact)).toEqual([
      '0',
      '999',
      '1.0k',
      '1.2k',
      '100k',
      '1.0M',
      '5.6M',
    ]);
    expect([0, 0.0042, 0.00000001, 0.5, 12.345].map(money)).toEqual([
      '$0.00',
      '$0.0042',
      '$0.00000001',
      '$0.50',
      '$12.35',
    ]);
    expect([0, 59, 60, 200, 3600, 7500, 273_600].map(duration)).toEqual([
      '0 s',
      '59 s',
      '1 min',
      '3 min 20 s',
      '1 h',
      '2 h 5 min',
      '3 d 4 h',
    ]);
    expect([12, 3400, 5_600_000].map(bytes)).toEqual(['12 B', '3.4 KB', '5.6 MB']);
    expect(byCount({ b: 2, a: 2, c: 9, zero: 0 })).toEqual([
      ['c', 9],
      ['a', 2],
      ['b', 2],
    ]);
  });
});

describe('tables', () => {
  it('align figures to the right and end no line in a space', () => {
    const text = renderTable(
      ['part', 'n'],
      [
        ['a', '1'],
        ['bcdef', '100'],
      ],
      [1],
    );
    expect(text).toBe('part     n\na        1\nbcdef  100');
  });

  it('wrap at spaces, keep line feeds, and never lose a word', () => {
    const text = 'one two three four five six seven\n\n  eight nine';
    const wrapped = wrap(text, 24, '  ');
    expect(wrapped.split('\n').every((line) => line.length <= 24)).toBe(true);
    expect(wrapped.split(/\s+/).filter(Boolean)).toEqual(text.split(/\s+/).filter(Boolean));
    expect(wrap('x'.repeat(300), 24)).toBe('x'.repeat(300));
  });
});
