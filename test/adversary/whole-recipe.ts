import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadRecipe } from '../../src/recipe/load.ts';
import { runRecipe } from '../../src/recipe/run-recipe.ts';
import { openObedientModel } from '../fixtures/obedient-model.ts';

const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));

export interface WholeRecipe {
  name?: string;
  seed?: number;
  /** Accepted samples of each part, in order: tasks, pairs, reworded, talks. */
  targets?: readonly number[];
}

/** Makes a dataset of every method, kind and voice, through every gate that needs no model; returns its folder. */
export async function makeWholeDataset(dir: string, recipe: WholeRecipe = {}): Promise<string> {
  const { name = 'whole', seed = 11, targets = [36, 24, 24, 40] } = recipe;
  const examples = relative(dir, EXAMPLES);
  const [tasks, pairs, reworded, talks] = targets;
  await mkdir(dir, { recursive: true });
  const path = join(dir, `${name}.yaml`);
  await writeFile(
    path,
    `name: ${name}
seed: ${seed}
splits: { validation: 0.1, test: 0.1 }
concurrency: 8
sources:
  pages: { type: files, path: "${examples}/pages", license: CC0-1.0 }
models:
  writer: { provider: local, model: obedient, topP: 0.9 }
parts:
  - { name: tasks, method: curriculum, target: ${tasks}, options: { levels: [1, 6], reasoning: true } }
  - { name: pairs, method: curriculum, target: ${pairs}, options: { pairs: true } }
  - { name: reworded, method: curriculum, target: ${reworded}, options: { skills: [odd-one-out, mirror-symmetry], voice: model } }
  - name: talks
    method: personas
    target: ${talks}
    uses: [pages]
    options:
      plans: [[ask, answer, follow-up, answer]]
      personas:
        - { name: sailor, description: a retired sailor who likes to know how things work }
        - { name: pupil, description: a curious pupil who prepares a talk }
        - { description: a baker who starts work at three in the morning }
gates:
  - { gate: length, assistant: { minWords: 1 }, total: { minWords: 8 } }
  - { gate: language, allow: [en], unknown: accept }
  - { gate: repetition }
  - gate: contamination
    benchmarks: [{ file: "${examples}/benchmark/held-out-questions.jsonl" }]
  - { gate: personal-data }
  - { gate: unsafe-content }
  - { gate: licence, allow: [CC0-1.0] }
  - { gate: exact-duplicates }
  - { gate: near-duplicates, threshold: 0.9 }
`,
  );
  const { dataset, result } = await runRecipe({
    loaded: await loadRecipe(path),
    workspaceDir: join(dir, 'runs'),
    signal: new AbortController().signal,
    openModel: openObedientModel,
  });
  if (dataset === null || result.end.kind !== 'complete') {
    throw new Error(`the dataset to be forged was not made: ${JSON.stringify(result.end)}`);
  }
  return dataset;
}
