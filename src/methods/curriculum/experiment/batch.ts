import type { ItemPool } from './item-pool.ts';

/** Stories side by side, the longest first, all ending at the same step: row r begins where `active` first exceeds r. */
export interface Batch {
  rows: number;
  steps: number;
  /** Steps × rows. */
  tokens: Int32Array;
  /** How many rows have begun at each step. */
  active: Int32Array;
  answers: Uint8Array;
  /** Which of the given items stands in each row. */
  order: number[];
}

/** Puts items of pools into a batch: `items` are pairs of pool and number within it. */
export function makeBatch(items: readonly { pool: ItemPool; item: number }[]): Batch {
  const rows = items.length;
  const lengths = items.map(({ pool, item }) => pool.lengthOf(item));
  const order = lengths
    .map((_length, index) => index)
    .toSorted((a, b) => lengths[b]! - lengths[a]!);
  const steps = Math.max(...lengths);
  const tokens = new Int32Array(steps * rows);
  const active = new Int32Array(steps);
  const answers = new Uint8Array(rows);
  for (const [row, index] of order.entries()) {
    const { pool, item } = items[index]!;
    const begin = steps - lengths[index]!;
    for (let step = begin; step < steps; step++) {
      tokens[step * rows + row] = pool.tokenAt(item, step - begin);
      active[step] = active[step]! + 1;
    }
    answers[row] = pool.answerOf(item);
  }
  return { rows, steps, tokens, active, answers, order };
}
