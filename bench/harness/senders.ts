import { openRemoteModel } from '../../src/core/model/remote/open-remote-model.ts';
import type { LanguageModel } from '../../src/core/model/port.ts';
import { MAX_OUTPUT_TOKENS, PROMPT } from './trivial-plan.ts';

export const promptOf = (phase: string, n: number): string =>
  PROMPT.replace('{{n}}', `${phase} ${n}`);

/** The model of all scenarios: as many lanes as asked for, and no key. */
export function openBenchModel(url: string, concurrency: number): LanguageModel {
  return openRemoteModel({
    provider: 'openai-compatible',
    model: 'fake',
    baseUrl: url,
    environment: {},
    concurrency: { start: concurrency, max: concurrency, fixed: concurrency },
    price: { inputPerMillion: 1, outputPerMillion: 1 },
    // Longer than the longest latency that a heavy tail brings.
    silenceTimeoutMs: 3_600_000,
  });
}

/** Sends what the adapter sends, with undici and nothing else, and reads the reply as text. */
export async function openBareSender(
  url: string,
  connections: number,
): Promise<{ send(phase: string, n: number): Promise<void>; close(): Promise<void> }> {
  const { Agent, request } = await import('undici');
  const dispatcher = new Agent({ connections, pipelining: 1 });
  const target = `${url}/chat/completions`;
  const headers = { 'content-type': 'application/json' };
  return {
    async send(phase, n) {
      const body = JSON.stringify({
        model: 'fake',
        max_tokens: MAX_OUTPUT_TOKENS,
        messages: [{ role: 'user', content: promptOf(phase, n) }],
        seed: n,
        stream: true,
        stream_options: { include_usage: true },
      });
      const response = await request(target, { method: 'POST', dispatcher, headers, body });
      if (response.statusCode !== 200)
        throw new Error(`the endpoint answered ${response.statusCode}`);
      await response.body.text();
    },
    close: () => dispatcher.close(),
  };
}

/** Calls `one` with 0, 1 … `count` - 1, always `concurrency` at once. */
export async function inParallel(
  count: number,
  concurrency: number,
  one: (n: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await one(next++);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}
