import type { OntologyRelation } from '../ontology.ts';
import type { NounPhrase } from './chunk.ts';
import { type Claim, keyText } from './claim.ts';
import type { CompiledOntology, Saying } from './compile-ontology.ts';
import { CONFIDENCE, DENIED, KIND_FIT, LOOSE_PATTERN, OPEN_PREDICATE } from './confidence.ts';
import type { Mentioned } from './find-mentions.ts';
import { fitOf } from './fit-kinds.ts';
import { kindOfNoun } from './read-nominals.ts';
import type { Resolved } from './resolve-references.ts';

/** A fact by mentions, before offsets are made code points. */
export interface Matched {
  subject: number;
  relation: string | null;
  phrase: string;
  object: number;
  cue: [number, number] | null;
  isNegated: boolean;
  time: number | null;
  confidence: number;
}

export interface MatchContext {
  mentions: Mentioned[];
  ontology: CompiledOntology | null;
  /** Whether predicates outside the ontology are wanted. Always where there is none. */
  open: boolean;
  resolve(phrase: NounPhrase): Resolved | null;
  drop(reason: string): void;
}

/** Adjectives and nouns that make another thing of the noun behind them: a deputy director is not the director. */
const ALTERING =
  /^(?:deputy|vice|assistant|associate|acting|alleged|supposed|adopted|adoptive|foster|step|half|great|grand|ex|would-be|proposed|planned|unofficial|honorary|art|music|musical|medical|technical|artistic|casting|creative|executive|managing|financial|sporting|athletic|principal|rumored|potential|failed|unsuccessful|presidential|gubernatorial|mayoral|future|fictional|fellow|first|second|third|only|non|regional|cultural|successor|predecessor|sister|twin|daughter|partner|economic|largest|former capital|summer|winter)$/;
/** Of those, the ones that leave it what it was or is. */
const HARMLESS = /^(?:first|second|third|only|former|executive|future|fellow)$/;

/** The facts that a claim makes under the ontology, or as an open predicate. */
export function matchClaim(claim: Claim, context: MatchContext): Matched[] {
  const { ontology } = context;
  const sayings = ontology === null ? [] : sayingsOf(claim, ontology);
  for (const [rank, subjects] of (sayings.length === 0 ? [] : claim.subjects).entries()) {
    // `an event held in Rome`: what follows a common noun describes that, whatever stands before it.
    if (
      rank > 0 &&
      claim.subjects[0]![0] !== undefined &&
      claim.subjects[0]![0].mention === null &&
      context.resolve(claim.subjects[0]![0]) === null
    )
      break;
    // The saying whose kinds fit best; among equals the narrowest, which comes first.
    let best: Matched[] = [];
    for (const saying of sayings) {
      const facts = subjects.flatMap((subject) => matchOne(claim, subject, saying, context) ?? []);
      if (facts.length > 0 && (best.length === 0 || facts[0]!.confidence > best[0]!.confidence))
        best = facts;
    }
    if (best.length > 0) return best;
  }
  if (ontology !== null && !context.open) {
    if (sayings.length > 0) context.drop('kind');
    else if (claim.object.mention !== null || claim.pattern !== 'copula-class')
      context.drop('relation-not-in-ontology');
  }
  return context.open || ontology === null ? openFacts(claim, context) : [];
}

/** Also by the last words of a compound noun: a `debut studio album` is an album; a `deputy director` is no director. */
function sayingsOf({ key, modifiers }: Claim, ontology: CompiledOntology): readonly Saying[] {
  if (key.type === 'verb') {
    const [verb = '', ...nouns] = key.words.split(' ');
    const found = ontology.sayings(key);
    return found.length > 0 || nouns.length < 2 || verb === 'be'
      ? found
      : ontology.sayings({ ...key, words: `${verb} ${nouns.at(-1)!}` });
  }
  const words = [...modifiers, ...key.words.split(' ')];
  for (let from = 0; from < words.length; from++) {
    if (words.slice(0, from).some((word) => ALTERING.test(word) && !HARMLESS.test(word))) return [];
    const found = ontology.sayings({ ...key, words: words.slice(from).join(' ') });
    if (found.length > 0) return found;
  }
  return [];
}

function matchOne(
  claim: Claim,
  subjectPhrase: NounPhrase,
  { relation, isReversed }: Saying,
  context: MatchContext,
): Matched | null {
  const [subjectSlot, objectSlot] = isReversed
    ? [claim.object, subjectPhrase]
    : [subjectPhrase, claim.object];
  const subject = slot(subjectSlot, relation.subject, context, relation, claim);
  if (subject === null) return null;
  const object = slot(objectSlot, relation.object, context, relation, claim);
  if (object === null || meant(subject.mention, context) === meant(object.mention, context))
    return null;
  const [found, foundObject] = [
    context.mentions[subject.mention]!,
    context.mentions[object.mention]!,
  ];
  const weight = weightOf(keyText(claim.key), relation, found, foundObject, context);
  if (weight === 0) return null;
  return {
    subject: subject.mention,
    relation: relation.id,
    phrase: keyText(claim.key),
    object: object.mention,
    cue: claim.cue,
    isNegated: claim.isNegated,
    time: claim.time === object.mention ? null : claim.time,
    confidence: round(
      CONFIDENCE[claim.pattern] *
        subject.quality *
        object.quality *
        claim.closeness *
        weight *
        (claim.isNegated ? DENIED : 1),
    ),
  };
}

/** Words that say several things, and what of them must be known to say this one. 0: it is not said. */
function weightOf(
  words: string,
  relation: OntologyRelation,
  subject: Mentioned,
  object: Mentioned,
  { ontology }: MatchContext,
): number {
  // Films are produced, cars too, by others.
  const asksForProduct = relation.subject?.some((kind) => ontology!.labelOf(kind) === 'product');
  if (asksForProduct === true && /produce/.test(words) && subject.typeNoun === undefined) return 0;
  // Who is heard in a song acts in no film.
  if (/^(?:feature|star)$/.test(words) && NOT_ACTED.test(subject.typeNoun ?? '')) return 0;
  // A device features functions; a player moves to a club that is named like its town.
  if (words === 'feature') return object.kind === 'person' && object.sure >= 0.85 ? 1 : AMBIGUOUS;
  if (words === 'move to') return AMBIGUOUS;
  // `released for Moe Records`.
  if (
    /^be (?:release|develop|publish) for$/.test(words) &&
    object.kind === 'organization' &&
    object.sure >= 0.85
  )
    return 0;
  // The captain of a ship.
  if (words === 'be captain of' && object.sure < 0.5) return 0;
  return 1;
}
const AMBIGUOUS = 0.85;
const NOT_ACTED =
  /^(?:song|single|track|album|ep|mixtape|soundtrack|novel|book|novella|poem|essay|magazine|software|app|application|computer|smartphone|camera|console|car|record|device|phone)$/;

const meant = (index: number, { mentions }: MatchContext): string => {
  const mention = mentions[index]!;
  const full = mention.refersTo === undefined ? mention : mentions[mention.refersTo]!;
  return (full.name ?? full.text).toLowerCase();
};

/** The mention of a phrase as a relation's subject or object, or null where it does not fit. */
function slot(
  phrase: NounPhrase,
  kinds: readonly string[] | undefined,
  context: MatchContext,
  relation: OntologyRelation,
  claim: Claim,
): Resolved | null {
  const ontology = context.ontology!;
  if (claim.pattern === 'copula-class' && phrase === claim.object)
    return classSlot(phrase, kinds, context);
  const resolved = context.resolve(phrase);
  if (resolved === null) return null;
  const mention = context.mentions[resolved.mention]!;
  // `the only NCRW who`, `each Senator`: one of a kind, no name.
  if (
    mention.form === 'name' &&
    (/^(?:each|every|any|no)$/.test(phrase.determiner) || phrase.modifiers.includes('only'))
  )
    return null;
  if (kinds === undefined) {
    const fit = /\b(?:date|time|year|when)\b/i.test(relation.label)
      ? mention.form === 'time'
      : mention.form !== 'time' && mention.form !== 'number';
    return fit ? { ...resolved, quality: resolved.quality * KIND_FIT.guessed } : null;
  }
  let best = 0;
  for (const kind of kinds) best = Math.max(best, fitOf(mention, kind, ontology, context.mentions));
  if (best === 0) return null;
  const languageKind = kinds.find((kind) => /language/.test(ontology.labelOf(kind)));
  if (languageKind !== undefined && mention.form === 'demonym')
    return { mention: addLanguage(resolved.mention, context), quality: resolved.quality };
  if (mention.sure < 0.85 && mention.form !== 'demonym' && best > 0) {
    const base = ontology.baseOf(kinds[0]!);
    if (base !== null && base !== 'other' && mention.kind !== base && kinds.length === 1)
      mention.kind = base;
  }
  const isLoose =
    best < KIND_FIT.guessed &&
    /^(?:premodifier|apposition|containment|attachment|active-prepositional)$/.test(claim.pattern);
  return { ...resolved, quality: resolved.quality * best * (isLoose ? LOOSE_PATTERN : 1) };
}

/** `a drama film`, `a painter`: classes are things only where a relation asks for them. */
function classSlot(
  phrase: NounPhrase,
  kinds: readonly string[] | undefined,
  context: MatchContext,
): Resolved | null {
  const ontology = context.ontology!;
  if (phrase.noun === '') return null;
  const kind = kindOfNoun(phrase.noun);
  const fits = (kinds ?? []).some((id) => {
    const label = ontology.labelOf(id);
    if (/occupation|profession/.test(label))
      return (
        kind === 'person' &&
        !/^(?:man|woman|person|member|son|daughter|child|brother|sister|wife|husband|native|one|leader|founder|king|queen|prince|princess|father|mother|boy|girl|character|lady|twin|cousin|descendant)$/.test(
          phrase.noun.split(' ').at(-1)!,
        )
      );
    if (/genre/.test(label))
      return (
        kind === 'work' &&
        phrase.noun.includes(' ') &&
        !/^(?:debut|studio|feature|short|television|tv|novel|directorial)\b/.test(phrase.noun)
      );
    return false;
  });
  if (!fits) return null;
  const [start, end] = phrase.nounSpan;
  const text = phrase.words
    .filter((word) => word.start >= start && word.end <= end)
    .map((word) => word.text)
    .join(' ');
  context.mentions.push({ start, end, text, form: 'description', kind: 'other', sure: 1 });
  return { mention: context.mentions.length - 1, quality: 1 };
}

function addLanguage(index: number, { mentions }: MatchContext): number {
  const { start, end, text } = mentions[index]!;
  const known = mentions.findIndex(
    (mention) => mention.start === start && mention.form === 'name' && mention.text === text,
  );
  if (known >= 0) return known;
  mentions.push({ start, end, text, form: 'name', kind: 'other', sure: 0.9 });
  return mentions.length - 1;
}

/** Predicates too general to say anything by themselves. */
const EMPTY =
  /^(?:be|have|do|get|be have|be do|make|be make|be use|use|include|be include|go|come|see|be see|say|be say)$/;

function openFacts(claim: Claim, context: MatchContext): Matched[] {
  const { key } = claim;
  if (claim.isGuess === true) return [];
  if (claim.pattern === 'copula-class' || claim.pattern === 'premodifier' || key.prep === '+')
    return [];
  if (EMPTY.test(key.words) && !(key.prep === 'by' || claim.pattern === 'brackets-life')) return [];
  const object = context.resolve(claim.object);
  if (object === null || key.words === '') return [];
  // A time tells when, which facts keep as their time; by itself it is an object only of what happens once.
  const isTime = context.mentions[object.mention]!.form === 'time';
  if (
    isTime &&
    !/^(?:be bear|die|be found|be establish|be release|be publish|be build|be create|open|be incorporate|be form)$/.test(
      key.words,
    )
  )
    return [];
  return (claim.subjects[0] ?? []).flatMap((phrase) => {
    const subject = context.resolve(phrase);
    if (subject === null || meant(subject.mention, context) === meant(object.mention, context))
      return [];
    const form = context.mentions[subject.mention]!.form;
    if (form === 'time' || form === 'number' || form === 'demonym') return [];
    return [
      {
        subject: subject.mention,
        relation: null,
        phrase: keyText(key),
        object: object.mention,
        cue: claim.cue,
        isNegated: claim.isNegated,
        time: claim.time === object.mention ? null : claim.time,
        confidence: round(
          CONFIDENCE[claim.pattern] *
            subject.quality *
            object.quality *
            claim.closeness *
            OPEN_PREDICATE *
            (claim.isNegated ? DENIED : 1),
        ),
      },
    ];
  });
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
