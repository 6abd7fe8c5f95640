import { keyText, type PredicateKey } from './claim.ts';
import type { Ontology, OntologyRelation } from '../ontology.ts';
import { isParticiple } from './read-verb-group.ts';
import { openTagger } from './tag-text.ts';
import { TYPE_NOUNS } from './gazetteer/type-nouns.ts';

/** A relation that a predicate may say. `isReversed`: the predicate's subject is the relation's object. */
export interface Saying {
  relation: OntologyRelation;
  isReversed: boolean;
}

export interface CompiledOntology {
  /** What a predicate may say, most narrow kinds first. */
  sayings(key: PredicateKey): readonly Saying[];
  /** The extractor's own kind below which a kind of the ontology falls, or null where none is known. */
  baseOf(kind: string): string | null;
  /** The label of a kind, lower case. */
  labelOf(kind: string): string;
  has(kind: string): boolean;
  /** The words that say a relation, without placeholders: its own and those that it learnt. */
  phrasesOf(relation: string): readonly string[];
}

export const BASE_KINDS = new Set([
  'person',
  'organization',
  'place',
  'work',
  'event',
  'time',
  'number',
  'other',
]);
const PREPOSITIONS =
  /^(?:of|in|at|on|by|for|from|to|with|as|into|through|under|over|between|near|after|before|against|within|along|about|like|during|since|until|alongside|behind|via|upon|off|out)$/;
/** Kinds by the words in which users name them. */
const KIND_WORDS = new Map<string, string>(
  Object.entries({
    human: 'person',
    people: 'person',
    character: 'person',
    location: 'place',
    administrative: 'place',
    geographic: 'place',
    date: 'time',
    year: 'time',
    org: 'organization',
    organisation: 'organization',
    per: 'person',
    loc: 'place',
    num: 'number',
    quantity: 'number',
    creative: 'work',
    written: 'work',
  }),
);

/**
 * Compiles an ontology's phrases to predicates. A relation that is named as one of `phrasebook` (by label, id or a phrase)
 * and fits its kinds also learns that one's phrases. Cached by the caller.
 */
export async function compileOntology(
  ontology: Ontology,
  phrasebook: Ontology | null,
): Promise<CompiledOntology> {
  const lemmaOf = await openLemmas();
  const kinds = new Map(ontology.kinds.map((kind) => [kind.id, kind]));
  const baseOf = (id: string, seen = new Set<string>()): string | null => {
    if (BASE_KINDS.has(id)) return id;
    if (seen.has(id)) return null;
    seen.add(id);
    const kind = kinds.get(id);
    if (kind?.parent !== undefined) return baseOf(kind.parent, seen);
    const words = (kind?.label ?? id)
      .toLowerCase()
      .trim()
      .split(/[\s_-]+/);
    for (const word of [words.at(-1)!, ...words]) {
      const known =
        KIND_WORDS.get(word) ?? TYPE_NOUNS.get(word) ?? TYPE_NOUNS.get(word.replace(/s$/, ''));
      if (known !== undefined) return known;
    }
    return null;
  };
  const bookIndex = new Map<string, OntologyRelation>();
  const book = phrasebook?.relations ?? [];
  // Labels and ids first: a phrase of one relation may be the name of another.
  for (const relation of book)
    for (const name of [normal(relation.label), normal(relation.id)]) bookIndex.set(name, relation);
  for (const relation of book)
    for (const name of namesOf(relation)) if (!bookIndex.has(name)) bookIndex.set(name, relation);
  const table = new Map<string, Saying[]>();
  const wordsOf = new Map<string, string[]>();
  for (const relation of ontology.relations) {
    const model =
      phrasebook === ontology
        ? undefined
        : [relation.label, relation.id, ...(relation.phrases ?? [])]
            .map((name) => bookIndex.get(normal(name)))
            .find((each) => each !== undefined);
    const phrases = new Set([
      relation.label,
      ...(relation.phrases ?? []),
      ...(relation.statement === undefined ? [] : [relation.statement]),
      ...(model?.phrases ?? []),
      ...(model?.statement === undefined ? [] : [model.statement]),
    ]);
    wordsOf.set(
      relation.id,
      Array.from(phrases, (phrase) => phrase.replace(/\{(?:subject|object)\}/g, ' ').trim()),
    );
    for (const phrase of phrases) {
      for (const { key, isReversed } of keysOf(phrase, lemmaOf)) {
        const text = tableKey(key);
        const sayings = table.get(text) ?? [];
        if (!sayings.some((each) => each.relation === relation && each.isReversed === isReversed))
          sayings.push({ relation, isReversed });
        table.set(text, sayings);
      }
    }
  }
  for (const sayings of table.values())
    sayings.sort((a, b) => narrowness(b.relation) - narrowness(a.relation));
  return {
    sayings: (key) => table.get(tableKey(key)) ?? [],
    baseOf,
    labelOf: (id) => (kinds.get(id)?.label ?? id).toLowerCase().trim(),
    has: (id) => kinds.has(id),
    phrasesOf: (id) => wordsOf.get(id) ?? [],
  };
}

const narrowness = ({ subject, object }: OntologyRelation): number =>
  [...(subject ?? []), ...(object ?? [])].filter((kind) => !BASE_KINDS.has(kind)).length * 10 -
  (subject?.length ?? 9) -
  (object?.length ?? 9);

const tableKey = (key: PredicateKey): string => `${key.type} ${keyText(key)}`;
const normal = (name: string): string => name.toLowerCase().replace(/[_-]+/g, ' ').trim();

/** Names under which a relation is known: its label, its id, and phrases that are no templates. */
const namesOf = ({ id, label, phrases = [] }: OntologyRelation): string[] => [
  normal(label),
  normal(id),
  ...phrases.filter((phrase) => !phrase.includes('{')).map(normal),
];

type LemmaOf = (word: string, as: 'verb' | 'noun') => string;

/**
 * The predicates that a phrase stands for. `{subject} was born in {object}` and `born in` say the relation forwards,
 * `{object} directed {subject}` backwards; a bare noun (`director`) names the object: `{object} is the director of {subject}`.
 */
function keysOf(phrase: string, lemmaOf: LemmaOf): { key: PredicateKey; isReversed: boolean }[] {
  const template = /\{(subject|object)\}\s*(.*?)\s*\{(subject|object)\}/.exec(phrase);
  const isReversed = template?.[1] === 'object';
  let words = normal(template === null ? phrase : template[2]!)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0 || words.length > 7) return [];
  if (words[0] === "'s")
    return [
      {
        key: { type: 'noun', words: nounOf(words.slice(1), lemmaOf), prep: 'of' },
        isReversed: !isReversed,
      },
    ];
  const hasBe = /^(?:be|is|was|are|were)$/.test(words[0]!);
  if (hasBe) words = words.slice(1);
  const hasArticle = words.length > 0 && /^(?:a|an|the)$/.test(words[0]!);
  if (hasArticle) words = words.slice(1);
  if (words.length === 0) return [{ key: { type: 'verb', words: 'be', prep: '' }, isReversed }];
  const isYear = words.slice(-2).join(' ') === 'of year';
  const last = words.at(-1)!;
  const prep = isYear ? 'of year' : PREPOSITIONS.test(last) && words.length > 1 ? last : '';
  const stem = prep === '' ? words : words.slice(0, isYear ? -2 : -1);
  const keys: { key: PredicateKey; isReversed: boolean }[] = [];
  const verb = stem[0]!;
  const isTemplate = template !== null;
  if (isParticiple(verb) && !hasArticle && (hasBe || !isTemplate) && stem.length === 1) {
    const lemma = lemmaOf(verb, 'verb');
    keys.push({ key: { type: 'verb', words: `be ${lemma}`, prep }, isReversed });
    // What was directed by someone, someone directed.
    if (prep === 'by')
      keys.push({ key: { type: 'verb', words: lemma, prep: '' }, isReversed: !isReversed });
    return keys;
  }
  if (prep !== '' || hasBe || hasArticle) {
    const noun = nounOf(stem, lemmaOf);
    if (!isTemplate || hasBe || hasArticle)
      keys.push({
        key: { type: 'noun', words: noun, prep: prep === '' ? 'of' : prep },
        isReversed,
      });
    if (hasBe || hasArticle) return keys;
  } else if (!isTemplate) {
    return [{ key: { type: 'noun', words: nounOf(stem, lemmaOf), prep: 'of' }, isReversed: true }];
  }
  const lemma = [lemmaOf(verb, 'verb'), ...stem.slice(1).map((word) => lemmaOf(word, 'noun'))].join(
    ' ',
  );
  keys.push({ key: { type: 'verb', words: lemma, prep }, isReversed });
  if (prep === '' && isTemplate && stem.length === 1)
    keys.push({ key: { type: 'verb', words: `be ${lemma}`, prep: 'by' }, isReversed: !isReversed });
  return keys;
}

const nounOf = (words: readonly string[], lemmaOf: LemmaOf): string =>
  [...words.slice(0, -1), lemmaOf(words.at(-1) ?? '', 'noun')].join(' ').trim();

async function openLemmas(): Promise<LemmaOf> {
  const tag = await openTagger();
  const known = new Map<string, string>();
  return (word, as) => {
    const key = `${as} ${word}`;
    let lemma = known.get(key);
    if (lemma === undefined) {
      const tokens =
        tag(as === 'verb' ? `They have ${word} it.` : `He saw the ${word}.`)[0]?.tokens ?? [];
      lemma = tokens.find((token) => token.lower === word)?.lemma ?? word;
      known.set(key, lemma);
    }
    return lemma;
  };
}
