import { explainWords } from './explain-passage.ts';
import { fuseRanks } from './fuse-ranks.ts';
import { searchByMeaning } from './passage-vectors.ts';
import type { ReadQuestion } from './read-question.ts';
import type { RetrievalIndexes } from './retrieval-indexes.ts';
import type { Found } from './retriever.ts';

export const DEFAULTS = {
  /** Passages of each ranking that are fused. */
  considered: 50,
  /** Weight of what is near by meaning, against what the search found. */
  weight: 0.5,
};

/** Joins what a search finds with the passages nearest to the question by meaning, by their places in both. */
export async function joinByMeaning(
  find: (limit: number) => Promise<Found>,
  question: ReadQuestion,
  indexes: RetrievalIndexes,
  limit: number,
  { considered, weight } = DEFAULTS,
): Promise<Found> {
  const most = Math.max(limit, considered);
  const found = await find(most);
  const near = await searchByMeaning(question, indexes, most);
  const reasons = new Map(found.passages.map(({ index, because }) => [index, because]));
  const cosines = new Map(near.map(({ index, score }) => [index, score]));
  const fused = fuseRanks(
    [
      { ranked: found.passages, weight: 1 },
      { ranked: near, weight },
    ],
    limit,
  );
  return {
    passages: fused.map(({ index, score }) => {
      const cosine = cosines.get(index);
      const because = reasons.get(index) ?? explainWords(question, index, indexes);
      return {
        index,
        score,
        because: [...because, ...(cosine === undefined ? [] : [sayCosine(cosine)])],
      };
    }),
    facts: found.facts.slice(0, limit),
    entities: found.entities.slice(0, limit),
    reports: found.reports,
  };
}

export const sayCosine = (cosine: number): string =>
  `cosine ${cosine.toFixed(3)} with the question`;
