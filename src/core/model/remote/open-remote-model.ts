import { systemClock } from '../../clock.ts';
import { RecipeError } from '../../errors/index.ts';
import { createRandom } from '../../random.ts';
import { createLanes, type LanesOptions } from '../lanes.ts';
import type { LanguageModel, ModelDescription } from '../port.ts';
import { priceOf, termsOf } from '../prices.ts';
import type { Connection } from './connection.ts';
import { readCredential } from './credential.ts';
import { createEmbed } from './embed.ts';
import { createGenerate } from './generate.ts';
import { loadProviderModels } from './provider-models.ts';
import { REMOTE_DEFAULTS, type RemoteModelOptions, resolveBaseUrls } from './remote-options.ts';
import { openSockets } from './sockets.ts';
import { createTransport } from './transport.ts';

export interface RemoteModel extends LanguageModel {
  /** What was not as asked, once each: a structured mode stepped down, a parameter that the provider ignores. */
  notices(): string[];
  /** Calls in flight and failures in a row, by server. */
  replicas(): { host: string; inFlight: number; failures: number }[];
}

/**
 * Opens a model behind an HTTP endpoint. Nothing is sent, and neither the SDK nor a socket is opened, before the first
 * call. Throws RecipeError on options that cannot work and CredentialError where a key is missing.
 */
export function openRemoteModel(options: RemoteModelOptions): RemoteModel {
  const { provider, model, environment = process.env, clock = systemClock } = options;
  const baseUrls = resolveBaseUrls(options);
  const credential = readCredential(options);
  checkNumbers(options);
  const description = describe(options, baseUrls[0]!);
  const concurrency: LanesOptions['concurrency'] =
    options.concurrency ?? REMOTE_DEFAULTS.concurrency;
  const lanes = createLanes({
    concurrency,
    clock,
    random: options.random ?? createRandom(description.id),
  });
  const notices = new Set<string>();
  const notice = (text: string) => {
    if (notices.has(text)) return;
    notices.add(text);
    options.onNotice?.(text);
  };

  let connection: Promise<Connection> | null = null;
  let closed = false;
  const connect = (): Promise<Connection> => {
    if (closed) throw new Error(`${description.id}: called after close`);
    connection ??= (async () => {
      const dispatcher = await openSockets(concurrency.fixed ?? concurrency.max, environment);
      const transport = createTransport({
        model: description.id,
        baseUrls,
        credential,
        dispatcher,
        clock,
        silenceTimeoutMs: options.silenceTimeoutMs ?? REMOTE_DEFAULTS.silenceTimeoutMs,
        maxReplyBytes: options.maxReplyBytes ?? REMOTE_DEFAULTS.maxReplyBytes,
      });
      return {
        transport,
        models: await loadProviderModels(provider, model, baseUrls[0]!, transport.fetch),
      };
    })();
    return connection;
  };
  let replicas: RemoteModel['replicas'] | null = null;
  const connected = async () => {
    const made = await connect();
    replicas = made.transport.replicas.snapshot;
    return made;
  };

  return {
    description,
    lanes,
    generate: createGenerate({ options, description, credential, connect: connected, notice }),
    embed: createEmbed({ options, description, connect: connected }),
    notices: () => [...notices],
    replicas: () => replicas?.() ?? [],
    async close() {
      closed = true;
      await (await connection)?.transport.close();
    },
  };
}

function describe(options: RemoteModelOptions, baseUrl: string): ModelDescription {
  const { provider, model, price, capabilities = {} } = options;
  return {
    id: `${provider}/${model}`,
    revision: options.revision ?? null,
    terms: options.terms ?? termsOf(provider, baseUrl),
    price:
      price === undefined
        ? priceOf(provider, model, baseUrl)
        : { ...price, source: price.source ?? 'recipe' },
    contextTokens: options.contextTokens ?? null,
    capabilities: {
      schema: capabilities.schema ?? true,
      image: capabilities.image ?? true,
      embed: (capabilities.embed ?? true) && provider !== 'anthropic',
    },
  };
}

function checkNumbers({
  provider,
  model,
  silenceTimeoutMs,
  maxReplyBytes,
  price,
  extraBody,
}: RemoteModelOptions): void {
  for (const [name, value] of Object.entries({ silenceTimeoutMs, maxReplyBytes })) {
    if (value !== undefined && !(Number.isFinite(value) && value > 0)) {
      throw new RecipeError(`${name} of ${provider}/${model} must be above 0, not ${value}`);
    }
  }
  for (const [name, value] of Object.entries(price ?? {})) {
    if (typeof value === 'number' && !(Number.isFinite(value) && value >= 0)) {
      throw new RecipeError(
        `price.${name} of ${provider}/${model} must be 0 or more, not ${value}`,
        { hint: 'Prices are US dollars for a million tokens.' },
      );
    }
  }
  if (extraBody !== undefined && provider !== 'openai-compatible') {
    throw new RecipeError(`extraBody of ${provider}/${model} would not be sent`, {
      hint: 'Only `openai-compatible` endpoints take it.',
    });
  }
}
