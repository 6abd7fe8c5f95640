import { systemClock } from '../../src/core/clock.ts';
import type { Random } from '../../src/core/random.ts';
import { detectCommunities } from '../../src/methods/graph/communities/detect-communities.ts';
import { openRetriever } from '../../src/methods/graph/retrieve/open-retriever.ts';
import { openScorer } from '../../src/methods/graph/prove/open-scorer.ts';
import { readQuestion } from '../../src/methods/graph/retrieve/read-question.ts';
import { rerankByLinks } from '../../src/methods/graph/retrieve/rerank-by-links.ts';
import { buildRetrievalIndexes } from '../../src/methods/graph/retrieve/retrieval-indexes.ts';
import { walkToPassages } from '../../src/methods/graph/retrieve/walk-to-passages.ts';
import { tableOf } from '../../src/methods/graph/retrieve/vector-index.ts';
import { drawQuestions } from './draw-questions.ts';
import { openHashedVectors } from './hashed-vectors.ts';
import type { AnnotatedGraph } from './redocred-graph.ts';

export interface RecallRow {
  how: string;
  recallAt5: number;
  recallAt10: number;
  firstHopAt5: number;
  secondHopAt5: number;
  bothAt5: number;
  /** Share of the hops whose edge is among the first five facts. */
  factsAt5: number;
  meanMs: number;
}

export interface Recall {
  graph: { passages: number; entities: number; edges: number };
  questions: number;
  rows: RecallRow[];
}

const LIMIT = 10;

interface Found {
  passages: number[];
  edges: number[];
}

/** How many of the passages that two-hop questions need are found, by each way of looking. */
export async function measureRecall(
  { graph, texts }: AnnotatedGraph,
  count: number,
  random: Random,
): Promise<Recall> {
  const questions = drawQuestions(graph, count, random);
  const material = {
    graph,
    communities: detectCommunities(graph),
    passageText: (passage: number) => texts[passage]!,
  };
  const retriever = await openRetriever(material);
  const reranked = await openRetriever({
    ...material,
    rerank: rerankByLinks(graph, await openScorer(graph)),
  });
  const hashedVector = openHashedVectors(texts);
  const embedded = await openRetriever({
    ...material,
    vectors: tableOf(texts.map(hashedVector)),
  });
  const indexes = await buildRetrievalIndexes(material);
  const edgeOf = new Map<number, number>();
  for (let edge = 0; edge < graph.edges.subject.length; edge++) {
    for (let at = graph.edges.factStart[edge]!; at < graph.edges.factStart[edge + 1]!; at++) {
      edgeOf.set(graph.edges.facts[at]!, edge);
    }
  }
  const byMode =
    (mode: 'lexical' | 'vector' | 'local' | 'multi-hop', how = retriever) =>
    async (text: string): Promise<Found> => {
      const vector = how === embedded ? hashedVector(text) : null;
      const { passages, facts } = await how.retrieve(text, { mode, limit: LIMIT, vector });
      return {
        passages: passages.map(({ index }) => index),
        edges: facts.map(({ fact }) => edgeOf.get(fact)!),
      };
    };
  const byWalk =
    (options: Parameters<typeof walkToPassages>[3]) =>
    async (text: string): Promise<Found> => {
      const walk = await walkToPassages(readQuestion(text, indexes), indexes, LIMIT, options);
      return {
        passages: walk.passages.map(({ index }) => index),
        edges: walk.edges.map(({ index }) => index),
      };
    };
  const ways: [string, (text: string) => Promise<Found>][] = [
    ['lexical (BM25)', byMode('lexical')],
    ['local', byMode('local')],
    ['multi-hop', byMode('multi-hop')],
    ['multi-hop, entities re-ranked by the shipped network', byMode('multi-hop', reranked)],
    ['vector (hashed words, in place of an embedder)', byMode('vector', embedded)],
    ['lexical, joined with these', byMode('lexical', embedded)],
    ['local, joined with these', byMode('local', embedded)],
    ['multi-hop, started from these too', byMode('multi-hop', embedded)],
    ['multi-hop, predicates not minded', byWalk({ predicateBoost: 0, flowWeight: 0 })],
    [
      'the same, linked by facts alone (HippoRAG 2)',
      byWalk({ predicateBoost: 0, flowWeight: 0, nameShare: 0, factShare: 1 }),
    ],
  ];
  const rows: RecallRow[] = [];
  for (const [how, find] of ways) {
    const sums = { at5: 0, at10: 0, first: 0, second: 0, both: 0, facts: 0 };
    const began = systemClock.elapsed();
    for (const { text, gold, edges } of questions) {
      const { passages: found, edges: facts } = await find(text);
      sums.facts += edges.filter((edge) => facts.slice(0, 5).includes(edge)).length / 2;
      const hits = (limit: number): number[] =>
        gold.map((some) => Number(some.some((one) => found.slice(0, limit).includes(one))));
      const [first, second] = hits(5) as [number, number];
      sums.first += first;
      sums.second += second;
      sums.both += first * second;
      sums.at5 += (first + second) / 2;
      sums.at10 += hits(10).reduce((sum, hit) => sum + hit, 0) / 2;
    }
    const meanMs = (systemClock.elapsed() - began) / questions.length;
    const share = (sum: number): number => sum / questions.length;
    rows.push({
      how,
      recallAt5: share(sums.at5),
      recallAt10: share(sums.at10),
      firstHopAt5: share(sums.first),
      secondHopAt5: share(sums.second),
      bothAt5: share(sums.both),
      factsAt5: share(sums.facts),
      meanMs,
    });
  }
  return {
    graph: {
      passages: graph.passages.length,
      entities: graph.entities.length,
      edges: graph.edges.subject.length,
    },
    questions: questions.length,
    rows,
  };
}
