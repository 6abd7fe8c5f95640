import { type Knobs, midway } from '../families/ladder.ts';

export const DEFAULTS = {
  /** Most that success may fall from one level to the next, as a share. */
  target: 0.25,
  /** Levels that are put in at most. */
  mostInserted: 16,
};

/**
 * How smooth a ladder is: the largest fall of a reference learner's success between adjacent levels, as a share; 0 for
 * fewer than two levels, and where success never falls. Gaps in difficulty make learning stall (Huang et al., PMLR v306).
 * Throws RangeError on a success outside 0 to 1.
 */
export function smoothness(success: readonly number[]): number {
  if (success.some((share) => !(share >= 0 && share <= 1)))
    throw new RangeError('smoothness: success is a share from 0 to 1');
  return Math.max(0, ...success.slice(1).map((share, at) => success[at]! - share));
}

/**
 * Puts levels midway into the gaps of a ladder, the widest first, until the reference learner's success nowhere falls by
 * more than the target, or no whole level is left between two. `successOf` is asked once a level.
 */
export function smoothen(
  levels: readonly Knobs[],
  successOf: (level: Knobs) => number,
  { target, mostInserted } = DEFAULTS,
): { levels: Knobs[]; success: number[]; inserted: number; worst: number } {
  const ladder = levels.map((level) => ({ level, success: successOf(level) }));
  let inserted = 0;
  const closed = new Set<Knobs>();
  while (inserted < mostInserted) {
    const gap = widestGap(ladder, closed, target);
    if (gap === undefined) break;
    const between = midway(ladder[gap - 1]!.level, ladder[gap]!.level);
    if (between === undefined) {
      closed.add(ladder[gap]!.level);
      continue;
    }
    ladder.splice(gap, 0, { level: between, success: successOf(between) });
    inserted++;
  }
  const success = ladder.map((rung) => rung.success);
  return {
    levels: ladder.map(({ level }) => level),
    success,
    inserted,
    worst: smoothness(success),
  };
}

/** The place of the level after the widest fall above the target; gaps that nothing fits into are left out. */
function widestGap(
  ladder: readonly { level: Knobs; success: number }[],
  closed: ReadonlySet<Knobs>,
  target: number,
): number | undefined {
  let widest: number | undefined;
  let most = target;
  for (let at = 1; at < ladder.length; at++) {
    const fall = ladder[at - 1]!.success - ladder[at]!.success;
    if (fall > most && !closed.has(ladder[at]!.level)) [widest, most] = [at, fall];
  }
  return widest;
}
