import type { Ontology } from '../extract/ontology.ts';

/** How kinds of entities stand to each other. */
export interface Kinds {
  /** Whether mentions of these kinds may be of one thing: equal, `other`, or one above the other in the ontology. */
  fit(a: string, b: string): boolean;
  /** Of two that fit, the one that says more. */
  narrower(a: string, b: string): string;
  /** Whether it is of values (times, numbers), which are told apart by what they are worth. */
  isValue(kind: string): boolean;
  /** Whether it is `person` or below it. */
  isA(kind: string, ancestor: string): boolean;
}

const VALUE_KINDS = ['time', 'number'] as const;

/** The kinds of an ontology, and of no ontology the extractors' own, which have no parents. */
export function createKinds(ontology: Ontology | null): Kinds {
  const parents = new Map<string, string>();
  for (const { id, parent } of ontology?.kinds ?? [])
    if (parent !== undefined) parents.set(id, parent);
  const isA = (kind: string, ancestor: string): boolean => {
    let at: string | undefined = kind;
    // A chain of parents is no longer than the list, unless it goes round.
    for (let steps = 0; at !== undefined && steps <= parents.size; steps++) {
      if (at === ancestor) return true;
      at = parents.get(at);
    }
    return false;
  };
  const isValue = (kind: string): boolean => VALUE_KINDS.some((value) => isA(kind, value));
  const fit = (a: string, b: string): boolean => {
    if (isA(a, b) || isA(b, a)) return true;
    return (a === 'other' && !isValue(b)) || (b === 'other' && !isValue(a));
  };
  return {
    fit,
    isA,
    isValue,
    narrower: (a, b) => (a === 'other' || isA(b, a) ? b : a),
  };
}
