import { systemClock } from '../../src/core/clock.ts';
import type { LanguageModel } from '../../src/core/model/port.ts';
import { runSession } from '../../src/core/run/session.ts';
import { inWorkspace } from './in-workspace.ts';
import { inParallel, openBareSender, openBenchModel, promptOf } from './senders.ts';
import { MAX_OUTPUT_TOKENS, trivialPlan } from './trivial-plan.ts';

export interface CpuOptions {
  url: string;
  requests: number;
  concurrency: number;
  /** `undici`: nothing but the requests; `adapter`: the model port alone; `run`: all of a run. */
  layer: 'undici' | 'adapter' | 'run';
}

export interface CpuCost {
  layer: CpuOptions['layer'];
  cpuMsPerRequest: number;
  requestsPerSecond: number;
}

type Act = (requests: number, phase: string) => Promise<void>;

/** What one request costs this process at zero latency, after a tenth of them as a warm-up. */
export async function measureCpu(options: CpuOptions): Promise<CpuCost> {
  const { layer, requests } = options;
  const { act, close } = await openLayer(options);
  await act(Math.ceil(requests / 10), 'warm');
  const cpu = process.cpuUsage();
  const began = systemClock.elapsed();
  await act(requests, 'measured');
  const tookMs = systemClock.elapsed() - began;
  const { user, system } = process.cpuUsage(cpu);
  await close();
  return {
    layer,
    cpuMsPerRequest: (user + system) / 1000 / requests,
    requestsPerSecond: (requests / tookMs) * 1000,
  };
}

async function openLayer({
  url,
  concurrency,
  layer,
}: CpuOptions): Promise<{ act: Act; close(): Promise<void> }> {
  if (layer === 'undici') {
    const sender = await openBareSender(url, concurrency);
    const act: Act = (requests, phase) =>
      inParallel(requests, concurrency, (n) => sender.send(phase, n));
    return { act, close: sender.close };
  }
  const model = openBenchModel(url, concurrency);
  const { signal } = new AbortController();
  const act: Act =
    layer === 'run'
      ? (requests, phase) => wholeRun(model, requests, concurrency, phase)
      : (requests, phase) =>
          inParallel(requests, concurrency, (n) =>
            model.generate(
              {
                messages: [{ role: 'user', content: promptOf(phase, n) }],
                maxOutputTokens: MAX_OUTPUT_TOKENS,
                seed: n,
              },
              { signal },
            ),
          );
  return { act, close: () => model.close() };
}

function wholeRun(
  model: LanguageModel,
  requests: number,
  concurrency: number,
  phase: string,
): Promise<void> {
  return inWorkspace(async (workspace) => {
    const plan = { ...trivialPlan({ model, target: requests, concurrency }), seed: phase };
    const result = await runSession({ plan, workspace, signal: new AbortController().signal });
    if (result.end.kind !== 'complete')
      throw new Error(`the run ended as ${JSON.stringify(result.end)}`);
  });
}
