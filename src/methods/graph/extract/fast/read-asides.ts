import { type Chunk, isSign, type NounPhrase } from './chunk.ts';
import { bare, type Claim, sayClaim } from './claim.ts';
import type { Mentioned } from './find-mentions.ts';
import { readBrackets } from './read-brackets.ts';
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
      claims.push(...readBrackets(chunk, mentions));
    const next = chunks[index + 2];
    if (!isSign(chunks[index + 1], 'comma')) {
      if (isName) claims.push(...ofAttachment(chunk, chunks, index, mentions));
      continue;
    }
    if (next?.type !== 'np') continue;
    if (isContainment(chunks, index, mentions)) {
      claims.push(
        sayClaim(
          chunk,
          next,
          { type: 'verb', words: 'be locate', prep: 'in' },
          'containment',
          null,
        ),
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
        sayClaim(
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
        ...sayClaim(
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
  return [sayClaim(owner, innerPhrase(phrase, people)!, key, 'premodifier', phrase.nounSpan)];
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
    sayClaim(bare(phrase), outer, { type: 'verb', words: 'be locate', prep: 'in' }, 'attachment', [
      sign.start,
      sign.end,
    ]),
  ];
}
