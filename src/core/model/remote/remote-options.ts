import { RecipeError } from '../../errors/index.ts';
import type { Clock } from '../../clock.ts';
import type { Random } from '../../random.ts';
import type { LanesOptions } from '../lanes.ts';
import type { Price } from '../port.ts';

export const PROVIDERS = ['openai-compatible', 'openai', 'anthropic', 'google'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** How a schema goes over the wire: bound by the server, as JSON of any shape, or by words in the prompt alone. */
export const STRUCTURED_MODES = ['json-schema', 'json-object', 'prompt'] as const;
export type StructuredMode = (typeof STRUCTURED_MODES)[number];

export interface RemoteModelOptions {
  provider: ProviderName;
  model: string;
  /** Of `openai-compatible`: the URL that ends in `/v1`; default OPENAI_BASE_URL. Of the others: a proxy's address. */
  baseUrl?: string;
  /** Base URLs of several servers of this very model; then `baseUrl` is not needed. */
  replicas?: string[];
  /** Name of the environment variable that holds the key. Default: the provider's own (OPENAI_API_KEY …). */
  apiKeyEnv?: string;
  price?: Omit<Price, 'source'> & { source?: string };
  /** Licence or terms that bind the outputs. Default: the provider's, from the list. */
  terms?: string;
  /** A commit or a dated release, where the caller knows it. */
  revision?: string;
  contextTokens?: number;
  /** Longest silence: before the first token, and between two. Without `stream`: the whole reply. Default 120,000. */
  silenceTimeoutMs?: number;
  concurrency?: LanesOptions['concurrency'];
  /** Bound of one response's bytes. Default 64 MiB. A text reply is also bound by {@link REMOTE_DEFAULTS.charactersPerToken}. */
  maxReplyBytes?: number;
  /** False asks for whole replies: less work on both sides, but silence can no longer be told from thinking. Default true. */
  stream?: boolean;
  /** Default: `json-schema`, stepping down once, with a notice, where the endpoint says that it knows no such thing. */
  structured?: StructuredMode;
  /** Names of the tags that models think in; empty to leave texts alone. Default `think`, `thinking`. */
  reasoningTags?: string[];
  /** Members added to every request body as they stand (`chat_template_kwargs` …). For `openai-compatible` alone. */
  extraBody?: Record<string, unknown>;
  /** What the endpoint can do, where the caller knows better than the provider's name. */
  capabilities?: { schema?: boolean; image?: boolean; embed?: boolean };
  /** Called once for each thing that is not as asked: a mode stepped down, a parameter that the provider ignores. */
  onNotice?: (notice: string) => void;
  /** The environment that keys and base URLs are read from. Default `process.env`. */
  environment?: Record<string, string | undefined>;
  clock?: Clock;
  random?: Random;
}

export const REMOTE_DEFAULTS = {
  silenceTimeoutMs: 120_000,
  /** Keep-alive comments without a token stretch the silence, but to no more than so many times. */
  keepAliveSilences: 10,
  maxReplyBytes: 64 * 1024 * 1024,
  /** A server that streams more characters than this for each token it may write ignores the bound, and is cut off. */
  charactersPerToken: 16,
  concurrency: { start: 8, max: 256 },
  /** Sockets to one server, at least. */
  sockets: 1_024,
  connectTimeoutMs: 30_000,
  /** Idle sockets are kept so long: under the 5 s at which common servers close theirs. */
  keepAliveMs: 4_000,
  replicaBackoff: { firstMs: 1_000, longestMs: 60_000 },
};

/** What each provider is by default: where its key lies, how it is sent, and where it listens. */
export const PROVIDER_FACTS: Record<
  ProviderName,
  {
    keyEnv: string;
    baseUrl: string | null;
    authorize: (key: string) => [name: string, value: string];
  }
> = {
  'openai-compatible': {
    keyEnv: 'OPENAI_API_KEY',
    baseUrl: null,
    authorize: (key) => ['authorization', `Bearer ${key}`],
  },
  openai: {
    keyEnv: 'OPENAI_API_KEY',
    baseUrl: 'https://api.openai.com/v1',
    authorize: (key) => ['authorization', `Bearer ${key}`],
  },
  anthropic: {
    keyEnv: 'ANTHROPIC_API_KEY',
    baseUrl: 'https://api.anthropic.com/v1',
    authorize: (key) => ['x-api-key', key],
  },
  google: {
    keyEnv: 'GOOGLE_GENERATIVE_AI_API_KEY',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
    authorize: (key) => ['x-goog-api-key', key],
  },
};

/** The base URLs that requests go to, checked and without a trailing slash. Throws RecipeError. */
export function resolveBaseUrls(options: RemoteModelOptions): string[] {
  const { provider, replicas = [], environment = process.env } = options;
  if (!PROVIDERS.includes(provider)) {
    throw new RecipeError(`There is no provider \`${String(provider)}\``, {
      hint: `Use one of: ${PROVIDERS.join(', ')}.`,
    });
  }
  if (typeof options.model !== 'string' || options.model.trim() === '') {
    throw new RecipeError(`The model of provider ${provider} has no name`, {
      hint: 'Write `model: NAME`.',
    });
  }
  const own =
    provider === 'openai-compatible' || provider === 'openai'
      ? environment.OPENAI_BASE_URL
      : undefined;
  const single =
    options.baseUrl ??
    (replicas.length > 0 ? undefined : (own ?? PROVIDER_FACTS[provider].baseUrl ?? undefined));
  const urls = [...new Set([...(single === undefined ? [] : [single]), ...replicas].map(checkUrl))];
  if (urls.length === 0) {
    throw new RecipeError(`Model ${provider}/${options.model} has no address`, {
      hint: 'Write `baseUrl: http://HOST:PORT/v1`, or set OPENAI_BASE_URL.',
    });
  }
  return urls;
}

function checkUrl(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new RecipeError('A base URL of a model is not a URL', {
      hint: 'Write it in full: `http://HOST:PORT/v1`.',
    });
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new RecipeError(`A model cannot be reached by ${url.protocol}`, {
      hint: 'Use an http or https URL.',
    });
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new RecipeError(`The base URL for ${url.host} carries more than an address`, {
      hint: 'Leave out user, password, query and fragment; a key belongs into the environment (`apiKeyEnv`).',
    });
  }
  return url.href.replace(/\/+$/, '');
}
