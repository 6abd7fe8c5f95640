import { oneLine } from '../../../../core/run/prompts.ts';
import { sliceCodePoints } from '../../../../core/text/code-points.ts';
import type { Mention } from '../extraction.ts';
import type { Ontology, OntologyRelation } from '../ontology.ts';
import type { Checked } from './check-pointers.ts';
import { kindsFit, type Reading } from './reading.ts';
import type { Window } from './windows.ts';

/** A question with few answers: what a sentence says of two names. */
export interface Choice {
  sentence: string;
  /** One claim a statement, in the order of the numbers, which begin with 1. */
  claims: Checked[];
  statements: string[];
}

/** Statements under one question: more than a small model keeps apart. */
const MOST_STATEMENTS = 6;

/**
 * The questions of a window, one for each two names of a sentence: the statements whose kinds the names fit and whose words
 * the sentence has. What the words do not allow is never asked, which is what makes the form fit for a small model.
 */
export function choicesOf(ontology: Ontology, window: Window, reading: Reading): Choice[] {
  const { input, mentions, compiled, cue } = reading;
  return window.sentences.flatMap((span, index) => {
    const sentence = sliceCodePoints(input.text, span.start, span.end);
    const names = window.names
      .filter((name) => name.sentence === index + 1)
      .map(({ mention }) => mention);
    const said =
      names.length < 2
        ? []
        : ontology.relations.filter(
            (relation) => cue(compiled!.phrasesOf(relation.id), sentence) !== null,
          );
    return pairsOf(names).flatMap(([a, b]): Choice[] => {
      const found: { claim: Checked; statement: string }[] = [];
      for (const relation of said) {
        for (const [subject, object] of [
          [a, b],
          [b, a],
        ] as const) {
          if (!fits(subject, object, relation, reading)) continue;
          found.push({
            claim: {
              subject,
              object,
              relation: relation.id,
              words: '',
              sentence: [span.start, span.end],
              negated: false,
              time: null,
            },
            statement: oneLine(
              sayRelation(relation, nameOf(mentions, subject), nameOf(mentions, object)),
            ),
          });
        }
      }
      const kept = found.slice(0, MOST_STATEMENTS);
      return kept.length === 0
        ? []
        : [
            {
              sentence: oneLine(sentence),
              claims: kept.map(({ claim }) => claim),
              statements: kept.map(({ statement }) => statement),
            },
          ];
    });
  });
}

const pairsOf = (names: readonly number[]): [number, number][] =>
  names.flatMap((a, index) => names.slice(index + 1).map((b): [number, number] => [a, b]));

function fits(
  subject: number,
  object: number,
  relation: OntologyRelation,
  { compiled, mentions }: Reading,
): boolean {
  if (nameOf(mentions, subject) === nameOf(mentions, object)) return false;
  return (
    kindsFit(subject, relation.subject, compiled!, mentions) > 0 &&
    kindsFit(object, relation.object, compiled!, mentions) > 0
  );
}

function nameOf(mentions: readonly Mention[], index: number): string {
  const { refersTo, name, text } = mentions[index]!;
  const full = refersTo === undefined ? undefined : mentions[refersTo]!;
  return full === undefined ? (name ?? text) : (full.name ?? full.text);
}

const sayRelation = (
  { label, statement }: OntologyRelation,
  subject: string,
  object: string,
): string =>
  (statement ?? `${label} of {subject}: {object}`).replace(
    /\{(subject|object)\}/g,
    (_, slot: string) => (slot === 'subject' ? subject : object),
  );
