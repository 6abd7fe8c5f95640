import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { SCENARIOS } from './scenario.ts';

type Scenarios = typeof SCENARIOS;

const MAIN = fileURLToPath(new URL('scenario.ts', import.meta.url));

/** Runs a scenario in a fresh process, so that one measurement leaves no heap, cache or compiled code to the next. */
export async function runScenario<Name extends keyof Scenarios>(
  name: Name,
  options: Parameters<Scenarios[Name]>[0],
  nodeFlags: readonly string[] = [],
): Promise<Awaited<ReturnType<Scenarios[Name]>>> {
  const child = spawn(process.execPath, [...nodeFlags, MAIN, name, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`the scenario ${name} ended with ${String(code)}`);
  return JSON.parse(printed) as Awaited<ReturnType<Scenarios[Name]>>;
}
