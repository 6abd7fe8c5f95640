import type { Random } from '../../../core/random.ts';

/**
 * Draws cells so that their counts follow weights as closely as whole numbers can: each draw takes the cell that is
 * furthest behind its share. Ties fall in an order that `random` shuffles.
 */
export interface CellDraw {
  /** The next cell's index; undefined when all are closed. */
  next(weights: Float64Array): number | undefined;
  /** Takes a cell out: its share goes to the others. */
  close(cell: number): void;
}

export function drawCells(cells: number, random: Random): CellDraw {
  const order = random.shuffle(Array.from({ length: cells }, (_, cell) => cell));
  const credit = new Float64Array(cells);
  const closed = new Uint8Array(cells);
  return {
    next(weights) {
      let open = 0;
      for (const cell of order) if (closed[cell] === 0) open += weights[cell]!;
      let best: number | undefined;
      for (const cell of order) {
        if (closed[cell] === 1) continue;
        // Where only cells of no weight are left, they share evenly.
        credit[cell]! += open > 0 ? weights[cell]! / open : 1 / cells;
        const isDue = open === 0 || weights[cell]! > 0;
        if (isDue && (best === undefined || credit[cell]! > credit[best]!)) best = cell;
      }
      if (best !== undefined) credit[best]! -= 1;
      return best;
    },
    close(cell) {
      closed[cell] = 1;
      credit[cell] = 0;
    },
  };
}
