import { hashRecord } from '../../../core/hash.ts';
import type { AssignContext, Assignment } from '../../../core/run/method.ts';
import type { Cell, Syllabus } from '../prepare/syllabus.ts';
import { STRATEGIES } from '../strategies/registry.ts';
import { floorOf } from '../strategies/strategy.ts';
import { drawCells } from './draw-cells.ts';

/** A task by what remakes it. */
export interface TaskPayload {
  /** `family@version`. */
  generator: string;
  level: number;
  seed: string;
}

export const DEFAULTS = {
  /**
   * Worlds remembered in a cell, so that none comes twice. A cell with fewer worlds ends when all have come; in one
   * with far more, n draws past this hold about n / (2 × worlds) duplicates.
   */
  rememberedWorlds: 100_000,
  /** Draws in a row that give nothing new before a cell counts as exhausted. */
  missesToExhaust: 2_000,
  /** Weights are asked again after so many tasks. */
  tasksPerLook: 64,
};

interface CellState extends Cell {
  index: number;
  seen: Set<string>;
}

/**
 * Tasks of all cells in the shares that the strategy gives them as the course goes on; ends when every cell is
 * exhausted.
 */
export async function* assignTasks(
  syllabus: Pick<Syllabus, 'cells' | 'options' | 'course'>,
  context: Pick<AssignContext, 'seed' | 'random' | 'signal'>,
  limits = DEFAULTS,
): AsyncGenerator<Assignment<TaskPayload>> {
  const { random, seed, signal } = context;
  const { options, course } = syllabus;
  const strategy = STRATEGIES[options.strategy];
  const states: CellState[] = syllabus.cells.map((cell) => ({
    ...cell,
    index: 0,
    seen: new Set(),
  }));
  const draw = drawCells(states.length, random.fork('cells'));
  const floor = floorOf(states.length);
  let weights = new Float64Array();
  for (let task = 0; ; task++) {
    signal.throwIfAborted();
    if (task % limits.tasksPerLook === 0) {
      const progress = options.length === undefined ? 0 : Math.min(1, task / options.length);
      weights = strategy.weights({ ...course, progress, floor }) as typeof weights;
    }
    let next: Assignment<TaskPayload> | undefined;
    while (next === undefined) {
      const cell = draw.next(weights);
      if (cell === undefined) return;
      next = nextTask(states[cell]!, seed, limits);
      if (next === undefined) draw.close(cell);
    }
    yield next;
  }
}

function nextTask(
  cell: CellState,
  runSeed: string,
  limits: typeof DEFAULTS,
): Assignment<TaskPayload> | undefined {
  const { family, level, seen } = cell;
  for (let misses = 0; misses < limits.missesToExhaust; misses++) {
    const key = `${family.id}/${level}/${cell.index++}`;
    const seed = `${runSeed}/${key}`;
    const item = family.generate(seed, level);
    // 16 hex digits: two of 10^5 worlds collide with a chance of 3 in 10^10, and would only cost one of them.
    const world = hashRecord(item.world.scene).slice(0, 16);
    if (seen.has(world)) continue;
    if (seen.size < limits.rememberedWorlds) seen.add(world);
    return { key, groups: [item.group], payload: { generator: family.id, level, seed } };
  }
  return undefined;
}
