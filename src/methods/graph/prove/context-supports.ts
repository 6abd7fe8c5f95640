import { tellsOf } from '../write/gather-context.ts';
import { findEdge } from '../assign/unanswerable.ts';
import { edgesOf, edgesSaidIn, proofsWithin } from '../write/gold-edges.ts';
import type { Reading } from './read-claim.ts';
import { isSaidIn } from './trace-cited.ts';

/**
 * Whether what is shown carries the answer as the sample says: gold are exactly the passages that say a told hop, every told
 * hop is said, the shown edges prove the answer, and no near miss opens another way to it.
 */
export function faultOfContext(reading: Reading): string | undefined {
  const { graph, query, path, toldEdges, passages, statements, withheld, claim } = reading;
  const shown = edgesOf(graph, { passages, statements });
  const unsaid = toldEdges.filter((edge) => !shown.has(edge));
  if (unsaid.length > 0) return `${unsaid.length} of the hops are said by nothing that is shown`;
  const gold: number[] = [];
  for (const [at, passage] of (passages ?? []).entries()) {
    const isGold = toldEdges.some((edge) => isSaidIn(reading, passage, edge));
    if (isGold) gold.push(passage);
    if (claim.context![at]!.gold !== isGold) {
      return `passage ${at + 1} is ${isGold ? 'gold' : 'not gold'}, and is called ${isGold ? 'a near miss' : 'gold'}`;
    }
  }
  // Of an unanswerable question unanswerable@1 says more.
  if (withheld !== null) return undefined;
  const { others, isProved } = proofsWithin(graph, query, shown, new Set(path));
  if (!isProved) return 'what is shown does not prove the answer';
  const sure = new Set(gold.flatMap((passage) => [...edgesSaidIn(graph, passage)]));
  const known = new Set(path);
  const isOpened = others.some((edges) =>
    edges.some((edge) => !known.has(edge) && !sure.has(edge)),
  );
  return isOpened ? 'a near miss opens another way to an answer' : undefined;
}

/** Whether the shown edges give no answer at all, and no shown passage names both ends of what is withheld. */
export function faultOfUnanswerable(reading: Reading): string | undefined {
  const { graph, query, withheld, passages, statements, claim } = reading;
  if (withheld === null) return 'nothing is withheld';
  const shown = edgesOf(graph, { passages, statements });
  const { answers } = proofsWithin(graph, query, shown, new Set());
  if (answers > 0) return 'what is shown gives an answer';
  const at = findEdge(graph, withheld)!;
  if (shown.has(at)) return 'what is withheld is shown';
  for (const [number, passage] of (passages ?? []).entries()) {
    if (tellsOf(graph, at, passage, claim.context![number]!.text)) {
      return `passage ${number + 1} names both ends of what is withheld`;
    }
  }
  return undefined;
}
