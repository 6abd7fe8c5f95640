import type { Random } from '../../../core/random.ts';
import type { GraphQuery, QueryForm } from '../assign/query.ts';
import type { KnowledgeGraph } from '../knowledge-graph.ts';
import { composeQuestion } from './compose-question.ts';

/** Questions put beside the true one. */
const MOST_OTHERS = 3;
const SHORTER: Partial<Record<QueryForm, QueryForm>> = { '2p': '1p', '3p': '2p', '4p': '3p' };

/** Wordings of queries that are near to this one and ask something else: other order, one step less, another predicate. */
export function otherReadings(
  graph: KnowledgeGraph,
  query: GraphQuery,
  template: string,
  random: Random,
): string[] {
  const { form, anchors, predicates } = query;
  const others: GraphQuery[] = [];
  const shorter = SHORTER[form];
  if (shorter !== undefined) {
    others.push({ form, anchors, predicates: predicates.toReversed() });
    others.push({ form: shorter, anchors, predicates: predicates.slice(0, -1) });
  }
  const ids = graph.predicates.map(({ id }) => id);
  for (let tried = 0; tried < 8 && ids.length > 0; tried++) {
    const at = random.integer(predicates.length);
    others.push({ form, anchors, predicates: predicates.with(at, random.pick(ids)) });
  }
  const said = others.map((other) => composeQuestion(graph, other, random.fork('wording')));
  const isNew = (text: string | undefined): text is string =>
    text !== undefined && text !== template;
  return [...new Set(said.filter(isNew))].slice(0, MOST_OTHERS);
}
