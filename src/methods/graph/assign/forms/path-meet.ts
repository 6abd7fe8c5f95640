import { areNeighbours } from '../find-shortcut.ts';
import type { FormSpace } from '../form-space.ts';
import type { GoldIndex } from '../gold-index.ts';
import { turnBack } from '../step-index.ts';
import { entryChoices, groupBack, countShared, visitsOf, waysIn } from './entry-choices.ts';

/**
 * `pi`: a path of two steps and a clue meet, drawn from the answer: the bridge, then the path's anchor, then the clue's.
 * The path's first step reaches the bridge alone; bridge and clue each fit several things, and both are needed.
 */
export function pathMeetSpace(index: GoldIndex): FormSpace {
  const { steps, isValue, neighbours, names } = index;
  const bridges = waysIn(index, 'mayBridge', 'several');
  const anchors = waysIn(index, 'mayAnchor', 'only');
  const clues = waysIn(index, 'mayAnchor', 'several');
  const target = (entry: number | undefined): number =>
    entry === undefined ? -1 : steps.target[entry]!;
  const codeBack = (entry: number): number => turnBack(steps, steps.entryCode[entry]!);
  return {
    form: 'pi',
    levels: 3,
    owners: index.graph.entities.flatMap((_, entity) => (isValue[entity] === 0 ? [entity] : [])),
    ...entryChoices(index),
    visits: (owner) => visitsOf(index, owner),
    list(owner, chosen, into) {
      const [toBridge, toAnchor] = chosen;
      if (toBridge === undefined) for (const entry of bridges.list(owner)) into.push(entry);
      else if (toAnchor === undefined) {
        for (const entry of anchors.list(target(toBridge))) {
          // The step to the answer must not be the step to the bridge taken back.
          const isReturn = steps.entryCode[entry] === codeBack(toBridge);
          if (target(entry) !== owner && !isReturn) into.push(entry);
        }
      } else {
        const taken = [target(toBridge), target(toAnchor)];
        for (const entry of clues.around(owner, toBridge)) {
          if (!taken.includes(target(entry))) into.push(entry);
        }
      }
    },
    admits(owner, [toBridge, toAnchor], choice) {
      if (toBridge === undefined) return true;
      if (names.isNamedBy(target(toBridge), target(choice))) return false;
      return toAnchor !== undefined || !areNeighbours(neighbours, owner, target(choice));
    },
    finish(_, chosen) {
      const [toBridge, toAnchor, toClue] = chosen as [number, number, number];
      const groups = [groupBack(index, toBridge), groupBack(index, toClue)];
      const found = countShared(index, groups);
      if (found > index.options.mostAnswers) return undefined;
      if (groups.some((group) => steps.targets[group]! <= found)) return undefined;
      return {
        anchors: [target(toAnchor), target(toClue)],
        codes: [codeBack(toAnchor), codeBack(toBridge), codeBack(toClue)],
      };
    },
  };
}
