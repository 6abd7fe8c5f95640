import { canonicalJson } from '../../../../core/hash.ts';
import type { Check, QueryEvidence } from '../../../../core/records/index.ts';
import { answerIds, executeQuery } from '../../assign/execute-query.ts';
import type { GraphQuery } from '../../assign/query.ts';
import type { KnowledgeGraph } from '../../knowledge-graph.ts';
import type { Tally } from './balance.ts';
import type { Verdicts } from './quality-report.ts';

/** Names of the checks without version. */
export const SHORTCUT = ['shortcut', 'shortcut-trained'] as const;
export const NECESSITY = ['necessity'] as const;

export function verdictOf(checks: readonly Check[], names: readonly string[]): string {
  const found = checks.find(({ name }) => names.includes(name.slice(0, name.lastIndexOf('@'))));
  return found?.verdict ?? 'notTested';
}

export function verdictsOf(
  tally: Tally,
  names: readonly string[],
  rejected: Tally | undefined,
): Verdicts {
  const thrownOut =
    rejected === undefined ? null : names.reduce((sum, name) => sum + rejected.of(name), 0);
  const failed = tally.of('fail') + (thrownOut ?? 0);
  const decided = failed + tally.of('pass');
  return {
    pass: tally.of('pass'),
    fail: tally.of('fail'),
    unknown: tally.of('unknown'),
    notTested: tally.of('notTested'),
    rejected: thrownOut,
    failedShare: decided === 0 ? null : failed / decided,
  };
}

export function compareAnswers(graph: KnowledgeGraph, query: QueryEvidence & GraphQuery): string {
  let found: string[];
  try {
    found = answerIds(graph, executeQuery(graph, query));
  } catch (error) {
    // A query of a wrong shape has no answers; verify says so of the sample.
    if (error instanceof RangeError) return 'different';
    throw error;
  }
  const isSame = canonicalJson(found) === canonicalJson(query.answers.toSorted());
  if (!isSame || found.length === 0) return 'different';
  return found.length === 1 ? 'unique' : 'several';
}
