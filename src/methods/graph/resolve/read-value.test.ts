import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { readNumber } from './read-number.ts';
import { daysFromCivil, readTime } from './read-time.ts';

const day = (year: number, month = 1, date = 1): number => daysFromCivil(year, month, date);

describe('daysFromCivil', () => {
  it('agrees with the calendar of the platform from year -200 on', () => {
    const random = createRandom('days');
    for (let turn = 0; turn < 2000; turn++) {
      const days = random.integer(1_500_000) - 790_000;
      const date = new Date(days * 86_400_000);
      expect(day(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(days);
    }
  });
});

describe('readTime', () => {
  it.each<[string, [number, number]]>([
    ['1963', [day(1963), day(1964)]],
    ['May 1963', [day(1963, 5), day(1963, 6)]],
    ['December, 1963', [day(1963, 12), day(1964)]],
    ['13 March 1963', [day(1963, 3, 13), day(1963, 3, 14)]],
    ['13th of March, 1963', [day(1963, 3, 13), day(1963, 3, 14)]],
    ['March 13, 1963', [day(1963, 3, 13), day(1963, 3, 14)]],
    ['Sept. 1, 1939', [day(1939, 9, 1), day(1939, 9, 2)]],
    ['29 February 2000', [day(2000, 2, 29), day(2000, 3, 1)]],
    ['1963-03-13', [day(1963, 3, 13), day(1963, 3, 14)]],
    ['1963-03', [day(1963, 3), day(1963, 4)]],
    ['the 1990s', [day(1990), day(2000)]],
    ['early 1990s', [day(1990), day(2000)]],
    ["1960's", [day(1960), day(1970)]],
    ['the 1900s', [day(1900), day(2000)]],
    ['44 BC', [day(-43), day(-42)]],
    ['15 March 44 BCE', [day(-43, 3, 15), day(-43, 3, 16)]],
    ['AD 79', [day(79), day(80)]],
    ['the 19th century', [day(1801), day(1901)]],
    ['fifth century BC', [day(-499), day(-399)]],
    ['1939–1945', [day(1939), day(1946)]],
    ['1997 - 8', [day(1997), day(1999)]],
    ['between 1990 and 1995', [day(1990), day(1996)]],
    ['300–200 BC', [day(-299), day(-198)]],
    ['summer 1963', [day(1963), day(1964)]],
  ])('reads %s', (text, range) => expect(readTime(text)).toEqual(range));

  it.each([
    '',
    'c. 1450',
    '13 March',
    '31 April 1963',
    '30 February 2000',
    'yesterday',
    '0',
    'Monday',
    '1945–1939',
    '12345',
    '13/03/1963',
    `${' '.repeat(1e6)}1963`,
  ])('does not guess at %j', (text) => expect(readTime(text)).toBeNull());
});

describe('readNumber', () => {
  it.each<[string, number, number, string | null]>([
    ['1,234', 1234, 1234, null],
    ['1234.5', 1234.5, 1234.5, null],
    ['two', 2, 2, null],
    ['twenty-one', 21, 21, null],
    ['two hundred and five', 205, 205, null],
    ['three million', 2.5e6, 3.5e6, null],
    ['1.2 million', 1_150_000, 1_250_000, null],
    ['US$5 million', 4.5e6, 5.5e6, 'USD'],
    ['€3.2 billion', 3.15e9, 3.25e9, 'EUR'],
    ['45%', 45, 45, '%'],
    ['3–12 months', 3, 12, 'months'],
    ['3,069 m', 3069, 3069, 'm'],
    ['10 km', 10_000, 10_000, 'm'],
    ['2.5 square kilometres', 2.5e6, 2.5e6, 'm2'],
    ['twelve episodes', 12, 12, 'episodes'],
    ['90 minutes', 5400, 5400, 's'],
  ])('reads %s', (text, low, high, unit) =>
    expect(readNumber(text)).toEqual({ range: [low, high], unit }),
  );

  it.each([
    '',
    'about 300',
    'over 40',
    'nearly two million',
    'many',
    '5\'11"',
    '1,5',
    '12-3',
    'and',
    'hundred',
    'one of the two',
    `${'9'.repeat(400)}`,
  ])('does not guess at %j', (text) => expect(readNumber(text)).toBeNull());
});
