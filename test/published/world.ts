import { expect } from 'vitest';
import type { Family } from '../../src/methods/curriculum/families/family.ts';

/** One published task and what of ours overlaps. */
export interface Task {
  task: number;
  name: string;
  /** How ours differs from the published task; where there are no worlds, why no family overlaps. */
  differs: string;
  /** Further tests after the same task, below the families' folder. */
  also?: readonly string[];
  worlds: readonly World[];
}

export interface World {
  title: string;
  check(): void;
}

/** `wrong` are answers that the published definition refuses. */
export function world<Scene>(
  family: Family<Scene>,
  scene: NoInfer<Scene>,
  lines: readonly string[],
  question: string,
  answer: string,
  { says = `${answer}.`, wrong }: { says?: string; wrong: readonly string[] },
): World {
  return {
    title: `${family.name}: ${question} ${answer}`,
    check() {
      const told = lines.join('\n');
      expect(family.scene.parse(scene)).toEqual(scene);
      expect(family.solve(scene)).toEqual([answer]);
      expect(family.solvePrompt(`${told}\n\n${question}`)).toEqual([answer]);
      expect(family.solvePrompt(`${question}\n\n${told}`)).toEqual([answer]);
      expect(family.verify(answer, scene)).toEqual({ correct: true });
      expect(family.verify(says, scene)).toEqual({ correct: true });
      for (const response of wrong)
        expect({ response, ...family.verify(response, scene) }).toMatchObject({ correct: false });
    },
  };
}
