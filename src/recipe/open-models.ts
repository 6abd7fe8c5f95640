import { RecipeError } from '../core/errors/index.ts';
import type { LanesOptions } from '../core/model/lanes.ts';
import type { LanguageModel, SamplingParameters } from '../core/model/port.ts';
import type { PoolMember, Roles } from '../core/run/caller.ts';
import type { ModelEntry, Recipe } from './schema.ts';

/** Opens models by entry; tests put scripted ones in its place. */
export type OpenModel = (entry: ModelEntry, context: OpenModelContext) => Promise<LanguageModel>;

export interface OpenModelContext {
  /** Paths of model files start here. */
  baseDir: string;
  /** Said once for each thing that is not as asked: a structured mode stepped down, a parameter ignored. */
  onNotice(notice: string): void;
}

const SAMPLING_KEYS = [
  'temperature',
  'topP',
  'topK',
  'presencePenalty',
  'frequencyPenalty',
  'stop',
  'seed',
  'reasoningEffort',
] as const;

/**
 * Opens every model that a part or gate needs; the same entry in several roles is opened once. Raises
 * CredentialError or MissingDependencyError here, before anything is spent.
 */
export async function openRoles(
  models: Recipe['models'],
  needed: readonly string[],
  open: OpenModel,
  context: OpenModelContext,
): Promise<{ roles: Roles; close(): Promise<void> }> {
  const missing = needed.filter((role) => models[role] === undefined);
  if (missing.length > 0) {
    throw new RecipeError(`the recipe needs a model for: ${[...new Set(missing)].join(', ')}`, {
      hint: `add under models:, for example\n  ${missing[0]}: {provider: local, model: smollm2-135m-instruct}`,
    });
  }
  const opened = new Map<string, LanguageModel>();
  const close = async (): Promise<void> => {
    await Promise.allSettled([...opened.values()].map((model) => model.close()));
  };
  try {
    const roles = new Map<string, PoolMember[]>();
    for (const [role, entry] of Object.entries(models)) {
      const members: PoolMember[] = [];
      for (const member of 'pool' in entry ? entry.pool : [entry]) {
        const { weight = 1, ...rest } = member;
        const { sampling, endpoint } = splitSampling(rest);
        const identity = JSON.stringify(endpoint);
        let model = opened.get(identity);
        if (model === undefined) {
          model = await open(endpoint, context);
          opened.set(identity, model);
        }
        members.push({ model, weight, sampling });
      }
      roles.set(role, members);
    }
    return { roles, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function splitSampling(entry: Omit<ModelEntry, 'weight'>): {
  sampling: SamplingParameters;
  endpoint: ModelEntry;
} {
  const sampling: Record<string, unknown> = {};
  const endpoint: Record<string, unknown> = { ...entry };
  for (const key of SAMPLING_KEYS) {
    if (entry[key] !== undefined) sampling[key] = entry[key];
    delete endpoint[key];
  }
  return { sampling: sampling as SamplingParameters, endpoint: endpoint as ModelEntry };
}

/** The adapters that this build has, loaded only when a recipe names them. */
export const openModel: OpenModel = async (entry, { baseDir, onNotice }) => {
  if (entry.provider === 'local') {
    const { openLocalModel } = await import('../core/model/local/open-local-model.ts');
    const { concurrency, model, contextTokens, terms, revision } = entry;
    const sequences = typeof concurrency === 'object' ? concurrency.max : concurrency;
    return openLocalModel({ model, baseDir, contextTokens, sequences, terms, revision });
  }
  const { openRemoteModel } = await import('../core/model/remote/open-remote-model.ts');
  const { provider, concurrency, price, ...rest } = entry;
  return openRemoteModel({
    provider,
    ...defined(rest),
    ...(price && { price: defined(price) }),
    ...(concurrency !== undefined && { concurrency: lanesOf(concurrency) }),
    onNotice,
  });
};

/** A number fixes the calls in flight; otherwise they adapt, from few. */
function lanesOf(concurrency: NonNullable<ModelEntry['concurrency']>): LanesOptions['concurrency'] {
  if (typeof concurrency === 'number') {
    return { start: concurrency, max: concurrency, fixed: concurrency };
  }
  const { max, start = Math.min(8, max) } = concurrency;
  return { start, max };
}

/** Without the members that are not set. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
