import { createRandom } from '../../../core/random.ts';
import { drawCells } from '../assign/draw-cells.ts';
import type { Course } from '../prepare/course.ts';
import { floorOf, type Strategy } from '../strategies/strategy.ts';

export const DEFAULTS = {
  /** Share of the rows of `replay` that come again. */
  replay: 0.3,
  /** Share of the hardest rows that `anneal` keeps, and the share of it that is drawn from all others. */
  hardest: 0.25,
  others: 0.3,
};

/** Positions of rows in the order in which a trainer should see them. Every function is deterministic under its seed. */
export type Order = number[];

/** Every row once, in the shares that a strategy gives the cells as the training goes on. */
export function inCourse(
  cellOf: readonly number[],
  course: Course,
  strategy: Strategy,
  seed: string,
): Order {
  const random = createRandom(`${seed}/${strategy.name}`);
  const waiting: number[][] = course.cells.map(() => []);
  for (const row of random.shuffle(cellOf.map((_cell, index) => index))) {
    waiting[cellOf[row]!]!.push(row);
  }
  const draw = drawCells(course.cells.length, random.fork('cells'));
  for (const [cell, rows] of waiting.entries()) if (rows.length === 0) draw.close(cell);
  const floor = floorOf(course.cells.length);
  const order: Order = [];
  let weights = new Float64Array();
  while (order.length < cellOf.length) {
    if (order.length % 64 === 0) {
      const progress = order.length / cellOf.length;
      weights = strategy.weights({ ...course, progress, floor }) as typeof weights;
    }
    const cell = draw.next(weights)!;
    order.push(waiting[cell]!.pop()!);
    if (waiting[cell]!.length === 0) draw.close(cell);
  }
  return order;
}

/** The same rows by chance: the control for any order. */
export function shuffled(rows: number, seed: string): Order {
  const all = Array.from({ length: rows }, (_, row) => row);
  return createRandom(`${seed}/mixed`).shuffle(all);
}

/** An order in which, at every moment, a share of what is seen was seen before. */
export function withReplay(order: Order, seed: string, { replay } = DEFAULTS): Order {
  const random = createRandom(`${seed}/replay`);
  return order.flatMap((row, index) => {
    // So many repeats for each new row make the share of repeats of the whole.
    const isDue =
      Math.floor(((index + 1) * replay) / (1 - replay)) >
      Math.floor((index * replay) / (1 - replay));
    return isDue && index > 0 ? [row, order[random.integer(index)]!] : [row];
  });
}

/** The hardest rows with some of all others among them, for the end of a training while the learning rate falls. */
export function hardestLast(
  difficulty: readonly number[],
  seed: string,
  { hardest, others } = DEFAULTS,
): Order {
  const random = createRandom(`${seed}/anneal`);
  const byDifficulty = shuffled(difficulty.length, `${seed}/anneal`).toSorted(
    (a, b) => difficulty[b]! - difficulty[a]!,
  );
  const kept = Math.ceil(difficulty.length * hardest);
  const rest = random.shuffle(byDifficulty.slice(kept));
  const mixed = Math.min(rest.length, Math.round((kept * others) / (1 - others)));
  return random.shuffle([...byDifficulty.slice(0, kept), ...rest.slice(0, mixed)]);
}
