import type { Extraction } from '../extract/extraction.ts';
import type { Ontology } from '../extract/ontology.ts';
import type { MentionedDocument } from '../resolve/collect-names.ts';
import type { Kinds } from '../resolve/kinds.ts';
import { readTime } from '../resolve/read-time.ts';

/** Below this a claim is too doubtful to tell two things apart by. */
const LEAST_CONFIDENCE = 0.7;

/**
 * Times that only one thing can have, by functional relations of the ontology: two persons of one name who were born on
 * different days are two. A time that no calendar can read says nothing.
 */
export function collectTimes(
  extractions: readonly (readonly (Extraction | null)[])[],
  ontology: Ontology | null,
  kinds: Kinds,
): MentionedDocument['times'] {
  const functional = new Set(
    (ontology?.relations ?? []).filter((relation) => relation.functional).map(({ id }) => id),
  );
  if (functional.size === 0) return [];
  return extractions.flatMap((lists, passage) =>
    lists.flatMap((extraction, list) =>
      (extraction?.facts ?? []).flatMap(({ subject, relation, object, negated, confidence }) => {
        if (relation === null || !functional.has(relation)) return [];
        if (negated || confidence < LEAST_CONFIDENCE) return [];
        const { kind, text, name, range: said } = extraction!.mentions[object]!;
        const range = kinds.isA(kind, 'time') ? (readTime(name ?? text) ?? said) : undefined;
        return range === undefined ? [] : [{ passage, list, mention: subject, relation, range }];
      }),
    ),
  );
}
