import type { FormSpace } from '../form-space.ts';
import { type GoldIndex, isClosed } from '../gold-index.ts';
import { wordOfCode } from './entry-choices.ts';

/** `count`: how many things a step reaches, where the set is closed ({@link isClosed}). Choices are groups. */
export function countSpace(index: GoldIndex): FormSpace {
  const { steps, mayAnchor } = index;
  return {
    form: 'count',
    levels: 1,
    owners: index.graph.entities.flatMap((_, entity) => (mayAnchor[entity] === 1 ? [entity] : [])),
    visits: () => 1,
    list(owner, _, into) {
      for (let group = steps.firstGroup[owner]!; group < steps.firstGroup[owner + 1]!; group++) {
        if (steps.targets[group]! > 1) into.push(group);
      }
    },
    word: (group, _, which) => wordOfCode(index, steps.code[group]!, which),
    commonness: () => 1,
    edge: () => -1,
    thing: () => -1,
    admits: (_owner, _chosen, group) => isClosed(index, group),
    finish: (owner, [group]) => ({ anchors: [owner], codes: [steps.code[group!]!] }),
  };
}
