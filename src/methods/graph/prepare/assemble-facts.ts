import { sliceCodePoints } from '../../../core/text/code-points.ts';
import type { Extraction } from '../extract/extraction.ts';
import type { Ontology } from '../extract/ontology.ts';
import type { Entity, Fact, FactSpan, GraphPassage, Predicate } from '../knowledge-graph.ts';
import {
  canonicalisePredicates,
  type PredicateLog,
  type PredicateUse,
} from '../resolve/canonicalise-predicates.ts';
import { combineClaims, type SpannedFact } from './combine-claims.ts';

/** A passage with what extractors said of it and what their mentions were resolved to. */
export interface ResolvedPassage {
  passage: GraphPassage;
  text: string;
  /** One an extractor; null where it refused the passage. */
  extractions: readonly (Extraction | null)[];
  /** Of each extractor and mention the entity, or -1. */
  entityOf: readonly Int32Array[];
}

export interface AssembledFacts {
  predicates: Predicate[];
  facts: Fact[];
  log: PredicateLog;
  /** Claims that are no facts of the graph, by reason. */
  dropped: Record<string, number>;
}

interface Claim extends SpannedFact {
  use: number;
}

/**
 * Makes facts of claims: predicates in their normal form, subject and object turned round where that asks for it, claims
 * of several extractors about the same words put together. What names no thing, says something of itself or has no
 * predicate is dropped and counted.
 */
export function assembleFacts(
  passages: readonly ResolvedPassage[],
  extractors: readonly string[],
  entities: readonly Entity[],
  dimensions: readonly (string | null)[],
  options: { ontology: Ontology | null; predicates: 'ontology' | 'open' | 'both' },
): AssembledFacts {
  const dropped: Record<string, number> = {};
  const drop = (reason: string): void => {
    dropped[reason] = (dropped[reason] ?? 0) + 1;
  };
  const uses = createUses();
  const claims: Claim[][] = passages.map(() => []);
  for (const [index, { passage, text, extractions, entityOf }] of passages.entries()) {
    for (const [by, extraction] of extractions.entries()) {
      if (extraction === null) continue;
      for (const fact of extraction.facts) {
        const { mentions } = extraction;
        const [subject, object] = [entityOf[by]![fact.subject]!, entityOf[by]![fact.object]!];
        if (subject < 0 || object < 0) drop('nothing-named');
        else if (subject === object) drop('of-itself');
        else if (fact.relation === null && options.predicates === 'ontology')
          drop('open-predicate');
        else {
          const spanOf = ({ start, end }: { start: number; end: number }): [number, number] => [
            passage.start + start,
            passage.start + end,
          ];
          const { cue, sentence } = fact;
          claims[index]!.push({
            use: uses.add({
              relation: fact.relation,
              phrase: fact.relation === null ? fact.phrase : '',
              subjectKind: entities[subject]!.kind,
              objectKind: entities[object]!.kind,
              dimension: dimensions[object]!,
            }),
            subject,
            object,
            extractor: extractors[by]!,
            phrase: cue === null ? fact.phrase : sliceCodePoints(text, cue[0], cue[1]),
            negated: fact.negated,
            time: fact.time,
            confidence: fact.confidence,
            source: {
              passage: index,
              start: passage.start + sentence[0],
              end: passage.start + sentence[1],
              subject: spanOf(mentions[fact.subject]!),
              object: spanOf(mentions[fact.object]!),
              cue: cue === null ? null : spanOf({ start: cue[0], end: cue[1] }),
            },
          });
        }
      }
    }
  }
  const canonical = canonicalisePredicates(uses.list, options.ontology);
  const numberOf = new Map(canonical.predicates.map(({ id }, index) => [id, index]));
  const facts: Fact[] = [];
  for (const ofPassage of claims) {
    const turned = ofPassage.flatMap((claim) => {
      const choice = canonical.choices[claim.use]!;
      if (choice === null) {
        drop('no-predicate');
        return [];
      }
      const predicate = numberOf.get(choice.predicate)!;
      const isSymmetric = canonical.predicates[predicate]!.inverse === choice.predicate;
      // Of a predicate that says the same both ways, one direction stands for both.
      const turns = isSymmetric ? claim.subject > claim.object : choice.reversed;
      return [{ predicate, ...(turns ? turnRound(claim) : claim) }];
    });
    facts.push(...combineClaims(turned));
  }
  return { predicates: canonical.predicates, facts, log: canonical.log, dropped };
}

function turnRound<T extends SpannedFact>(claim: T): T {
  const source: FactSpan = {
    ...claim.source,
    subject: claim.source.object,
    object: claim.source.subject,
  };
  return { ...claim, subject: claim.object, object: claim.subject, source };
}

function createUses() {
  const list: PredicateUse[] = [];
  const byKey = new Map<string, number>();
  return {
    list,
    add(use: Omit<PredicateUse, 'count'>): number {
      const key = JSON.stringify([
        use.relation,
        use.phrase,
        use.subjectKind,
        use.objectKind,
        use.dimension,
      ]);
      let index = byKey.get(key);
      if (index === undefined) {
        index = list.length;
        byKey.set(key, index);
        list.push({ ...use, count: 0 });
      }
      list[index]!.count++;
      return index;
    },
  };
}
