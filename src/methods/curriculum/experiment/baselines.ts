import { createRandom } from '../../../core/random.ts';
import { HEURISTICS } from './heuristics.ts';
import { createWasmKernels } from './kernels/wasm-kernels.ts';
import { drawItem, LADDER } from './ladder.ts';
import type { Setting } from './setting.ts';
import { createStudent, DEFAULTS as STUDENT } from './student.ts';
import { ANSWERS, VOCABULARY } from './tokens.ts';
import { accuracyOf, type LevelPools } from './train.ts';

export const DEFAULTS = {
  /** Stories of each level that heuristics are tried on. */
  items: 1_000,
};

/** What is reached on a level without learning it. */
export interface Baseline {
  level: string;
  /** A student with its first weights. */
  untrained: number;
  /** The commonest answer. */
  majority: number;
  /** The best rule of thumb that is not the skill itself. */
  heuristic: { name: string; accuracy: number };
}

export function measureBaselines(
  pools: readonly LevelPools[],
  { levels, hidden, readout, finalItems }: Setting,
): Baseline[] {
  const shape = { ...STUDENT, hidden, readout };
  const random = createRandom('untrained');
  const student = createStudent(createWasmKernels(), random, VOCABULARY.length, shape);
  return levels.map((number, at) => {
    const { name } = LADDER[number]!;
    const chance = createRandom(`baselines/${name}`);
    const items = Array.from({ length: DEFAULTS.items }, () => drawItem(chance, number));
    const share = (guess: (item: (typeof items)[number]) => string | undefined): number =>
      items.filter((item) => guess(item) === item.answer).length / items.length;
    const tried = HEURISTICS.filter(({ solves }) => !solves.includes(name)).map((heuristic) => ({
      name: heuristic.name,
      accuracy: share(heuristic.guess),
    }));
    return {
      level: name,
      untrained: accuracyOf(student, pools[at]!.test, 0, finalItems),
      majority: Math.max(...ANSWERS.map((answer) => share(() => answer))),
      heuristic: tried.toSorted((a, b) => b.accuracy - a.accuracy)[0]!,
    };
  });
}
