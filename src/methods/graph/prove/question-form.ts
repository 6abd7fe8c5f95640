import { entityOf, hasName, nameIn } from '../write/name-words.ts';
import { faultOfRewording } from './reword-check.ts';
import type { Reading } from './read-claim.ts';

/**
 * Whether the question asks its query: it is what our own words say of the query and the seed, letter by letter, or, in a
 * model's voice, a rewording of it that keeps the sense. It names its anchors, and no answer that is not one of them.
 */
export function faultOfQuestion(reading: Reading): string | undefined {
  const { question, template, graph, query, answers, claim } = reading;
  for (const anchor of query.anchors) {
    const { name } = entityOf(graph, anchor);
    if (!hasName(question, name)) return `the question does not name "${name}"`;
  }
  const named = nameOfAnswer(reading);
  if (named !== undefined) return `the question names the answer: "${named}"`;
  if (question !== template) {
    if (claim.voice !== 'model') return `the question is not the template's: "${template}"`;
    const fault = faultOfRewording(question, template, graph, query);
    if (fault !== undefined) return `the rewording ${fault}`;
  }
  return answers.length === 0 ? 'there is no answer' : undefined;
}

function nameOfAnswer({ question, template, graph, query, answers }: Reading): string | undefined {
  if (query.form === 'count') {
    return answers.find((count) => hasName(question, count) && !hasName(template, count));
  }
  for (const answer of answers) {
    if (query.anchors.includes(answer)) continue;
    const named = nameIn(question, entityOf(graph, answer));
    if (named !== undefined) return named;
  }
  return undefined;
}

/** Whether the question keeps silent on what its path goes through: neither anchor nor answer. */
export function faultOfBridges({
  question,
  graph,
  query,
  answers,
  hops,
}: Reading): string | undefined {
  const open = new Set([...query.anchors, ...(query.form === 'count' ? [] : answers)]);
  for (const { from, to } of hops) {
    for (const end of [from, to]) {
      if (open.has(end)) continue;
      const named = nameIn(question, entityOf(graph, end));
      if (named !== undefined) return `the question names "${named}", through which its path goes`;
    }
  }
  return undefined;
}
