import { isWellspringError, ModelUnavailableError, RecipeError } from '../../errors/index.ts';
import { NO_USAGE } from '../../records/usage.ts';
import { estimateTokens } from '../estimate-tokens.ts';
import type { EmbedReply, LanguageModel, ModelDescription } from '../port.ts';
import { createCall } from './call.ts';
import type { Connection } from './connection.ts';
import type { SdkEmbeddingModel } from './provider-models.ts';
import type { RemoteModelOptions } from './remote-options.ts';

/** Makes the port's `embed` for one remote model: in batches that the provider takes, one after another. */
export function createEmbed({
  options,
  description,
  connect,
}: {
  options: RemoteModelOptions;
  description: ModelDescription;
  connect: () => Promise<Connection>;
}): LanguageModel['embed'] {
  return async ({ texts, dimensions }, { signal }) => {
    signal.throwIfAborted();
    const { models, transport } = await connect();
    const { embedding } = models;
    if (embedding === null || !description.capabilities.embed) {
      throw new RecipeError(`${description.id} makes no embeddings`, {
        hint: 'Name an embedding model for this role.',
      });
    }
    const most = (await embedding.maxEmbeddingsPerCall) ?? 1;
    const reply: EmbedReply = {
      vectors: [],
      usage: { ...NO_USAGE },
      model: options.model,
    };
    for (let start = 0; start < texts.length; start += most) {
      const values = texts.slice(start, start + most);
      const call = createCall('body', signal);
      const { headers, end } = transport.begin(call);
      try {
        const result = await embedding.doEmbed({
          values,
          headers,
          ...(dimensions === undefined ? {} : { dimensions }),
        });
        reply.vectors.push(...checkVectors(result, values.length, description.id));
        const tokens = result.usage?.tokens;
        const told = tokens !== undefined && Number.isSafeInteger(tokens) && tokens >= 0;
        reply.usage.inputTokens += told
          ? tokens
          : values.reduce((sum, text) => sum + estimateTokens(text), 0);
        reply.usage.estimated ||= !told;
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        if (call.failure !== undefined) throw call.failure;
        if (isWellspringError(error)) throw error;
        throw new ModelUnavailableError(
          `${description.id}: the reply from ${call.host} is broken (${String((error as Error).name)})`,
        );
      } finally {
        end();
      }
    }
    return reply;
  };
}

/** The vectors in the order of the texts, whatever the order in the reply. Throws ModelUnavailableError where they cannot be. */
function checkVectors(
  result: Awaited<ReturnType<SdkEmbeddingModel['doEmbed']>>,
  expected: number,
  model: string,
): number[][] {
  const { embeddings } = result;
  if (embeddings.length !== expected) {
    throw new ModelUnavailableError(
      `${model}: ${embeddings.length} vectors came for ${expected} texts`,
    );
  }
  const data = (result.response?.body as { data?: { index?: unknown }[] } | undefined)?.data;
  const ordered = Array.from<number[] | undefined>({ length: expected });
  for (const [position, vector] of embeddings.entries()) {
    const told = data?.[position]?.index;
    const index = typeof told === 'number' ? told : position;
    if (
      !(index >= 0 && index < expected) ||
      ordered[index] !== undefined ||
      vector.length !== embeddings[0]!.length ||
      vector.length === 0
    ) {
      throw new ModelUnavailableError(
        `${model}: the vectors of a reply do not belong to its texts`,
      );
    }
    ordered[index] = vector;
  }
  return ordered as number[][];
}
