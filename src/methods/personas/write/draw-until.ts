import { ItemRejectedError } from '../../../core/errors/index.ts';

/** What one draw came to: a value, and why it may not stand. */
export interface Drawn<T> {
  value: T;
  fault?: { check: string; reason: string } | undefined;
}

/**
 * Draws until one stands, at most `draws` times; then gives the last that came to anything. A reply that cannot be
 * read counts as a draw; where no draw can be read, the last such error ends the item. Other errors pass through.
 */
export async function drawUntil<T>(
  draws: number,
  draw: (number: number) => Promise<Drawn<T>>,
): Promise<Drawn<T>> {
  let last: Drawn<T> | undefined;
  let unreadable: ItemRejectedError | undefined;
  for (let number = 0; number < draws; number++) {
    try {
      last = await draw(number);
      if (last.fault === undefined) return last;
    } catch (error) {
      if (!(error instanceof ItemRejectedError)) throw error;
      unreadable = error;
    }
  }
  if (last === undefined) throw unreadable ?? new RangeError('drawUntil: draws must be at least 1');
  return last;
}
