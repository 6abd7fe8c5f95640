import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../src/core/random.ts';
import { type FakeEndpoint, startFakeEndpoint } from '../fake-endpoint/start-fake-endpoint.ts';
import { type CliProcess, startCli } from '../fixtures/endpoint/cli-process.ts';
import { writeEndpointRecipe } from '../fixtures/endpoint/endpoint-recipe.ts';
import { obedientReply } from '../fixtures/endpoint/obedient-reply.ts';
import { filesBelow, hashesBelow } from '../fixtures/endpoint/read-folder.ts';
import { type JournalState, readJournal } from '../fixtures/endpoint/read-journal.ts';

const KILLS = 50;
const KILLS_OF_ONE_RUN = 8;
const CHAINS_AT_ONCE = 2;
const CONCURRENCY = 16;

interface Kill {
  phase: 'preparing' | 'calling' | 'writing';
  journal: JournalState;
  /** Bodies of which the endpoint had sent the reply whole by then. */
  served: string[];
}

/** One run in a workspace of its own, killed over and over until it is left to end. */
interface Chain {
  dir: string;
  endpoint: FakeEndpoint;
  recipe: string;
  kills: Kill[];
}

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'wellspring-kill-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const workspaceOf = (chain: Chain): string => join(chain.dir, 'runs');
const datasetOf = (chain: Chain): string => join(workspaceOf(chain), 'ends', 'dataset');
const start = (chain: Chain): CliProcess =>
  startCli(['run', chain.recipe, '--workspace', workspaceOf(chain), '--json'], {
    OPENAI_BASE_URL: chain.endpoint.url,
  });

async function openChain(name: string): Promise<Chain> {
  const endpoint = await startFakeEndpoint({
    reply: obedientReply,
    latency: { kind: 'fixed', ms: 20 },
  });
  // The recipe ships with the dataset and must not differ, so the address comes from the environment.
  const chainDir = join(dir, name);
  const recipe = writeEndpointRecipe(chainDir, {
    tasks: 50,
    talks: 40,
    concurrency: CONCURRENCY,
    gates: ['{gate: exact-duplicates}', '{gate: length, total: {maxWords: 400}}'],
  });
  return { dir: chainDir, endpoint, recipe, kills: [] };
}

/** Waits for a seeded moment in the life of a process, whatever it is doing then. False where it has ended before. */
async function waitForMoment(chain: Chain, run: CliProcess, random: Random): Promise<boolean> {
  const over = new AbortController();
  void run.ended.then(() => over.abort());
  const incoming = join(workspaceOf(chain), 'ends', '.dataset.incoming');
  const before = chain.endpoint.stats().completed;
  const moments = {
    time: async () => sleep(random.next() * 2_500),
    calls: async () => {
      const wanted = before + random.integer(150);
      while (!over.signal.aborted && chain.endpoint.stats().completed <= wanted) await sleep(2);
      await sleep(random.next() * 25);
    },
    writing: async () => {
      while (!over.signal.aborted && !existsSync(incoming)) await sleep(2);
      await sleep(random.next() * 250);
    },
  };
  await Promise.race([
    run.ended,
    moments[random.pick(['time', 'calls', 'calls', 'writing'] as const)](),
  ]);
  return !over.signal.aborted;
}

async function kill(chain: Chain, run: CliProcess): Promise<boolean> {
  const writing = existsSync(join(workspaceOf(chain), 'ends', '.dataset.incoming'));
  run.child.kill('SIGKILL');
  const { signal } = await run.ended;
  if (signal !== 'SIGKILL') return false;
  const journal = await readJournal(workspaceOf(chain));
  const phase = writing ? 'writing' : journal.inFlight.size > 0 ? 'calling' : 'preparing';
  const { bodies } = chain.endpoint.stats();
  const served = Object.keys(bodies).filter((hash) => bodies[hash]!.completed > 0);
  chain.kills.push({ phase, journal, served });
  return true;
}

/** Runs, kills and runs again, until a run ends by itself. */
async function carryOut(name: string, seed: Random, budget: { kills: number }): Promise<Chain> {
  const chain = await openChain(name);
  for (;;) {
    const run = start(chain);
    if (chain.kills.length < KILLS_OF_ONE_RUN && budget.kills > 0) {
      budget.kills--;
      if ((await waitForMoment(chain, run, seed)) && (await kill(chain, run))) continue;
      // It ended before its moment: the kill is left to another run.
      budget.kills++;
    }
    const { code, stderr } = await run.ended;
    if (code !== 0) throw new Error(`${name} ended with ${String(code)}: ${stderr}`);
    return chain;
  }
}

/** What every chain must come to, whatever befell it. */
async function expectUnharmed(chain: Chain, unkilled: Chain): Promise<void> {
  const { kills } = chain;
  expect(hashesBelow(datasetOf(chain))).toEqual(hashesBelow(datasetOf(unkilled)));
  const [run, other] = [chain, unkilled].map((each) => join(workspaceOf(each), 'ends'));
  expect(hashesBelow(join(run!, 'accepted'))).toEqual(hashesBelow(join(other!, 'accepted')));
  expect(readFileSync(join(run!, 'rejected.jsonl'), 'utf8')).toBe(
    readFileSync(join(other!, 'rejected.jsonl'), 'utf8'),
  );
  // Nothing is left that an unkilled run does not leave.
  expect(filesBelow(workspaceOf(chain))).toEqual(filesBelow(workspaceOf(unkilled)));
  for (const line of readFileSync(join(run!, 'events.jsonl'), 'utf8').trim().split('\n'))
    JSON.parse(line);

  const end = await readJournal(workspaceOf(chain));
  expect(end.inFlight.size).toBe(0);
  const keyOf = new Map<string, string>();
  for (const [key, reply] of end.replies) {
    const { responseId } = JSON.parse(reply) as { responseId: string };
    keyOf.set(responseId.replace('chatcmpl-', ''), key);
  }
  const inFlightBefore = new Set<string>();
  for (const { journal, served } of kills) {
    expect(journal.inFlight.size).toBeLessThanOrEqual(CONCURRENCY);
    // What was stored stays stored, as it was.
    for (const [key, reply] of journal.replies) expect(end.replies.get(key)).toBe(reply);
    // What was served is stored, unless it was in flight at this kill or an earlier one.
    for (const key of journal.inFlight) inFlightBefore.add(key);
    const lost = served
      .flatMap((hash) => keyOf.get(hash.slice(0, 16)) ?? [])
      .filter((key) => !inFlightBefore.has(key) && !journal.replies.has(key));
    expect(lost).toEqual([]);
  }

  const { bodies, requests } = chain.endpoint.stats();
  for (const [hash, { started }] of Object.entries(bodies)) {
    const key = keyOf.get(hash.slice(0, 16));
    const cut = kills.filter(({ journal }) => key === undefined || journal.inFlight.has(key));
    expect(started).toBeLessThanOrEqual((key === undefined ? 0 : 1) + cut.length);
  }
  const inFlight = kills.reduce((sum, { journal }) => sum + journal.inFlight.size, 0);
  expect(requests - end.replies.size).toBeLessThanOrEqual(inFlight);
}

describe('a run that is killed', () => {
  it(`comes to the same dataset after ${KILLS} kills, loses no reply and repeats only calls in flight`, async () => {
    const chains: Chain[] = [];
    const budget = { kills: KILLS };
    try {
      const unkilled = await carryOut('unkilled', createRandom('unkilled'), { kills: 0 });
      chains.push(unkilled);
      expect(Object.keys(hashesBelow(datasetOf(unkilled)))).toContain('manifest.json');
      let started = 0;
      const lane = async (): Promise<void> => {
        while (budget.kills > 0) {
          const name = `chain-${started++}`;
          const chain = await carryOut(name, createRandom(name), budget);
          chains.push(chain);
          await expectUnharmed(chain, unkilled);
        }
      };
      await Promise.all(Array.from({ length: CHAINS_AT_ONCE }, lane));
      const kills = chains.flatMap((chain) => chain.kills);
      expect(kills).toHaveLength(KILLS);
      // The moments cover the whole life of a run.
      const at = (phase: Kill['phase']): number =>
        kills.filter((each) => each.phase === phase).length;
      expect(at('preparing')).toBeGreaterThan(0);
      expect(at('calling')).toBeGreaterThan(KILLS / 5);
      expect(at('writing')).toBeGreaterThan(0);
    } finally {
      await Promise.all(chains.map((chain) => chain.endpoint.close()));
    }
  }, 420_000);
});
