import type { FormSpace } from '../form-space.ts';
import type { GoldIndex } from '../gold-index.ts';
import { turnBack } from '../step-index.ts';
import { entryChoices, groupBack, countShared, visitsOf, waysIn } from './entry-choices.ts';

/**
 * `2i`, `3i`: what two or three clues have in common, drawn from the answer. Every clue fits several things, and every
 * clue is needed: without any one of them there are more answers.
 */
export function meetSpace(index: GoldIndex, arms: 2 | 3): FormSpace {
  const { steps, isValue } = index;
  const clues = waysIn(index, 'mayAnchor', 'several');
  return {
    form: `${arms}i`,
    levels: arms,
    owners: index.graph.entities.flatMap((_, entity) => (isValue[entity] === 0 ? [entity] : [])),
    ...entryChoices(index),
    visits: (owner) => visitsOf(index, owner),
    list(owner, chosen, into) {
      // A set of clues comes once: in the order of the list.
      const last = chosen.at(-1);
      for (const entry of last === undefined ? clues.list(owner) : clues.after(owner, last)) {
        const source = steps.target[entry]!;
        if (chosen.every((other) => steps.target[other] !== source)) into.push(entry);
      }
    },
    admits: () => true,
    finish(_, chosen) {
      const groups = chosen.map((entry) => groupBack(index, entry));
      const found = countShared(index, groups);
      if (found > index.options.mostAnswers) return undefined;
      const isNeeded = groups.every(
        (_clue, at) => countShared(index, groups.toSpliced(at, 1)) > found,
      );
      if (!isNeeded) return undefined;
      return {
        anchors: chosen.map((entry) => steps.target[entry]!),
        codes: chosen.map((entry) => turnBack(steps, steps.entryCode[entry]!)),
      };
    },
  };
}
