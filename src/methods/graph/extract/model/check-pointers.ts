import { codePointLength } from '../../../../core/text/code-points.ts';
import type { ExtractedFact, Mention } from '../extraction.ts';
import type { OntologyRelation } from '../ontology.ts';
import type { Pointed, ProposedName } from './reply-schema.ts';
import type { Window } from './windows.ts';

/** A claim whose numbers point at something; still to be weighed. */
export type Checked = Omit<ExtractedFact, 'confidence' | 'cue' | 'phrase'> & { words: string };

/**
 * Takes the model's proposals as mentions of the passage: only words that stand verbatim in the sentence, on the borders of
 * words, and that are no mention yet. Returns how many numbers were given out, a null for each proposal that was dropped.
 */
export function admitNames(
  proposed: readonly ProposedName[],
  { sentences, names }: Window,
  mentions: Mention[],
  kinds: ReadonlySet<string>,
  drop: (reason: string) => void,
): (number | null)[] {
  return proposed.map(({ sentence, words, kind }) => {
    const within = sentences[sentence - 1];
    const at = within === undefined || words.trim() !== words ? -1 : findWhole(within.text, words);
    if (within === undefined || at < 0) {
      drop('name-not-in-sentence');
      return null;
    }
    const start = within.start + codePointLength(within.text.slice(0, at));
    const end = start + codePointLength(words);
    const known = mentions.findIndex((mention) => mention.start === start && mention.end === end);
    if (known >= 0) return known;
    mentions.push({
      start,
      end,
      text: words,
      kind: kind !== undefined && kinds.has(kind) ? kind : 'other',
    });
    names.push({ mention: mentions.length - 1, sentence });
    return mentions.length - 1;
  });
}

function findWhole(text: string, words: string): number {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (
      !/[\p{L}\d]$/u.test(text.slice(0, at)) &&
      !/^[\p{L}\d]/u.test(text.slice(at + words.length))
    )
      return at;
  }
  return -1;
}

/** The claim that numbers point at, or null, counted by reason, where they point at nothing. */
export function checkPointers(
  pointed: Pointed,
  numbered: readonly (number | null)[],
  window: Window,
  mentions: readonly Mention[],
  relations: readonly OntologyRelation[] | null,
  drop: (reason: string) => void,
): Checked | null {
  const fail = (reason: string): null => {
    drop(reason);
    return null;
  };
  const sentence = window.sentences[pointed.sentence - 1];
  if (sentence === undefined) return fail('no-such-sentence');
  const subject = numbered[pointed.subject - 1];
  const object = numbered[pointed.object - 1];
  if (subject === undefined || subject === null || object === undefined || object === null)
    return fail('no-such-name');
  const isInside = (index: number): boolean =>
    mentions[index]!.start >= sentence.start && mentions[index]!.end <= sentence.end;
  if (!isInside(subject) || !isInside(object)) return fail('name-not-in-sentence');
  if (subject === object || meant(subject, mentions) === meant(object, mentions))
    return fail('same-name-twice');
  let relation: string | null = null;
  let words = '';
  if (relations !== null) {
    const found = relations[(pointed.relation ?? 0) - 1];
    if (found === undefined) return fail('no-such-relation');
    relation = found.id;
  } else {
    words = (pointed.words ?? '').toLowerCase().trim();
    // A predicate is a few plain words; anything else is an answer to something that the text said.
    if (!/^[\p{L}][\p{L}'-]*(?: [\p{L}'-]+){0,4}$/u.test(words)) return fail('no-predicate');
  }
  return {
    subject,
    relation,
    words,
    object,
    sentence: [sentence.start, sentence.end],
    negated: pointed.denied,
    time: null,
  };
}

const meant = (index: number, mentions: readonly Mention[]): string => {
  const { refersTo, name, text } = mentions[index]!;
  return (
    refersTo === undefined ? (name ?? text) : (mentions[refersTo]!.name ?? mentions[refersTo]!.text)
  ).toLowerCase();
};
