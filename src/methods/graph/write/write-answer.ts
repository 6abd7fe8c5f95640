import type { Candidate } from '../../../core/records/index.ts';
import type { Assignment, WriteContext } from '../../../core/run/method.ts';
import type { QueryPayload } from '../assign/query.ts';
import { rankAnswer, type Ranks } from '../prove/shortcut.ts';
import { runThoughts } from '../thought/run-thoughts.ts';
import { composeCandidate, type Written } from './compose-candidate.ts';
import { type Draft, draftScene } from './draft-scene.ts';
import type { GraphWriting } from './material-port.ts';
import { planThoughts } from './plan-thoughts.ts';

/**
 * Writes the samples of one query: the question, what is shown with it, the trace, the answer, and what proves them; where
 * the options ask for it, the same question again without passages. Programs decide everything but the wording, and every
 * candidate has passed what verify will replay, or says which check it fails. Raises ItemRejectedError where the graph
 * cannot carry the sample at all.
 */
export async function writeAnswer(
  assignment: Assignment<QueryPayload>,
  material: GraphWriting,
  context: WriteContext,
): Promise<Candidate[]> {
  const draft = await draftScene(assignment.payload, material, context);
  const thoughts = await runThoughts(planThoughts(draft.scene, context), context);
  const thought = await context.store.putRecord(thoughts);
  const ranks = await rankOf(draft, material);
  const open: Written = { ...draft, thought, thoughts, ranks, isOpen: true };
  const candidates = [await composeCandidate(open, assignment, material, context)];
  if (material.options.closedBook && assignment.payload.withheld === null) {
    const closed = { ...open, isOpen: false };
    candidates.push(await composeCandidate(closed, assignment, material, context));
  }
  return candidates;
}

/** The shortcut test's ranks, where there is a scorer and a bridge to hide. */
async function rankOf(
  { scene, path, payload: { answers, withheld } }: Draft,
  { scorer }: GraphWriting,
): Promise<Ranks | undefined> {
  if (scorer === undefined || withheld !== null) return undefined;
  return rankAnswer({ graph: scene.graph, query: scene.query, answers, path }, scorer);
}
