import { DEMONYMS } from './gazetteer/countries.ts';
import { GIVEN_NAMES, TITLES } from './gazetteer/given-names.ts';
import { isKnownPlace } from './gazetteer/places.ts';
import { NAME_ENDINGS } from './gazetteer/type-nouns.ts';
import type { Token } from './tag-text.ts';

export const CAPITAL = /^(?:\p{Lu}|\p{Ll}\p{Lu}|\d+(?:st|nd|rd|th)$)/u;
/** Words that begin sentences and are no names, whatever the tagger says. */
export const PLAIN =
  /^(?:the|a|an|this|that|these|those|it|its|he|she|his|her|hers|they|their|them|him|we|our|us|i|you|your|my|me|who|whose|whom|which|what|when|where|why|how|in|on|at|by|for|from|to|with|without|of|as|after|before|during|since|until|while|although|though|because|if|unless|but|and|or|nor|so|yet|both|either|neither|not|no|all|some|many|most|several|few|each|every|any|other|another|such|there|here|then|now|however|also|later|today|currently|originally|initially|eventually|finally|meanwhile|moreover|furthermore|additionally|despite|according|among|between|under|over|through|throughout|upon|within|along|around|about|against|like|unlike|following|based|born|named|located|founded|known|having|being|written|directed|released|produced|set|made|is|was|are|were|has|have|had|do|does|did|may|might|can|could|would|should|will|must|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|last|next|early|late|formerly|previously|once|often|only|even|still|just|more|less|much|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december|contents|references|external|see|note|it's|i'm|mr|mrs|plans|critics|members|people|residents|fans|construction|production|development|film|album|song|band|city|town|team|company|towns|cities|villages|sites|highlights)$/;
/** Of those, the ones that within a sentence have a capital only where they belong to a name: `Song of Freedom`. */
export const WORDS_OF_NAMES =
  /^(?:film|album|song|band|city|town|team|company|production|construction|development|first|second|third|last|one|two|three|four|five|six|seven|eight|nine|ten|people|members|fans|critics|external|contents|references|note|late|early|made|born|set|like|under|over|between|through|all|no|not|more|less|only|most|other|another|such|once|just|even|still)$/;
export const DAYS = /^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)$/;
export const PARTICLES =
  /^(?:de|du|des|del|della|di|da|do|dos|das|la|le|les|van|der|den|von|zu|zum|y|e|al|el|bin|ibn|ul|ud|af|av|ter|ten|und|et|&|d'|n'|vs\.?)$/;
/** Before `of` these do not go on: `Mayor of London` is an office. */
export const OFFICES =
  /^(?:President|Minister|Mayor|Governor|Chancellor|Director|Chairman|Secretary|Member|Members|Head|Leader|Ambassador|Bishop|Archbishop|Professor|King|Queen|Emperor|Empress|Pope|Speaker|Chief|Premier|Commander|Minister-President|Republican|Democrat|Senator|Dean|Master|Bachelor|Doctor|Captain|Justice|Attorney|General)$/;

/** Words that have a capital within a sentence only where a title begins with them. */
export const TITLE_OPENERS =
  /^(?:The|A|An|My|Our|Your|His|Her|Their|This|To|In|On|At|From|For|When|Where|What|Who|How|Why|If|We|You|No|All)$/;
/** Before such a word, what shows that it is a title and no heading's capital. */
const TITLE_CUE =
  /^(?:film|movie|novel|book|album|song|single|play|poem|series|show|opera|musical|episode|game|documentary|directed|directs|directing|wrote|writes|writing|written|published|produced|starred|stars|starring|appeared|recorded|composed|titled|entitled|called|novella|story|memoir|painting|in|of)$/;
const STRONG_CUE =
  /^(?:film|movie|novel|book|album|song|single|play|poem|series|show|opera|musical|episode|game|documentary|directed|directs|directing|wrote|writes|published|starred|starring|appeared|recorded|composed|titled|entitled|novella|story|memoir|painting)$/;

/** Whether a title may begin at `from`: a word of works stands before it. */
export function isTitleCue(tokens: readonly Token[], from: number): boolean {
  const [before, earlier] = [tokens[from - 1]?.text ?? '', tokens[from - 2]?.text ?? ''];
  return STRONG_CUE.test(before) || (TITLE_CUE.test(before) && STRONG_CUE.test(earlier));
}

/**
 * How many tokens a title takes that begins a sentence and that `is a`, `was the` … follows: in `My Neighbor Totoro is a film`
 * nothing else can be the subject.
 */
export function openingTitle(tokens: readonly Token[]): number {
  let at = 0;
  let capitals = 0;
  for (; at < Math.min(tokens.length, 14); at++) {
    const token = tokens[at]!;
    if (/^(?:is|was)$/.test(token.text)) break;
    if (CAPITAL.test(token.text) && !OFFICES.test(token.text)) capitals++;
    else if (
      at === 0 ||
      !(
        PARTICLES.test(token.text) ||
        /^(?:of|the|a|an|in|on|to|for|at|with|from|by|and|['’]s|['’]|!|-|:)$/.test(token.text) ||
        /^\d+$/.test(token.text)
      )
    )
      return 0;
  }
  const isClosed =
    /^(?:is|was)$/.test(tokens[at]?.text ?? '') &&
    /^(?:a|an|the|one)$/.test(tokens[at + 1]?.lower ?? '');
  if (!isClosed || capitals < 2 || at < 2) return 0;
  // A place in a place, a possessor with its noun, and a plain article with one name are read word by word.
  const isPlain = tokens
    .slice(0, at)
    .every((token) => CAPITAL.test(token.text) && !PLAIN.test(token.lower));
  return isPlain || (/^(?:The|It|This|That|He|She)$/.test(tokens[0]!.text) && at < 3) ? 0 : at;
}

/** Whether a name that begins a sentence is one, or only a word with the capital that sentences begin with. */
export function beginsSentence(tokens: readonly Token[]): boolean {
  const [first, second] = [tokens[0]!, tokens[1]];
  if (
    first.pos === 'PROPN' ||
    GIVEN_NAMES.has(first.text) ||
    isKnownPlace(first.text) ||
    DEMONYMS.has(first.text) ||
    TITLES.has(first.text)
  )
    return true;
  if (/^\p{Lu}{2,}/u.test(first.text)) return true;
  if (second === undefined) return false;
  if (/^(?:ADP|DET|PRON|ADV|SCONJ|CCONJ|VERB|AUX|PART|NUM)$/.test(first.pos)) return false;
  return CAPITAL.test(second.text) || /^(?:AUX)$/.test(second.pos);
}

/** `Argentina Juan`: two names side by side. */
export function splitsBefore(tokens: readonly Token[], from: number, at: number): boolean {
  const left = tokens.slice(from, at).map((token) => token.text);
  return (
    left.length === 1 &&
    DEMONYMS.has(left[0]!) &&
    GIVEN_NAMES.has(tokens[at]!.text) &&
    CAPITAL.test(tokens[at + 1]?.text ?? '')
  );
}

export function beginsWithYear(tokens: readonly Token[], from: number, last: number): boolean {
  if (from === 0 || !/^\d{4}(?:[–-]\d{2,4})?$/.test(tokens[from - 1]!.text)) return false;
  return tokens
    .slice(from, last + 1)
    .some(
      (token) =>
        NAME_ENDINGS.get(token.text) === 'event' || /^(?:League|Series|season)$/.test(token.text),
    );
}

export function isWorkTitle(words: string): boolean {
  const long = words.split(/\s+/).filter((word) => /^\p{L}{4,}/u.test(word));
  if (!/^[\p{Lu}\d'’¿¡(]/u.test(words)) return false;
  return long.length === 0 || long.filter((word) => /^\p{Lu}/u.test(word)).length * 2 > long.length;
}

export const isNickname = (sentence: string, match: RegExpExecArray): boolean =>
  /\p{Lu}[\p{L}.]+ $/u.test(sentence.slice(0, match.index)) &&
  /^ \p{Lu}/u.test(sentence.slice(match.index + match[0].length)) &&
  match[1]!.split(' ').length <= 3;
