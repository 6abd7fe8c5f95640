import { DEMONYMS } from './gazetteer/countries.ts';
import { GIVEN_NAMES, TITLES } from './gazetteer/given-names.ts';
import { isKnownPlace } from './gazetteer/places.ts';
import { NAME_BEGINNINGS, NAME_ENDINGS, TYPE_NOUNS } from './gazetteer/type-nouns.ts';
import { OFFICES, PARTICLES } from './name-cues.ts';
import type { Token } from './tag-text.ts';

const JOINED_BY_AND =
  /^(?:Museum|Ministry|Department|Institute|School|Academy|University|College|Faculty|Society|Royal|Centre|Center|Council)$/;

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
  if (one === 'and' && isName(at + 2)) {
    const whole = `${left.join(' ')} and ${two}`;
    if (isKnownPlace(whole)) return 2;
    const head = left.find((word) => JOINED_BY_AND.test(word));
    const right = tokens[at + 2]!;
    if (
      head !== undefined &&
      left.length > 1 &&
      !isKnownPlace(left.at(-1)!) &&
      !GIVEN_NAMES.has(right.text) &&
      !NAME_ENDINGS.has(left.at(-1)!)
    )
      return 2;
  }
  return 0;
}
