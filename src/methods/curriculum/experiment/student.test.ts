import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { makeBatch } from './batch.ts';
import { fillPool } from './item-pool.ts';
import type { Kernels } from './kernels/kernels.ts';
import { createPlainKernels } from './kernels/plain-kernels.ts';
import { createWasmKernels } from './kernels/wasm-kernels.ts';
import { createStudent, DEFAULTS } from './student.ts';
import { VOCABULARY } from './tokens.ts';

const pools = [0, 5].map((level) => fillPool('student-test', level, 'train', 60));
const batchOf = (count: number, from = 0) =>
  makeBatch(
    Array.from({ length: count }, (_unused, i) => ({ pool: pools[i % 2]!, item: (from + i) % 60 })),
  );
const small = { ...DEFAULTS, hidden: 16, readout: 24, batch: 20 };
const newStudent = (kernels: Kernels, seed = 'a', shape = small) =>
  createStudent(kernels, createRandom(seed), VOCABULARY.length, shape);

function train(seed: string): number[] {
  const student = newStudent(createWasmKernels(), seed);
  for (let round = 0; round < 4; round++) {
    student.learn(batchOf(20, round * 20));
    student.update(0.01);
  }
  return [...student.weights];
}

describe('the student', () => {
  it('has the gradients of its loss, by finite differences in double precision', () => {
    const student = newStudent(createPlainKernels(Float64Array));
    // An odd number of rows, stories of different lengths.
    const batch = batchOf(13);
    expect(new Set(batch.active).size).toBeGreaterThan(2);
    student.learn(batch);
    const gradients = student.gradients.slice();
    const random = createRandom('places');
    const used = [...gradients.keys()].filter((at) => gradients[at] !== 0);
    expect(used.length).toBeGreaterThan(1_500);
    const ends = [...gradients.keys()].slice(-150);
    const places = [...random.shuffle(used).slice(0, 150), ...ends];
    for (const at of places) {
      const before = student.weights[at]!;
      const step = 1e-5;
      student.weights[at] = before + step;
      const above = student.learn(batch).loss;
      student.weights[at] = before - step;
      const below = student.learn(batch).loss;
      student.weights[at] = before;
      expect(gradients[at]).toBeCloseTo((above - below) / (2 * step), 7);
    }
  });

  it('is the same in WebAssembly as in plain arrays, but for rounding', () => {
    const [fast, plain] = [newStudent(createWasmKernels()), newStudent(createPlainKernels())];
    expect(fast.weights).toEqual(plain.weights);
    for (let round = 0; round < 5; round++) {
      const batch = batchOf(18, round * 18);
      const [a, b] = [fast.learn(batch), plain.learn(batch)];
      expect(a.loss).toBeCloseTo(b.loss, 4);
      let furthest = 0;
      for (let at = 0; at < fast.gradients.length; at++)
        furthest = Math.max(furthest, Math.abs(fast.gradients[at]! - plain.gradients[at]!));
      expect(furthest).toBeLessThan(1e-5);
      fast.update(1e-3);
      plain.update(1e-3);
    }
  });

  it('learns the same under the same seed, bit for bit, and otherwise under another', () => {
    expect(train('a')).toEqual(train('a'));
    expect(train('a')).not.toEqual(train('b'));
  });

  it('does not depend on how stories are put together', () => {
    const student = newStudent(createWasmKernels());
    const together = batchOf(20);
    const found = student.predict(together);
    for (const [row, index] of together.order.entries()) {
      const alone = makeBatch([{ pool: pools[index % 2]!, item: index }]);
      expect(student.predict(alone)[0]).toBe(found[row]);
    }
  });

  it('has between 100,000 and 300,000 parameters', () => {
    const { weights } = newStudent(createWasmKernels(), 'a', DEFAULTS);
    expect(weights.length).toBeGreaterThanOrEqual(100_000);
    expect(weights.length).toBeLessThanOrEqual(300_000);
  });

  it('refuses more stories than it has room for', () => {
    expect(() => newStudent(createWasmKernels()).predict(batchOf(21))).toThrow('20 stories');
  });
});

describe('kernels.wasm', () => {
  it('is what its source compiles to, byte for byte', async () => {
    const script = new URL('../../../../scripts/build-kernels.mjs', import.meta.url).href;
    const { compileKernels } = (await import(script)) as {
      compileKernels(folder: string): Promise<Uint8Array>;
    };
    const committed = readFileSync(new URL('kernels/kernels.wasm', import.meta.url));
    expect(
      Buffer.from(await compileKernels('src/methods/curriculum/experiment/kernels')).equals(
        committed,
      ),
    ).toBe(true);
  });

  it('says when its memory is full', () => {
    const kernels = createWasmKernels({ memoryBytes: 100_000 });
    expect(() => kernels.numbers(30_000)).toThrow('100000 bytes is full');
  });
});
