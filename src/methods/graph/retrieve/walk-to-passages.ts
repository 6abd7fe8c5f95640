import { fuseRanks } from './fuse-ranks.ts';
import { joinRanks } from './join-by-meaning.ts';
import { linkFacts, weighBySaid } from './link-facts.ts';
import { searchByMeaning } from './passage-vectors.ts';
import type { ReadQuestion } from './read-question.ts';
import type { RetrievalIndexes } from './retrieval-indexes.ts';
import type { RerankEntities } from './retriever.ts';
import { rankTop, selectTop, sortRanked, type Ranked } from './select-top.ts';
import { flowsOfPassages, measureFlows } from './walk-flows.ts';
import { findSeeds, shareOut, type SeedOptions } from './walk-seeds.ts';

export interface WalkOptions extends SeedOptions {
  /** Facts that a question is linked to. */
  facts: number;
  /** Passages that the walk starts from, found by words, and by meaning where the question has a vector; and what they make of the start. */
  passages: number;
  passageShare: number;
  /** The walk takes an edge whose predicate the question says this much likelier, and once. */
  predicateBoost: number;
  /** What flows over the facts that a passage says counts so much, against the walk's share of the passage itself. */
  flowWeight: number;
  /** Weight of the passages that re-ranked entities stand in, against the walk's. */
  rerankWeight: number;
}

/** Numbers of facts and entities and the share of passages are HippoRAG 2's, the others were measured (`bench/retrieval.ts`). */
export const WALK_DEFAULTS: WalkOptions = {
  facts: 5,
  entities: 5,
  nameShare: 1,
  factShare: 0.1,
  passages: 100,
  passageShare: 0.05,
  predicateBoost: 30,
  flowWeight: 3,
  rerankWeight: 0.5,
};

/** What a walk gives. Edges and entities by their index in the graph. */
export interface Walk {
  passages: Ranked[];
  entities: Ranked[];
  edges: Ranked[];
  /** Entities that it started from. */
  seeds: Ranked[];
  /** Share of the walk of each entity that it reached. */
  shareOf: ReadonlyMap<number, number>;
  /** Cosines of the passages nearest to the question by meaning; empty where it has no vector. */
  cosines: ReadonlyMap<number, number>;
}

/** Entities that are ranked, and passages that are fused. */
const CONSIDERED = 100;

/**
 * Multi-hop retrieval after HippoRAG 2 (arXiv 2502.14802): a question is linked to facts and names, and a personalised
 * PageRank from their entities, and weakly from the passages that have its words or its meaning, ranks passages. Beyond the paper, the walk
 * prefers edges whose predicate the question says, and a passage counts for the facts it says that the walk goes over. A
 * question that is linked to nothing is answered by words and meaning alone.
 */
export async function walkToPassages(
  question: ReadQuestion,
  indexes: RetrievalIndexes,
  limit: number,
  options: Partial<WalkOptions> = {},
): Promise<Walk> {
  const settings = { ...WALK_DEFAULTS, ...options };
  const { graph, network, walk, material } = indexes;
  const most = Math.max(limit, settings.passages);
  const byWords = indexes.passages.search(question.terms, most);
  const near = question.vector === null ? [] : await searchByMeaning(question, indexes, most);
  const cosines = new Map(near.map(({ index, score }) => [index, score]));
  const seeds = findSeeds(
    question,
    await linkFacts(question, indexes, settings.facts),
    indexes,
    settings,
  );
  if (seeds.length === 0) {
    const passages = near.length === 0 ? byWords.slice(0, limit) : joinRanks(byWords, near, limit);
    return { passages, entities: [], edges: [], seeds, shareOf: new Map(), cosines };
  }
  const startPassages = [byWords, aboveLeast(near)]
    .filter((ranked) => ranked.length > 0)
    .flatMap((ranked, _, found) =>
      shareOut(ranked.slice(0, settings.passages), settings.passageShare / found.length),
    )
    .map(({ index, score }) => ({ index: network.entities + index, score }));
  const { relevance } = question;
  const factorOf = (edge: number): number =>
    1 + settings.predicateBoost * relevance[graph.edges.predicate[edge]!]!;
  // Nothing may wait until the scores are read: the next walk writes over them.
  const { nodes, scores } = walk([...seeds, ...startPassages], factorOf);
  const reached = nodes.filter((node) => node < network.entities);
  const shareOf = new Map(Array.from(reached, (node) => [node, scores[node]!]));
  const entities = selectTop(reached, scores, Math.max(limit, CONSIDERED));
  const flows = measureFlows(reached, scores, factorOf, indexes);
  const shares = new Map<number, number>();
  for (const node of nodes) {
    if (node >= network.entities) shares.set(node - network.entities, scores[node]!);
  }
  for (const [passage, flow] of flowsOfPassages(flows, indexes)) {
    shares.set(passage, (shares.get(passage) ?? 0) + settings.flowWeight * flow);
  }
  const passages = rankTop(shares, Math.max(limit, CONSIDERED));
  const edges = rankEdges(entities, shareOf, relevance, indexes, limit);
  if (material.rerank === undefined) {
    return {
      passages: passages.slice(0, limit),
      entities: entities.slice(0, limit),
      edges,
      seeds,
      shareOf,
      cosines,
    };
  }
  const reranked = await rerankEntities(entities, seeds, question, material.rerank);
  return {
    passages: fuseRanks(
      [
        { ranked: passages, weight: 1 },
        { ranked: passagesNaming(reranked, indexes), weight: settings.rerankWeight },
      ],
      limit,
    ),
    entities: reranked.slice(0, limit),
    edges,
    seeds,
    shareOf,
    cosines,
  };
}

/** Cosines by how far they lie above the least of them (HippoRAG 2): what all passages have in common tells nothing. */
function aboveLeast(near: readonly Ranked[]): Ranked[] {
  const least = near.at(-1)?.score ?? 0;
  return near.map(({ index, score }) => ({ index, score: score - least }));
}

/**
 * The walk's order and the model's, fused. What the question starts from is no candidate, and of what the model holds for
 * impossible it has no order.
 */
async function rerankEntities(
  entities: readonly Ranked[],
  seeds: readonly Ranked[],
  { relevance }: ReadQuestion,
  rerank: RerankEntities,
): Promise<Ranked[]> {
  const starts = new Set(seeds.map(({ index }) => index));
  const candidates = entities.map(({ index }) => index).filter((index) => !starts.has(index));
  if (candidates.length === 0) return [...entities];
  const scores = await rerank([...starts], candidates, relevance);
  if (scores.length !== candidates.length) {
    throw new RangeError(`rerank gave ${scores.length} scores for ${candidates.length} entities`);
  }
  const judged = sortRanked(
    candidates.map((index, i) => ({ index, score: scores[i]! })).filter(({ score }) => score > 0),
  );
  return fuseRanks(
    [
      { ranked: entities, weight: 1 },
      { ranked: judged, weight: 1 },
    ],
    entities.length,
  );
}

/** Passages that name entities, by the places of these. */
function passagesNaming(ranked: readonly Ranked[], { network }: RetrievalIndexes): Ranked[] {
  const scores = new Map<number, number>();
  for (const [place, { index }] of ranked.entries()) {
    for (let at = network.start[index]!; at < network.start[index + 1]!; at++) {
      const passage = network.target[at]! - network.entities;
      if (passage < 0) continue;
      scores.set(passage, (scores.get(passage) ?? 0) + 1 / (place + 1));
    }
  }
  return sortRanked(Array.from(scores, ([index, score]) => ({ index, score }))).slice(
    0,
    CONSIDERED,
  );
}

/** Edges between entities that the walk came to, by its share at both ends and by what the question says. */
function rankEdges(
  entities: readonly Ranked[],
  shareOf: ReadonlyMap<number, number>,
  relevance: Float32Array,
  { graph, network }: RetrievalIndexes,
  limit: number,
): Ranked[] {
  const scores = new Map<number, number>();
  for (const { index, score } of entities) {
    for (let at = network.start[index]!; at < network.start[index + 1]!; at++) {
      const edge = network.edge[at]!;
      const other = edge < 0 ? 0 : (shareOf.get(network.target[at]!) ?? 0);
      if (other === 0) continue;
      const said = weighBySaid(relevance[graph.edges.predicate[edge]!]!);
      scores.set(edge, Math.sqrt(score * other) * said);
    }
  }
  return rankTop(scores, limit);
}
