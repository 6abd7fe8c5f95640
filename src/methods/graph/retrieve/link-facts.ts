import { sayTriple } from '../report/say-fact.ts';
import type { ReadQuestion } from './read-question.ts';
import type { RetrievalIndexes } from './retrieval-indexes.ts';
import { sortRanked, type Ranked } from './select-top.ts';
import { compareTexts } from './vector-index.ts';

/** Edges taken by their words, and edges looked at of one entity that the question names. */
const BY_WORDS = 100;
const OF_AN_ENTITY = 2000;
/** What an edge of a named entity counts whose predicate the question does not say. */
const UNSAID = 0.25;

/** What an edge counts by how much of its predicate the question says. */
export const weighBySaid = (share: number): number => UNSAID + (1 - UNSAID) * share;

/**
 * Edges that a question speaks of, best first: those of entities that it names, by how much of their predicate it says, and
 * those whose words are like its own; with an embedder, the best are ordered anew by meaning.
 */
export async function linkFacts(
  { text, terms, links, relevance, tellingWords }: ReadQuestion,
  { graph, facts, material }: RetrievalIndexes,
  limit: number,
): Promise<Ranked[]> {
  const { edges } = graph;
  const linkOf = new Map(links.map(({ entity, score }) => [entity, score]));
  const isNamed = (edge: number): boolean =>
    linkOf.has(edges.subject[edge]!) || linkOf.has(edges.object[edge]!);
  // One word in common is chance, unless it is all that was asked for or part of what is named.
  const least = Math.min(2, tellingWords);
  const byWords = facts.index
    .search(terms, BY_WORDS)
    .filter(({ index }) => isNamed(index) || facts.index.explain(terms, index).length >= least);
  const most = byWords[0]?.score ?? 1;
  const lexical = new Map(byWords.map(({ index, score }) => [index, score / most]));
  const candidates = new Set(lexical.keys());
  for (const { entity } of links) {
    for (const edge of edgesOf(entity)) candidates.add(edge);
  }
  const scored = Array.from(candidates, (index) => {
    const linked = Math.max(
      linkOf.get(edges.subject[index]!) ?? 0,
      linkOf.get(edges.object[index]!) ?? 0,
    );
    const said = weighBySaid(relevance[edges.predicate[index]!]!);
    return { index, score: linked * said + (lexical.get(index) ?? 0) / 2 };
  });
  const best = sortRanked(scored).slice(0, Math.max(limit, BY_WORDS));
  if (material.embed === undefined || best.length === 0) return best.slice(0, limit);
  const cosines = await compareTexts(
    text,
    best.map(({ index }) => sayTriple(graph, tripleOf(index))),
    material.embed,
  );
  const top = best[0]!.score;
  return sortRanked(
    best.map(({ index, score }, i) => ({ index, score: score / top / 2 + cosines[i]! / 2 })),
  ).slice(0, limit);

  function* edgesOf(entity: number): Generator<number> {
    const { outStart, inStart, inEdges } = graph;
    const outEnd = Math.min(outStart[entity + 1]!, outStart[entity]! + OF_AN_ENTITY);
    for (let edge = outStart[entity]!; edge < outEnd; edge++) yield edge;
    const inEnd = Math.min(inStart[entity + 1]!, inStart[entity]! + OF_AN_ENTITY);
    for (let at = inStart[entity]!; at < inEnd; at++) yield inEdges[at]!;
  }

  function tripleOf(edge: number): { subject: number; predicate: number; object: number } {
    return {
      subject: edges.subject[edge]!,
      predicate: edges.predicate[edge]!,
      object: edges.object[edge]!,
    };
  }
}
