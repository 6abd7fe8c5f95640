import { describe, expect, it } from 'vitest';
import { categoriesOf, entryOf } from '../../language/lexicon/lexicon.ts';
import { PARTS, WHOLES } from './everyday-parts.ts';
import { TOOLS, USES } from './everyday-uses.ts';

describe('everyday facts', () => {
  it.each(['training', 'exam'] as const)('tell of things of their own pool only (%s)', (pool) => {
    for (const { has, arguable } of PARTS[pool]) {
      expect(has.filter((whole) => !WHOLES[pool].includes(whole))).toEqual([]);
      expect(arguable.filter((whole) => !WHOLES[pool].includes(whole))).toEqual([]);
      expect(has.filter((whole) => arguable.includes(whole))).toEqual([]);
    }
    for (const { good, arguable } of USES[pool]) {
      expect([...good, ...arguable].filter((tool) => !TOOLS[pool].includes(tool))).toEqual([]);
      expect(good.filter((tool) => arguable.includes(tool))).toEqual([]);
    }
  });

  it('share nothing between the pools', () => {
    expect(WHOLES.training.filter((whole) => WHOLES.exam.includes(whole))).toEqual([]);
    expect(TOOLS.training.filter((tool) => TOOLS.exam.includes(tool))).toEqual([]);
  });

  it('never deny a part that the lexicon tells of', () => {
    for (const pool of ['training', 'exam'] as const) {
      for (const { part, has, arguable } of PARTS[pool]) {
        const told = WHOLES[pool].filter((whole) =>
          entryOf(whole, 'noun')?.facts?.parts.includes(part),
        );
        expect({
          part,
          missing: told.filter((whole) => !has.includes(whole) && !arguable.includes(whole)),
        }).toEqual({ part, missing: [] });
      }
    }
  });

  it('never deny a use that the lexicon tells of', () => {
    for (const pool of ['training', 'exam'] as const) {
      for (const { use, good, arguable } of USES[pool]) {
        const verb = use.split(' ')[0]!;
        // What is eaten is no tool to eat soup with.
        const told = TOOLS[pool].filter(
          (tool) =>
            !categoriesOf(tool).includes('food') &&
            entryOf(tool, 'noun')?.facts?.functions.includes(verb),
        );
        const missing = told.filter((tool) => !good.includes(tool) && !arguable.includes(tool));
        expect({ use, missing }).toEqual({ use, missing: [] });
      }
    }
  });
});
