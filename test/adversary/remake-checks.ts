import type { Check, Sample } from '../../src/core/records/index.ts';
import { GATES } from '../../src/quality/index.ts';
import type { ResolvedRecipe } from '../../src/recipe/resolved.ts';
import { makeContext } from '../fixtures/draft.ts';
import { createMemoryStore } from '../fixtures/memory-store.ts';
import type { OpenedDataset } from './reseal.ts';

/** Writes into the samples, in order, what the recipe's gates say of them now: the rest of a forger's work. */
export async function remakeChecks(dataset: OpenedDataset): Promise<void> {
  const recipe = dataset.records.get(dataset.samples[0]!.lineage.recipe) as ResolvedRecipe;
  const store = createMemoryStore();
  const material = { ...store, record: async (hash: string) => dataset.records.get(hash) };
  const gates = await Promise.all(
    recipe.gates
      // Its check names an index and a share; none of ours shares a word sequence with it.
      .filter(({ name }) => name !== 'contamination@1')
      .map(async ({ name, options }) => {
        const definition = GATES.find((gate) => `${gate.name}@${gate.version}` === name)!;
        const gate = await definition.open(definition.options.parse(options), {
          store,
          baseDir: '.',
        });
        return { name, gate };
      }),
  );
  for (const sample of dataset.samples) {
    const names = new Set(gates.map(({ name }) => name));
    const draft: Sample = {
      ...sample,
      checks: sample.checks.filter(({ name }) => !names.has(name)),
    };
    for (const { name, gate } of gates) {
      const check =
        gate.scope === 'item'
          ? await gate.check(draft, makeContext({ material }))
          : gate.check(draft);
      if (gate.scope === 'dataset') gate.commit(draft);
      put(sample, name, check);
    }
  }
}

function put(sample: Sample, name: string, check: Check): void {
  const at = sample.checks.findIndex((one) => one.name === name);
  sample.checks[at] = check;
}
