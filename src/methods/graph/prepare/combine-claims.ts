import type { Fact, FactSpan } from '../knowledge-graph.ts';
import { byText } from '../store/order-graph.ts';

/** A claim of one extractor between two things. */
export interface SpannedFact extends Omit<Fact, 'predicate' | 'extractors' | 'source'> {
  extractor: string;
  source: FactSpan;
}

type Claim = SpannedFact & { predicate: number };

/** Decimals of a confidence: enough to order facts, few enough to be the same on every machine. */
const DIGITS = 6;

/**
 * Puts claims of one passage together that say the same of the same words: equal subject, predicate, object and polarity,
 * overlapping mentions. What several extractors say independently is as sure as that not all of them err: 1 − ∏(1 − c). An
 * extractor that says it twice is counted once, at its surest. Words and places are those of the surest claim.
 */
export function combineClaims(claims: readonly Claim[]): Fact[] {
  const ordered = claims.toSorted(
    (a, b) =>
      b.confidence - a.confidence ||
      byText(a.extractor, b.extractor) ||
      a.source.start - b.source.start ||
      a.source.subject[0] - b.source.subject[0] ||
      a.source.object[0] - b.source.object[0],
  );
  const groups = new Map<string, { head: Claim; by: Map<string, number> }[]>();
  for (const claim of ordered) {
    const key = `${claim.subject} ${claim.predicate} ${claim.object} ${claim.negated}`;
    let known = groups.get(key);
    if (known === undefined) groups.set(key, (known = []));
    const group = known.find(({ head }) => isOfSameWords(head.source, claim.source));
    if (group === undefined)
      known.push({ head: claim, by: new Map([[claim.extractor, claim.confidence]]) });
    // Claims come surest first.
    else if (!group.by.has(claim.extractor)) group.by.set(claim.extractor, claim.confidence);
  }
  return [...groups.values()].flat().map(({ head, by }) => ({
    subject: head.subject,
    predicate: head.predicate,
    object: head.object,
    phrase: head.phrase,
    negated: head.negated,
    time: head.time,
    extractors: [...by.keys()].toSorted(byText),
    confidence: Number(
      (1 - [...by.values()].reduce((wrong, one) => wrong * (1 - one), 1)).toFixed(DIGITS),
    ),
    source: head.source,
  }));
}

const isOfSameWords = (a: FactSpan, b: FactSpan): boolean =>
  overlap(a.subject, b.subject) && overlap(a.object, b.object);

const overlap = ([start, end]: readonly number[], [from, to]: readonly number[]): boolean =>
  start! < to! && from! < end!;
