import type { Claim, Pattern, PredicateKey } from './claim.ts';
import type { Mentioned } from './find-mentions.ts';
import { type Chunk, type NounPhrase, isSign } from './read-chunks.ts';
import { isContainment, wordAfter } from './read-lists.ts';
import { innerPhrase, kindOfNoun, readNominal } from './read-nominals.ts';

/** Nouns between people, for `his wife Mary` and `his brother, Otto,`. */
const KIN =
  /^(?:wife|husband|spouse|son|daughter|child|father|mother|parent|brother|sister|sibling|twin brother|twin sister|elder brother|younger brother|older brother|older sister|younger sister|elder sister|uncle|aunt|cousin|nephew|niece|grandfather|grandmother|grandson|granddaughter|fiancé|fiancée|partner)$/;

/** What is said beside the verbs: appositions, `X's wife Y`, `the band X`, brackets, `Rome, Italy`, `the university in Rome`. */
export function readAsides(chunks: readonly Chunk[], mentions: readonly Mentioned[]): Claim[] {
  const claims: Claim[] = [];
  for (const [index, chunk] of chunks.entries()) {
    if (chunk.type !== 'np') continue;
    const named = chunk.mention === null ? undefined : mentions[chunk.mention]!;
    const isName = named !== undefined && (named.form === 'name' || named.form === 'quoted');
    if (isName && (chunk.noun !== '' || chunk.inner.length > 0))
      claims.push(...ofNounBefore(chunk, chunks, mentions));
    claims.push(...ofPeopleBefore(chunk, chunks, index, mentions));
    if (chunk.brackets.length > 0 && chunk.mention !== null)
      claims.push(...ofBrackets(chunk, mentions));
    const next = chunks[index + 2];
    if (!isSign(chunks[index + 1], 'comma')) {
      if (isName) claims.push(...ofAttachment(chunk, chunks, index, mentions));
      continue;
    }
    if (next?.type !== 'np') continue;
    if (isContainment(chunks, index, mentions)) {
      claims.push(
        claim(chunk, next, { type: 'verb', words: 'be locate', prep: 'in' }, 'containment', null),
      );
      continue;
    }
    const governor = chunks[index - 1];
    const isInPlace =
      (isSign(governor, 'prep') && /^(?:in|at|near|from)$/.test(governor.word)) ||
      (isSign(governor, 'comma') &&
        (named?.kind === 'place' || /^(?:in|at|near|from)$/.test(wordAfter(chunks, index - 4))));
    if (
      isName &&
      isApposed(chunks, index, next) &&
      isOfItsKind(named, next, governor) &&
      !(isInPlace && kindOfNoun(next.noun) !== 'place') &&
      !isPlural(next)
    ) {
      claims.push(
        ...readNominal({
          subjects: [[bare(chunk)]],
          phrase: next,
          chunks,
          mentions,
          pattern: 'apposition',
        }),
      );
    }
    // `his wife, Mary,` and `the capital of France, Paris,`: only for one of a kind.
    const apposed = next.mention === null ? undefined : mentions[next.mention]!;
    if (
      chunk.mention === null &&
      chunk.possessor !== null &&
      KIN.test(chunk.noun) &&
      apposed?.form === 'name' &&
      next.words.length === 1
    ) {
      claims.push(
        claim(
          next,
          chunk.possessor,
          { type: 'noun', words: chunk.noun, prep: 'of' },
          'possessive',
          chunk.nounSpan,
        ),
      );
    }
  }
  return claims;
}

function claim(
  subject: NounPhrase,
  object: NounPhrase,
  key: PredicateKey,
  pattern: Pattern,
  cue: [number, number] | null,
  closeness = 1,
): Claim {
  return {
    pattern,
    subjects: [[subject]],
    object,
    key,
    modifiers: [],
    cue,
    isNegated: false,
    time: null,
    closeness,
  };
}

/** A person's role behind a name that is no person's belongs to another: `Professor of Japanese Politics, Director of …`. */
const isOfItsKind = (named: Mentioned, next: NounPhrase, governor: Chunk | undefined): boolean =>
  kindOfNoun(next.noun) !== 'person' ||
  (named.kind === 'person' && (named.sure >= 0.6 || !isSign(governor, 'prep'))) ||
  (named.sure < 0.3 && !isSign(governor, 'prep'));

/** One thing is not several: `Angola and Mozambique, the last colonies`. */
const isPlural = ({ words }: NounPhrase): boolean => {
  const head = words.at(-1)!;
  return head.mention === undefined && head.lower.endsWith('s') && head.lower !== head.lemma;
};

/** The name of a phrase without the nouns before it. */
const bare = (phrase: NounPhrase): NounPhrase => ({
  ...phrase,
  noun: '',
  inner: [],
  possessor: null,
  determiner: '',
});

/** `X, a German painter,` and `X, capital of France,`; not `X, the painter moved`. */
function isApposed(chunks: readonly Chunk[], at: number, next: NounPhrase): boolean {
  if (next.mention !== null || next.noun === '') return false;
  const kind = kindOfNoun(next.noun);
  const isRole =
    next.determiner !== ''
      ? /^(?:a|an|the|one|another)$/.test(next.determiner) || next.possessor !== null
      : wordAfter(chunks, at + 2) === 'of' || (kind === 'person' && next.inner.length > 0);
  if (!isRole) return false;
  // The list `X, a dog and a cat`.
  let end = at + 3;
  while (end < chunks.length) {
    const chunk = chunks[end]!;
    if (chunk.type === 'vg') return chunk.form !== 'finite' && wordAfter(chunks, end) !== '';
    if (isSign(chunk, 'comma') || isSign(chunk, 'end') || isSign(chunk, 'rel')) return true;
    if (isSign(chunk, 'cc') && chunks[end + 1]?.type !== 'np') return true;
    end++;
  }
  return true;
}

/** `the French director X`, `Y's wife X`, `his son X`. */
function ofNounBefore(
  phrase: NounPhrase,
  chunks: readonly Chunk[],
  mentions: readonly Mentioned[],
): Claim[] {
  void chunks;
  if (phrase.possessor !== null && phrase.noun !== '') {
    // `Spielberg's film Jaws` names a work by its maker, `his wife Mary` a person by kin.
    return [
      {
        ...claim(
          bare(phrase),
          phrase.possessor,
          { type: 'noun', words: phrase.noun, prep: 'of' },
          'possessive',
          phrase.nounSpan,
        ),
        modifiers: phrase.modifiers,
      },
    ];
  }
  const isRole = kindOfNoun(phrase.noun) !== undefined;
  if (!isRole || phrase.determiner === 'no') return [];
  return readNominal({
    subjects: [[bare(phrase)]],
    phrase: { ...phrase, possessor: null },
    chunks: [],
    mentions,
    pattern: 'premodifier',
  }).map((each) => ({
    ...each,
    pattern: 'premodifier' as const,
    closeness: each.closeness * 0.95,
  }));
}

/** Two years alone in brackets are a life where they are so far apart. */
const LEAST_LIFE_YEARS = 30;
const MOST_LIFE_YEARS = 115;

/** `1820 – 88`: years between, in the same century. */
const spanOf = (from: string, to: string): number => Number(to) - (Number(from) % 100);

/** `the Canadian province of Alberta`. */
function ofPeopleBefore(
  phrase: NounPhrase,
  chunks: readonly Chunk[],
  at: number,
  mentions: readonly Mentioned[],
): Claim[] {
  if (phrase.mention !== null || wordAfter(chunks, at) !== 'of') return [];
  const people = phrase.inner.find((inner) => mentions[inner]!.form === 'demonym');
  const owner = chunks[at + 2];
  if (people === undefined || owner?.type !== 'np' || owner.mention === null) return [];
  if (kindOfNoun(phrase.noun) !== 'place' || mentions[owner.mention]!.kind !== 'place') return [];
  const key = { type: 'noun', words: 'national', prep: 'of' } as const;
  return [claim(owner, innerPhrase(phrase, people)!, key, 'premodifier', phrase.nounSpan)];
}

/** `(born 3 May 1960 in Rome)`, `(1920 – 1999)`, `(3 May 1920, Rome – 5 June 1999)`, `(2008)`. */
function ofBrackets(phrase: NounPhrase, mentions: readonly Mentioned[]): Claim[] {
  const subject = bare(phrase);
  const claims: Claim[] = [];
  const words = phrase.brackets[0]!;
  if (
    words.some(({ lower }) =>
      /^(?:between|before|after|around|about|or|either|perhaps|probably|\?)$/.test(lower),
    )
  )
    return [];
  const values = words.flatMap((word, at) =>
    word.mention === undefined ? [] : [{ mention: mentions[word.mention]!, word, at }],
  );
  const times = values.filter(({ mention }) => mention.form === 'time');
  const plain = words.filter((word) => word.mention === undefined).map((word) => word.lower);
  const asPhrase = (word: (typeof values)[number]['word']): NounPhrase => ({
    type: 'np',
    words: [word],
    start: word.start,
    end: word.end,
    mention: word.mention!,
    noun: '',
    nounSpan: [word.start, word.end],
    modifiers: [],
    inner: [],
    determiner: '',
    possessor: null,
    brackets: [],
  });
  const say = (
    value: (typeof values)[number],
    verb: string,
    prep: string,
    pattern: Pattern,
    closeness = 1,
  ): void => {
    claims.push(
      claim(
        subject,
        asPhrase(value.word),
        { type: 'verb', words: verb, prep },
        pattern,
        null,
        closeness,
      ),
    );
  };
  const bornAt = words.findIndex((word) => /^(?:born|b\.|née|b)$/.test(word.lower));
  const diedAt = words.findIndex((word) => /^(?:died|d\.|†)$/.test(word.lower));
  const dashAt = words.findIndex((word) => /^[–—-]$/.test(word.text));
  if (bornAt >= 0 || diedAt >= 0) {
    for (const value of values) {
      const isDeath =
        diedAt >= 0 && (value.at > diedAt !== bornAt > diedAt || bornAt < 0)
          ? value.at > diedAt
          : dashAt > 0 && diedAt < 0 && value.at > dashAt;
      const verb = isDeath ? 'die' : 'be bear';
      if (value.mention.form === 'time') {
        if (!claims.some((each) => each.key.words === verb && each.key.prep === 'on'))
          say(value, verb, 'on', 'brackets-life');
      } else if (
        value.mention.form === 'name' &&
        /^(?:in|at|,)$/.test(words[value.at - 1]?.lower ?? '') &&
        (value.mention.kind === 'place' || value.mention.sure < 0.5)
      ) {
        if (!claims.some((each) => each.key.words === verb && each.key.prep === 'in'))
          say(value, verb, 'in', 'brackets-life', 0.98);
      }
    }
    return claims;
  }
  // `(1986 – 1993)` is a term of office, not a life.
  const years =
    times.length === 2 ? (times[1]!.mention.range![0] - times[0]!.mention.range![0]) / 365.25 : 0;
  const areDays = times.every(({ mention: { range } }) => range![1] - range![0] === 1);
  if (times.length === 2 && (years < (areDays ? 12 : LEAST_LIFE_YEARS) || years > MOST_LIFE_YEARS))
    return [];
  if (times.length === 2 && dashAt > times[0]!.at && dashAt < times[1]!.at) {
    say(times[0]!, 'be bear', 'on', 'brackets-life');
    say(times[1]!, 'die', 'on', 'brackets-life');
    return claims;
  }
  // `(1920–1999)` is one token to some taggers: then two times with nothing between them.
  if (times.length === 2 && plain.every((word) => /^[–—,;-]$/.test(word)) && values.length === 2) {
    say(times[0]!, 'be bear', 'on', 'brackets-life');
    say(times[1]!, 'die', 'on', 'brackets-life');
  } else if (
    times.length === 1 &&
    values.length === 2 &&
    dashAt > times[0]!.at &&
    /^\d\d$/.test(values[1]!.mention.text) &&
    spanOf(times[0]!.mention.text, values[1]!.mention.text) >= LEAST_LIFE_YEARS
  )
    say(times[0]!, 'be bear', 'on', 'brackets-life');
  else if (times.length === 1 && values.length === 1 && words.length === 1)
    say(times[0]!, 'be release', 'in', 'brackets-year');
  return claims;
}

/** `Trinity College in Cambridge`: a body or a place, and the place behind it, where no verb can own the place. */
function ofAttachment(
  phrase: NounPhrase,
  chunks: readonly Chunk[],
  at: number,
  mentions: readonly Mentioned[],
): Claim[] {
  const [sign, outer, before] = [chunks[at + 1], chunks[at + 2], chunks[at - 1]];
  if (!isSign(sign, 'prep') || sign.word !== 'in' || outer?.type !== 'np' || outer.mention === null)
    return [];
  const [inner, place] = [mentions[phrase.mention!]!, mentions[outer.mention]!];
  if (
    place.kind !== 'place' ||
    place.form !== 'name' ||
    place.sure < 0.85 ||
    outer.words.length > 1
  )
    return [];
  if (!isSign(before, 'prep') || !/^(?:at|of|from|in|near|during)$/.test(before.word)) return [];
  const isBody =
    inner.kind === 'organization' &&
    /University|College|School|Institute|Academy|Hospital|Museum|Conservatory|Library|Church/.test(
      inner.text,
    );
  const isPlace = (inner.kind === 'place' || inner.kind === 'event') && inner.sure >= 0.85;
  if (!isPlace && (!isBody || before.word === 'of')) return [];
  return [
    claim(bare(phrase), outer, { type: 'verb', words: 'be locate', prep: 'in' }, 'attachment', [
      sign.start,
      sign.end,
    ]),
  ];
}
