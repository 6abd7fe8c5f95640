import { RecipeError } from '../core/errors/recipe-error.ts';
import type { LanguageModel } from '../core/model/port.ts';
import { plainLine } from './output/plain-text.ts';

const PROVIDERS = ['local', 'openai-compatible', 'openai', 'anthropic', 'google'] as const;

/** A model as the command line names it. */
export interface ModelName {
  provider: (typeof PROVIDERS)[number];
  model: string;
}

/** How verbs that ask a model outside a recipe let it be named. */
export const MODEL_OPTIONS = {
  'base-url': {
    type: 'string',
    valueHint: 'URL',
    description: 'an OpenAI-compatible endpoint, such as http://localhost:8000/v1',
  },
  'api-key-env': {
    type: 'string',
    valueHint: 'VAR',
    description: 'the environment variable that holds the key',
  },
} as const;

/** `local/smollm2-135m-instruct`, `openai/gpt-…`, or with --base-url the model's name alone. `also` ends the hint. */
export function parseModelName(text: string, hasBaseUrl: boolean, also = ''): ModelName {
  const slash = text.indexOf('/');
  const provider = PROVIDERS.find((one) => one === text.slice(0, Math.max(0, slash)));
  if (provider !== undefined) return { provider, model: text.slice(slash + 1) };
  if (hasBaseUrl) return { provider: 'openai-compatible', model: text };
  throw new RecipeError(`--model ${plainLine(text)} names no provider`, {
    hint: `for example local/smollm2-135m-instruct, or --base-url http://localhost:8000/v1 --model NAME; providers: ${PROVIDERS.join(', ')}${also}`,
  });
}

/** Opens a model by its name. Raises CredentialError or MissingDependencyError before anything is spent. */
export async function openNamedModel(
  name: ModelName,
  { baseUrl, apiKeyEnv }: { baseUrl?: string | undefined; apiKeyEnv?: string | undefined },
  onNotice: (notice: string) => void,
): Promise<LanguageModel> {
  const { ModelEntry } = await import('../recipe/schema.ts');
  const { openModel } = await import('../recipe/open-models.ts');
  const entry = ModelEntry.safeParse({
    ...name,
    ...(baseUrl !== undefined && { baseUrl }),
    ...(apiKeyEnv !== undefined && { apiKeyEnv }),
  });
  if (!entry.success) {
    const [issue] = entry.error.issues;
    throw new RecipeError(`the model cannot be opened: ${issue!.path.join('.')} ${issue!.message}`);
  }
  return openModel(entry.data, { baseDir: process.cwd(), onNotice });
}
