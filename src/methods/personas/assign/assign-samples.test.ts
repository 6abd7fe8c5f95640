import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../../test/fixtures/memory-store.ts';
import {
  assignContext,
  openMaterial,
  takeAssignments,
} from '../../../../test/fixtures/method-run.ts';
import { LAMPS, TIDE_MILL } from '../../../../test/fixtures/pages.ts';
import { personas } from '../index.ts';
import { assignSamples } from './assign-samples.ts';

async function assigned(count: number, samples: number) {
  const options = { hub: { count }, voice: 'template', plans: [['ask', 'answer']] };
  const store = createMemoryStore();
  const library = await openMaterial(personas, options, store, [TIDE_MILL, LAMPS]);
  return takeAssignments(assignSamples(library, assignContext('1/part')), samples);
}

describe('assignSamples', () => {
  it('brings a persona of its own to every sample, as long as there are enough', async () => {
    const taken = await assigned(1_000, 60);
    expect(new Set(taken.map(({ payload }) => payload.persona)).size).toBe(60);
  });

  it.each([1, 2, 3, 7])(
    'with %i personas gives every combination once, and then ends',
    async (count) => {
      const taken = await assigned(count, 10_000);
      expect(taken.length).toBeLessThan(10_000);
      expect(new Set(taken.map(({ key }) => key)).size).toBe(taken.length);
      const perPersona = new Map<number, number>();
      for (const { payload } of taken)
        perPersona.set(payload.persona, (perPersona.get(payload.persona) ?? 0) + 1);
      expect([...perPersona.keys()].toSorted()).toEqual(
        Array.from({ length: count }, (_, at) => at),
      );
      expect(new Set(perPersona.values()).size).toBe(1);
    },
  );
});
