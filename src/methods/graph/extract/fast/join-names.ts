import { DEMONYMS } from './gazetteer/countries.ts';
import { GIVEN_NAMES, TITLES } from './gazetteer/given-names.ts';
import { isKnownPlace } from './gazetteer/places.ts';
import { NAME_BEGINNINGS, NAME_ENDINGS, TYPE_NOUNS } from './gazetteer/type-nouns.ts';
import { isTitleCue, OFFICES, PARTICLES, TITLE_OPENERS } from './name-cues.ts';
import type { Token } from './tag-text.ts';

const JOINED_BY_AND =
  /^(?:Museum|Ministry|Department|Institute|School|Academy|University|College|Faculty|Society|Royal|Centre|Center|Council)$/;

/** Words after `and` that make a firm of a name: `Carrow and Sons`. */
const OF_FIRMS = /^(?:Sons?|Brothers|Bros|Daughters?|Nephews?|Company|Co|Partners|Associates)\.?$/;
/** Before `McKim, Mead and White` these say that it is one firm; `&` says it by itself. */
const FIRM_CUE =
  /^(?:firm|company|architects?|partnership|practice|attorneys|agency|publishers?|solicitors|brewers|builders)$/;
const BAND_CUE = /^(?:band|group|duo|trio|quartet|supergroup)$/;

/** Tokens behind the surname at `at` that make a firm's name of it: `, Mead and White`; 0 where they are a list. */
export function joinFirm(
  tokens: readonly Token[],
  at: number,
  isName: (index: number) => boolean,
): number {
  const sign = tokens[at + 3]?.text;
  if (!isName(at + 2) || !isName(at + 4) || isName(at + 5) || !/^(?:and|&)$/.test(sign ?? ''))
    return 0;
  const names = [at, at + 2, at + 4].map((index) => tokens[index]!.text);
  if (names.some((name) => isKnownPlace(name) || DEMONYMS.has(name))) return 0;
  return sign === '&' || FIRM_CUE.test(tokens[at - 1]?.lower ?? '') ? 4 : 0;
}

/** How many tokens behind `at` belong to the name through lower-case words: `University of the Arts`, `Rio de Janeiro`. */
export function joinNames(
  tokens: readonly Token[],
  from: number,
  at: number,
  isName: (index: number) => boolean,
): number {
  const [one, two] = [tokens[at + 1]?.text ?? '', tokens[at + 2]?.text ?? ''];
  if (PARTICLES.test(one) && one !== '&') {
    if (isName(at + 2)) return 2;
    if (PARTICLES.test(two) && isName(at + 3)) return 3;
  }
  const left = tokens.slice(from, at + 1).map((token) => token.text);
  if (
    one === 'of' &&
    (left.length === 1 ||
      NAME_ENDINGS.has(left.at(-1)!) ||
      NAME_BEGINNINGS.has(left.at(-1)!) ||
      left.some((word) => TITLES.has(word) || word === 'The' || word === 'of'))
  ) {
    const words = left.join(' ').replace(/^The /, '');
    const isNobleman =
      /^(?:Duke|Earl|Count|Baron|Marquess|Viscount|Prince|Princess|Duchess|Countess|Order|House)$/.test(
        left.at(-1)!,
      );
    const isClosed =
      OFFICES.test(left.at(-1)!) ||
      isKnownPlace(words) ||
      DEMONYMS.has(words) ||
      (GIVEN_NAMES.has(left[0]!) && left.length > 1 && !isNobleman);
    if (isClosed) return 0;
    if (isName(at + 2)) return 2;
    if (two === 'the' && isName(at + 3)) return 3;
  }
  // `Academy Award for Best Picture`, `Nobel Prize in Physics`.
  if (
    /^(?:for|in)$/.test(one) &&
    isName(at + 2) &&
    /^(?:Award|Awards|Prize|Medal|Emmy)$/.test(left.at(-1)!) &&
    !isKnownPlace(two)
  )
    return 2;
  // `Center for Healthcare Leadership`.
  if (
    one === 'for' &&
    isName(at + 2) &&
    !isKnownPlace(two) &&
    /^(?:Center|Centre|Institute|Society|Foundation|Association|Council|Committee|Office|Agency|Campaign|Alliance|Fund|Organization|Organisation|Academy|School)$/.test(
      left.at(-1)!,
    )
  )
    return 2;
  // `the film The Hunt for Red October`: behind what the text calls a work, titles go on.
  const called = tokens[from - 1];
  if (
    called !== undefined &&
    TYPE_NOUNS.get(called.lemma) === 'work' &&
    /^(?:for|to|the|a|an)$/.test(one)
  ) {
    if (isName(at + 2)) return 2;
    if (/^(?:the|a|an)$/.test(two) && isName(at + 3)) return 3;
  }
  // `Gertie the Dinosaur`, `Alexander the Great`.
  if (
    one === 'the' &&
    left.length === 1 &&
    isName(at + 2) &&
    !isKnownPlace(left[0]!) &&
    !DEMONYMS.has(left[0]!) &&
    tokens[at]!.pos === 'PROPN' &&
    !isName(at + 3)
  )
    return 2;
  // `the film The Cabin in the Woods`, `directed A Cry in the Dark`, `the novel Sense and Sensibility`.
  const behind = tokens[at + 3];
  const isAfterNoun = called !== undefined && TYPE_NOUNS.get(called.lower) === 'work';
  if (isAfterNoun || (TITLE_OPENERS.test(left[0]!) && isTitleCue(tokens, from))) {
    if (
      /^(?:in|on|at|of|to|and|from)$/.test(one) &&
      /^(?:the|a|an)$/.test(two) &&
      isName(at + 3) &&
      !startsPlace(tokens, at + 3)
    )
      return 3;
    if (one === 'of' && isName(at + 2) && !startsPlace(tokens, at + 2)) return 2;
  }
  if (
    isAfterNoun &&
    called.lower !== 'series' &&
    one === 'and' &&
    left.length === 1 &&
    isName(at + 2) &&
    !GIVEN_NAMES.has(two) &&
    !GIVEN_NAMES.has(left[0]!) &&
    !isName(at + 3) &&
    !/^(?:VERB|AUX)$/.test(behind?.pos ?? '')
  )
    return 2;
  // `the band TV on the Radio`, `Death Cab for Cutie`.
  if (called !== undefined && BAND_CUE.test(called.lower)) {
    if (one === 'and' && isName(at + 2) && left.length === 1 && behind?.pos === 'PUNCT') return 2;
    if (one === 'and' && two === 'the' && isName(at + 3) && left.length <= 2) return 3;
    if (one === 'for' && isName(at + 2) && behind?.pos === 'PUNCT' && !NAME_ENDINGS.has(two))
      return 2;
    if (
      /^(?:on|against|of)$/.test(one) &&
      two === 'the' &&
      isName(at + 3) &&
      !/^(?:NOUN|PROPN)$/.test(tokens[at + 4]?.pos ?? '')
    )
      return 3;
  }
  if (/^(?:and|&)$/.test(one) && OF_FIRMS.test(two)) return 2;
  if (one === 'and' && isName(at + 2)) {
    const whole = `${left.join(' ')} and ${two}`;
    if (isKnownPlace(whole)) return 2;
    const head = left.find((word) => JOINED_BY_AND.test(word));
    const right = tokens[at + 2]!;
    if (
      head !== undefined &&
      left.length > 1 &&
      !left.some((word) => /^(?:Award|Awards|Prize|Medal)$/.test(word)) &&
      !isKnownPlace(left.at(-1)!) &&
      !GIVEN_NAMES.has(right.text) &&
      !NAME_ENDINGS.has(left.at(-1)!)
    )
      return 2;
  }
  return 0;
}

/** Whether the name at `from` is a place by its first words: `the United Kingdom`. */
const startsPlace = (tokens: readonly Token[], from: number): boolean =>
  [1, 2, 3].some((length) =>
    isKnownPlace(
      tokens
        .slice(from, from + length)
        .map(({ text }) => text)
        .join(' '),
    ),
  );
