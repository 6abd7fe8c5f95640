import type { NounPhrase } from './chunk.ts';

/** What kind of construction says a claim: the first factor of its confidence ({@link CONFIDENCE}). */
export type Pattern =
  | 'agent'
  | 'passive'
  | 'active'
  | 'active-prepositional'
  | 'participle'
  | 'gerund'
  | 'relative'
  | 'copula'
  | 'copula-class'
  | 'apposition'
  | 'possessive'
  | 'premodifier'
  | 'brackets-life'
  | 'brackets-year'
  | 'containment'
  | 'attachment';

/** The words of a predicate in normal form: `be direct` + `by`, `capital` + `of`, `play` + ``. */
export interface PredicateKey {
  /** `verb`: subject VERB (PREP) object. `noun`: subject is NOUN PREP object. */
  type: 'verb' | 'noun';
  words: string;
  prep: string;
}

/** A statement as the sentence puts it, before any ontology. */
export interface Claim {
  pattern: Pattern;
  /** Readings of the subject, best first: the first whose kind fits is taken. Each is a list of coordinated phrases. */
  subjects: NounPhrase[][];
  object: NounPhrase;
  key: PredicateKey;
  /** For a noun with adjectives and for what stands before it: `deputy`, `former`. */
  modifiers: string[];
  cue: [number, number] | null;
  isNegated: boolean;
  /** Mention of the time that the clause gives, if any. */
  time: number | null;
  /** One of two readings of a bare past form: not for open predicates, which nothing would hold to kinds. */
  isGuess?: boolean;
  /** Below 1 where words stand between predicate and object, or an attachment is unsure. */
  closeness: number;
}

/** `be bear in`, `capital of`, as keys of tables and as the phrase of open predicates. */
export const keyText = ({ type, words, prep }: PredicateKey): string =>
  `${type === 'noun' ? 'be ' : ''}${words}${prep === '' ? '' : ` ${prep}`}`;

/** A claim of one subject that brackets, commas or nouns make. */
export function sayClaim(
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

/** The name of a phrase without the nouns before it. */
export const bare = (phrase: NounPhrase): NounPhrase => ({
  ...phrase,
  noun: '',
  inner: [],
  possessor: null,
  determiner: '',
});
