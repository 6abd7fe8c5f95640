import { createRandom } from '../../../core/random.ts';
import type { Candidate } from '../../../core/records/index.ts';
import type { GraphQuery } from '../assign/query.ts';
import { findEdge } from '../assign/unanswerable.ts';
import type { GraphMaterial } from '../open/open-material.ts';
import { composeQuestion } from '../write/compose-question.ts';
import { faultOfShape } from '../write/read-path.ts';
import { faultOfQueryEvidence } from './query.ts';
import { sayEdge } from './read-claim.ts';

/**
 * Why a sample of an earlier state of the graph does not hold in this one, or undefined where it does: an edge of its path
 * is gone, denied or doubtful now, an anchor shares its name, or the query has other answers or forks on the way, to which a
 * document may have led that the sample never cited.
 */
export async function contradictedBy(
  { evidence }: Candidate,
  { graph, options }: Pick<GraphMaterial, 'graph' | 'options'>,
): Promise<string | undefined> {
  const proof = evidence.find((one) => one.kind === 'path');
  const asked = evidence.find((one) => one.kind === 'query');
  if (proof === undefined || asked === undefined) return 'it carries no path or no query';
  const { form, anchors, predicates } = asked;
  const query = { form, anchors, predicates } as GraphQuery;
  const shape = faultOfShape(graph, query);
  if (shape !== undefined) return shape;
  // The wording does not matter here, only whether there is one.
  if (composeQuestion(graph, query, createRandom('any')) === undefined) {
    return `another thing than ${anchors.map((anchor) => `"${anchor}"`).join(' or ')} has the same name now`;
  }
  const path: number[] = [];
  for (const { subject, predicate, object } of proof.edges) {
    const edge = findEdge(graph, { subject, predicate, object });
    if (edge === undefined)
      return `the graph has no edge ${sayEdge({ subject, predicate, object })} any more`;
    const confidence = graph.edges.confidence[edge]!;
    if (confidence < options.leastConfidence) {
      return `the edge ${sayEdge({ subject, predicate, object })} has the confidence ${confidence.toFixed(2)} now`;
    }
    path.push(edge);
  }
  return faultOfQueryEvidence({ graph, query, answers: asked.answers, path });
}
