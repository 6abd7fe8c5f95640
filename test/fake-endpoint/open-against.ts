import type { GenerateReply, GenerateRequest } from '../../src/core/model/port.ts';
import {
  openRemoteModel,
  type RemoteModel,
} from '../../src/core/model/remote/open-remote-model.ts';
import type { RemoteModelOptions } from '../../src/core/model/remote/remote-options.ts';
import type { Behaviour, FakeScript } from './script.ts';
import { type FakeEndpoint, startFakeEndpoint } from './start-fake-endpoint.ts';

export interface Opened extends AsyncDisposable {
  model: RemoteModel;
  endpoint: FakeEndpoint;
  notices: string[];
  ask(request?: Partial<GenerateRequest>, signal?: AbortSignal): Promise<GenerateReply>;
}

/** A remote model before a fake endpoint of its own; `behaviour` is what it does with every request. */
export async function openAgainst(
  behaviour: Behaviour | FakeScript = {},
  options: Partial<RemoteModelOptions> = {},
): Promise<Opened> {
  const script: FakeScript = 'kind' in behaviour ? { behave: () => behaviour } : behaviour;
  const endpoint = await startFakeEndpoint(script);
  const notices: string[] = [];
  const model = openRemoteModel({
    provider: 'openai-compatible',
    model: 'fake-model',
    baseUrl: endpoint.url,
    environment: {},
    onNotice: (notice) => notices.push(notice),
    ...options,
  });
  return {
    model,
    endpoint,
    notices,
    ask: (request = {}, signal = new AbortController().signal) =>
      model.generate(
        {
          messages: [{ role: 'user', content: 'What carries the river?' }],
          maxOutputTokens: 400,
          ...request,
        },
        { signal },
      ),
    async [Symbol.asyncDispose]() {
      await model.close();
      await endpoint.close();
    },
  };
}
