import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { numberedMethod, tinyPlan } from '../../../test/fixtures/tiny-plan.ts';
import { hashRecord } from '../hash.ts';
import type { Candidate, Rejection } from '../records/index.ts';
import { runSession } from './session.ts';
import { openWorkspace, runPaths } from './workspace.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'wellspring-stale-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Runs ten samples over a state of the sources in which the numbers of `gone` hold no more. */
async function runState(state: string, gone: number[]): Promise<Rejection[]> {
  const method = {
    ...numberedMethod({ rejectShare: 0, calls: 0 }),
    contradictedBy: async ({ tags }: Candidate) =>
      gone.includes(Number(tags['n'])) ? 'a page says otherwise now' : undefined,
  };
  const workspace = await openWorkspace(dir);
  try {
    await runSession({
      plan: tinyPlan({ method, target: 10, recipe: hashRecord(state) }),
      workspace,
      signal: new AbortController().signal,
    });
  } finally {
    workspace.close();
  }
  const lines = readFileSync(runPaths(dir, 'tiny').rejected, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Rejection);
}

it('keeps what changed sources contradict as rejected, once, through later runs, until it holds again', async () => {
  expect(await runState('before', [])).toEqual([]);
  const stale = await runState('after', [3, 4]);
  expect(stale.map(({ reason, content }) => [reason, content?.tags['n']])).toEqual([
    ['stale', 3],
    ['stale', 4],
  ]);
  expect(stale[0]!.message).toBe('a page says otherwise now');
  expect(await runState('after', [3, 4])).toEqual(stale);
  const later = await runState('later', [4]);
  expect(later.map(({ content }) => content?.tags['n'])).toEqual([4]);
});

it('asks nothing of samples of the same fingerprint', async () => {
  await runState('same', []);
  expect(await runState('same', [1, 2])).toEqual([]);
});
