import { isEnglish, stem } from '../../../../core/text/content-words.ts';

/** No word of a page, so that `thirty years` and `1843` are never compared. */
export const CALENDAR_YEAR = 'calendar year';

/** A number that a sentence states, as it stands there. */
export interface Quantity {
  /** Which sentence of the page. */
  sentence: number;
  /** `1,200`, `seventy`. */
  text: string;
  /** In units of its last decimal: exact. */
  digits: bigint;
  decimals: number;
  /** What is counted, as the word that follows, stemmed; {@link CALENDAR_YEAR} of years by number. */
  unit: string;
}

/** English words of numbers that are told from other words. */
export const NUMBER_WORDS: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const NUMERAL = new RegExp(
  String.raw`(?<![\p{L}\p{Nd}.,/-])(?:(\p{Nd}{1,3}(?:,\p{Nd}{3})+|\p{Nd}+)(\.\p{Nd}{1,4})?|\b(${Object.keys(NUMBER_WORDS).join('|')})\b)(?![\p{Nd}/-]|[.,]\p{Nd})(?:\s?(%|°\p{L}?)|\s?(\p{L}[\p{L}\p{M}]*))?`,
  'giu',
);
const NO_UNIT =
  /^(?:and|or|to|of|in|the|a|an|is|are|was|were|times?|other|more|per|by|for|y|o|de|et|ou|und|oder|bis|de|का|और|से|है|和|到|至|و|أو|في)$/iu;

/** Quantities of sentences, in their order. English number words are read, too; digits of other scripts are. */
export function quantitiesOf(sentences: readonly string[], language: string): Quantity[] {
  return sentences.flatMap((text, sentence) =>
    [...text.matchAll(NUMERAL)].flatMap((match): Quantity[] => {
      const [, whole, part = '', word, sign, noun] = match;
      if (word !== undefined && !isEnglish(language)) return [];
      const plain =
        word === undefined
          ? latin(whole!.replaceAll(',', ''))
          : String(NUMBER_WORDS[word.toLowerCase()]);
      const decimals = Math.max(0, part.length - 1);
      const digits = BigInt(plain + latin(part.slice(1)));
      const isYear =
        word === undefined &&
        part === '' &&
        /^(?:1[0-9]|20)\d\d$/.test(plain) &&
        (noun === undefined || NO_UNIT.test(noun) || noun === '年' || /^\p{Lu}/u.test(noun));
      const unit = isYear
        ? CALENDAR_YEAR
        : (sign ?? (noun === undefined || NO_UNIT.test(noun) ? '' : stem(noun.toLowerCase())));
      const stated = word ?? whole! + part;
      return unit === '' ? [] : [{ sentence, text: stated, digits, decimals, unit }];
    }),
  );
}

/** Two quantities of one unit, different in value, of two sentences. */
export function comparablePairs(quantities: readonly Quantity[]): [Quantity, Quantity][] {
  return quantities.flatMap((a, at) =>
    quantities
      .slice(at + 1)
      .filter((b) => b.unit === a.unit && b.sentence !== a.sentence && compare(a, b) !== 0)
      .map((b): [Quantity, Quantity] => [a, b]),
  );
}

export function compare(a: Quantity, b: Quantity): number {
  const [x, y] = aligned(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

/** |a − b|, exact, in decimal digits. */
export function differenceOf(a: Quantity, b: Quantity): string {
  const [x, y] = aligned(a, b);
  return decimal(x > y ? x - y : y - x, Math.max(a.decimals, b.decimals));
}

/** The larger through the smaller where that is a whole number above 1. */
export function wholeRatioOf(a: Quantity, b: Quantity): string | undefined {
  const [x, y] = aligned(a, b);
  const [large, small] = x > y ? [x, y] : [y, x];
  return small > 0n && large % small === 0n ? String(large / small) : undefined;
}

/** The value in plain digits. */
export function valueOf({ digits, decimals }: Quantity): string {
  return decimal(digits, decimals);
}

function aligned(a: Quantity, b: Quantity): [bigint, bigint] {
  const decimals = Math.max(a.decimals, b.decimals);
  return [
    a.digits * 10n ** BigInt(decimals - a.decimals),
    b.digits * 10n ** BigInt(decimals - b.decimals),
  ];
}

function decimal(value: bigint, decimals: number): string {
  if (decimals === 0) return String(value);
  const digits = String(value).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`.replace(/\.?0+$/, '');
}

function latin(digits: string): string {
  return Array.from(digits, (digit) => {
    const point = digit.codePointAt(0)!;
    let zero = point;
    while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
    return String(point - zero);
  }).join('');
}
