import { isWithin } from '../find-shortcut.ts';
import type { FormSpace } from '../form-space.ts';
import type { GoldIndex } from '../gold-index.ts';
import { turnBack } from '../step-index.ts';
import { entryChoices } from './entry-choices.ts';

export const DEFAULTS = {
  /** Neighbours of neighbours that are looked at to show that no three edges join anchor and answer. */
  mostExpanded: 200_000,
};

/**
 * `1p` to `4p`: from an anchor by steps each of which reaches one thing only, by a gold edge, and leads one edge further
 * away from the anchor. Such a query has one answer and one proof.
 */
export function chainSpace(index: GoldIndex, hops: 1 | 2 | 3 | 4, limits = DEFAULTS): FormSpace {
  const { steps, only, mayAnchor, mayBridge, neighbours, names } = index;
  return {
    form: `${hops}p`,
    levels: hops,
    owners: index.graph.entities.flatMap((_, entity) => (mayAnchor[entity] === 1 ? [entity] : [])),
    ...entryChoices(index),
    visits: () => 1,
    list(owner, chosen, into) {
      const last = chosen.at(-1);
      const at = last === undefined ? owner : steps.target[last]!;
      const back = last === undefined ? -1 : turnBack(steps, steps.entryCode[last]!);
      const isEnd = chosen.length + 1 === hops;
      for (let group = steps.firstGroup[at]!; group < steps.firstGroup[at + 1]!; group++) {
        const entry = only[group]!;
        if (entry < 0 || steps.code[group] === back) continue;
        const next = steps.target[entry]!;
        if (next !== at && next !== owner && (isEnd || mayBridge[next] === 1)) into.push(entry);
      }
    },
    admits(owner, chosen, choice) {
      const next = steps.target[choice]!;
      const distance = chosen.length + 1;
      if (distance < hops && names.isNamedBy(next, owner)) return false;
      const { reachCost } = neighbours;
      const cost = distance < 4 ? 0 : Math.min(reachCost[owner]!, reachCost[next]!);
      return cost <= limits.mostExpanded && !isWithin(neighbours, owner, next, distance);
    },
    finish: (owner, chosen) => ({
      anchors: [owner],
      codes: chosen.map((entry) => steps.entryCode[entry]!),
    }),
  };
}
