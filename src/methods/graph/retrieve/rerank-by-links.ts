import type { ChainScorer } from '../assign/near-misses.ts';
import type { KnowledgeGraph } from '../knowledge-graph.ts';
import type { RerankEntities } from './retriever.ts';

export const DEFAULTS = {
  /** Entities asked from, and predicates of the question asked for; each costs a pass of the model in both directions. */
  starts: 1,
  predicates: 2,
  /** Of a predicate, the question says at least so much. */
  leastRelevance: 0.5,
};

/**
 * Scores entities by a model of links: how plausible each is at the end of a step that the question speaks of, from what it
 * names. A question that says no predicate gives 0 everywhere.
 */
export function rerankByLinks(
  { predicates, entities }: KnowledgeGraph,
  scorer: ChainScorer,
  options: Partial<typeof DEFAULTS> = {},
): RerankEntities {
  const { starts, predicates: most, leastRelevance } = { ...DEFAULTS, ...options };
  return async (named, candidates, relevance) => {
    const said = Array.from(relevance.keys())
      .filter((predicate) => relevance[predicate]! >= leastRelevance)
      .toSorted((a, b) => relevance[b]! - relevance[a]! || a - b)
      .slice(0, most);
    const best = new Float32Array(entities.length);
    for (const start of named.slice(0, starts)) {
      for (const step of said.flatMap((one) => [one, one + predicates.length])) {
        const scores = await scorer.chain(start, [step]);
        for (const at of candidates) best[at] = Math.max(best[at]!, scores[at]!);
      }
    }
    return Float32Array.from(candidates, (candidate) => best[candidate]!);
  };
}
