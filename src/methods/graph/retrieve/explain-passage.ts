import { sayTriple } from '../report/say-fact.ts';
import type { ReadQuestion } from './read-question.ts';
import type { RetrievalIndexes } from './retrieval-indexes.ts';
import { readWords } from './read-words.ts';
import type { Walk } from './walk-to-passages.ts';

/** Words named as a reason, and steps of a chain. */
const MOST_WORDS = 6;
const MOST_STEPS = 4;

/** The words of a question that a passage has, most telling first; empty where it has none. */
export function explainWords(
  question: ReadQuestion,
  passage: number,
  { passages, vocabulary }: RetrievalIndexes,
): string[] {
  const wordOf = new Map<number, string>();
  for (const word of readWords(question.text)) {
    for (const term of vocabulary.find([word])) if (!wordOf.has(term)) wordOf.set(term, word.text);
  }
  const found = passages
    .explain(question.terms, passage)
    .flatMap(({ term }) => wordOf.get(term) ?? [])
    .slice(0, MOST_WORDS);
  return found.length === 0 ? [] : [`has the words ${found.join(', ')}`];
}

/** An edge as a sentence. */
export function sayEdge(edge: number, { graph }: RetrievalIndexes): string {
  const { subject, predicate, object } = graph.edges;
  return sayTriple(graph, {
    subject: subject[edge]!,
    predicate: predicate[edge]!,
    object: object[edge]!,
  });
}

/** How a question names an entity. */
export function sayLink(entity: number, { links }: ReadQuestion): string | undefined {
  const link = links.find((one) => one.entity === entity);
  if (link === undefined) return undefined;
  return link.how === 'name' ? `named as "${link.words}"` : `"${link.words}", ${link.how}`;
}

/**
 * Why a walk came to a passage: the entity in it with the largest share of the walk, and the edges that lead there from
 * one that the question names, always by the neighbour with the largest share.
 */
export function explainWalk(
  question: ReadQuestion,
  walk: Walk,
  passage: number,
  indexes: RetrievalIndexes,
): string[] {
  const { network, graph } = indexes;
  const node = network.entities + passage;
  let best = -1;
  for (let at = network.start[node]!; at < network.start[node + 1]!; at++) {
    const entity = network.target[at]!;
    const share = walk.shareOf.get(entity) ?? 0;
    if (share > 0 && (best < 0 || share > walk.shareOf.get(best)!)) best = entity;
  }
  if (best < 0) return [];
  const name = graph.entities[best]!.name;
  const chain = [best];
  const steps: string[] = [];
  while (sayLink(chain.at(-1)!, question) === undefined && steps.length < MOST_STEPS) {
    const step = stepBack(chain.at(-1)!, chain, walk, indexes);
    if (step === undefined) break;
    steps.unshift(sayEdge(step.edge, indexes));
    chain.push(step.entity);
  }
  const from = sayLink(chain.at(-1)!, question);
  if (from === undefined) {
    const isLinked = walk.seeds.some(({ index }) => index === best);
    return [`names ${name}${isLinked ? ', of a fact that the question speaks of' : ''}`];
  }
  if (steps.length === 0) return [`names ${name}, ${from}`];
  return [`names ${name}: ${steps.join('; ')} (${graph.entities[chain.at(-1)!]!.name} is ${from})`];
}

function stepBack(
  entity: number,
  chain: readonly number[],
  { shareOf }: Walk,
  { network }: RetrievalIndexes,
): { entity: number; edge: number } | undefined {
  let best: { entity: number; edge: number } | undefined;
  for (let at = network.start[entity]!; at < network.start[entity + 1]!; at++) {
    const other = network.target[at]!;
    if (network.edge[at]! < 0 || chain.includes(other)) continue;
    const share = shareOf.get(other) ?? 0;
    if (share > (best === undefined ? 0 : shareOf.get(best.entity)!)) {
      best = { entity: other, edge: network.edge[at]! };
    }
  }
  return best;
}
