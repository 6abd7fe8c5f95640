import { findNearMisses } from '../assign/near-misses.ts';
import type { QueryPayload } from '../assign/query.ts';
import type { GraphWriting } from './material-port.ts';

/**
 * What may be mistaken for the answer, by index: with a scorer those that it finds likeliest, else those that were drawn.
 * A scorer's opinion hangs on the whole graph, so it is asked here and has no part in the assignment's identity.
 */
export async function nearMissesOf(
  { query, answers, bridges, distractors }: QueryPayload,
  { graph, scorer }: Pick<GraphWriting, 'graph' | 'scorer'>,
): Promise<number[]> {
  const indexOf = (id: string): number => graph.entityById.get(id)!;
  const drawn = distractors.map(indexOf);
  // What a superlative compares are its nearest misses already.
  if (scorer === undefined || query.form === 'most' || query.form === 'least') return drawn;
  const isCount = query.form === 'count';
  const [anchors, through] = [query.anchors.map(indexOf), bridges.map(indexOf)];
  const asked = {
    query,
    answers: isCount ? through : answers.map(indexOf),
    others: isCount ? anchors : [...anchors, ...through],
  };
  const likely = await findNearMisses(graph, asked, drawn.length, scorer);
  return likely.length > 0 ? likely : drawn;
}
