import type { FormSpace } from '../form-space.ts';
import { entriesOf, type GoldIndex, isClosed } from '../gold-index.ts';
import { findGroup } from '../step-index.ts';
import { wordOfCode } from './entry-choices.ts';

export const LEAST_COMPARED = 3;

/**
 * `most`, `least`: of at least three things that a step reaches, a closed set ({@link isClosed}), the one with the extreme
 * value. Each of them has one value, by a gold edge. Choices are the group, then the code of the step to the values.
 */
export function extremeSpace(index: GoldIndex, form: 'most' | 'least'): FormSpace {
  const { graph, steps, only, mayAnchor } = index;
  const valueBy = (thing: number, code: number): number => {
    const group = findGroup(steps, thing, code);
    const entry = group < 0 ? -1 : only[group]!;
    return entry >= 0 && graph.entities[steps.target[entry]!]!.range !== null ? entry : -1;
  };
  const membersOf = (group: number): number[] =>
    entriesOf(steps, group).map((entry) => steps.target[entry]!);
  return {
    form,
    levels: 2,
    owners: graph.entities.flatMap((_, entity) => (mayAnchor[entity] === 1 ? [entity] : [])),
    visits: () => 1,
    list(owner, [chosen], into) {
      const from = chosen === undefined ? owner : membersOf(chosen)[0]!;
      for (let group = steps.firstGroup[from]!; group < steps.firstGroup[from + 1]!; group++) {
        const code = steps.code[group]!;
        if (chosen === undefined) {
          if (steps.targets[group]! >= LEAST_COMPARED) into.push(group);
        } else if (code % 2 === 0 && valueBy(from, code) >= 0) into.push(code);
      }
    },
    word: (choice, level, which) =>
      wordOfCode(index, level === 0 ? steps.code[choice]! : choice, which),
    commonness: () => 1,
    edge: () => -1,
    thing: () => -1,
    admits: (_, [group], choice) =>
      group === undefined
        ? isClosed(index, choice)
        : membersOf(group).every((member) => valueBy(member, choice) >= 0),
    finish(owner, chosen) {
      const [group, value] = chosen as [number, number];
      return { anchors: [owner], codes: [steps.code[group]!, value] };
    },
  };
}
