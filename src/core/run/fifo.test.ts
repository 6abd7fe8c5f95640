import { expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { createFifo } from './fifo.ts';

it('gives back in order, like an array, through growth and emptiness', () => {
  const random = createRandom('fifo');
  const fifo = createFifo<number>();
  const array: number[] = [];
  let next = 0;
  for (let step = 0; step < 20_000; step++) {
    const filling = Math.floor(step / 4_000) % 2 === 0;
    const pushes = random.next() < (filling ? 0.8 : 0.3);
    if (pushes) {
      fifo.push(next);
      array.push(next++);
    }
    expect(fifo.peek()).toBe(array[0]);
    expect(pushes || fifo.shift() === array.shift()).toBe(true);
    expect(fifo.length).toBe(array.length);
  }
});
