import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  echoModel,
  numberedMethod,
  onceOnly,
  partOf,
  tinyPlan,
} from '../../../test/fixtures/tiny-plan.ts';
import {
  CancelledError,
  CredentialError,
  type LimitReachedError,
  ModelUnavailableError,
  RateLimitError,
} from '../errors/index.ts';
import { hashRecord } from '../hash.ts';
import { createRandom } from '../random.ts';
import type { Sample } from '../records/index.ts';
import { readAccepted } from './accepted.ts';
import type { Method } from './method.ts';
import type { RunPlan } from './run-plan.ts';
import { runSession, type SessionOptions, type SessionResult } from './session.ts';
import { openWorkspace, runPaths } from './workspace.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'wellspring-session-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Runs a plan in a workspace of its own name and reads back what was accepted. */
async function run(
  plan: RunPlan,
  options: Partial<SessionOptions> & { workspaceDir?: string } = {},
): Promise<SessionResult & { samples: Sample[] }> {
  const { workspaceDir = dir, ...rest } = options;
  const workspace = await openWorkspace(workspaceDir);
  try {
    const result = await runSession({
      plan,
      workspace,
      signal: new AbortController().signal,
      retry: { baseDelayMs: 1, maxDelayMs: 4 },
      ...rest,
    });
    const samples: Sample[] = [];
    for await (const sample of readAccepted(runPaths(workspaceDir, plan.name).accepted))
      samples.push(sample);
    return { ...result, samples };
  } finally {
    workspace.close();
  }
}

const gates = () => [
  { name: 'once@1', definition: { name: 'once' } as never, options: {}, gate: onceOnly() },
];

describe('a run', () => {
  it('gives exactly the target, in an order that concurrency and latency do not change', async () => {
    const outcomes: string[] = [];
    for (const concurrency of [1, 7, 64]) {
      const random = createRandom(`latency ${concurrency}`);
      const model = echoModel({ latencyMs: () => random.integer(6) });
      const plan = tinyPlan({
        concurrency,
        gates: gates(),
        limits: { maxBarren: 500 },
        parts: [
          partOf('often', numberedMethod({ words: 60 }), 30),
          partOf('seldom', numberedMethod({ rejectShare: 0.6 }), 10),
          partOf('silent', numberedMethod({ calls: 0 }), 20),
        ],
        roles: new Map([['writer', [{ model, weight: 1, sampling: {} }]]]),
      });
      const { end, samples, parts, models } = await run(plan, {
        workspaceDir: join(dir, String(concurrency)),
      });
      expect(end.kind).toBe('complete');
      expect(parts.map((part) => part.accepted)).toEqual([30, 10, 20]);
      outcomes.push(
        JSON.stringify({
          samples,
          parts,
          models,
          rejected: readFileSync(join(dir, String(concurrency), 'tiny', 'rejected.jsonl'), 'utf8'),
        }),
      );
    }
    expect(outcomes[1]).toBe(outcomes[0]);
    expect(outcomes[2]).toBe(outcomes[0]);
  });

  it('pays for nothing twice: not on resume, not for another target, gate or limit', async () => {
    const model = echoModel();
    const first = await run(tinyPlan({ model, target: 30 }));
    const paid = model.calls;
    expect(paid).toBeGreaterThanOrEqual(30);
    const again = await run(tinyPlan({ model, target: 30, concurrency: 3 }));
    expect(model.calls).toBe(paid);
    expect(again.samples).toEqual(first.samples);
    await run(
      tinyPlan({
        model,
        target: 20,
        gates: gates(),
        recipe: 'ab'.repeat(32),
        limits: { maxCostUsd: 100, maxBarren: 9 },
      }),
    );
    expect(model.calls).toBe(paid);
    const more = await run(tinyPlan({ model, target: 60 }));
    expect(more.samples.slice(0, 30).map((sample) => sample.id)).toEqual(
      first.samples.map((sample) => sample.id),
    );
    const assignments = more.parts[0]!.assignments;
    expect(model.calls).toBeGreaterThanOrEqual(assignments);
    expect(model.calls).toBeLessThanOrEqual(assignments + 30);
  });

  it('decides everything anew when asked to start afresh, and pays for nothing twice', async () => {
    const model = echoModel();
    const plan = tinyPlan({ model, target: 10 });
    const first = await run(plan);
    const paid = model.calls;
    const workspace = await openWorkspace(dir);
    const { assignment } = first.samples[0]!.lineage;
    const key = hashRecord({ assignment, recipe: plan.recipe });
    const altered = workspace.journal.outcome(key)!.replaceAll('What about', 'Tell me of');
    workspace.journal.putOutcome(key, altered);
    workspace.close();
    const resumed = await run(plan);
    expect(resumed.samples[0]!.messages[0]!.content).toContain('Tell me of');
    const fresh = await run(plan, { fresh: true });
    expect(fresh.samples).toEqual(first.samples);
    expect(model.calls).toBe(paid);
  });

  it('says that it is short when the assignments are exhausted', async () => {
    const { end, parts } = await run(
      tinyPlan({ method: numberedMethod({ count: 25 }), target: 100 }),
    );
    expect(end.kind).toBe('short');
    expect(parts[0]).toMatchObject({ assignments: 25, exhausted: true });
    expect(parts[0]!.accepted + parts[0]!.rejected['die']!).toBe(25);
  });

  it('takes all that there is where the target is all', async () => {
    const plan = tinyPlan({
      parts: [partOf('all', numberedMethod({ count: 33, rejectShare: 0 }), Infinity)],
    });
    const { end, samples, parts } = await run(plan);
    expect(end.kind).toBe('complete');
    expect(samples).toHaveLength(33);
    expect(parts[0]!.target).toBe(33);
  });

  it.each([
    ['maxCalls', 10],
    ['maxTokens', 900],
    ['maxCostUsd', 0.003],
  ] as const)(
    'never passes %s, stops resumably, and goes on when it is raised',
    async (limit, most) => {
      const model = echoModel({ latencyMs: () => 1 });
      const stopped = await run(tinyPlan({ model, limits: { [limit]: most, maxBarren: 500 } }));
      expect(stopped.end).toMatchObject({
        kind: 'stopped',
        error: { code: 'limit-reached', limit },
      });
      const workspace = await openWorkspace(dir);
      const { settled, presumed } = workspace.journal.spent('tiny');
      workspace.close();
      const unit = { maxCalls: 'calls', maxTokens: 'tokens', maxCostUsd: 'costUsd' }[
        limit
      ] as 'calls';
      expect(settled[unit] + presumed[unit]).toBeLessThanOrEqual(most);
      expect(settled[unit]).toBeGreaterThan(0);
      const calls = model.calls;
      const done = await run(tinyPlan({ model }));
      expect(done.end.kind).toBe('complete');
      expect(model.calls - calls).toBeLessThanOrEqual(done.parts[0]!.assignments + 20 - calls);
    },
  );

  it('stops when a part is barren, and names the reasons', async () => {
    const { end } = await run(
      tinyPlan({ method: numberedMethod({ rejectShare: 1 }), limits: { maxBarren: 20 } }),
    );
    expect(end.kind).toBe('stopped');
    expect((end as { error: LimitReachedError }).error.message).toContain('die 20');
  });

  it('retries what an endpoint fails at, and stops resumably once it stays so', async () => {
    const flaky = echoModel({
      fail: (n) =>
        n % 7 === 0
          ? new ModelUnavailableError('reset', { charged: false })
          : n % 5 === 0
            ? new RateLimitError('slow down', { retryAfterMs: 2 })
            : undefined,
    });
    const { end, samples } = await run(tinyPlan({ model: flaky, target: 40 }));
    expect(end.kind).toBe('complete');
    expect(samples).toHaveLength(40);

    const dead = echoModel({
      fail: () => new ModelUnavailableError('connection refused', { charged: false }),
    });
    const stopped = await run(tinyPlan({ model: dead, name: 'dead', seed: 'another' }));
    expect(stopped.end).toMatchObject({ kind: 'stopped', error: { code: 'model-unavailable' } });
    expect(stopped.samples).toEqual([]);
  });

  it('stops at a refused key, and presumes nothing charged', async () => {
    const model = echoModel({ fail: () => new CredentialError('401: the key is refused') });
    const { end } = await run(tinyPlan({ model }));
    expect(end).toMatchObject({ kind: 'stopped', error: { code: 'credential-missing' } });
    const workspace = await openWorkspace(dir);
    const { settled, presumed } = workspace.journal.spent('tiny');
    workspace.close();
    const nothing = { calls: 0, tokens: 0, costUsd: 0 };
    expect([settled, presumed]).toEqual([nothing, nothing]);
  });

  it('stops at once when the user asks, keeps what was paid, and resumes', async () => {
    const controller = new AbortController();
    const model = echoModel({ latencyMs: () => 3 });
    setTimeout(() => controller.abort(new CancelledError('stopped by the user')), 30);
    const { end, status } = await run(tinyPlan({ model, target: 400, concurrency: 4 }), {
      signal: controller.signal,
    });
    expect(end.kind).toBe('stopped');
    expect(status.state).toBe('interrupted');
    const done = await run(tinyPlan({ model, target: 400, concurrency: 4 }));
    expect(done.end.kind).toBe('complete');
    const fresh = echoModel();
    const unkilled = await run(tinyPlan({ model: fresh, target: 400, concurrency: 4 }), {
      workspaceDir: join(dir, 'other'),
    });
    expect(done.samples).toEqual(unkilled.samples);
    expect(model.calls).toBeLessThanOrEqual(done.parts[0]!.assignments + 4 * 5);
  });

  it('skips assignments whose groups cross splits before anything is paid, and counts them', async () => {
    const crossing: Method<object, null, { n: number }> = {
      ...numberedMethod({ rejectShare: 0 }),
      async *assign() {
        for (let n = 0; n < 200; n++)
          yield { key: `n-${n}`, groups: [`a-${n % 20}`, `b-${n % 30}`], payload: { n } };
      },
    };
    const plan = tinyPlan({
      method: crossing,
      target: 500,
      splits: { train: 0.5, validation: 0.25, test: 0.25 },
    });
    const { parts, samples } = await run(plan);
    const skipped = parts[0]!.skipped['groups-cross-splits']!;
    expect(skipped).toBeGreaterThan(20);
    expect(parts[0]!.assignments + skipped).toBe(200);
    const splitOf = new Map<string, string>();
    for (const { groups, split } of samples) {
      for (const group of groups) {
        expect(splitOf.get(group) ?? split).toBe(split);
        splitOf.set(group, split);
      }
    }
    expect(new Set(splitOf.values()).size).toBeGreaterThan(1);
  });

  it('shows a method the outcomes of closed epochs, the same at any concurrency', async () => {
    const seen: string[][] = [];
    for (const concurrency of [1, 32]) {
      const notes: string[] = [];
      const following: Method<object, null, { n: number }> = {
        ...numberedMethod({ rejectShare: 0.4 }),
        async *assign(_material, { epochSize, outcome }) {
          for (let n = 0; ; n++) {
            const epoch = Math.floor(n / epochSize);
            if (n % epochSize === 0 && epoch >= 2)
              notes.push(JSON.stringify(await outcome(epoch - 2)));
            yield { key: `n-${n}`, groups: [], payload: { n } };
          }
        },
      };
      await run(tinyPlan({ method: following, target: 60, concurrency }), {
        workspaceDir: join(dir, String(concurrency)),
      });
      seen.push(notes);
    }
    const common = Math.min(seen[0]!.length, seen[1]!.length);
    expect(common).toBeGreaterThan(5);
    expect(seen[1]!.slice(0, common)).toEqual(seen[0]!.slice(0, common));
  });

  it('lets one slow call hold up no other, holds little of what waits, and pays little too much', async () => {
    let calls = 0;
    let startedMeanwhile = 0;
    const model = echoModel({ latencyMs: () => (++calls === 1 ? 300 : 1) });
    const slow = model.generate.bind(model);
    model.generate = async (request, options) => {
      const first = model.calls === 0;
      const reply = await slow(request, options);
      if (first) startedMeanwhile = model.calls;
      return reply;
    };
    const overrides = { target: 240, concurrency: 16, lookAhead: 64 };
    const { parts, samples } = await run(tinyPlan({ model, ...overrides }), {
      heldCharacters: 5_000,
    });
    // All that could be wanted was done while the first call took its time.
    expect(startedMeanwhile).toBeGreaterThan(240);
    expect(model.calls - parts[0]!.assignments).toBeLessThanOrEqual(16 + 16);
    const steady = await run(tinyPlan(overrides), { workspaceDir: join(dir, 'steady') });
    expect(samples).toEqual(steady.samples);
  });

  it('clears away what a process killed while it wrote a file has left', async () => {
    const leftover = `${runPaths(dir, 'tiny').usage}.0f8fad5b-d9cb-469f-a165-70867728950e.tmp`;
    const kept = join(runPaths(dir, 'tiny').dir, 'mine.tmp');
    mkdirSync(runPaths(dir, 'tiny').dir);
    for (const path of [leftover, kept]) writeFileSync(path, 'half');
    await run(tinyPlan({ target: 1 }));
    expect([leftover, kept].map((path) => existsSync(path))).toEqual([false, true]);
  });

  it('refuses a second writer in the same workspace', async () => {
    const workspace = await openWorkspace(dir);
    await expect(openWorkspace(dir)).rejects.toMatchObject({ code: 'workspace-locked' });
    workspace.close();
    (await openWorkspace(dir)).close();
  });
});
