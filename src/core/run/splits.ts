import { sha256 } from '../hash.ts';
import { type Split, SPLITS } from '../records/sample.ts';

/** The share of groups that each split gets; they add up to 1. */
export type SplitShares = Record<Split, number>;

/**
 * The split of a group, by hash alone: the same in every run with this seed, whatever else is in the run.
 * Held-out splits take the low end, so that growing the training share never moves a held-out group.
 */
export function splitOfGroup(seed: string, group: string, shares: SplitShares): Split {
  const point =
    Number.parseInt(sha256(`${seed}\u0000split\u0000${group}`).slice(0, 12), 16) / 0x1000000000000;
  if (point < shares.test) return 'test';
  if (point < shares.test + shares.validation) return 'validation';
  return 'train';
}

/** The one split that all groups share; null where they disagree. No groups at all is training material. */
export function splitOfGroups(
  seed: string,
  groups: readonly string[],
  shares: SplitShares,
): Split | null {
  let found: Split | null = null;
  for (const group of groups) {
    const split = splitOfGroup(seed, group, shares);
    if (found !== null && split !== found) return null;
    found = split;
  }
  return found ?? SPLITS[0];
}
