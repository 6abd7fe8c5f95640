import { RecipeError } from '../../core/errors/recipe-error.ts';
import type { LanguageModel } from '../../core/model/port.ts';
import type { Pupil } from '../../methods/curriculum/mastery/pupil.ts';
import { plainLine } from '../output/plain-text.ts';

const PROVIDERS = ['local', 'openai-compatible', 'openai', 'anthropic', 'google'] as const;

export interface ModelSpec {
  provider: (typeof PROVIDERS)[number];
  model: string;
}

/** A scripted pupil by its name; undefined for a model. */
export async function scriptedPupil(name: string): Promise<Pupil | undefined> {
  if (!name.startsWith('scripted/')) return undefined;
  const { guessingPupil, perfectPupil } = await import('../../methods/curriculum/mastery/pupil.ts');
  const found = [perfectPupil, guessingPupil].find((pupil) => pupil.name === name);
  if (found !== undefined) return found;
  throw new RecipeError(`there is no scripted pupil "${plainLine(name)}"`, {
    hint: 'scripted/perfect knows everything, scripted/guesser nothing',
  });
}

/** `local/smollm2-135m-instruct`, `openai/gpt-…`, or with --base-url the model's name alone. */
export function parseModel(text: string, hasBaseUrl: boolean): ModelSpec {
  const slash = text.indexOf('/');
  const provider = PROVIDERS.find((one) => one === text.slice(0, Math.max(0, slash)));
  if (provider !== undefined) return { provider, model: text.slice(slash + 1) };
  if (hasBaseUrl) return { provider: 'openai-compatible', model: text };
  throw new RecipeError(`--model ${plainLine(text)} names no provider`, {
    hint: `for example local/smollm2-135m-instruct, or --base-url http://localhost:8000/v1 --model NAME; providers: ${PROVIDERS.join(', ')}; also scripted/perfect and scripted/guesser`,
  });
}

/** Opens the model of a spec. Raises CredentialError or MissingDependencyError before anything is spent. */
export async function openPupilModel(
  spec: ModelSpec,
  { baseUrl, apiKeyEnv }: { baseUrl?: string | undefined; apiKeyEnv?: string | undefined },
  onNotice: (notice: string) => void,
): Promise<LanguageModel> {
  const { ModelEntry } = await import('../../recipe/schema.ts');
  const { openModel } = await import('../../recipe/open-models.ts');
  const entry = ModelEntry.safeParse({
    ...spec,
    ...(baseUrl !== undefined && { baseUrl }),
    ...(apiKeyEnv !== undefined && { apiKeyEnv }),
  });
  if (!entry.success) {
    const [issue] = entry.error.issues;
    throw new RecipeError(`the model cannot be opened: ${issue!.path.join('.')} ${issue!.message}`);
  }
  return openModel(entry.data, { baseDir: process.cwd(), onNotice });
}
