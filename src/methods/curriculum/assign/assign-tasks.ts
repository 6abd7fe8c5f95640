import { hashRecord } from '../../../core/hash.ts';
import type { AssignContext, Assignment } from '../../../core/run/method.ts';
import type { Cell, Syllabus } from '../prepare/syllabus.ts';

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
};

interface CellState extends Cell {
  index: number;
  seen: Set<string>;
}

/** Tasks of all cells in turn, one each a round, in an order that the seed shuffles; ends when every cell is exhausted. */
export async function* assignTasks(
  syllabus: Syllabus,
  context: Pick<AssignContext, 'seed' | 'random' | 'signal'>,
  limits = DEFAULTS,
): AsyncGenerator<Assignment<TaskPayload>> {
  const { random, seed, signal } = context;
  let open: CellState[] = syllabus.cells.map((cell) => ({ ...cell, index: 0, seen: new Set() }));
  for (let round = 0; open.length > 0; round++) {
    const exhausted = new Set<CellState>();
    for (const cell of random.fork(`round/${round}`).shuffle(open)) {
      signal.throwIfAborted();
      const next = nextTask(cell, seed, limits);
      if (next === undefined) exhausted.add(cell);
      else yield next;
    }
    open = open.filter((cell) => !exhausted.has(cell));
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
