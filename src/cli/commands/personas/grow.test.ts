import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type FakeEndpoint,
  startFakeEndpoint,
} from '../../../../test/fake-endpoint/start-fake-endpoint.ts';
import type { ChatRequest } from '../../../../test/fake-endpoint/script.ts';
import { callCli } from '../../../../test/fixtures/call-cli.ts';
import { startCli } from '../../../../test/fixtures/endpoint/cli-process.ts';
import { readJournal } from '../../../../test/fixtures/endpoint/read-journal.ts';

const WIDTH = 4;

let dir: string;
let endpoint: FakeEndpoint;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'wellspring-grow-cli-'));
  mkdirSync(join(dir, 'pages'));
  for (const page of ['canal-lock.md', 'tides.md'])
    cpSync(join('examples', 'pages', page), join(dir, 'pages', page));
  endpoint = await startFakeEndpoint({
    reply: describeSomebody,
    latency: { kind: 'fixed', ms: 20 },
  });
});
afterAll(async () => {
  await endpoint.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Somebody who follows from the request; every other is no person. */
function describeSomebody(request: ChatRequest, { hash }: { hash: string }): string {
  const prompt = String(request.messages.at(-1)!.content);
  const sentence = /^1\. (.+)$/m.exec(prompt)?.[1];
  const ground = sentence?.match(/[a-z]{5,}/g)?.at(-1);
  const drawn = Number.parseInt(hash.slice(0, 8), 16);
  const who = `A keeper of book ${drawn} who for years has written ${ground ?? 'letters'} into volume ${hash.slice(8, 14)}.`;
  return JSON.stringify({
    persona: drawn % 2 === 0 ? 'Nobody' : who,
    ...(sentence !== undefined && { sentences: [1] }),
  });
}

const grow = (hub: string, ...more: string[]) =>
  startCli([
    'personas',
    'grow',
    join(dir, 'pages'),
    '--hub',
    join(dir, hub),
    '--base-url',
    endpoint.url,
    '--model',
    'fake',
    '--concurrency',
    String(WIDTH),
    '--rounds',
    '1',
    '--relationships',
    '1',
    '--ways',
    'reads,dislikes',
    '--json',
    ...more,
  ]);

interface Grown {
  personas: number;
  added: number;
  before: number;
  dropped: Record<string, number>;
  calls: { paid: number; journaled: number; failed: number };
}

/** Replies that the endpoint served beyond one for each request. */
const repeats = (): number =>
  Object.values(endpoint.stats().bodies).reduce(
    (sum, { completed }) => sum + Math.max(0, completed - 1),
    0,
  );

async function exported(hub: string): Promise<string> {
  return (await callCli(['personas', 'export', '--hub', join(dir, hub)])).stdout;
}

describe('wellspring personas grow', () => {
  it('killed again and again, pays for no stored reply twice and ends with the same hub', async () => {
    const whole = await grow('whole').ended;
    expect(whole.code).toBe(0);
    const undisturbed = JSON.parse(whole.stdout) as Grown;
    expect(undisturbed.dropped['too-short'] ?? 0).toBeGreaterThan(0);
    expect(undisturbed.added).toBeGreaterThan(10);

    endpoint.reset();
    let kills = 0;
    let inFlight = 0;
    let stored = new Map<string, string>();
    let end = await killAt(3);
    end ??= await killAt(20);
    end ??= (await grow('killed').ended).stdout;
    const ended = JSON.parse(end) as Grown;
    expect(kills).toBeGreaterThan(1);
    expect(ended.personas).toBe(undisturbed.personas);
    expect(await exported('killed')).toBe(await exported('whole'));
    // What the endpoint served beyond one reply for each request was under way at a kill.
    expect(repeats()).toBeLessThanOrEqual(inFlight);

    /** Kills a run when the endpoint has served so many; gives what a run printed that ended before. */
    async function killAt(calls: number): Promise<string | undefined> {
      const run = grow('killed');
      const over = new AbortController();
      void run.ended.then(() => over.abort());
      while (!over.signal.aborted && endpoint.stats().completed < calls) await sleep(2);
      run.child.kill('SIGKILL');
      const { signal, stdout } = await run.ended;
      if (signal !== 'SIGKILL') return stdout;
      kills++;
      const journal = await readJournal(join(dir, 'killed'));
      inFlight += journal.inFlight.size;
      for (const [key, reply] of stored) expect(journal.replies.get(key)).toBe(reply);
      stored = journal.replies;
      return undefined;
    }
  }, 60_000);

  it('stops on a signal with what it has, and goes on', async () => {
    endpoint.reset();
    const run = grow('stopped');
    while (endpoint.stats().completed < 12) await sleep(2);
    run.child.kill('SIGINT');
    const { code } = await run.ended;
    expect(code).not.toBe(0);
    const { stdout } = await grow('stopped').ended;
    expect(JSON.parse(stdout)).toMatchObject({ before: expect.any(Number) });
    expect(await exported('stopped')).toBe(await exported('whole'));
    // Only what was under way is asked for again.
    expect(repeats()).toBeLessThanOrEqual(WIDTH);
  }, 60_000);

  it('never spends more than it may', async () => {
    const { code, stdout } = await grow('bounded', '--max-calls', '6').ended;
    expect(code).not.toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'limit-reached' } });
    expect((await readJournal(join(dir, 'bounded'))).replies.size).toBeLessThanOrEqual(6);
  });
});
