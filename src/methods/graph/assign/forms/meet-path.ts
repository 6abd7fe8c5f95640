import { areNeighbours } from '../find-shortcut.ts';
import type { FormSpace } from '../form-space.ts';
import type { GoldIndex } from '../gold-index.ts';
import { turnBack } from '../step-index.ts';
import { entryChoices, groupBack, countShared, visitsOf, waysIn } from './entry-choices.ts';

/**
 * `ip`: a step from the one thing that two clues have in common, drawn from that bridge: two clues, then the step. Each
 * clue fits several things, both fit the bridge alone, and the step reaches the answer alone.
 */
export function meetPathSpace(index: GoldIndex): FormSpace {
  const { steps, mayBridge, neighbours, names, only } = index;
  const clues = waysIn(index, 'mayAnchor', 'several');
  const target = (entry: number): number => steps.target[entry]!;
  return {
    form: 'ip',
    levels: 3,
    owners: index.graph.entities.flatMap((_, entity) => (mayBridge[entity] === 1 ? [entity] : [])),
    ...entryChoices(index),
    visits: (owner) => visitsOf(index, owner),
    list(owner, chosen, into) {
      const [first, second] = chosen;
      if (first === undefined) for (const entry of clues.list(owner)) into.push(entry);
      else if (second === undefined) {
        for (const entry of clues.after(owner, first)) {
          if (target(entry) !== target(first)) into.push(entry);
        }
      } else {
        for (let group = steps.firstGroup[owner]!; group < steps.firstGroup[owner + 1]!; group++) {
          const entry = only[group]!;
          if (entry >= 0 && ![owner, target(first), target(second)].includes(target(entry))) {
            into.push(entry);
          }
        }
      }
    },
    admits(owner, [first, second], choice) {
      if (first === undefined) return !names.isNamedBy(owner, target(choice));
      if (second === undefined) {
        const groups = [groupBack(index, first), groupBack(index, choice)];
        return !names.isNamedBy(owner, target(choice)) && countShared(index, groups) === 1;
      }
      return [first, second].every(
        (clue) => !areNeighbours(neighbours, target(clue), target(choice)),
      );
    },
    finish(_, chosen) {
      const [first, second, step] = chosen as [number, number, number];
      return {
        anchors: [target(first), target(second)],
        codes: [
          turnBack(steps, steps.entryCode[first]!),
          turnBack(steps, steps.entryCode[second]!),
          steps.entryCode[step]!,
        ],
      };
    },
  };
}
