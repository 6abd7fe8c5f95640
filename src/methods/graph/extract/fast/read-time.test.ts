import { describe, expect, it } from 'vitest';
import { findNumbers, readNumber } from './read-number.ts';
import { findTimes, readTime } from './read-time.ts';

const DAY_MS = 86_400_000;
const day = (year: number, month: number, date: number): number =>
  Date.UTC(year, month - 1, date) / DAY_MS;

describe('times', () => {
  it.each([
    ['3 May 1960', [day(1960, 5, 3), day(1960, 5, 4)]],
    ['May 3, 1960', [day(1960, 5, 3), day(1960, 5, 4)]],
    ['1 January 1970', [0, 1]],
    ['29 February 2000', [day(2000, 2, 29), day(2000, 3, 1)]],
    ['Dec. 2017', [day(2017, 12, 1), day(2018, 1, 1)]],
    ['1984', [day(1984, 1, 1), day(1985, 1, 1)]],
    ['the 1990s', [day(1990, 1, 1), day(2000, 1, 1)]],
    ['late 1990s', [day(1996, 1, 1), day(2000, 1, 1)]],
    ['19th century', [day(1801, 1, 1), day(1901, 1, 1)]],
  ])('reads %s', (words, range) => expect(readTime(words)).toEqual(range));

  it.each(['29 February 1999', '31 April 1990', '2010 people', 'May', '12', '1,984', ''])(
    'takes %j for none',
    (words) => expect(readTime(words)).toBeNull(),
  );

  it('counts years before the common era', () => {
    const [from, to] = readTime('44 BC')!;
    expect(to - from).toBe(365);
    expect(from).toBeLessThan(readTime('1000')![0]);
  });

  it.each([
    ['from 1992 to 2002', ['1992', '2002']],
    ['(1751-1834)', ['1751', '1834']],
    ['16 October 1891 – 13 June 1948', ['16 October 1891', '13 June 1948']],
    ['has 2010 inhabitants', []],
    ['costs $1999 or 1,999 euros', []],
    ['flight 1960 km away', []],
  ])('finds those of %j', (text, found) =>
    expect(findTimes(text).map(({ start, end }) => text.slice(start, end))).toEqual(found),
  );
});

describe('numbers', () => {
  it('carry their units and scales', () => {
    const text = 'It has 29,795 inhabitants, 1.2 million cars and 3.5 km of road.';
    expect(
      findNumbers(text, () => false).map(({ start, end, range }) => [
        text.slice(start, end),
        range[0],
      ]),
    ).toEqual([
      ['29,795 inhabitants', 29795],
      ['1.2 million', 1_200_000],
      ['3.5 km', 3.5],
    ]);
  });
  it('are read by themselves', () => {
    expect(readNumber('seven')).toEqual([7, 7]);
    expect(readNumber('seventh heaven')).toBeNull();
  });
});
