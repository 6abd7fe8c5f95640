import { canonicalJson } from '../../../core/hash.ts';
import type { Prover, Replay } from '../../../core/proof/index.ts';
import type { QueryEvidence } from '../../../core/records/index.ts';
import { answerIds, executeQuery } from '../assign/execute-query.ts';
import { faultOfForm } from '../assign/fault-of-form.ts';
import { findShortcut } from '../assign/find-shortcut.ts';
import { PROVERS } from '../write/compose-evidence.ts';
import { proofsWithin } from '../write/gold-edges.ts';
import { openReading } from './open-reading.ts';
import type { Reading } from './read-claim.ts';

/**
 * A query holds when executing it over all edges of the stored graph, doubtful ones too, gives exactly the recorded answers,
 * when the path proves them, when no path of fewer edges joins an anchor to an answer, and when it is as
 * clear as its form promises ({@link faultOfForm}). That the answer is the only one is so in the graph, not in the world.
 */
export const queryProver: Prover<QueryEvidence> = {
  name: PROVERS.query,
  kind: 'query',
  references: ({ graph, snapshot }) => ({ records: [graph], blobs: [snapshot] }),
  async replay(_evidence, sample, material): Promise<Replay> {
    const reading = await openReading(sample, material);
    const reason = 'fault' in reading ? reading.fault : faultOfQueryEvidence(reading);
    return reason === undefined ? { verdict: 'pass' } : { verdict: 'fail', reason };
  },
};

/** Why the query of a sample does not hold, or undefined. */
export function faultOfQueryEvidence({
  graph,
  query,
  answers,
  path,
}: Pick<Reading, 'graph' | 'query' | 'answers' | 'path'>): string | undefined {
  const execution = executeQuery(graph, query);
  const found = answerIds(graph, execution);
  if (canonicalJson(found) !== canonicalJson(answers)) {
    return `the graph answers "${found.join('", "')}", and the sample says "${answers.join('", "')}"`;
  }
  if (found.length === 0) return 'the graph gives no answer';
  const edges = new Set(path);
  const alone = proofsWithin(graph, query, edges, edges);
  const proved = answerIds(
    graph,
    executeQuery(graph, query, { usable: (edge) => edges.has(edge) }),
  );
  if (!alone.isProved || canonicalJson(proved) !== canonicalJson(answers)) {
    return 'the path does not prove the answer';
  }
  const shortcut = findShortcut(graph, query, execution.answers);
  if (shortcut === undefined) {
    return faultOfForm(graph, query, { answers: execution.answers, path });
  }
  const [anchor, answer] = [shortcut.anchor, shortcut.answer].map(
    (one) => graph.entities[one]!.name,
  );
  return `fewer than ${shortcut.steps} edges join "${anchor}" and "${answer}"`;
}
