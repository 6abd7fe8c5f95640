import { availableParallelism } from 'node:os';
import type { Template as ChatTemplate } from '@huggingface/jinja';
import type { LlamaCompletion, LlamaContextSequence, LlamaGrammar, Token } from 'node-llama-cpp';
import { isWellspringError, MissingDependencyError, RecipeError } from '../../errors/index.ts';
import type { FinishReason, JsonSchema, SamplingParameters } from '../port.ts';

export interface LlamaOptions {
  path: string;
  contextTokens: number;
  sequences: number;
}

export interface CompletionOptions extends SamplingParameters {
  maxOutputTokens: number;
  schema?: JsonSchema;
  signal: AbortSignal;
  onProgress?: (outputTokens: number) => void;
}

/** A loaded model: the only place that knows the binding. */
export interface Llama {
  /** The model's own chat template over the messages, as tokens. Raises RecipeError for a base model, which has none. */
  tokenizeChat(messages: { role: string; content: string }[]): Token[];
  complete(
    prompt: Token[],
    options: CompletionOptions,
  ): Promise<{ text: string; outputTokens: number; finishReason: FinishReason }>;
  embed(
    texts: string[],
    signal: AbortSignal,
  ): Promise<{ vectors: number[][]; inputTokens: number }>;
  close(): Promise<void>;
}

/** One core stays free: decoding threads spin while they wait, and collapse when something else needs their core. */
const THREADS = Math.max(1, availableParallelism() - 1);

interface Slot {
  sequence: LlamaContextSequence;
  completion: LlamaCompletion;
  /** The newest prompt: a sequence keeps its state, and the next prompt pays only for what differs. */
  prompt: Token[];
}

/** Loads weights with the prebuilt binary; never starts a compiler or a download. */
export async function loadLlama({ path, contextTokens, sequences }: LlamaOptions): Promise<Llama> {
  const { getLlama, LlamaCompletion: Completion, LlamaLogLevel, Template } = await loadBinding();
  const llama = await getLlama({
    gpu: false,
    maxThreads: THREADS,
    build: 'never',
    logLevel: LlamaLogLevel.error,
    progressLogs: false,
  }).catch((cause: unknown) => {
    throw new MissingDependencyError('llama.cpp does not start on this machine', {
      hint: 'run `wellspring doctor`; a server with an OpenAI-compatible API works instead',
      cause,
    });
  });
  const model = await llama.loadModel({ modelPath: path }).catch((cause: unknown) => {
    throw new RecipeError(
      `${path} is not a model that llama.cpp can load: ${(cause as Error).message}`,
      { cause },
    );
  });
  const context = await model
    .createContext({
      sequences,
      contextSize: contextTokens,
      threads: THREADS,
      flashAttention: true,
    })
    .catch((cause: unknown) => {
      throw new MissingDependencyError(
        `there is not enough memory for ${sequences} sequences of ${contextTokens} tokens`,
        {
          hint: 'give the model a smaller contextTokens or concurrency in the recipe',
          cause,
        },
      );
    });
  const waiting: ((slot: Slot) => void)[] = [];
  const free: Slot[] = Array.from({ length: sequences }, () => {
    const sequence = context.getSequence();
    return { sequence, completion: new Completion({ contextSequence: sequence }), prompt: [] };
  });
  const grammars = new Map<string, LlamaGrammar>();
  const source = model.fileInfo.metadata.tokenizer?.chat_template;
  const template: ChatTemplate | null = source ? new Template(source) : null;
  let embedding: Awaited<ReturnType<typeof model.createEmbeddingContext>> | undefined;

  const grammarOf = async (schema: JsonSchema): Promise<LlamaGrammar> => {
    const key = JSON.stringify(schema);
    let grammar = grammars.get(key);
    if (grammar === undefined) {
      grammar = await llama.createGrammarForJsonSchema(schema as never);
      grammars.set(key, grammar);
    }
    return grammar;
  };

  return {
    tokenizeChat(messages) {
      if (template === null) {
        throw new RecipeError(`${path} is a base model: it has no chat template`, {
          hint: 'use an instruction-tuned model',
        });
      }
      const text = template.render({
        messages,
        add_generation_prompt: true,
        bos_token: model.tokens.bosString ?? '',
        eos_token: model.tokens.eosString ?? '',
      });
      return model.tokenize(text, true);
    },

    async complete(prompt, options) {
      const { maxOutputTokens, schema, signal, onProgress } = options;
      signal.throwIfAborted();
      const grammar = schema && (await grammarOf(schema));
      const slot =
        takeNearest(free, prompt) ?? (await new Promise<Slot>((resolve) => waiting.push(resolve)));
      slot.prompt = prompt;
      let outputTokens = 0;
      try {
        const reply = await slot.completion.generateCompletionWithMeta(prompt, {
          maxTokens: maxOutputTokens,
          temperature: options.temperature ?? 0.8,
          ...(options.topP !== undefined && { topP: options.topP }),
          ...(options.topK !== undefined && { topK: options.topK }),
          ...(options.seed !== undefined && { seed: options.seed }),
          ...(options.stop && { customStopTriggers: options.stop }),
          ...(grammar && { grammar }),
          repeatPenalty: penaltyOf(options),
          disableContextShift: true,
          signal,
          onToken: (tokens) => {
            outputTokens += tokens.length;
            onProgress?.(outputTokens);
          },
        });
        signal.throwIfAborted();
        return {
          text: reply.response,
          outputTokens,
          finishReason: reply.metadata.stopReason === 'maxTokens' ? 'length' : 'stop',
        };
      } finally {
        const next = waiting.shift();
        if (next === undefined) free.push(slot);
        else next(slot);
      }
    },

    async embed(texts, signal) {
      embedding ??= await model.createEmbeddingContext({
        contextSize: contextTokens,
        threads: THREADS,
      });
      const vectors: number[][] = [];
      let inputTokens = 0;
      for (const text of texts) {
        signal.throwIfAborted();
        const tokens = model.tokenize(text);
        inputTokens += tokens.length;
        vectors.push([...(await embedding.getEmbeddingFor(tokens)).vector]);
      }
      return { vectors, inputTokens };
    },

    close: () => llama.dispose(),
  };
}

/** The free sequence whose state is of most use for this prompt. */
function takeNearest(free: Slot[], prompt: Token[]): Slot | undefined {
  let nearest = 0;
  let longest = -1;
  for (const [index, slot] of free.entries()) {
    const shared = prompt.findIndex((token, at) => slot.prompt[at] !== token);
    const length = shared === -1 ? prompt.length : shared;
    if (length > longest) [nearest, longest] = [index, length];
  }
  return free.splice(nearest, 1)[0];
}

function penaltyOf({
  presencePenalty,
  frequencyPenalty,
}: SamplingParameters):
  | false
  | { presencePenalty: number; frequencyPenalty: number; penalty: number } {
  if (presencePenalty === undefined && frequencyPenalty === undefined) return false;
  return {
    penalty: 1,
    presencePenalty: presencePenalty ?? 0,
    frequencyPenalty: frequencyPenalty ?? 0,
  };
}

async function loadBinding() {
  try {
    const [binding, { Template }] = await Promise.all([
      import('node-llama-cpp'),
      import('@huggingface/jinja'),
    ]);
    return { ...binding, Template };
  } catch (cause) {
    if (isWellspringError(cause)) throw cause;
    throw new MissingDependencyError('the embedded model runtime is not installed', {
      hint: 'npm install node-llama-cpp',
      cause,
    });
  }
}
