import type { Check } from '../../../core/records/index.ts';
import { readStep } from '../assign/step-index.ts';
import { entityOf } from '../write/name-words.ts';
import type { ChainScorer } from '../write/material-port.ts';
import { CHECKS, ZERO_SHOT } from './checks.ts';
import { hasBridge } from './answer-matches.ts';
import type { Reading } from './read-claim.ts';

/** Where the answer stands among the things of its kind, from 1, ties against it: in the whole graph, and without the path. */
export interface Ranks {
  rank: number;
  rankHidden: number;
  among: number;
}

/**
 * The shortcut test: without the path's edges a scorer must find the answer less likely than with them. If its rank does not
 * fall, the question can be answered without following the path. Edges that are there count as certain, so that with its
 * path an answer ranks first, and where it ranks without is what tells. Undefined for forms without a bridge.
 */
export async function rankAnswer(
  { graph, query, answers, path }: Pick<Reading, 'graph' | 'query' | 'answers' | 'path'>,
  scorer: ChainScorer,
): Promise<Ranks | undefined> {
  if (!hasBridge(query.form) || answers.length === 0) return undefined;
  const anchors = query.anchors.map((id) => graph.entityById.get(id)!);
  const steps = query.predicates.map((name) => {
    const code = readStep(graph, name)!;
    return (code >> 1) + (code % 2) * graph.predicates.length;
  });
  const chains: [number, number[]][] =
    query.form === 'pi'
      ? [
          [anchors[0]!, steps.slice(0, 2)],
          [anchors[1]!, steps.slice(2)],
        ]
      : [[anchors[0]!, steps]];
  const answer = graph.entityById.get(answers[0]!)!;
  const { kind } = entityOf(graph, answers[0]!);
  const rivals = graph.entities.flatMap((entity, at) =>
    entity.kind === kind && at !== answer && !answers.includes(entity.id) ? [at] : [],
  );
  const rankWith = async (without?: readonly number[]): Promise<number> => {
    let lowest: Float32Array | undefined;
    for (const [anchor, relations] of chains) {
      const scores = await scorer.chain(anchor, relations, without);
      const before = lowest;
      lowest = before === undefined ? scores : scores.map((one, at) => Math.min(one, before[at]!));
    }
    const own = lowest![answer]!;
    return 1 + rivals.filter((rival) => lowest![rival]! >= own).length;
  };
  const [rank, rankHidden] = [await rankWith(), await rankWith(path)];
  return { rank, rankHidden, among: rivals.length + 1 };
}

/** An answer that ranks so high without its path can be guessed: among the first three, or the first twentieth if that is less. */
export const GUESSED = { mostRank: 3, share: 0.05 };

/** Whether the answer falls without its path, and so far that it cannot be guessed. */
function hasFallen({ rank, rankHidden, among }: Ranks): boolean {
  const guessed = Math.min(GUESSED.mostRank, Math.max(1, Math.floor(GUESSED.share * among)));
  return rankHidden > rank && rankHidden > guessed;
}

/** What is recorded of the test: a pass only where the rank falls. */
export function checkOfRanks(
  ranks: Ranks,
  { name: scorer, revision }: Pick<ChainScorer, 'name' | 'revision'>,
): Check {
  const isZeroShot = scorer === ZERO_SHOT;
  return {
    name: isZeroShot ? CHECKS.shortcut : CHECKS.shortcutTrained,
    basis: isZeroShot ? 'replayed' : 'attested',
    verdict: hasFallen(ranks) ? 'pass' : 'fail',
    detail: { scorer, revision, ...ranks },
  };
}
