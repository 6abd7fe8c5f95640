/** A quantity: the range of numbers that its words allow, in the unit named. */
export interface Quantity {
  range: [number, number];
  /** A base unit (`m`, `kg`, `s`, `m2`, `%`, `USD`), what is counted in the text's word (`inhabitants`), or null. */
  unit: string | null;
}

const SMALL = [
  'zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve',
  'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen',
]; // prettier-ignore
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const SCALES: Record<string, number> = {
  hundred: 1e2,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  k: 1e3,
  m: 1e6,
  bn: 1e9,
};

/** Units by their words: base unit and how many of it. Temperatures are left out: their zeros differ. */
const UNITS: Record<string, [string, number]> = {
  mm: ['m', 1e-3], millimetre: ['m', 1e-3], millimeter: ['m', 1e-3],
  cm: ['m', 1e-2], centimetre: ['m', 1e-2], centimeter: ['m', 1e-2],
  m: ['m', 1], metre: ['m', 1], meter: ['m', 1],
  km: ['m', 1e3], kilometre: ['m', 1e3], kilometer: ['m', 1e3],
  in: ['m', 0.0254], inch: ['m', 0.0254], inches: ['m', 0.0254],
  ft: ['m', 0.3048], foot: ['m', 0.3048], feet: ['m', 0.3048],
  yd: ['m', 0.9144], yard: ['m', 0.9144], mi: ['m', 1609.344], mile: ['m', 1609.344],
  g: ['kg', 1e-3], gram: ['kg', 1e-3], kg: ['kg', 1], kilogram: ['kg', 1], tonne: ['kg', 1e3],
  lb: ['kg', 0.45359237], lbs: ['kg', 0.45359237], pound: ['kg', 0.45359237],
  sqm: ['m2', 1], km2: ['m2', 1e6], 'square kilometre': ['m2', 1e6], 'square kilometer': ['m2', 1e6], 'sq km': ['m2', 1e6],
  m2: ['m2', 1], 'square metre': ['m2', 1], 'square meter': ['m2', 1], 'square mile': ['m2', 2_589_988.110336],
  'sq mi': ['m2', 2_589_988.110336], ha: ['m2', 1e4], hectare: ['m2', 1e4], acre: ['m2', 4046.8564224],
  second: ['s', 1], minute: ['s', 60], hour: ['s', 3600], day: ['s', 86_400], week: ['s', 604_800],
  '%': ['%', 1], percent: ['%', 1], 'per cent': ['%', 1],
  dollar: ['USD', 1], 'us dollar': ['USD', 1], euro: ['EUR', 1], 'pound sterling': ['GBP', 1], yen: ['JPY', 1],
}; // prettier-ignore
const CURRENCIES: Record<string, string> = {
  $: 'USD',
  us$: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  usd: 'USD',
  eur: 'EUR',
  gbp: 'GBP',
};

const FIGURE = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\u00a0\d{3})+|\d+(?:\.\d+)?`;
const FORM = new RegExp(
  String.raw`^(us\$|usd|eur|gbp|[$€£¥])?\s?(${FIGURE})(?:\s?[–-]\s?(${FIGURE}))?(?:[\s-]?(hundred|thousand|million|billion|trillion|bn|k(?![a-z])))?(?:[\s-]?(\D.*))?$`,
  'u',
);
const MOST_LENGTH = 80;

/**
 * Reads `1,234`, `1.5 million`, `3–12 months`, `US$5 million`, `twenty-one`, `3,069 m`, `45%`. A figure with a word of scale
 * allows for its rounding (`1.2 million` is 1,150,000 to 1,250,000); others are exact. Null for what only comes near a
 * number (`about 300`, `over 40`) and for what is none: nothing can be compared by it.
 */
export function readNumber(text: string): Quantity | null {
  if (text.length > MOST_LENGTH) return null;
  const plain = text
    .toLowerCase()
    .replace(/[ \t\n]+/g, ' ')
    .replace(/−/g, '-')
    .trim();
  const found = FORM.exec(plain);
  if (found === null) return readWords(plain);
  const [, sign, low, high, scaleWord, rest] = found;
  const scale = scaleWord === undefined ? 1 : SCALES[scaleWord]!;
  const unit = sign === undefined ? unitOf(rest) : { name: CURRENCIES[sign]!, factor: 1 };
  if (unit === null) return null;
  const slack = scale === 1 ? 0 : slackOf(high ?? low!) * scale;
  const from = figure(low!) * scale - slack;
  const to = figure(high ?? low!) * scale + slack;
  if (to < from || !Number.isFinite(to)) return null;
  return { range: [tidy(from * unit.factor), tidy(to * unit.factor)], unit: unit.name };
}

const figure = (digits: string): number => Number(digits.replace(/[,\u00a0]/g, ''));

/** Half a unit of the last place. */
function slackOf(digits: string): number {
  const decimals = digits.split('.')[1]?.length ?? 0;
  return 0.5 * 10 ** -decimals;
}

/** Twelve significant digits: what factors of ten leave behind them is no part of the number. */
const tidy = (value: number): number => Number(value.toPrecision(12));

function unitOf(words: string | undefined): { name: string | null; factor: number } | null {
  if (words === undefined) return { name: null, factor: 1 };
  const word = words.trim().replace(/\.$/, '');
  const known = UNITS[word] ?? UNITS[word.replace(/s$/, '')];
  if (known !== undefined) return { name: known[0], factor: known[1] };
  // More than three words, or more figures, are no unit.
  return /^\p{L}[\p{L}'’-]*(?: \p{L}[\p{L}'’-]*){0,2}$/u.test(word) &&
    !/^(?:or|and|to|of)\b/.test(word)
    ? { name: word, factor: 1 }
    : null;
}

/** Numbers in words, up to trillions, with what follows them as the unit. */
function readWords(text: string): Quantity | null {
  const words = text.split(/[\s-]+/);
  let total = 0;
  let group = 0;
  let read = 0;
  let scaled = false;
  for (; read < words.length; read++) {
    const word = words[read]!;
    const small = SMALL.indexOf(word);
    const ten = TENS.indexOf(word);
    if (small >= 0) group += small;
    else if (ten >= 0) group += (ten + 2) * 10;
    else if (word === 'hundred' && read > 0) group = (group || 1) * 100;
    else if (read > 0 && word.length > 2 && SCALES[word] !== undefined) {
      total += (group || 1) * SCALES[word];
      group = 0;
      scaled = true;
    } else if (!(word === 'and' && read > 0 && SMALL.concat(TENS).includes(words[read + 1] ?? '')))
      break;
  }
  if (read === 0) return null;
  const unit = unitOf(read < words.length ? words.slice(read).join(' ') : undefined);
  if (unit === null) return null;
  const value = total + group;
  // `two million` is round; `two` is two.
  const slack = scaled && group === 0 ? 0.5 * scaleOf(total) : 0;
  return {
    range: [tidy((value - slack) * unit.factor), tidy((value + slack) * unit.factor)],
    unit: unit.name,
  };
}

function scaleOf(value: number): number {
  return [1e12, 1e9, 1e6, 1e3].find((scale) => value >= scale) ?? 1;
}
