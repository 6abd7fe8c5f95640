import type { Random } from '../../../../core/random.ts';
import { contentWords, isEnglish } from '../../../../core/text/content-words.ts';
import { splitWords } from '../../../../core/text/sentences.ts';
import { ownTerms } from './terms.ts';

export const VARIANT_FORMS = ['number', 'name', 'negation', 'opposite', 'exchange'] as const;

/** A statement with one thing changed, so that the page does not say it. */
export interface Variant {
  form: (typeof VARIANT_FORMS)[number];
  text: string;
}

const NUMBER_WORDS =
  'two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety'.split(
    ' ',
  );
const COUNTED_HAN = /[二三四五六七八九](?=个|次|年|天|小时|米|公里|岁|种|人|月|倍)/u;
const HAN_DIGITS = [...'二三四五六七八九'];

/** One denial put in or taken out, by language: the first pattern that fits. */
const DENIALS: Record<string, readonly (readonly [RegExp, string])[]> = {
  en: [
    [
      /\b(is|are|was|were|has|have|had|can|could|will|would|should|may|might|must|does|do|did) not\b/u,
      '$1',
    ],
    [/\bcannot\b/u, 'can'],
    [/\b(is|are|was|were|can|could|will|would|should|may|might|must)\b(?! not|n['’]t)/u, '$1 not'],
    [/\b(has|have|had) (?=\p{L}+(?:ed|en|own|ung|un|ut|ade|ept|uilt|ost|eld|ought)\b)/u, '$1 not '],
  ],
  de: [
    [/\bnicht /u, ''],
    [/(?<=\s)(ist|sind|war|waren|wird|werden|kann|können|hat|haben)(?=\s)/u, '$1 nicht'],
  ],
  fr: [
    [/(?<=\s)est(?=\s)/u, 'n’est pas'],
    [/(?<=\s)sont(?=\s)/u, 'ne sont pas'],
    [/(?<=\s)était(?=\s)/u, 'n’était pas'],
    [/(?<=\s)peut(?=\s)/u, 'ne peut pas'],
    [/(?<=\s)peuvent(?=\s)/u, 'ne peuvent pas'],
  ],
  es: [
    [/(?<=\s)no (?=\p{L})/u, ''],
    [
      /(?<=\s)(es|son|está|están|fue|fueron|era|eran|puede|pueden|hay|tiene|tienen)(?=\s)/u,
      'no $1',
    ],
  ],
  zh: [
    [/不(是|会|能|可以)/u, '$1'],
    [/(?<![不还但就可总而])是/u, '不是'],
    [/(?<!不)(可以|会|能)/u, '不$1'],
    [/没有/u, '有'],
  ],
  ar: [
    [/(?<!\p{L})لا (?=\p{L})/u, ''],
    [/^(ي\p{L}{3,}|ت\p{L}{3,})/u, 'لا $1'],
    [/(?<!\p{L})(يمكن)(?!\p{L})/u, 'لا $1'],
  ],
  hi: [
    [/नहीं /u, ''],
    // A compound verb is denied before its first word.
    [
      /(?<=\s)((?:\S+ (?:रहा|रहे|रही|जाता|जाते|जाती|देता|देते|देती|लेता|लेते|लेती|सकता|सकते|सकती)|करता|करते|करती) (?:हैं|है|था|थे|थी|थीं))(?=।)/u,
      'नहीं $1',
    ],
    [/(?<=\s)(हैं|है|था|थे|थी|थीं)(?=।)/u, 'नहीं $1'],
  ],
};

const OPPOSITES: readonly (readonly [string, string])[] = (
  'more/less before/after above/below first/last always/never higher/lower longer/shorter faster/slower warm/cold warmer/colder hot/cold early/late earlier/later ' +
  'inside/outside increase/decrease increases/decreases rises/falls rise/fall opens/closes open/closed strong/weak stronger/weaker strongest/weakest longest/shortest ' +
  'left/right north/south northern/southern east/west eastern/western day/night summer/winter many/few most/fewest high/low large/small larger/smaller largest/smallest ' +
  'long/short near/far thick/thin thicker/thinner heavy/light heavier/lighter wet/dry dark/bright old/new deep/shallow fast/slow easy/hard rich/poor top/bottom up/down ' +
  'loses/gains begins/ends begin/end with/without'
)
  .split(' ')
  .map((pair) => pair.split('/') as [string, string]);

/**
 * Every way in which programs here can make a statement say what its page does not: a number, a name, a denial, an opposite, or
 * last, where none of these is to be had, one of its words exchanged for another of the page's. What the page happens to say as
 * well is left out.
 */
export function falsify(
  statement: string,
  page: { language: string; text: string; others: readonly string[] },
  random: Random,
): Variant[] {
  const { language, text, others } = page;
  const variants = [
    ...changedNumbers(statement, random),
    ...(isEnglish(language) || language === 'es' || language === 'fr'
      ? changedNames(statement, text, random)
      : []),
    ...denied(statement, language),
    ...(isEnglish(language) ? opposed(statement) : []),
  ];
  const all = text.toLowerCase();
  const unsaid = (variant: Variant): boolean =>
    variant.text !== statement && !all.includes(variant.text.toLowerCase());
  const found = variants.filter(unsaid);
  return found.length > 0 ? found : exchanged(statement, others, language).filter(unsaid);
}

function changedNumbers(statement: string, random: Random): Variant[] {
  const variants: Variant[] = [];
  for (const match of statement.matchAll(
    /(?<![\p{L}\p{Nd}])\p{Nd}+(?:[.,]\p{Nd}+)*(?![\p{L}\p{Nd}])/gu,
  )) {
    const digits = [...match[0]].flatMap((sign, at) => (/\p{Nd}/u.test(sign) ? [at] : []));
    const at = digits.length > 2 ? digits[1 + random.integer(digits.length - 1)]! : digits[0]!;
    const signs = [...match[0]];
    const [value, zero] = valueOfDigit(signs[at]!);
    const put = 1 + ((value + random.integer(8)) % 9);
    signs[at] = String.fromCodePoint(zero + (put === value ? 1 + (put % 9) : put));
    variants.push({
      form: 'number',
      text: splice(statement, match.index, match[0], signs.join('')),
    });
  }
  const word = new RegExp(String.raw`\b(?:${NUMBER_WORDS.join('|')})\b`, 'iu').exec(statement);
  if (word !== null) {
    const put = random.pick(NUMBER_WORDS.filter((other) => other !== word[0].toLowerCase()));
    variants.push({
      form: 'number',
      text: splice(statement, word.index, word[0], likeCase(put, word[0])),
    });
  }
  const han = COUNTED_HAN.exec(statement);
  if (han !== null) {
    const put = random.pick(HAN_DIGITS.filter((digit) => digit !== han[0]));
    variants.push({ form: 'number', text: splice(statement, han.index, han[0], put) });
  }
  return variants;
}

/** The value of a digit of any script, and the code point of its zero: Unicode keeps each ten together. */
function valueOfDigit(digit: string): [value: number, zero: number] {
  const point = digit.codePointAt(0)!;
  let zero = point;
  while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return [point - zero, zero];
}

const NAME = /(?<=[\p{Ll},;]\s)\p{Lu}\p{Ll}{2,}(?:\s\p{Lu}\p{Ll}{2,})*/gu;

function changedNames(statement: string, text: string, random: Random): Variant[] {
  const names = [...new Set(text.match(NAME) ?? [])].toSorted();
  return [...statement.matchAll(NAME)].flatMap((match): Variant[] => {
    const others = names.filter(
      (name) =>
        !statement.includes(name) &&
        !name.includes(match[0]) &&
        countOf(name) === countOf(match[0]),
    );
    if (others.length === 0) return [];
    return [{ form: 'name', text: splice(statement, match.index, match[0], random.pick(others)) }];
  });
}

function countOf(name: string): number {
  return name.split(' ').length;
}

function denied(statement: string, language: string): Variant[] {
  const fits = (DENIALS[isEnglish(language) ? 'en' : language] ?? []).find(([pattern]) =>
    pattern.test(statement),
  );
  return fits === undefined
    ? []
    : [{ form: 'negation', text: statement.replace(fits[0], fits[1]) }];
}

function opposed(statement: string): Variant[] {
  return OPPOSITES.flatMap(([one, other]) => [
    [one, other] as const,
    [other, one] as const,
  ]).flatMap(([from, to]): Variant[] => {
    const match = new RegExp(String.raw`\b${from}\b`, 'iu').exec(statement);
    return match === null
      ? []
      : [
          {
            form: 'opposite',
            text: splice(statement, match.index, match[0], likeCase(to, match[0])),
          },
        ];
  });
}

function exchanged(statement: string, others: readonly string[], language: string): Variant[] {
  // Elsewhere than in English a word for a thing is exchanged for another such word.
  const isNamed = !isEnglish(language);
  const isOneWord = (term: string): boolean =>
    !/\s/u.test(term) && (!isNamed || splitWords(term, language).length === 1);
  const from = ownTerms(statement, others, language, isNamed).find(isOneWord);
  const mine = contentWords(statement, language);
  const to = others
    .flatMap((other) => ownTerms(other, [statement], language, isNamed))
    .find((term) => isOneWord(term) && !mine.has(term.toLowerCase()));
  return from === undefined || to === undefined
    ? []
    : [{ form: 'exchange', text: statement.replace(from, () => likeCase(to, from)) }];
}

function splice(text: string, at: number, from: string, to: string): string {
  return text.slice(0, at) + to + text.slice(at + from.length);
}

function likeCase(word: string, model: string): string {
  const [first = ''] = word;
  return /^\p{Lu}/u.test(model) ? first.toUpperCase() + word.slice(first.length) : word;
}
