import { explainWords } from './explain-passage.ts';
import { fuseRanks } from './fuse-ranks.ts';
import { searchByMeaning } from './passage-vectors.ts';
import type { ReadQuestion } from './read-question.ts';
import type { RetrievalIndexes } from './retrieval-indexes.ts';
import type { Found } from './retriever.ts';
import type { Ranked } from './select-top.ts';

/** Passages of each ranking that are fused. */
const CONSIDERED = 50;

/** What a search finds, and the passages nearest to a question by meaning, by their places in both: neither counts more. */
export const joinRanks = (
  found: readonly Ranked[],
  near: readonly Ranked[],
  limit: number,
): Ranked[] =>
  fuseRanks(
    [
      { ranked: found, weight: 1 },
      { ranked: near, weight: 1 },
    ],
    limit,
  );

/** Joins the passages that a search finds with those nearest to the question by meaning. */
export async function joinByMeaning(
  find: (limit: number) => Promise<Found>,
  question: ReadQuestion,
  indexes: RetrievalIndexes,
  limit: number,
): Promise<Found> {
  const most = Math.max(limit, CONSIDERED);
  const found = await find(most);
  const near = await searchByMeaning(question, indexes, most);
  const reasons = new Map(found.passages.map(({ index, because }) => [index, because]));
  const cosines = new Map(near.map(({ index, score }) => [index, score]));
  return {
    passages: joinRanks(found.passages, near, limit).map(({ index, score }) => {
      const because = reasons.get(index) ?? explainWords(question, index, indexes);
      return { index, score, because: [...because, ...sayCosines(cosines.get(index))] };
    }),
    facts: found.facts.slice(0, limit),
    entities: found.entities.slice(0, limit),
    reports: found.reports,
  };
}

/** A cosine as a reason; none where there is none. */
export const sayCosines = (cosine: number | undefined): string[] =>
  cosine === undefined ? [] : [`cosine ${cosine.toFixed(3)} with the question`];
