import type { OpenPredicate } from './read-predicate.ts';
import { isVerb, lemmaOfParticiple, participleOf, pastOf, presentOf } from './verb-forms.ts';

/** Sentences and noun phrases of a predicate. */
export interface PredicatePhrases {
  statement: string;
  forward: string;
  backward: string;
}

/** Verbs and participles that say how things are, not what happened. */
const STATES = new Set(
  'own have contain include border belong lie consist flow cover speak connect house comprise possess live reside surround remain'.split(
    ' ',
  ),
);
const LASTING = new Set(
  'locate situate base headquarter name know call dedicate affiliate twin surround divide'.split(
    ' ',
  ),
);
/** Roles that a thing has one holder of. */
const SINGLE = new Set(
  'capital president king queen mayor captain head leader father mother founder author director composer owner inventor governor chairman chairwoman chancellor emperor pope birthplace namesake architect designer builder creator largest smallest highest longest oldest first last'.split(
    ' ',
  ),
);

const NOUN_OF_KIND: Record<string, string> = {
  person: 'person',
  organization: 'organization',
  place: 'place',
  work: 'work',
  event: 'event',
  time: 'time',
  number: 'number',
};

const PREPOSITION = /^(?:in|by|at|for|on|to|from|with|after|as|under|near)$/;

/** What a thing of a kind is called: by our own kinds, or by the label of an ontology's. */
const nounOfKind = (kind: string | null, labels: ReadonlyMap<string, string>): string =>
  kind === null || kind === 'other' ? 'thing' : (NOUN_OF_KIND[kind] ?? labels.get(kind) ?? 'thing');

/** Phrases of an open predicate: `{subject} worked for {object}`, `the organization for which {x} worked`. */
export function phraseOpenPredicate(
  { shape, head, rest }: OpenPredicate,
  subjectKind: string | null,
  objectKind: string | null,
  labels: ReadonlyMap<string, string>,
): PredicatePhrases {
  const subjectNoun = nounOfKind(subjectKind, labels);
  const who = subjectNoun === 'person' ? 'who' : 'that';
  if (shape === 'noun') {
    return rest === ''
      ? phraseLabel(head, subjectKind, objectKind, labels)
      : phraseRole(head, rest, objectKind, labels);
  }
  const verb = {
    verb: () => (STATES.has(head) ? presentOf(head) : pastOf(head)),
    passive: () => `${LASTING.has(head) ? 'is' : 'was'} ${participleOf(head)}`,
    adjective: () => `is ${head}`,
  }[shape]();
  const words = rest === '' ? verb : `${verb} ${rest}`;
  return {
    statement: `{subject} ${words} {object}`,
    forward: `the ${forwardClause(verb, rest, objectKind, labels)}`,
    backward: `the ${subjectNoun} ${who} ${words} {x}`,
  };
}

/** `place where {x} was born`, `organization for which {x} worked`, `person whom {x} married`. */
function forwardClause(
  verb: string,
  rest: string,
  kind: string | null,
  labels: ReadonlyMap<string, string>,
): string {
  const noun = nounOfKind(kind, labels);
  const before = rest.split(' ').slice(0, -1).join(' ');
  const preposition = rest.split(' ').at(-1)!;
  const clause = before === '' ? `{x} ${verb}` : `{x} ${verb} ${before}`;
  if (noun === 'time' && /^(?:in|on|at|during|)$/.test(preposition)) return `time when ${clause}`;
  if (noun === 'place' && /^(?:in|at)$/.test(preposition)) return `place where ${clause}`;
  if (preposition === '') return `${noun} ${noun === 'person' ? 'whom' : 'that'} {x} ${verb}`;
  return `${noun} ${preposition} ${noun === 'person' ? 'whom' : 'which'} ${clause}`;
}

/** `{subject} is the capital of {object}`. */
function phraseRole(
  role: string,
  rest: string,
  objectKind: string | null,
  labels: ReadonlyMap<string, string>,
): PredicatePhrases {
  const article =
    SINGLE.has(role.split(' ').at(-1)!) || SINGLE.has(role.split(' ')[0]!)
      ? `the ${role}`
      : withArticle(role);
  const noun = nounOfKind(objectKind, labels);
  const preposition = rest.split(' ').at(-1)!;
  return {
    statement: `{subject} is ${article} ${rest} {object}`,
    forward: `the ${noun} ${preposition} ${noun === 'person' ? 'whom' : 'which'} {x} is ${article}`,
    backward: `the ${role} ${rest} {x}`,
  };
}

/**
 * Phrases made of a label where nothing better is given: `place of birth` → `the place of birth of {x}`, `founded by` →
 * `{subject} was founded by {object}`, `location of` → `{subject} is the location of {object}`.
 */
export function phraseLabel(
  label: string,
  subjectKind: string | null,
  objectKind: string | null,
  labels: ReadonlyMap<string, string>,
): PredicatePhrases {
  const words = label.toLowerCase().split(' ');
  const last = words.at(-1)!;
  if (words.length > 1 && last === 'of')
    return phraseRole(words.slice(0, -1).join(' '), 'of', objectKind, labels);
  const subjectNoun = nounOfKind(subjectKind, labels);
  const who = subjectNoun === 'person' ? 'who' : 'that';
  if (/^(?:isa|is a|type|instance of)$/.test(label.toLowerCase())) {
    return {
      statement: '{subject} is a kind of {object}',
      forward: 'the kind of thing that {x} is',
      backward: `the ${subjectNoun} ${who} is a kind of {x}`,
    };
  }
  const [first, second] = words as [string, string | undefined];
  const lemma = lemmaOfParticiple(first);
  const isParticiple = lemma !== undefined && first !== lemma;
  if (isParticiple && second !== undefined && PREPOSITION.test(second)) {
    if (words.length === 2) {
      const predicate: OpenPredicate = { shape: 'passive', head: lemma, rest: second };
      return phraseOpenPredicate(predicate, subjectKind, objectKind, labels);
    }
    const noun = words.slice(2).join(' ').replace(/^the /, '');
    const verb = `${LASTING.has(lemma) ? 'is' : 'was'} ${first}`;
    return {
      statement: `{subject} ${verb} ${second} the ${noun} {object}`,
      forward: `the ${noun} ${second} which {x} ${verb}`,
      backward: `the ${subjectNoun} ${who} ${verb} ${second} the ${noun} {x}`,
    };
  }
  if (first === 'has' && words.length > 1) {
    const noun = words.slice(1).join(' ');
    return {
      statement: `{subject} has the ${noun} {object}`,
      forward: `the ${noun} that {x} has`,
      backward: `the ${subjectNoun} ${who} has the ${noun} {x}`,
    };
  }
  const isPresent =
    first.endsWith('s') && (isVerb(first.slice(0, -1)) || isVerb(first.slice(0, -2)));
  if (isPresent || PREPOSITION.test(last)) {
    return {
      statement: `{subject} ${label} {object}`,
      forward: `the ${nounOfKind(objectKind, labels)} that {x} ${label}`,
      backward: `the ${subjectNoun} ${who} ${label} {x}`,
    };
  }
  return {
    statement: `The ${label} of {subject} is {object}`,
    forward: `the ${label} of {x}`,
    backward: `the ${subjectNoun} whose ${label} is {x}`,
  };
}

const withArticle = (noun: string): string =>
  `${/^(?:[aeio]|u(?!n[ioy]|s[aeiou]))/i.test(noun) ? 'an' : 'a'} ${noun}`;
