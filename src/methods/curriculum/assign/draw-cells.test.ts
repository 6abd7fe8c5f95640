import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { drawCells } from './draw-cells.ts';

const counts = (drawn: readonly (number | undefined)[], cells: number): number[] =>
  Array.from({ length: cells }, (_, cell) => drawn.filter((one) => one === cell).length);

describe('drawing cells', () => {
  it('follows the weights to within one, at every moment', () => {
    const weights = Float64Array.of(0.5, 0.3, 0.15, 0.05);
    const draw = drawCells(4, createRandom('a'));
    const drawn: (number | undefined)[] = [];
    for (let task = 1; task <= 400; task++) {
      drawn.push(draw.next(weights));
      for (const [cell, count] of counts(drawn, 4).entries()) {
        expect(Math.abs(count - weights[cell]! * task)).toBeLessThan(1.5);
      }
    }
  });

  it('takes every cell once a round under even weights, in an order of the seed', () => {
    const weights = new Float64Array(6).fill(1 / 6);
    const round = (seed: string): (number | undefined)[] => {
      const draw = drawCells(6, createRandom(seed));
      return Array.from({ length: 6 }, () => draw.next(weights));
    };
    expect(round('a').toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(round('a')).toEqual(round('a'));
    expect(round('a')).not.toEqual(round('b'));
  });

  it('gives the share of a closed cell to the others, and ends when all are closed', () => {
    const weights = Float64Array.of(0.6, 0.2, 0.2);
    const draw = drawCells(3, createRandom('a'));
    draw.close(0);
    const drawn = Array.from({ length: 100 }, () => draw.next(weights));
    expect(counts(drawn, 3)).toEqual([0, 50, 50]);
    draw.close(1);
    draw.close(2);
    expect(draw.next(weights)).toBeUndefined();
  });

  it('never draws a cell of no weight while another is open', () => {
    const draw = drawCells(2, createRandom('a'));
    const weights = Float64Array.of(1, 0);
    expect(
      counts(
        Array.from({ length: 20 }, () => draw.next(weights)),
        2,
      ),
    ).toEqual([20, 0]);
    draw.close(0);
    expect(draw.next(weights)).toBe(1);
  });
});
