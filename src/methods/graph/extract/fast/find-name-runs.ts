import { DEMONYMS } from './gazetteer/countries.ts';
import { GIVEN_NAMES, TITLES } from './gazetteer/given-names.ts';
import { isKnownPlace } from './gazetteer/places.ts';
import { NAME_BEGINNINGS, NAME_ENDINGS, TYPE_NOUNS } from './gazetteer/type-nouns.ts';
import type { FoundTime } from './read-time.ts';
import type { TaggedSentence, Token } from './tag-text.ts';

/** Words that make one name. */
export interface NameRun {
  tokens: Token[];
  start: number;
  end: number;
  isQuoted: boolean;
  isTitle: boolean;
  /** Followed by `'s`. */
  isPossessive: boolean;
}

const CAPITAL = /^(?:\p{Lu}|\p{Ll}\p{Lu}|\d+(?:st|nd|rd|th)$)/u;
/** Words that begin sentences and are no names, whatever the tagger says. */
const PLAIN =
  /^(?:the|a|an|this|that|these|those|it|its|he|she|his|her|hers|they|their|them|him|we|our|us|i|you|your|my|me|who|whose|whom|which|what|when|where|why|how|in|on|at|by|for|from|to|with|without|of|as|after|before|during|since|until|while|although|though|because|if|unless|but|and|or|nor|so|yet|both|either|neither|not|no|all|some|many|most|several|few|each|every|any|other|another|such|there|here|then|now|however|also|later|today|currently|originally|initially|eventually|finally|meanwhile|moreover|furthermore|additionally|despite|according|among|between|under|over|through|throughout|upon|within|along|around|about|against|like|unlike|following|based|born|named|located|founded|known|having|being|written|directed|released|produced|set|made|is|was|are|were|has|have|had|do|does|did|may|might|can|could|would|should|will|must|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|last|next|early|late|formerly|previously|once|often|only|even|still|just|more|less|much|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december|contents|references|external|see|note|it's|i'm|mr|mrs|plans|critics|members|people|residents|fans|construction|production|development|film|album|song|band|city|town|team|company|towns|cities|villages|sites|highlights)$/;
/** Of those, the ones that within a sentence have a capital only where they belong to a name: `Song of Freedom`. */
const WORDS_OF_NAMES =
  /^(?:film|album|song|band|city|town|team|company|production|construction|development|first|second|third|last|one|two|three|four|five|six|seven|eight|nine|ten|people|members|fans|critics|external|contents|references|note|late|early|made|born|set|like|under|over|between|through|all|no|not|more|less|only|most|other|another|such|once|just|even|still)$/;
const DAYS = /^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)$/;
const PARTICLES =
  /^(?:de|du|des|del|della|di|da|do|dos|das|la|le|les|van|der|den|von|zu|zum|y|e|al|el|bin|ibn|ul|ud|af|av|ter|ten|und|et|&|d'|n'|vs\.?)$/;
/** Lower-case words that begin a name. */
const FIRST_PARTICLES = /^(?:van|von|ibn|al)$/;
/** Before `of` these do not go on: `Mayor of London` is an office. */
const OFFICES =
  /^(?:President|Minister|Mayor|Governor|Chancellor|Director|Chairman|Secretary|Member|Members|Head|Leader|Ambassador|Bishop|Archbishop|Professor|King|Queen|Emperor|Empress|Pope|Speaker|Chief|Premier|Commander|Minister-President|Republican|Democrat|Senator|Dean|Master|Bachelor|Doctor|Captain|Justice|Attorney|General)$/;
const JOINED_BY_AND =
  /^(?:Museum|Ministry|Department|Institute|School|Academy|University|College|Faculty|Society|Royal|Centre|Center|Council)$/;
const QUOTED = /["“]\s?([^"“”\n]{2,90}?)\s?[,.]?["”]/gu;

/** The names of a sentence, in order: quoted titles, the document's title, runs of capitalised words. */
export function findNameRuns(
  text: string,
  { start, end, tokens }: TaggedSentence,
  title: string,
  times: readonly FoundTime[],
): NameRun[] {
  const inTime = new Set<Token>();
  for (const time of times) {
    if (time.end <= start || time.start >= end) continue;
    for (const token of tokens)
      if (token.start < time.end && time.start < token.end) inTime.add(token);
  }
  const runs: NameRun[] = [];
  const taken = new Set<Token>();
  const take = (run: Omit<NameRun, 'tokens' | 'isPossessive'>): void => {
    const within = tokens.filter((token) => token.start >= run.start && token.end <= run.end);
    if (within.length === 0 || within.some((token) => taken.has(token))) return;
    for (const token of within) taken.add(token);
    const after = tokens[tokens.indexOf(within.at(-1)!) + 1];
    runs.push({
      ...run,
      tokens: within,
      isPossessive: after !== undefined && /^['’]s?$/.test(after.text),
    });
  };
  const sentence = text.slice(start, end);
  for (const match of sentence.matchAll(QUOTED)) {
    const from = start + match.index + match[0].indexOf(match[1]!);
    if (isWorkTitle(match[1]!) && !isNickname(sentence, match))
      take({ start: from, end: from + match[1]!.length, isQuoted: true, isTitle: false });
  }
  if (/\p{Lu}/u.test(title) && title.length > 1) {
    for (
      let at = sentence.indexOf(title);
      at >= 0;
      at = sentence.indexOf(title, at + title.length)
    ) {
      const isWhole =
        !/[\p{L}\d]$/u.test(sentence.slice(0, at)) &&
        !/^[\p{L}\d]/u.test(sentence.slice(at + title.length)) &&
        !/^ (?:\p{Lu}|of \p{Lu})/u.test(sentence.slice(at + title.length));
      if (
        isWhole &&
        !/(?<!^|\s)\p{Lu}[\p{L}.]* $|(?:^|\s)(?!The |A |An )\p{Lu}[\p{L}.]* $/u.test(
          sentence.slice(0, at),
        )
      )
        take({ start: start + at, end: start + at + title.length, isQuoted: false, isTitle: true });
    }
  }
  const opening = openingTitle(tokens);
  if (opening > 1)
    take({
      start: tokens[0]!.start,
      end: tokens[opening - 1]!.end,
      isQuoted: false,
      isTitle: true,
    });
  for (let index = 0; index < tokens.length; index++) {
    if (taken.has(tokens[index]!)) continue;
    const last = endOfRun(tokens, index, inTime, taken);
    if (last === undefined) continue;
    const first = beginsWithYear(tokens, index, last) ? index - 1 : index;
    const run = tokens.slice(first, last + 1);
    for (const token of run) taken.add(token);
    const after = tokens[last + 1];
    runs.push({
      tokens: run,
      start: run[0]!.start,
      end: run.at(-1)!.end,
      isQuoted: false,
      isTitle: false,
      isPossessive: after !== undefined && /^['’]s?$/.test(after.text),
    });
    index = last;
  }
  return runs;
}

const isInside = (token: Token): boolean => /^(?:\p{Lu}){2,}$/u.test(token.text);

/** The index of the last token of the name that begins at `from`, or undefined where none does. */
function endOfRun(
  tokens: readonly Token[],
  from: number,
  inTime: ReadonlySet<Token>,
  taken: ReadonlySet<Token>,
): number | undefined {
  const isName = (index: number): boolean => {
    const token = tokens[index];
    return (
      token !== undefined &&
      CAPITAL.test(token.text) &&
      !inTime.has(token) &&
      !taken.has(token) &&
      (index > from
        ? !DAYS.test(token.text)
        : !(
            PLAIN.test(token.lower) &&
            !isInside(token) &&
            (index === 0 ||
              !WORDS_OF_NAMES.test(token.lower) ||
              /^["“:(]$/.test(tokens[index - 1]!.text))
          )) &&
      token.text !== 'I'
    );
  };
  let at = from;
  if (
    FIRST_PARTICLES.test(tokens[from]!.text) &&
    isName(from + 1) &&
    tokens[from + 1]!.pos === 'PROPN'
  )
    at = from + 1;
  // `The Beatles`, where the article is written as a part of the name.
  else if (
    tokens[from]!.text === 'The' &&
    from > 0 &&
    isName(from + 1) &&
    !/^["“(:]$/.test(tokens[from - 1]!.text)
  )
    at = from + 1;
  else if (!isName(from)) return undefined;
  if (from === 0 && at === from && !beginsSentence(tokens)) return undefined;
  for (;;) {
    const next = tokens[at + 1];
    if (next === undefined) return at;
    if (isName(at + 1) && !splitsBefore(tokens, from, at + 1)) at++;
    else if (
      /^\d{1,4}[A-Z]?$/.test(next.text) &&
      !inTime.has(next) &&
      !/^\p{Ll}/u.test(tokens[at + 2]?.text ?? '.')
    )
      at++;
    else if (
      next.text === ',' &&
      /^(?:Jr\.?|Sr\.?|Inc\.?|Ltd\.?|LLC|D\.C\.)$/.test(tokens[at + 2]?.text ?? '')
    )
      at += 2;
    else if (next.text === '&' && isName(at + 2)) at += 2;
    else if (/^["“]$/.test(next.text)) {
      // A nickname inside a name: Wilfried "Willi" Schneider.
      const close = tokens.findIndex(
        (token, index) => index > at + 2 && index < at + 6 && /^["”]$/.test(token.text),
      );
      if (close < 0 || !isName(at + 2) || !isName(close + 1)) return at;
      at = close + 1;
    } else {
      const step = joined(tokens, from, at, isName);
      if (step === 0) return at;
      at += step;
    }
  }
}

/** How many tokens behind `at` belong to the name through lower-case words: `University of the Arts`, `Rio de Janeiro`. */
function joined(
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

/**
 * How many tokens a title takes that begins a sentence and that `is a`, `was the` … follows: in `My Neighbor Totoro is a film`
 * nothing else can be the subject.
 */
function openingTitle(tokens: readonly Token[]): number {
  let at = 0;
  let capitals = 0;
  for (; at < Math.min(tokens.length, 14); at++) {
    const token = tokens[at]!;
    if (/^(?:is|was)$/.test(token.lower)) break;
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
    /^(?:is|was)$/.test(tokens[at]?.lower ?? '') &&
    /^(?:a|an|the|one)$/.test(tokens[at + 1]?.lower ?? '');
  if (!isClosed || capitals < 2 || at < 2) return 0;
  // A place in a place, a possessor with its noun, and a plain article with one name are read word by word.
  const isPlain = tokens
    .slice(0, at)
    .every((token) => CAPITAL.test(token.text) && !PLAIN.test(token.lower));
  return isPlain || (/^(?:The|It|This|That|He|She)$/.test(tokens[0]!.text) && at < 3) ? 0 : at;
}

/** Whether a name that begins a sentence is one, or only a word with the capital that sentences begin with. */
function beginsSentence(tokens: readonly Token[]): boolean {
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
function splitsBefore(tokens: readonly Token[], from: number, at: number): boolean {
  const left = tokens.slice(from, at).map((token) => token.text);
  return (
    left.length === 1 &&
    DEMONYMS.has(left[0]!) &&
    GIVEN_NAMES.has(tokens[at]!.text) &&
    CAPITAL.test(tokens[at + 1]?.text ?? '')
  );
}

function beginsWithYear(tokens: readonly Token[], from: number, last: number): boolean {
  if (from === 0 || !/^\d{4}(?:[–-]\d{2,4})?$/.test(tokens[from - 1]!.text)) return false;
  return tokens
    .slice(from, last + 1)
    .some(
      (token) =>
        NAME_ENDINGS.get(token.text) === 'event' || /^(?:League|Series|season)$/.test(token.text),
    );
}

function isWorkTitle(words: string): boolean {
  const long = words.split(/\s+/).filter((word) => /^\p{L}{4,}/u.test(word));
  if (!/^[\p{Lu}\d'’¿¡(]/u.test(words)) return false;
  return long.length === 0 || long.filter((word) => /^\p{Lu}/u.test(word)).length * 2 > long.length;
}

const isNickname = (sentence: string, match: RegExpExecArray): boolean =>
  /\p{Lu}[\p{L}.]+ $/u.test(sentence.slice(0, match.index)) &&
  /^ \p{Lu}/u.test(sentence.slice(match.index + match[0].length)) &&
  match[1]!.split(' ').length <= 3;
