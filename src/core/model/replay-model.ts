import { type Clock, systemClock } from '../clock.ts';
import { RecipeError } from '../errors/index.ts';
import { type Hash, hashRecord } from '../hash.ts';
import { createRandom } from '../random.ts';
import { NO_USAGE } from '../records/usage.ts';
import { estimatePromptTokens, estimateTokens } from './estimate-tokens.ts';
import type {
  EmbedReply,
  GenerateReply,
  GenerateRequest,
  Lanes,
  LanguageModel,
  ModelDescription,
} from './port.ts';
import { splitReasoning } from './reasoning.ts';
import { unlimitedLanes } from './unlimited-lanes.ts';

/**
 * One answer of a replay model: a text, the parts of a reply that matter (the others are filled in), or an error that is
 * thrown. `hang` never answers, until it is aborted.
 */
export type ReplayAnswer =
  | string
  | (Partial<Omit<GenerateReply, 'usage'>> & {
      usage?: Partial<GenerateReply['usage']>;
      delayMs?: number;
    })
  | Error
  | 'hang';

export interface ReplayCall {
  /** Number of the call since the model was opened, from 0. */
  index: number;
  /** How often this very request came before. */
  attempt: number;
  /** {@link requestKey}. */
  key: Hash;
}

/** A reply as it was recorded, under the key of its request. */
export interface RecordedReply {
  key: Hash;
  reply: GenerateReply;
}

export interface ReplayModelOptions {
  /**
   * A function of the request (undefined: no answer is scripted, which is an error), a list that is played in the order
   * of the calls, or replies recorded by {@link recordModel}, which are found by request whatever the order.
   */
  replies:
    | ((
        request: GenerateRequest,
        call: ReplayCall,
      ) => ReplayAnswer | undefined | Promise<ReplayAnswer | undefined>)
    | ReplayAnswer[]
    | { recorded: RecordedReply[] };
  /** Vector of a text. Default: a unit vector drawn from the text's hash, of 32 dimensions. */
  embed?: (text: string) => number[];
  description?: Partial<ModelDescription>;
  /** Before each answer. Default 0: answers come at the next turn. */
  latencyMs?: number;
  lanes?: Lanes;
  clock?: Clock;
}

export interface ReplayModel extends LanguageModel {
  /** Every request so far, in order. */
  readonly requests: GenerateRequest[];
  readonly embedded: string[];
}

/** The key under which a request is recorded: the hash of all of it. */
export function requestKey(request: GenerateRequest): Hash {
  return hashRecord(request);
}

/** A model that says what it is told to: for tests, examples and runs without a network. */
export function openReplayModel(options: ReplayModelOptions): ReplayModel {
  const {
    clock = systemClock,
    latencyMs = 0,
    lanes = unlimitedLanes(),
    embed = drawVector,
  } = options;
  const description: ModelDescription = {
    id: 'replay/model',
    revision: null,
    terms: null,
    contextTokens: null,
    price: { inputPerMillion: 0, outputPerMillion: 0, source: 'replay' },
    capabilities: { schema: true, image: true, embed: true },
    ...options.description,
  };
  const answer = openAnswers(options.replies);
  const attempts = new Map<Hash, number>();
  const requests: GenerateRequest[] = [];
  const embedded: string[] = [];

  return {
    description,
    lanes,
    requests,
    embedded,
    async generate(request, { signal, onProgress }) {
      signal.throwIfAborted();
      const key = requestKey(request);
      const attempt = attempts.get(key) ?? 0;
      attempts.set(key, attempt + 1);
      const index = requests.push(structuredClone(request)) - 1;
      const given = await answer(request, { index, attempt, key });
      if (given === undefined) {
        throw new RecipeError(`${description.id}: no answer is scripted for call ${index}`, {
          hint: 'Add it to `replies`, or record the model again.',
        });
      }
      const delayMs =
        latencyMs + (typeof given === 'object' && 'delayMs' in given ? (given.delayMs ?? 0) : 0);
      if (delayMs > 0) await clock.sleep(delayMs, signal);
      if (given === 'hang')
        return new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
        );
      signal.throwIfAborted();
      if (given instanceof Error) throw given;
      const reply = complete(
        request,
        typeof given === 'string' ? { text: given } : given,
        description.id,
      );
      onProgress?.(reply.usage.outputTokens);
      return reply;
    },
    async embed({ texts }, { signal }): Promise<EmbedReply> {
      signal.throwIfAborted();
      if (latencyMs > 0) await clock.sleep(latencyMs, signal);
      embedded.push(...texts);
      const inputTokens = texts.reduce((sum, text) => sum + estimateTokens(text), 0);
      return {
        vectors: texts.map(embed),
        model: description.id,
        usage: { ...NO_USAGE, inputTokens, estimated: true },
      };
    },
    close: () => Promise.resolve(),
  };
}

/** Wraps a model so that every reply is kept; `recorded()` is plain JSON that {@link openReplayModel} plays again. */
export function recordModel(model: LanguageModel): LanguageModel & { recorded(): RecordedReply[] } {
  const kept: RecordedReply[] = [];
  return {
    description: model.description,
    lanes: model.lanes,
    embed: (request, options) => model.embed(request, options),
    close: () => model.close(),
    recorded: () => structuredClone(kept),
    async generate(request, options) {
      const reply = await model.generate(request, options);
      kept.push({ key: requestKey(request), reply });
      return reply;
    },
  };
}

type Answers = (
  request: GenerateRequest,
  call: ReplayCall,
) => ReplayAnswer | undefined | Promise<ReplayAnswer | undefined>;

function openAnswers(replies: ReplayModelOptions['replies']): Answers {
  if (typeof replies === 'function') return replies;
  if (Array.isArray(replies)) return (_request, { index }) => replies[index];
  const byKey = new Map<Hash, GenerateReply[]>();
  for (const { key, reply } of replies.recorded) {
    const found = byKey.get(key);
    if (found === undefined) byKey.set(key, [reply]);
    else found.push(reply);
  }
  // Asked more often than recorded, the last reply stands.
  return (_request, { key, attempt }) => {
    const found = byKey.get(key);
    return found?.[Math.min(attempt, found.length - 1)];
  };
}

function complete(
  request: GenerateRequest,
  given: Exclude<ReplayAnswer, string | Error>,
  id: string,
): GenerateReply {
  const { text, reasoning } = splitReasoning(given.text ?? '', given.reasoning ?? null);
  const reasoningTokens = reasoning === null ? 0 : estimateTokens(reasoning);
  return {
    text,
    reasoning,
    finishReason: given.finishReason ?? 'stop',
    model: given.model ?? id,
    responseId: given.responseId ?? null,
    usage: {
      inputTokens: estimatePromptTokens(request),
      outputTokens: estimateTokens(text) + reasoningTokens,
      reasoningTokens,
      cachedInputTokens: 0,
      estimated: true,
      ...given.usage,
    },
  };
}

function drawVector(text: string): number[] {
  const random = createRandom(text);
  const vector = Array.from({ length: 32 }, () => random.next() * 2 - 1);
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}
