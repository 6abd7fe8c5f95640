import type { Claim, Pattern } from './claim.ts';
import { LANGUAGES } from './gazetteer/countries.ts';
import type { Mentioned } from './find-mentions.ts';
import { TYPE_NOUNS } from './gazetteer/type-nouns.ts';
import { readList } from './read-lists.ts';
import type { Chunk, NounPhrase } from './chunk.ts';

interface Nominal {
  subjects: NounPhrase[][];
  /** `a German painter`, `the capital`, `Mary's son`. */
  phrase: NounPhrase;
  chunks: readonly Chunk[];
  mentions: readonly Mentioned[];
  pattern: Pattern;
  isNegated?: boolean;
}

/** Words after which a place or a time of a class noun follows. */
const PREPOSITIONS = /^(?:of|in|at|for|by|from|on|to|with|between|near|within)$/;

/** What a noun phrase says of a subject that it describes: its class, people, year, and `capital of France`. */
export function readNominal({
  subjects,
  phrase,
  chunks,
  mentions,
  pattern,
  isNegated = false,
}: Nominal): Claim[] {
  const claims: Claim[] = [];
  const at = chunks.indexOf(phrase);
  const head = phrase.mention === null ? undefined : mentions[phrase.mention];
  const base = { subjects, isNegated, time: null, modifiers: phrase.modifiers };
  if (phrase.noun === '' && head !== undefined) {
    // `Her mother was Mary`: the noun is the subject's.
    const owner = subjects[0]?.[0];
    if (
      owner !== undefined &&
      owner.mention === null &&
      owner.noun !== '' &&
      pattern === 'copula'
    ) {
      claims.push(
        ...ownersOf(owner, chunks).map((object): Claim => ({
          ...base,
          subjects: [[phrase]],
          pattern: 'copula',
          object,
          key: { type: 'noun', words: owner.noun, prep: 'of' },
          modifiers: owner.modifiers,
          cue: owner.nounSpan,
          closeness: 1,
        })),
      );
    }
    return claims;
  }
  const noun = phrase.noun;
  const behind = chunks[at + 1];
  // `X's director of training` directs the training.
  const isPartial =
    at >= 0 &&
    behind?.type === 'prep' &&
    /^(?:of|for)$/.test(behind.word) &&
    kindOfNoun(noun) === 'person';
  if (phrase.possessor !== null && !isPartial) {
    claims.push({
      ...base,
      pattern,
      object: phrase.possessor,
      key: { type: 'noun', words: noun, prep: 'of' },
      cue: phrase.nounSpan,
      closeness: 1,
    });
  }
  const isIndefinite = /^(?:a|an|one|)$/.test(phrase.determiner);
  const isClass = phrase.mention === null && phrase.possessor === null;
  if (isClass && (isIndefinite || phrase.determiner === 'the')) {
    if (isIndefinite)
      claims.push({
        ...base,
        pattern: 'copula-class',
        object: phrase,
        key: { type: 'verb', words: 'be', prep: '' },
        cue: null,
        closeness: 1,
      });
  }
  for (const inner of phrase.inner) {
    const mention = mentions[inner]!;
    const object = innerPhrase(phrase, inner);
    if (object === null) continue;
    if (mention.form === 'demonym') {
      claims.push({
        ...base,
        pattern: 'premodifier',
        object,
        key: { type: 'noun', words: 'national', prep: 'of' },
        cue: phrase.nounSpan,
        closeness:
          (pattern === 'copula' ? 1 : 0.97) * (isOfLanguage(noun, mention.text) ? 0.85 : 1),
      });
    } else if (mention.form === 'time') {
      claims.push({
        ...base,
        pattern: 'premodifier',
        object,
        key: { type: 'noun', words: 'work', prep: 'of year' },
        cue: phrase.nounSpan,
        closeness: 1,
      });
    } else if (noun !== '' && mention.form === 'name') {
      // `is a Warner Bros. film`, `the Leicester City defender`.
      claims.push({
        ...base,
        pattern: 'premodifier',
        object,
        key: { type: 'noun', words: noun, prep: '+' },
        cue: phrase.nounSpan,
        closeness: 0.95,
      });
    }
  }
  if (phrase.mention !== null) return claims;
  let next = at + 1;
  let distance = 0;
  while (next < chunks.length) {
    const sign = chunks[next]!;
    if (sign.type !== 'prep' || !PREPOSITIONS.test(sign.word) || chunks[next + 1]?.type !== 'np')
      break;
    // `a novel by X with illustrations by Y`.
    if (sign.word === 'by' && distance > 0 && isWith(chunks[next - 2])) break;
    const { list, next: after, isUnsure } = readList(chunks, next + 1, mentions);
    // `a member of the band from London`: behind a name, a second preposition may be its own.
    const closeness = distance === 0 ? 1 : sign.word === 'of' ? 0 : 0.9;
    if (closeness > 0 && !isUnsure) {
      for (const object of list) {
        claims.push({
          ...base,
          pattern,
          object,
          key: { type: 'noun', words: noun, prep: sign.word },
          cue: [phrase.nounSpan[0], sign.end],
          closeness,
        });
      }
    }
    distance++;
    next = after;
  }
  return claims;
}

const isWith = (chunk: Chunk | undefined): boolean =>
  chunk?.type === 'prep' && chunk.word === 'with';

/** An English novel may be of England or in English. */
const isOfLanguage = (noun: string, people: string): boolean =>
  LANGUAGES.has(people) &&
  /(?:^| )(?:novel|poem|play|book|song|newspaper|dictionary|story|essay|magazine|version|edition|translation|entry)$/.test(
    noun,
  );

/** Whose the noun of a phrase is: `X's mother`, `the mother of X`. */
function ownersOf(phrase: NounPhrase, chunks: readonly Chunk[]): NounPhrase[] {
  if (phrase.possessor !== null) return [phrase.possessor];
  const at = chunks.indexOf(phrase);
  const [sign, object] = [chunks[at + 1], chunks[at + 2]];
  return sign?.type === 'prep' && sign.word === 'of' && object?.type === 'np' ? [object] : [];
}

/** A mention inside a phrase as a phrase of its own. */
export function innerPhrase(phrase: NounPhrase, mention: number): NounPhrase | null {
  const word = phrase.words.find((each) => each.mention === mention);
  if (word === undefined) return null;
  return {
    type: 'np',
    words: [word],
    start: word.start,
    end: word.end,
    mention,
    noun: '',
    nounSpan: [word.start, word.end],
    modifiers: [],
    inner: [],
    determiner: '',
    possessor: null,
    brackets: [],
  };
}

/** Programs and devices that are called as if they were people: `a password manager`. */
const PROGRAMS =
  /^(?:(?:code|text|hex|markdown|diagram) editor|(?:password|package|file|window|task|download|font|process|memory|dependency|boot|layout|bookmark|clipboard|session|secrets?|database) manager|(?:media|music|video|audio|record|cassette|cd|dvd|mp3) player|(?:device|printer|graphics|display) driver|(?:file|internet) explorer|(?:test|task) runner|(?:web|virtual) host|(?:screen|feed|card|document|e-book|ebook) reader|language model)$/;
/** Before `program`, what makes it something to watch or to run. */
const BROADCAST =
  /^(?:tv|television|radio|software|computer|variety|show|news|talk|quiz|game|sketch|comedy|documentary|drama|music|cooking|reality|travel|entertainment|magazine|affairs|children)$/;

/** The kind that a phrase's nouns tell of what it names or describes. */
export function kindOfNoun(noun: string): string | undefined {
  const words = noun.split(' ');
  const [before, last] = [words.at(-2) ?? '', words.at(-1)!];
  if (before !== '') {
    if (PROGRAMS.test(`${before} ${last}`)) return 'work';
    if (
      /^(?:startup|trade|air|auto|motor|fashion|horse|dog|flower|boat)$/.test(before) &&
      last === 'show'
    )
      return 'event';
    if (/^programm?e?$/.test(last) && !BROADCAST.test(before)) return undefined;
  }
  return TYPE_NOUNS.get(words.join('-')) ?? TYPE_NOUNS.get(words.at(-1)!);
}
