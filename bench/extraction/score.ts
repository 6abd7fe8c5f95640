/** Counts of one set: claims, those that gold has, gold triples, those found. */
export interface Counts {
  claimed: number;
  right: number;
  gold: number;
  found: number;
  /** Claims whose subject, object or relation stands neither in the text nor in the ontology. */
  invented: number;
  /** Claims whose subject and object stand in the text where they say, in the sentence that they name. */
  supported: number;
  /** Claims of which one end is no entity of the gold: nobody said whether they hold. */
  unjudged: number;
}

export const emptyCounts = (): Counts => ({
  claimed: 0,
  right: 0,
  gold: 0,
  found: 0,
  invented: 0,
  supported: 0,
  unjudged: 0,
});

export function addCounts(to: Counts, from: Counts): void {
  for (const key of Object.keys(to) as (keyof Counts)[]) to[key] += from[key];
}

export function scoresOf({
  claimed,
  right,
  gold,
  found,
  invented,
  supported,
  unjudged,
}: Counts): Record<string, number> {
  const precision = ratio(right, claimed);
  const recall = ratio(found, gold);
  return {
    claimed,
    gold,
    precision,
    precisionOfJudged: ratio(right, claimed - unjudged),
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    hallucination: ratio(invented, claimed),
    spanSupport: ratio(supported, claimed),
    unjudged: ratio(unjudged, claimed),
  };
}

const ratio = (a: number, b: number): number => (b === 0 ? 0 : a / b);
