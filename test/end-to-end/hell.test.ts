import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeFailure } from '../../src/cli/exit-codes.ts';
import type { RunOutcome } from '../../src/recipe/run-recipe.ts';
import { HELL, hell } from '../fake-endpoint/hell.ts';
import type { Behaviour, FakeScript } from '../fake-endpoint/script.ts';
import { type FakeEndpoint, startFakeEndpoint } from '../fake-endpoint/start-fake-endpoint.ts';
import { startCli } from '../fixtures/endpoint/cli-process.ts';
import { type EndpointRecipe, writeEndpointRecipe } from '../fixtures/endpoint/endpoint-recipe.ts';
import { obedientReply } from '../fixtures/endpoint/obedient-reply.ts';
import { filesBelow, hashesBelow } from '../fixtures/endpoint/read-folder.ts';
import { readSpent, runRecipeFile } from '../fixtures/endpoint/run-recipe-file.ts';

let dir: string;
const open: FakeEndpoint[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'wellspring-hell-'));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((endpoint) => endpoint.close()));
  rmSync(dir, { recursive: true, force: true });
});

const workspace = (): string => join(dir, 'runs');

async function serve(script: FakeScript = {}, port = 0): Promise<FakeEndpoint> {
  const endpoint = await startFakeEndpoint({ reply: obedientReply, ...script }, port);
  open.push(endpoint);
  return endpoint;
}

const recipeAt = (url: string, recipe: Partial<EndpointRecipe> = {}): string =>
  writeEndpointRecipe(dir, { url, tasks: 24, talks: 16, silenceTimeoutMs: 400, ...recipe });

function stopOf({ result }: RunOutcome): { code: string; exit: number } {
  if (result.end.kind !== 'stopped') throw new Error(`the run ended as ${result.end.kind}`);
  return describeFailure(result.end.error);
}

const sum = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

describe('an endpoint from hell', () => {
  it('is outlasted: the target is reached, and every rejection has a reason', async () => {
    const endpoint = await serve({ behave: hell({ rate: 0.6, mercyAttempt: 4 }) });
    const { result, report } = await runRecipeFile(recipeAt(endpoint.url), workspace());
    expect(result.end.kind).toBe('complete');
    expect(report.accepted).toBe(40);
    const { byBehaviour } = endpoint.stats();
    const met = [...new Set(HELL.map(({ kind }) => kind))].filter((kind) => byBehaviour[kind]);
    expect(met).toEqual([...new Set(HELL.map(({ kind }) => kind))]);
    for (const part of report.parts) {
      expect(part.accepted + sum(part.rejected)).toBeGreaterThanOrEqual(part.assignments);
    }
    const rejected = readFileSync(join(workspace(), 'ends', 'rejected.jsonl'), 'utf8');
    const lines = rejected.split('\n').filter((line) => line !== '');
    expect(lines).toHaveLength(report.parts.reduce((total, part) => total + sum(part.rejected), 0));
    expect(result.status.calls.failed).toBeGreaterThan(10);
  });

  it.each<[string, FakeScript]>([
    ['turns away with Retry-After', { limitAbove: 2, retryAfter: '1' }],
    ['turns away without Retry-After', { limitAbove: 2 }],
    ['queues and never says 429', { servers: 3 }],
    ['trickles', { wordMs: 3 }],
  ])('reaches its target where the endpoint %s', async (_, script) => {
    const endpoint = await serve({ latency: { kind: 'fixed', ms: 30 }, ...script });
    const path = recipeAt(endpoint.url, { tasks: 15, talks: 5, silenceTimeoutMs: 2_000 });
    const { result } = await runRecipeFile(path, workspace());
    expect(result.end.kind).toBe('complete');
    const { byStatus, bodies } = endpoint.stats();
    expect((byStatus[429] ?? 0) > 0).toBe(script.limitAbove !== undefined);
    for (const { completed } of Object.values(bodies)) expect(completed).toBeGreaterThan(0);
  });

  // Left out: what a lying endpoint says of its own tokens, and one that goes on past max_tokens.
  const honest = HELL.filter(({ kind }) => kind !== 'lying-usage' && kind !== 'enormous');
  it.each([
    ['maxCalls', 40],
    ['maxTokens', 30_000],
    ['maxCostUsd', 0.01],
  ] as const)('never passes %s, and goes on when it is raised', async (limit, most) => {
    const endpoint = await serve({
      behave: hell({ rate: 0.4, mercyAttempt: 4, behaviours: honest }),
    });
    const path = recipeAt(endpoint.url, { limits: [`${limit}: ${most}`] });
    const outcome = await runRecipeFile(path, workspace());
    expect(stopOf(outcome)).toMatchObject({ code: 'limit-reached', exit: 4 });
    const unit = { maxCalls: 'calls', maxTokens: 'tokens', maxCostUsd: 'costUsd' } as const;
    const { settled, presumed } = await readSpent(workspace());
    expect(settled[unit[limit]]).toBeGreaterThan(0);
    expect(settled[unit[limit]] + presumed[unit[limit]]).toBeLessThanOrEqual(most);
    // By the endpoint's own books as well.
    const { byStatus, inputTokens, outputTokens } = endpoint.stats();
    const billed = {
      calls: byStatus[200] ?? 0,
      tokens: inputTokens + outputTokens,
      costUsd: (inputTokens + 10 * outputTokens) / 1e6,
    };
    expect(billed[unit[limit]]).toBeLessThanOrEqual(most);

    const raised = await runRecipeFile(path, workspace(), { limits: { [limit]: most * 1_000 } });
    expect(raised.result.end.kind).toBe('complete');
  });

  it('stops resumably where every call hangs, and completes once they no longer do', async () => {
    const endpoint = await serve({ behave: () => ({ kind: 'hang' }) });
    const path = recipeAt(endpoint.url, { tasks: 10, talks: 0, silenceTimeoutMs: 100 });
    const stopped = await runRecipeFile(path, workspace(), { retry: { maxAttempts: 2 } });
    expect(stopOf(stopped)).toMatchObject({ code: 'model-unavailable', exit: 4 });
    expect(stopped.dataset).toBeNull();
    endpoint.setScript({ reply: obedientReply });
    const { result } = await runRecipeFile(path, workspace());
    expect(result.end.kind).toBe('complete');
  });
});

describe('an endpoint that is not there', () => {
  it('stops the run resumably, with nothing charged, when it is down from the start', async () => {
    const gone = await startFakeEndpoint();
    await gone.close();
    const path = recipeAt(gone.url);
    const outcome = await runRecipeFile(path, workspace(), { retry: { maxAttempts: 3 } });
    expect(stopOf(outcome)).toMatchObject({ code: 'model-unavailable', exit: 4 });
    const { settled, presumed } = await readSpent(workspace());
    expect([settled.calls, presumed.calls, presumed.tokens]).toEqual([0, 0, 0]);

    await serve({}, gone.port);
    expect((await runRecipeFile(path, workspace())).result.end.kind).toBe('complete');
  });

  it('dies midway and comes back: the dataset is as if nothing had happened', async () => {
    const steady = await serve();
    const path = recipeAt(steady.url);
    const whole = await runRecipeFile(path, join(dir, 'steady'));
    await steady.close();
    open.length = 0;

    const mortal = await serve({ latency: { kind: 'fixed', ms: 5 } }, steady.port);
    const watch = setInterval(() => {
      if (mortal.stats().completed < 40) return;
      clearInterval(watch);
      void mortal.close();
    }, 1);
    const stopped = await runRecipeFile(path, workspace(), { retry: { maxAttempts: 2 } });
    expect(stopOf(stopped)).toMatchObject({ code: 'model-unavailable', exit: 4 });
    open.length = 0;
    const paid = (await readSpent(workspace())).settled.calls;
    expect(paid).toBeGreaterThanOrEqual(20);

    const back = await serve({}, steady.port);
    const resumed = await runRecipeFile(path, workspace());
    expect(resumed.result.end.kind).toBe('complete');
    expect(
      resumed.result.status.calls.journaled + resumed.result.status.calls.paid,
    ).toBeGreaterThan(0);
    for (const { started } of Object.values(back.stats().bodies)) expect(started).toBe(1);
    expect(hashesBelow(resumed.dataset!)).toEqual(hashesBelow(whole.dataset!));
  });
});

describe('a key', () => {
  const KEY = 'sk-test-4f9QzLwV7rT2xYb8NcKd';
  const VARIABLE = 'WELLSPRING_TEST_KEY';

  /** Every place where the key, or its base64, can be read. */
  function leaks(texts: Record<string, string>): string[] {
    const forms = [KEY, Buffer.from(KEY).toString('base64').replace(/=+$/, ''), KEY.slice(8)];
    const files = filesBelow(dir).map((path) => [path, readFileSync(join(dir, path), 'latin1')]);
    return [...files, ...Object.entries(texts)]
      .filter(([, text]) => forms.some((form) => text!.includes(form)))
      .map(([path]) => path!);
  }

  it('is in no file and no output, even where the endpoint says it back', async () => {
    const echoes: Behaviour[] = [
      { kind: 'status', status: 500, message: `no luck with Bearer ${KEY}` },
      { kind: 'error-midway', message: `the key ${KEY} is tired` },
      { kind: 'reply', text: `You said ${KEY}?` },
      { kind: 'reply', text: 'Which one?', model: `fake-${KEY}` },
    ];
    const endpoint = await serve({
      key: KEY,
      behave: hell({ rate: 0.5, mercyAttempt: 2, behaviours: echoes }),
    });
    const path = recipeAt(endpoint.url, { tasks: 12, talks: 6, apiKeyEnv: VARIABLE });
    const { ended } = startCli(['run', path, '--workspace', workspace()], { [VARIABLE]: KEY });
    const { code, stdout, stderr } = await ended;
    expect(stderr + stdout).toContain('complete');
    expect(code).toBe(0);
    expect(endpoint.stats().byStatus[401]).toBeUndefined();
    expect(leaks({ stdout, stderr })).toEqual([]);
  });

  it('stops the run with exit 5 where it is wrong, before anything is paid', async () => {
    const endpoint = await serve({ key: 'another' });
    const path = recipeAt(endpoint.url, { apiKeyEnv: VARIABLE, concurrency: 4 });
    const { ended } = startCli(['run', path, '--workspace', workspace()], { [VARIABLE]: KEY });
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(5);
    expect(stderr).toContain(VARIABLE);
    const { byStatus, requests } = endpoint.stats();
    expect(byStatus).toEqual({ 401: requests });
    expect(requests).toBeLessThanOrEqual(4);
    expect(await readSpent(workspace())).toMatchObject({
      settled: { calls: 0 },
      presumed: { calls: 0, tokens: 0 },
    });
    expect(leaks({ stdout, stderr })).toEqual([]);
  });

  it('stops the run with exit 5 where its variable is not set, before a call is made', async () => {
    const endpoint = await serve();
    const path = recipeAt(endpoint.url, { apiKeyEnv: VARIABLE });
    const { code, stderr } = await startCli(['run', path, '--workspace', workspace()], {
      [VARIABLE]: undefined,
    }).ended;
    expect(code).toBe(5);
    expect(stderr).toContain(VARIABLE);
    expect(endpoint.stats().requests).toBe(0);
  });
});
