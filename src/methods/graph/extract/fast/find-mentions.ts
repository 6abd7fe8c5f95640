import { DEMONYMS } from './gazetteer/countries.ts';
import { GIVEN_NAMES, TITLES } from './gazetteer/given-names.ts';
import { isKnownPlace } from './gazetteer/places.ts';
import { NAME_ENDINGS, TYPE_NOUNS } from './gazetteer/type-nouns.ts';
import { type NameRun, findNameRuns } from './find-name-runs.ts';
import { kindOfName } from './mention-kind.ts';
import { findNumbers } from './read-number.ts';
import { findTimes } from './read-time.ts';
import type { TaggedSentence, Token } from './tag-text.ts';

/** A mention while a passage is read. Offsets in UTF-16 units of the passage. */
export interface Mentioned {
  start: number;
  end: number;
  text: string;
  form: 'name' | 'quoted' | 'demonym' | 'time' | 'number' | 'pronoun' | 'description';
  kind: string;
  /** How far its kind is known, 0 to 1. */
  sure: number;
  /** Index of the mention that is meant; undefined for those that stand for themselves. */
  refersTo?: number;
  name?: string;
  range?: [number, number];
  /** The common noun that the text calls it: `film`, for a work's genre and a user's own kinds. */
  typeNoun?: string;
}

/** Names, titles, times and numbers of a passage, by place, none overlapping. `title` is the document's, freed of brackets. */
export function findMentions(
  text: string,
  sentences: readonly TaggedSentence[],
  title: string,
): Mentioned[] {
  const times = findTimes(text);
  const runs = sentences.flatMap((sentence) => findNameRuns(text, sentence, title, times));
  const mentions: Mentioned[] = runs.flatMap((run) => mentionsOf(text, run));
  const isTaken = (start: number, end: number): boolean =>
    mentions.some((mention) => mention.start < end && start < mention.end);
  for (const { start, end, range } of times) {
    if (!isTaken(start, end))
      mentions.push({
        start,
        end,
        text: text.slice(start, end),
        form: 'time',
        kind: 'time',
        sure: 1,
        range,
      });
  }
  for (const { start, end, range } of findNumbers(text, isTaken)) {
    mentions.push({
      start,
      end,
      text: text.slice(start, end),
      form: 'number',
      kind: 'number',
      sure: 1,
      range,
    });
  }
  return mentions.toSorted((a, b) => a.start - b.start);
}

function mentionsOf(text: string, run: NameRun): Mentioned[] {
  let { tokens } = run;
  const before: Mentioned[] = [];
  if (!run.isQuoted && !run.isTitle) {
    // `French President Emmanuel Macron`: a people, a title, a name.
    if (tokens.length > 2 && DEMONYMS.has(tokens[0]!.text) && TITLES.has(tokens[1]!.text)) {
      before.push(demonym(tokens[0]!));
      tokens = tokens.slice(1);
    }
    // `by American Mordicai Gerstein`; not `American Airlines`, `British Columbia`.
    if (
      tokens.length > 2 &&
      DEMONYMS.has(tokens[0]!.text) &&
      kindOfName(
        tokens.slice(1).map((token) => token.text),
        false,
      ).kind === 'person' &&
      !isKnownPlace(run.tokens.map((token) => token.text).join(' ')) &&
      !TYPICAL_OF_PEOPLES.test(tokens[1]!.text)
    ) {
      before.push(demonym(tokens[0]!));
      tokens = tokens.slice(1);
    }
    if (tokens.length === 1 && DEMONYMS.has(tokens[0]!.text) && !run.isPossessive)
      return [demonym(tokens[0]!)];
    const two = tokens.map((token) => token.text).join(' ');
    if (tokens.length === 2 && DEMONYMS.has(two)) {
      const [first, last] = [tokens[0]!, tokens[1]!];
      return [{ ...demonym({ ...first, text: two, end: last.end }), end: last.end }];
    }
  }
  let isPerson = false;
  while (
    !run.isQuoted &&
    !run.isTitle &&
    tokens.length > 1 &&
    ROLES.test(tokens[0]!.text) &&
    isRoleBefore(tokens) &&
    // `Dr. Luke` has no other name.
    !(tokens.length === 2 && /^(?:Dr|Mr|Mrs|Ms)\.?$/.test(tokens[0]!.text))
  ) {
    isPerson = true;
    tokens = tokens.slice(1);
  }
  if (
    tokens.length === 1 &&
    (ROLES.test(tokens[0]!.text) || TITLES.has(tokens[0]!.text)) &&
    !run.isQuoted &&
    !run.isTitle
  ) {
    return before;
  }
  if (
    TITLES.get(tokens[0]!.text) === true &&
    tokens.length > 1 &&
    !run.isQuoted &&
    !/^St\.?$|^Saint$/.test(tokens[0]!.text)
  )
    isPerson = true;
  // `Cinematographer Sven Nykvist`, where a sentence begins with it.
  if (
    !run.isQuoted &&
    !run.isTitle &&
    tokens.length > 2 &&
    TYPE_NOUNS.get(tokens[0]!.lower) === 'person' &&
    !TITLES.has(tokens[0]!.text) &&
    !GIVEN_NAMES.has(tokens[0]!.text) &&
    GIVEN_NAMES.has(tokens[1]!.text)
  ) {
    isPerson = true;
    tokens = tokens.slice(1);
  }
  // `the Journal`: a common noun that is honoured with a capital.
  if (
    tokens.length === 1 &&
    !run.isQuoted &&
    !run.isTitle &&
    TYPE_NOUNS.has(tokens[0]!.lower) &&
    /(?:^|[^\p{L}])(?:the|[.!?\n]\s+The|^The) $/u.test(
      text.slice(Math.max(0, tokens[0]!.start - 9), tokens[0]!.start),
    )
  )
    return before;
  if (tokens.length === 1 && /^\d+(?:st|nd|rd|th)$/.test(tokens[0]!.text)) return before;
  const start = run.isQuoted ? run.start : tokens[0]!.start;
  let end = run.isQuoted ? run.end : tokens.at(-1)!.end;
  // Letters that the tagger divides a word at.
  while (
    !run.isQuoted &&
    (/^[\p{L}\p{N}\p{M}]/u.test(text.slice(end, end + 2)) ||
      // UTF-8 that was read as Latin-1.
      /[ÃÂÄÅ][\u0080-\u00bf]$/u.test(text.slice(start, end + 1)))
  )
    end += String.fromCodePoint(text.codePointAt(end)!).length;
  const name = text
    .slice(start, end)
    .replace(/^The (?=[\p{Lu}\d])/u, run.isTitle ? 'The ' : 'The ');
  const words = name.split(/\s+/);
  const own = kindOfName(
    words[0] === 'The' && words.length > 1 && !isKnownPlace(name) ? words.slice(1) : words,
    run.isQuoted,
  );
  const isPeople = words.length === 1 && isPlainName(run) && PEOPLES.test(name);
  const kind = isPeople
    ? { kind: 'other', sure: 0.9 }
    : run.isWork === true && own.sure < 0.8
      ? { kind: 'work', sure: 0.8 }
      : isPerson && own.kind !== 'place' && own.kind !== 'organization'
        ? { kind: 'person', sure: 0.92 }
        : own;
  return [...before, { start, end, text: name, form: run.isQuoted ? 'quoted' : 'name', ...kind }];
}

const isPlainName = ({ isQuoted, isTitle }: NameRun): boolean => !isQuoted && !isTitle;

/** Words behind a people's name that belong to it: `American Red Cross`, `German Shepherd Dog`. */
const TYPICAL_OF_PEOPLES =
  /^(?:Red|Blue|Green|Black|White|Great|Grand|New|Old|National|Royal|Open|First|Second|Third|North|South|East|West|Northern|Southern|Eastern|Western|Civil|Super|High|Free|Radio|Broadcasting|Academy|Film|Music|Public|Premier|Empire|Idol|Gothic|Beauty|Pie|Horror|Psycho|Football|Soccer|Basketball|Baseball|Olympic|Heart|Cancer|Medical|Bar|Virgin|Language|Middle|Shepherd|Central)$/;

/** Many people, of whom nobody is meant. */
const PEOPLES =
  /^(?:Jews|Muslims|Christians|Catholics|Protestants|Hindus|Buddhists|Sikhs|Nazis|Republicans|Democrats|Communists|Americans|Europeans|Africans|Asians|Germans|Russians|Italians|Canadians|Australians|Indians|Mexicans|Greeks|Romans|Turks|Arabs|Poles|Swedes|Danes|Finns|Serbs|Croats|Ukrainians|Israelis|Palestinians|Iranians|Iraqis|Normans|Vikings|Saxons|Puritans|Marines)$/;

/** Words in capitals before a name that are no part of it. */
const ROLES =
  /^(?:Mr|Mrs|Ms|Dr|Prof|Mr\.|Mrs\.|Ms\.|Dr\.|Prof\.|Sir|Dame|Professor|President|Senator|Governor|General|Colonel|Captain|Major|Lieutenant|Sergeant|Admiral|Chancellor|Congressman|Representative|Mayor|Minister|Prime|Vice|Chief|Deputy|Justice|Judge|Reverend|Rev\.|Bishop|Archbishop|Cardinal|Rabbi|Gen\.|Col\.|Capt\.|Lt\.|Sgt\.|Sen\.|Gov\.|Rep\.|Commander|Marshal|Ambassador|Secretary|Director|Chairman|Crown|Premier|Republican|Democrat|Democratic)$/;

/** `General Ulysses Grant`; not `General Motors`, `Premier League`, `Republican Party`. */
const isRoleBefore = (tokens: readonly Token[]): boolean =>
  GIVEN_NAMES.has(tokens[1]!.text) ||
  ROLES.test(tokens[1]!.text) ||
  !tokens.slice(1).some(({ text }) => NAME_ENDINGS.has(text));

function demonym(token: Token): Mentioned {
  const { start, end, text } = token;
  return {
    start,
    end,
    text,
    form: 'demonym',
    kind: 'place',
    sure: 0.95,
    name: DEMONYMS.get(text)!,
  };
}
