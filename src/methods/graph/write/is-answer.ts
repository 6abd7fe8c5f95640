import type { QueryPayload } from '../assign/query.ts';
import type { KnowledgeGraph } from '../knowledge-graph.ts';
import { entityOf, hasName, nameIn } from './name-words.ts';

const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** Whether a reply gives the answer: a name of each, and of two that are compared only the winner's. */
export function isAnswerOf(
  graph: KnowledgeGraph,
  { query, answers }: Pick<QueryPayload, 'query' | 'answers'>,
  value: string,
  reply: string,
): boolean {
  if (query.form === 'count') {
    const word = NUMBERS[Number(value)];
    return hasName(reply, value) || (word !== undefined && hasName(reply, word));
  }
  const isSaid = (id: string): boolean => nameIn(reply, entityOf(graph, id)) !== undefined;
  const isCompared = query.form === 'more' || query.form === 'less';
  const losers = isCompared ? query.anchors.filter((id) => !answers.includes(id)) : [];
  return answers.every(isSaid) && !losers.some(isSaid);
}
