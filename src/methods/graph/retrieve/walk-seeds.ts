import type { ReadQuestion } from './read-question.ts';
import type { RetrievalIndexes } from './retrieval-indexes.ts';
import { sortRanked, type Ranked } from './select-top.ts';

export interface SeedOptions {
  /** Entities of linked facts that the walk starts from. */
  entities: number;
  /** What entities that the question names make of the start, and what those of linked facts. */
  nameShare: number;
  factShare: number;
}

/**
 * Entities that a walk starts from, each by how surely it is meant and by how few passages name it: those that the question
 * names, and those of the facts that it was linked to, each by the mean of its facts (HippoRAG 2).
 */
export function findSeeds(
  { links }: ReadQuestion,
  linkedFacts: readonly Ranked[],
  { graph, network }: RetrievalIndexes,
  { entities, nameShare, factShare }: SeedOptions,
): Ranked[] {
  const sums = new Map<number, { sum: number; times: number }>();
  for (const { index, score } of linkedFacts) {
    for (const entity of new Set([graph.edges.subject[index]!, graph.edges.object[index]!])) {
      const held = sums.get(entity) ?? { sum: 0, times: 0 };
      sums.set(entity, { sum: held.sum + score, times: held.times + 1 });
    }
  }
  const rarity = (entity: number): number => 1 / Math.max(1, network.passagesOf[entity]!);
  const ofFacts = sortRanked(
    Array.from(sums, ([index, { sum, times }]) => ({
      index,
      score: (sum / times) * rarity(index),
    })),
  ).slice(0, entities);
  const named = links.map(({ entity, score }) => ({
    index: entity,
    score: score * rarity(entity),
  }));
  const seeds = new Map<number, number>();
  for (const { index, score } of [...shareOut(named, nameShare), ...shareOut(ofFacts, factShare)]) {
    seeds.set(index, (seeds.get(index) ?? 0) + score);
  }
  return sortRanked(Array.from(seeds, ([index, score]) => ({ index, score })));
}

/** Scores in proportion, together `share`. */
export function shareOut(ranked: readonly Ranked[], share: number): Ranked[] {
  const whole = ranked.reduce((sum, { score }) => sum + score, 0);
  if (!(whole > 0)) return [];
  return ranked.map(({ index, score }) => ({ index, score: (score / whole) * share }));
}
