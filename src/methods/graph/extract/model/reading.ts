import { codePointLength, sliceCodePoints } from '../../../../core/text/code-points.ts';
import type { CompiledOntology } from '../fast/compile-ontology.ts';
import { fitMention } from '../fast/fit-kinds.ts';
import type { ExtractedFact, Extraction, ExtractionInput, Mention } from '../extraction.ts';
import type { Ontology, OntologyRelation } from '../ontology.ts';
import { type Checked, checkPointers } from './check-pointers.ts';
import type { FindCue } from './find-cue.ts';
import type { Pointed } from './reply-schema.ts';
import { weighClaim } from './weigh-claims.ts';
import type { Window } from './windows.ts';

/** A passage while its windows are read. */
export interface Reading {
  input: ExtractionInput;
  mentions: Mention[];
  /** Facts of the fast extractor by what they mean. */
  agreed: Map<string, ExtractedFact>;
  facts: Map<string, ExtractedFact>;
  dropped: Record<string, number>;
  compiled: CompiledOntology | null;
  cue: FindCue;
}

export const dropInto =
  (dropped: Record<string, number>) =>
  (reason: string): void => {
    dropped[reason] = (dropped[reason] ?? 0) + 1;
  };

export const keyOf = (
  subject: number,
  relation: string,
  object: number,
  mentions: readonly Mention[],
): string => JSON.stringify([meant(subject, mentions), relation, meant(object, mentions)]);

function meant(index: number, mentions: readonly Mention[]): string {
  const { refersTo, name, text } = mentions[index]!;
  return (
    refersTo === undefined ? (name ?? text) : (mentions[refersTo]!.name ?? mentions[refersTo]!.text)
  ).toLowerCase();
}

export function checkAll(
  pointed: readonly Pointed[],
  numbered: readonly (number | null)[],
  window: Window,
  relations: OntologyRelation[] | null,
  reading: Reading,
): Checked[] {
  return pointed.flatMap(
    (each) =>
      checkPointers(
        each,
        numbered,
        window,
        reading.mentions,
        relations,
        dropInto(reading.dropped),
      ) ?? [],
  );
}

/** The relations that some two names of a window fit, in batches; one call without a list where predicates are open. */
export function batchesOf(
  ontology: Ontology | null,
  window: Window,
  { compiled, mentions }: Reading,
  size: number,
): (OntologyRelation[] | null)[] {
  if (ontology === null) return [null];
  const fits = (kinds: readonly string[] | undefined): boolean =>
    window.names.some(({ mention }) => kindsFit(mention, kinds, compiled!, mentions) > 0);
  // Where names are few, the model may have to propose the other one.
  const isPossible = ({ subject, object }: OntologyRelation): boolean =>
    window.names.length > 1
      ? fits(subject) && fits(object)
      : window.names.length === 0 || fits(subject) || fits(object);
  const relations = ontology.relations.filter(isPossible);
  const batches: OntologyRelation[][] = [];
  for (let at = 0; at < relations.length; at += size) batches.push(relations.slice(at, at + size));
  return batches;
}

export const kindsFit = (
  mention: number,
  kinds: readonly string[] | undefined,
  compiled: CompiledOntology,
  mentions: readonly Mention[],
): number =>
  kinds === undefined
    ? 0.9
    : Math.max(...kinds.map((kind) => fitMention(mentions[mention]!, kind, compiled, mentions)));

export function addFact(
  claim: Checked,
  relations: readonly OntologyRelation[] | null,
  reading: Reading,
  wasSeenTwice: boolean,
): void {
  const { input, mentions, compiled, dropped } = reading;
  const relation = relations?.find(({ id }) => id === claim.relation);
  if (relation !== undefined && compiled !== null) {
    const fit = Math.min(
      kindsFit(claim.subject, relation.subject, compiled, mentions),
      kindsFit(claim.object, relation.object, compiled, mentions),
    );
    if (fit === 0) return dropInto(dropped)('kind');
    push(fit >= 0.95);
  } else push(false);

  function push(isFit: boolean): void {
    const [start, end] = claim.sentence;
    const sentence = sliceCodePoints(input.text, start, end);
    const cue = reading.cue(
      relation === undefined ? [claim.words] : compiled!.phrasesOf(relation.id),
      sentence,
    );
    const key = keyOf(claim.subject, claim.relation ?? claim.words, claim.object, mentions);
    const same = reading.agreed.get(key);
    const confidence = weighClaim({
      hasCue: cue !== null,
      kindsFit: isFit,
      agreed: same !== undefined && same.negated === claim.negated ? same.confidence : null,
      wasSeenTwice,
    });
    if (relation === undefined && cue === null)
      return dropInto(dropped)('predicate-not-in-sentence');
    const { words, ...rest } = claim;
    const at = (offset: number): number => start + codePointLength(sentence.slice(0, offset));
    const phrase =
      relation === undefined
        ? words
        : (same?.phrase ?? (cue === null ? relation.label : sentence.slice(...cue).toLowerCase()));
    const fact: ExtractedFact = {
      ...rest,
      phrase,
      cue: cue === null ? null : [at(cue[0]), at(cue[1])],
      time: same?.time ?? null,
      confidence,
    };
    const place = JSON.stringify([key, claim.sentence, claim.negated]);
    const known = reading.facts.get(place);
    if (known === undefined || known.confidence < confidence) reading.facts.set(place, fact);
  }
}

export function finish({ mentions, facts, dropped }: Reading): Extraction {
  return {
    mentions,
    facts: [...facts.values()].toSorted(
      (a, b) => a.sentence[0] - b.sentence[0] || a.subject - b.subject || a.object - b.object,
    ),
    dropped,
  };
}
