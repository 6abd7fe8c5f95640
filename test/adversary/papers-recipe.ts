import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadRecipe } from '../../src/recipe/load.ts';
import { runRecipe } from '../../src/recipe/run-recipe.ts';
import { openReplayModel } from '../../src/core/model/replay-model.ts';

const WRITTEN = fileURLToPath(new URL('../fixtures/written-papers', import.meta.url));

/** Makes a dataset of every kind of question over papers, in both voices; returns its folder. */
export async function makePapersDataset(dir: string): Promise<string> {
  await mkdir(dir, { recursive: true });
  const path = join(dir, 'papers.yaml');
  const part = { method: 'papers', uses: ['papers'] };
  const recipe = {
    name: 'papers',
    seed: 3,
    // All in one split: a question over two papers needs both.
    splits: { validation: 0, test: 0 },
    sources: { papers: { type: 'pdf', path: relative(dir, WRITTEN), license: 'CC0-1.0' } },
    models: { writer: { provider: 'local', model: 'courteous' } },
    parts: [
      { ...part, name: 'questions', target: 60 },
      {
        ...part,
        name: 'reworded',
        target: 24,
        options: {
          voice: 'model',
          kinds: { 'table-question': 2, 'joined-tables': 1, 'section-question': 1 },
        },
      },
    ],
    gates: [
      { gate: 'length', assistant: { minWords: 1 } },
      { gate: 'licence', allow: ['CC0-1.0'] },
    ],
  };
  await writeFile(path, JSON.stringify(recipe));
  const { dataset, result } = await runRecipe({
    loaded: await loadRecipe(path),
    workspaceDir: join(dir, 'runs'),
    signal: new AbortController().signal,
    openModel: async ({ provider, model }) =>
      openReplayModel({
        description: { id: `${provider}/${model}`, revision: 'c'.repeat(64) },
        replies: ({ messages }) => reword(String(messages.at(-1)!.content)),
      }),
  });
  if (dataset === null || result.end.kind !== 'complete')
    throw new Error(`the dataset to be forged was not made: ${JSON.stringify(result.end)}`);
  return dataset;
}

function reword(prompt: string): string {
  const template = /exactly: (.+)$/u.exec(prompt)![1]!;
  return prompt.startsWith('Ask') ? `Please tell me: ${template}` : `Well: ${template}`;
}
