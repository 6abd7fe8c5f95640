import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { personas } from '../../src/methods/personas/index.ts';
import type { RunOptions, RunOutcome } from '../../src/recipe/run-recipe.ts';
import type { ChatRequest } from '../fake-endpoint/script.ts';
import { type FakeEndpoint, startFakeEndpoint } from '../fake-endpoint/start-fake-endpoint.ts';
import { type EndpointRecipe, writeEndpointRecipe } from '../fixtures/endpoint/endpoint-recipe.ts';
import { obedientReply } from '../fixtures/endpoint/obedient-reply.ts';
import { readSpent, runRecipeFile } from '../fixtures/endpoint/run-recipe-file.ts';

const MARK = /Wording \w+\./;

let dir: string;
let endpoint: FakeEndpoint;
/** Last messages of the requests since it was emptied. */
const asked: string[] = [];
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'wellspring-repay-'));
  asked.length = 0;
  endpoint = await startFakeEndpoint({
    reply(request: ChatRequest, call) {
      asked.push(String(request.messages.at(-1)!.content));
      // A prompt in other words brings the same reply, so that later steps stay as they were.
      const messages = request.messages.map(({ role, content }) => ({
        role,
        content: String(content).replace(MARK, ''),
      }));
      return obedientReply({ ...request, messages }, call);
    },
  });
});
afterEach(async () => {
  await endpoint.close();
  rmSync(dir, { recursive: true, force: true });
});

const base: Partial<EndpointRecipe> = { tasks: 24, talks: 16 };

async function run(
  recipe: Partial<EndpointRecipe> = {},
  options: Partial<RunOptions> = {},
): Promise<RunOutcome & { requests: number }> {
  const before = endpoint.stats().requests;
  const path = writeEndpointRecipe(dir, { url: endpoint.url, ...base, ...recipe });
  const outcome = await runRecipeFile(path, join(dir, 'runs'), options);
  return { ...outcome, requests: endpoint.stats().requests - before };
}

/** No body was ever asked for twice. */
function expectNothingRepaid(): void {
  const twice = Object.values(endpoint.stats().bodies).filter(({ started }) => started > 1);
  expect(twice).toEqual([]);
}

describe('running again pays for nothing that is paid', () => {
  it('when nothing, or what no call depends on, has changed', async () => {
    const first = await run();
    expect(first.result.end.kind).toBe('complete');
    expect(first.requests).toBeGreaterThan(80);
    expect((await run()).requests).toBe(0);
    expect((await run({ limits: ['maxCostUsd: 5', 'maxRejected: 500'] })).requests).toBe(0);
    expect((await run({ gates: ['{gate: exact-duplicates}'] })).requests).toBe(0);
    expect((await run({ tasks: 10, talks: 7 })).requests).toBe(0);
    expect((await run({}, { fresh: true })).requests).toBe(0);
    expectNothingRepaid();
    const { settled } = await readSpent(join(dir, 'runs'));
    // `fresh` decides anew, and neither pays again nor forgets what was paid.
    expect(settled.calls).toBe(first.requests);
  });

  it('when a gate is set, set otherwise and taken away, though more has to be tried', async () => {
    const outcomes = [
      await run(),
      await run({ gates: ['{gate: length, user: {maxWords: 40}}'] }),
      await run({ gates: ['{gate: length, user: {maxWords: 60}}'] }),
      await run({ gates: ['{gate: near-duplicates}', '{gate: repetition}'] }),
      await run(),
    ];
    for (const { result } of outcomes) expect(result.end.kind).toBe('complete');
    const rejected = outcomes.map(({ result }) => result.status.rejected['length'] ?? 0);
    expect(rejected[1]).toBeGreaterThan(rejected[2]!);
    expect(outcomes[1]!.requests).toBeGreaterThan(0);
    expect(outcomes[4]!.requests).toBe(0);
    expectNothingRepaid();
  });

  it('when the target grows and shrinks, the limit rises and the concurrency changes', async () => {
    const short = await run({ limits: ['maxCalls: 30'] });
    expect(short.result.end.kind).toBe('stopped');
    const all = [
      await run({ concurrency: 3 }),
      await run({ tasks: 60, talks: 40 }),
      await run({ tasks: 20, talks: 40 }, { concurrency: 1 }),
      await run({ tasks: 60, talks: 40, concurrency: 64 }),
    ];
    for (const { result } of all) expect(result.end.kind).toBe('complete');
    expect(all[1]!.requests).toBeGreaterThan(all[0]!.requests);
    expectNothingRepaid();
    const { settled } = await readSpent(join(dir, 'runs'));
    expect(settled.calls).toBe(endpoint.stats().requests);
  });

  it('when another run of the workspace has paid for it', async () => {
    await run();
    const other = await run({ name: 'other' });
    expect(other.result.end.kind).toBe('complete');
    expect(other.requests).toBe(0);
  });
});

/** The user's own wording of a prompt of `talks`. */
function word(wording: string): void {
  const text = `${personas.prompts['follow-up']!.text} Wording ${wording}.\n`;
  writeFileSync(join(dir, 'follow-up.md'), text);
}

describe('a changed prompt', () => {
  it('is paid for again alone: the calls of other prompts are not', async () => {
    const prompts = { 'follow-up': 'follow-up.md' };
    word('one');
    const first = await run({ prompts });
    const followUps = asked.filter((text) => MARK.test(text)).length;
    expect(followUps).toBeGreaterThan(10);
    expect(followUps).toBeLessThan(first.requests / 2);

    asked.length = 0;
    word('two');
    const changed = await run({ prompts });
    expect(changed.result.end.kind).toBe('complete');
    expect(changed.requests).toBeGreaterThan(10);
    expect(asked.filter((text) => !text.includes('Wording two.'))).toEqual([]);
    expect(changed.report.recipe).not.toBe(first.report.recipe);
    expectNothingRepaid();

    // Back to the first wording: everything is there still.
    word('one');
    expect((await run({ prompts })).requests).toBe(0);
  });
});
