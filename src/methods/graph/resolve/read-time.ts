/** A range of days since 1970-01-01 in the proleptic Gregorian calendar, end excluded. */
export type DayRange = [number, number];

/**
 * Days since 1970-01-01 of a civil date; year 0 is 1 BC. After Hinnant, "chrono-compatible low-level date algorithms":
 * years begin in March, eras have 400 years.
 */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const MONTH = `(?:${MONTHS.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)}|\\.)?`).join('|')}|sept\\.?)`;
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;
const ERA = String.raw`(?:\s*(b\.?\s?c\.?(?:\s?e\.?)?|a\.?\s?d\.?|c\.?\s?e\.?))?`;
const YEAR = String.raw`(?:a\.?d\.?\s*)?(\d{1,4})`;
const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
  'twentieth',
  'twenty-first',
];

type Reader = [RegExp, (groups: RegExpExecArray) => DayRange | null];

const pattern = (source: string): RegExp => new RegExp(`^(?:${source})$`);

/** Most specific first. Each pattern is bounded and unambiguous, so that matching is linear. */
const READERS: Reader[] = [
  [
    pattern(String.raw`(\d{4})-(\d{2})-(\d{2})(?:t[\d:.]+(?:z|[+-]\d{2}:?\d{2})?)?`),
    (m) => dayOf(+m[1]!, +m[2]!, +m[3]!),
  ],
  [pattern(String.raw`(\d{4})-(0[1-9]|1[0-2])`), (m) => monthOf(+m[1]!, +m[2]!)],
  [
    pattern(`${DAY}(?: of)? (${MONTH}),? ${YEAR}${ERA}`),
    (m) => dayOf(yearNumber(m[3]!, m[4]), monthNumber(m[2]!), +m[1]!),
  ],
  [
    pattern(`(${MONTH}) ${DAY},? ${YEAR}${ERA}`),
    (m) => dayOf(yearNumber(m[3]!, m[4]), monthNumber(m[1]!), +m[2]!),
  ],
  [
    pattern(`(?:early |mid[- ]|late )?(${MONTH})(?: of)?,? ${YEAR}${ERA}`),
    (m) => monthOf(yearNumber(m[2]!, m[3]), monthNumber(m[1]!)),
  ],
  [
    pattern(`(spring|summer|autumn|fall|winter)(?: of)?,? ${YEAR}${ERA}`),
    (m) => seasonOf(m[1]!, yearNumber(m[2]!, m[3])),
  ],
  [
    pattern(String.raw`(?:early |mid[- ]|late )?(\d{1,3}0)['’]?s${ERA}`),
    (m) => decadeOf(+m[1]!, m[2]),
  ],
  [
    pattern(
      String.raw`(?:early |mid[- ]|late )?(\d{1,2}(?:st|nd|rd|th)|${ORDINALS.join('|')})[- ]century${ERA}`,
    ),
    (m) => centuryOf(ordinal(m[1]!), m[2]),
  ],
  [
    pattern(String.raw`(?:from |between )?${YEAR}${ERA}\s?(?:[–—-]|to|and|until)\s?${YEAR}${ERA}`),
    (m) => yearsOf(m[1]!, m[2], m[3]!, m[4]),
  ],
  [
    pattern(String.raw`(?:early |mid[- ]|late |in |the year )?${YEAR}${ERA}`),
    (m) => yearOf(yearNumber(m[1]!, m[2])),
  ],
];

const MOST_LENGTH = 60;

/**
 * The days that a date in English words may mean: `1963`, `May 1963`, `13 March 1963`, `the 1990s`, `44 BC`, `1939–1945`,
 * `the fifth century`, `2001-02-03`. `early` and `late` do not narrow a range: what they leave out is not said. Null for
 * what is no date of a calendar, lacks its year, or is only about one (`c. 1450`): nothing can be compared by it.
 */
export function readTime(text: string): DayRange | null {
  if (text.length > MOST_LENGTH) return null;
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^the /, '')
    .replace(/ ?([–—-]) ?/g, '$1');
  for (const [form, read] of READERS) {
    const found = form.exec(plain);
    if (found !== null) return read(found);
  }
  return null;
}

function yearNumber(digits: string, era: string | undefined): number {
  return isBefore(era) ? 1 - +digits : +digits;
}

const isBefore = (era: string | undefined): boolean => era?.startsWith('b') ?? false;

function monthNumber(name: string): number {
  return MONTHS.findIndex((month) => month.startsWith(name.slice(0, 3))) + 1;
}

function dayOf(y: number, month: number, day: number): DayRange | null {
  if (month < 1 || month > 12 || day < 1) return null;
  const start = daysFromCivil(y, month, day);
  // 31 April is no day.
  return start < monthOf(y, month)[1] ? [start, start + 1] : null;
}

function monthOf(y: number, month: number): DayRange {
  return [
    daysFromCivil(y, month, 1),
    month === 12 ? daysFromCivil(y + 1, 1, 1) : daysFromCivil(y, month + 1, 1),
  ];
}

function yearOf(y: number): DayRange | null {
  return y === 0 ? null : spanOfYears(y, y + 1);
}

/** Either hemisphere may be meant: a season but winter lies in its year, winter may reach into its neighbours. */
function seasonOf(season: string, y: number): DayRange {
  return season === 'winter'
    ? [daysFromCivil(y - 1, 12, 1), daysFromCivil(y + 1, 4, 1)]
    : spanOfYears(y, y + 1);
}

function decadeOf(first: number, era: string | undefined): DayRange {
  // `the 1900s` may be ten years or a hundred: the longer range leaves nothing out.
  const years = first % 100 === 0 && first > 0 ? 100 : 10;
  return isBefore(era)
    ? spanOfYears(2 - first - years, 2 - first)
    : spanOfYears(first, first + years);
}

function centuryOf(number: number, era: string | undefined): DayRange | null {
  if (number < 1) return null;
  return isBefore(era)
    ? spanOfYears(1 - number * 100, 1 - (number - 1) * 100)
    : spanOfYears((number - 1) * 100 + 1, number * 100 + 1);
}

function yearsOf(
  from: string,
  fromEra: string | undefined,
  to: string,
  toEra: string | undefined,
): DayRange | null {
  // `1997–8`, `1939–45`: the end is told by its last digits.
  const end = to.length < from.length && toEra === undefined ? from.slice(0, -to.length) + to : to;
  const first = yearNumber(from, fromEra ?? (isBefore(toEra) ? toEra : undefined));
  const last = yearNumber(end, toEra);
  return last >= first && last - first < 1000 ? spanOfYears(first, last + 1) : null;
}

function ordinal(words: string): number {
  const place = ORDINALS.indexOf(words);
  return place === -1 ? Number.parseInt(words, 10) : place + 1;
}

const spanOfYears = (from: number, to: number): DayRange => [
  daysFromCivil(from, 1, 1),
  daysFromCivil(to, 1, 1),
];
