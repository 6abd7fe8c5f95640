import type { OpenAICompatibleProvider } from '@ai-sdk/openai-compatible';
import type { ProviderName } from './remote-options.ts';

export type SdkLanguageModel = ReturnType<OpenAICompatibleProvider['chatModel']>;
export type SdkEmbeddingModel = ReturnType<OpenAICompatibleProvider['embeddingModel']>;
export type SdkCallOptions = Parameters<SdkLanguageModel['doGenerate']>[0];
export type SdkResult = Awaited<ReturnType<SdkLanguageModel['doGenerate']>>;

/** The provider's name inside the SDK, under which options of `openai-compatible` pass. */
export const COMPATIBLE_NAME = 'endpoint';

export interface ProviderModels {
  language: SdkLanguageModel;
  /** A second way to the same model that asks for JSON of any shape instead of a bound schema; null where there is none. */
  loose: SdkLanguageModel | null;
  embedding: SdkEmbeddingModel | null;
  /** The protocol is OpenAI's chat completions, whose stream the transport collects itself. */
  chat: boolean;
}

/**
 * Loads the SDK's provider, that one alone, and opens the model at provider level: `ai` with its retries and telemetry
 * is not on the way. OpenAI's models go by chat completions, since the responses API knows no seed, stop or penalties.
 * The key never reaches the SDK: the transport sets it.
 */
export async function loadProviderModels(
  provider: ProviderName,
  model: string,
  baseURL: string,
  fetch: typeof globalThis.fetch,
): Promise<ProviderModels> {
  const apiKey = 'set-by-the-transport';
  switch (provider) {
    case 'openai-compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      const settings = { name: COMPATIBLE_NAME, baseURL, fetch };
      const bound = createOpenAICompatible({ ...settings, supportsStructuredOutputs: true });
      const loose = createOpenAICompatible({ ...settings, supportsStructuredOutputs: false });
      return {
        language: bound.chatModel(model),
        loose: loose.chatModel(model),
        embedding: bound.embeddingModel(model),
        chat: true,
      };
    }
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai');
      const openai = createOpenAI({ baseURL, apiKey, fetch });
      return {
        language: openai.chat(model),
        loose: openai.chat(model),
        embedding: openai.embedding(model),
        chat: true,
      };
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return {
        language: createAnthropic({ baseURL, apiKey, fetch }).languageModel(model),
        loose: null,
        embedding: null,
        chat: false,
      };
    }
    case 'google': {
      const { createGoogleGenerativeAI } = await import('@ai-sdk/google');
      const google = createGoogleGenerativeAI({ baseURL, apiKey, fetch });
      return {
        language: google.languageModel(model),
        loose: google.languageModel(model),
        embedding: google.embeddingModel(model),
        chat: false,
      };
    }
  }
}
