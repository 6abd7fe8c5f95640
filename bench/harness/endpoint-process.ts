import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FakeStats } from '../../test/fake-endpoint/stats.ts';

/** The fake endpoint in a process of its own, so that its work is not counted as the client's. */
export interface EndpointProcess {
  url: string;
  stats(): Promise<FakeStats>;
  stop(): Promise<void>;
}

const MAIN = fileURLToPath(new URL('../../test/fake-endpoint/main.ts', import.meta.url));

/** Starts it with the arguments of `test/fake-endpoint/main.ts`. */
export async function startEndpointProcess(args: readonly string[]): Promise<EndpointProcess> {
  const child = spawn(process.execPath, [MAIN, '--with-parent', '--no-bodies', ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const started = once(child.stdout, 'data').then(([chunk]) => String(chunk).trim());
  const failed = exited.then(([code]): string => {
    throw new Error(`the fake endpoint ended with ${String(code)} before it was ready`);
  });
  const url = await Promise.race([started, failed]);
  failed.catch(() => {});
  return {
    url,
    stats: async () => {
      const response = await fetch(new URL('/stats', url));
      return (await response.json()) as FakeStats;
    },
    async stop() {
      child.stdin.end();
      await exited;
    },
  };
}
