import { utterancesOf } from './utterances.ts';

export const DEFAULTS = {
  /** Type-token ratio at which MTLD counts a factor as full. */
  threshold: 0.72,
};

/** How varied a shard of texts is. Reported, not gated: tasks of one skill repeat words by their nature. */
export interface Diversity {
  texts: number;
  words: number;
  /** Mean words that keep the type-token ratio above the threshold; 0 where there are no words. */
  mtld: number;
  /** Distinct sequences of one, two and three words (within utterances) as a share of all. */
  distinct: { one: number; two: number; three: number };
}

/**
 * Measure of textual lexical diversity, read forwards and backwards (McCarthy and Jarvis 2010, Behavior Research
 * Methods 42), and distinct n-grams (Li et al. 2016), over the texts in their order.
 */
export function measureDiversity(texts: Iterable<string>): Diversity {
  const words: string[] = [];
  const grams = [new Set<string>(), new Set<string>(), new Set<string>()];
  const totals = [0, 0, 0];
  let count = 0;
  for (const text of texts) {
    count++;
    for (const utterance of utterancesOf(text)) {
      const spoken = utterance.words.map((word) => word.toLowerCase());
      words.push(...spoken);
      for (const [index, seen] of grams.entries()) {
        for (let end = index + 1; end <= spoken.length; end++) {
          seen.add(spoken.slice(end - index - 1, end).join(' '));
          totals[index]!++;
        }
      }
    }
  }
  const [one, two, three] = grams.map(({ size }, index) =>
    totals[index] === 0 ? 0 : size / totals[index]!,
  );
  return {
    texts: count,
    words: words.length,
    mtld: (mtldOneWay(words) + mtldOneWay(words.toReversed())) / 2,
    distinct: { one: one!, two: two!, three: three! },
  };
}

function mtldOneWay(words: readonly string[]): number {
  const { threshold } = DEFAULTS;
  const types = new Set<string>();
  let tokens = 0;
  let factors = 0;
  for (const word of words) {
    tokens++;
    types.add(word);
    if (types.size / tokens <= threshold) {
      factors++;
      types.clear();
      tokens = 0;
    }
  }
  if (tokens > 0) factors += (1 - types.size / tokens) / (1 - threshold);
  return factors === 0 ? words.length : words.length / factors;
}
