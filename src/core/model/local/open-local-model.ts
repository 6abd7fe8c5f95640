import { stat } from 'node:fs/promises';
import { basename, isAbsolute, resolve } from 'node:path';
import { ItemRejectedError, RecipeError } from '../../errors/index.ts';
import { NO_USAGE } from '../../records/usage.ts';
import { createLanes } from '../lanes.ts';
import type { EmbedReply, GenerateReply, LanguageModel, PromptMessage } from '../port.ts';
import { splitReasoning } from '../reasoning.ts';
import { hashFile } from '../../store/hash-file.ts';
import { findModel, pathOfModel } from '../weights/weights.ts';
import { type Llama, loadLlama } from './llama.ts';
import { grammarSchema } from './grammar-schema.ts';

export interface LocalModelOptions {
  /** A name of the catalogue, or a path to a GGUF file. */
  model: string;
  /** Relative paths start here. */
  baseDir?: string;
  /** Prompt and reply together, for each sequence. Default 2,048, which bounds memory, not the model. */
  contextTokens?: number | undefined;
  /** Sequences decoded side by side. Default 4. */
  sequences?: number | undefined;
  terms?: string | undefined;
  revision?: string | undefined;
}

export const LOCAL_DEFAULTS = { contextTokens: 2048, sequences: 4 };

/**
 * A model in this process, by llama.cpp. Weights load with the first call, so that a run answered by its journal alone
 * never loads them. Raises MissingDependencyError where the weights or the binding are not on this machine.
 */
export async function openLocalModel(options: LocalModelOptions): Promise<LanguageModel> {
  const { contextTokens = LOCAL_DEFAULTS.contextTokens, sequences = LOCAL_DEFAULTS.sequences } =
    options;
  const { path, name, revision, terms, embeds } = await findWeights(options);
  let loading: Promise<Llama> | undefined;
  const llama = (): Promise<Llama> => (loading ??= loadLlama({ path, contextTokens, sequences }));

  return {
    description: {
      id: `local/${name}`,
      revision: options.revision ?? revision,
      terms: options.terms ?? terms,
      price: { inputPerMillion: 0, outputPerMillion: 0, source: 'runs on this machine' },
      contextTokens,
      capabilities: { schema: true, image: false, embed: embeds },
    },
    lanes: createLanes({ concurrency: { start: sequences, max: sequences, fixed: sequences } }),

    async generate(request, { signal, onProgress }): Promise<GenerateReply> {
      const messages = request.messages.map(textMessage);
      const { schema, maxOutputTokens, ...sampling } = request;
      const loaded = await llama();
      const prompt = loaded.tokenizeChat(messages);
      if (prompt.length + maxOutputTokens > contextTokens) {
        throw new ItemRejectedError(
          'prompt-too-long',
          `${prompt.length} prompt tokens and ${maxOutputTokens} for the reply do not fit ${contextTokens}`,
          { hint: `set contextTokens of local/${name} higher in the recipe` },
        );
      }
      const reply = await loaded.complete(prompt, {
        ...sampling,
        maxOutputTokens,
        signal,
        ...(schema && { schema: grammarSchema(schema.json) }),
        ...(onProgress && { onProgress }),
      });
      const { text, reasoning } = schema
        ? { text: reply.text, reasoning: null }
        : splitReasoning(reply.text);
      return {
        text: text.trim(),
        reasoning,
        finishReason: reply.finishReason,
        usage: { ...NO_USAGE, inputTokens: prompt.length, outputTokens: reply.outputTokens },
        model: name,
        responseId: null,
      };
    },

    async embed({ texts }, { signal }): Promise<EmbedReply> {
      if (!embeds) {
        throw new RecipeError(`local/${name} is not an embedding model`, {
          hint: 'name an embedding GGUF for the role embedder',
        });
      }
      const { vectors, inputTokens } = await (await llama()).embed(texts, signal);
      return { vectors, usage: { ...NO_USAGE, inputTokens }, model: name };
    },

    async close() {
      await (await loading?.catch(() => undefined))?.close();
    },
  };
}

async function findWeights(options: LocalModelOptions): Promise<{
  path: string;
  name: string;
  revision: string;
  terms: string | null;
  embeds: boolean;
}> {
  const { model, baseDir = process.cwd() } = options;
  if (!model.endsWith('.gguf')) {
    const entry = findModel(model);
    const path = await pathOfModel(model);
    return {
      path,
      name: entry.name,
      revision: `sha256:${entry.sha256}`,
      terms: entry.terms,
      embeds: entry.uses.includes('embed'),
    };
  }
  const path = isAbsolute(model) ? model : resolve(baseDir, model);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile())
    throw new RecipeError(`there is no model file ${path}`, {
      hint: 'give a path to a .gguf file',
    });
  return {
    path,
    name: basename(path),
    revision: `sha256:${(await hashFile(path)).sha256}`,
    terms: null,
    embeds: true,
  };
}

function textMessage({ role, content }: PromptMessage): { role: string; content: string } {
  if (typeof content === 'string') return { role, content };
  return {
    role,
    content: content
      .map((part) => {
        if (part.type === 'text') return part.text;
        throw new RecipeError('the embedded runtime reads no images', {
          hint: 'name a vision model behind an OpenAI-compatible server for this role',
        });
      })
      .join(''),
  };
}
