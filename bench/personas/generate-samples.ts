import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { messageText, type Sample } from '../../src/core/records/index.ts';
import { parseRecipe } from '../../src/recipe/load.ts';
import { runRecipe } from '../../src/recipe/run-recipe.ts';

/** Who asks: one reader of whom nothing is said, a third as many personas over and over, or another persona for every sample. */
export const CONDITIONS = ['no persona', 'reused', 'sampled'] as const;
export type Condition = (typeof CONDITIONS)[number];

export interface GenerateOptions {
  condition: Condition;
  voice: 'template' | 'model';
  target: number;
  seed: string;
  pages: string;
  plans: readonly (readonly string[])[];
  onProgress(accepted: number): void;
}

export interface Generated {
  /** All that the reader says, a text a sample. */
  asked: string[];
  /** All messages, a text a sample. */
  whole: string[];
  accepted: number;
  rejected: Record<string, number>;
  personas: number;
}

/** Runs a recipe as a user would and reads what was accepted. Without gates: what repeats, repeats. */
export async function generateSamples(options: GenerateOptions): Promise<Generated> {
  const { condition, voice, target, seed, pages, plans, onProgress } = options;
  const dir = mkdtempSync(join(tmpdir(), 'wellspring-bench-personas-'));
  const readers = {
    'no persona': { personas: [{ name: 'reader', description: 'a reader' }] },
    reused: { hub: { seed, count: Math.ceil(target / 3) } },
    // Ten for each sample, so that what is rejected brings nobody back.
    sampled: { hub: { seed, count: target * 10 } },
  }[condition];
  const content = {
    name: 'variety',
    seed,
    target,
    sources: { pages: { type: 'files', path: resolve(pages), license: 'CC0-1.0' } },
    ...(voice === 'model' && {
      models: { writer: { provider: 'local', model: 'smollm2-135m-instruct' } },
    }),
    parts: [
      {
        name: 'readers',
        method: 'personas',
        uses: ['pages'],
        options: { voice, plans, draws: 6, ...readers },
      },
    ],
  };
  try {
    const text = JSON.stringify(content);
    const recipe = await parseRecipe(text, 'the recipe of this benchmark');
    const { report, paths } = await runRecipe({
      loaded: { recipe, text, baseDir: dir },
      workspaceDir: join(dir, 'runs'),
      signal: new AbortController().signal,
      onStatus: ({ accepted }) => onProgress(accepted),
    });
    const samples = readdirSync(paths.accepted)
      .filter((name) => name.endsWith('.jsonl'))
      .toSorted()
      .flatMap((name) => readFileSync(join(paths.accepted, name), 'utf8').trim().split('\n'))
      .map((line) => JSON.parse(line) as Sample);
    return {
      asked: samples.map((sample) => say(sample, 'user')),
      whole: samples.map((sample) => say(sample)),
      accepted: samples.length,
      rejected: report.parts[0]!.rejected,
      personas: new Set(samples.map(({ tags }) => String(tags['persona']))).size,
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The messages of a sample, or what one side says. */
function say({ messages }: Sample, only?: 'user'): string {
  return messages
    .filter(({ role }) => only === undefined || role === only)
    .map(messageText)
    .join('\n');
}
