const MONTHS =
  'january february march april may june july august september october november december'.split(
    ' ',
  );
const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?)';
const YEAR = '(?:1\\d{3}|20\\d{2})';
const DAY = '(?:[12]\\d|3[01]|0?[1-9])(?:st|nd|rd|th)?';

/** Most specific first. Named groups tell the parts. */
const FORMS = [
  `(?<d>${DAY}) (?:of )?(?<m>${MONTH}),? (?<y>${YEAR})`,
  `(?<m>${MONTH}) (?<d>${DAY}) ?, ?(?<y>${YEAR})`,
  `(?<m>${MONTH}),? (?:of )?(?<y>${YEAR})`,
  `(?<iso>${YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]))`,
  `(?<y>\\d{1,4}) ?(?<era>BCE?|B\\.C\\.)`,
  `(?:(?<part>early|mid|late)[- ])?(?<decade>1\\d{2}0|20\\d0)s`,
  `(?:(?<part>early|mid|late)[- ])?(?<century>1?\\d|20|21)(?:st|nd|rd|th)[- ]century`,
  `(?<y>${YEAR})`,
];
const TIME = FORMS.map(
  (form) =>
    new RegExp(
      `(?<![\\p{L}\\d,.$£€/]|[\\p{L},.]-)(?:c\\. ?|circa )?${form}(?![\\d\\p{L}]|[,.]\\d)`,
      'gu',
    ),
);

/** Words after a bare number of four digits that make it a count, not a year. */
const COUNTED =
  /^[ -](?:people|inhabitants|residents|students|men|women|members|km|kilomet|met(?:re|er)|miles?|feet|ft|m\b|mi\b|votes|points|seats|copies|employees|acres|hectares|households|families|soldiers|troops|tons?|species|times|dollars|pounds|euros|volts|rpm|hp|words|pages|mm|cm|kg|census-)/;

/** Words before a bare year that show that it is one. */
const YEAR_CUE =
  /(?:^|[\s(–—-])(?:in|since|until|till|by|from|to|of|after|before|during|around|about|and|or|between|early|mid|late|circa|c\.|born|died|the|a|an|year|summer|winter|spring|autumn|fall|season|on|for|its|their|his|her|through|as of|mid-|\()[\s(]*$|[(,;–—-]\s?$/i;

export interface FoundTime {
  start: number;
  end: number;
  /** Days since 1970-01-01, end excluded. */
  range: [number, number];
  precision: 'day' | 'month' | 'year' | 'decade' | 'century';
}

/** Dates, months, years, decades and centuries of a text, in order, none overlapping. UTF-16 offsets. */
export function findTimes(text: string): FoundTime[] {
  const found: FoundTime[] = [];
  const taken = new Uint8Array(text.length);
  for (const [index, pattern] of TIME.entries()) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (taken.subarray(start, end).some((used) => used === 1)) continue;
      const isBareYear = index === FORMS.length - 1;
      if (isBareYear && !isYear(text, start, end)) continue;
      const time = timeOf(match.groups!);
      if (time === null) continue;
      taken.fill(1, start, end);
      found.push({ start, end, ...time });
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
}

/** The range of a time written in words, or null where it is none: `3 May 1960`, `the 1990s`. */
export function readTime(words: string): [number, number] | null {
  const text = ` ${words.trim().replace(/^the /i, '')}`;
  for (const pattern of TIME) {
    for (const match of text.matchAll(pattern)) {
      if (match.index === 1 && match[0].length === text.length - 1)
        return timeOf(match.groups!)?.range ?? null;
    }
  }
  return null;
}

function isYear(text: string, start: number, end: number): boolean {
  const after = text.slice(end, end + 14);
  if (COUNTED.test(after)) return false;
  const before = text.slice(Math.max(0, start - 12), start);
  return (
    YEAR_CUE.test(before) ||
    /^ ?[–—-] ?\d{2,4}\b|^\)|^ (?:and|or) (?:1\d{3}|20\d{2})\b/.test(after) ||
    start === 0
  );
}

function timeOf(
  groups: Record<string, string | undefined>,
): Pick<FoundTime, 'range' | 'precision'> | null {
  const { d, m, y, iso, era, part, decade, century } = groups;
  if (iso !== undefined) {
    const [year, month, day] = iso.split('-').map(Number);
    return dayOf(year!, month! - 1, day!);
  }
  if (century !== undefined) {
    const from = (Number(century) - 1) * 100 + 1;
    return { range: thirdOf(from, 100, part), precision: 'century' };
  }
  if (decade !== undefined)
    return { range: thirdOf(Number(decade), 10, part), precision: 'decade' };
  const year = era === undefined ? Number(y) : 1 - Number(y);
  if (m === undefined)
    return { range: [daysAt(year, 0, 1), daysAt(year + 1, 0, 1)], precision: 'year' };
  const month = MONTHS.findIndex((name) => name.startsWith(m.toLowerCase().slice(0, 3)));
  if (d === undefined)
    return { range: [daysAt(year, month, 1), daysAt(year, month + 1, 1)], precision: 'month' };
  return dayOf(year, month, Number.parseInt(d, 10));
}

function dayOf(
  year: number,
  month: number,
  day: number,
): Pick<FoundTime, 'range' | 'precision'> | null {
  const at = daysAt(year, month, day);
  // 31 April is no day.
  return day > daysAt(year, month + 1, 1) - daysAt(year, month, 1)
    ? null
    : { range: [at, at + 1], precision: 'day' };
}

function thirdOf(from: number, years: number, part: string | undefined): [number, number] {
  const third = years === 10 ? [0, 4, 6, 10] : [0, 34, 67, 100];
  const [a, b] =
    part === 'early'
      ? [0, third[1]!]
      : part === 'mid'
        ? [third[1]!, third[2]!]
        : part === 'late'
          ? [third[2]!, years]
          : [0, years];
  return [daysAt(from + a, 0, 1), daysAt(from + b, 0, 1)];
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
function daysAt(year: number, month: number, day: number): number {
  // Years below 100 mean 19xx to Date.UTC, so they are moved by whole cycles of 400 years.
  const CYCLE_DAYS = 146_097;
  const cycles = year < 1000 ? Math.ceil((1000 - year) / 400) : 0;
  return Date.UTC(year + cycles * 400, month, day) / 86_400_000 - cycles * CYCLE_DAYS;
}
