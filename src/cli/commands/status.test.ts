import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCli } from '../../../test/fixtures/call-cli.ts';
import type { RunStatus } from '../../core/run/progress.ts';
import { viewOf } from './status.ts';

const NOW = Date.parse('2026-01-01T00:01:00.000Z');
const clock = { now: () => NOW, elapsed: () => 0, sleep: async () => {} };

function statusOf(change: Partial<RunStatus> = {}): RunStatus {
  return {
    run: 'demo',
    pid: process.pid,
    state: 'running',
    startedAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:59.000Z',
    activity: null,
    target: 10,
    accepted: 4,
    assignments: 6,
    rejected: { length: 2 },
    parts: [],
    inFlight: 1,
    waiting: 0,
    calls: { paid: 3, journaled: 0, failed: 0 },
    inputTokens: 10,
    outputTokens: 5,
    costUsd: 0,
    acceptedPerMinute: 4,
    etaSeconds: 90,
    models: [],
    error: null,
    ...change,
  };
}

describe('viewOf', () => {
  it('finds a run that lives, that died without a word, and that hangs', () => {
    expect(viewOf(statusOf(), () => true, clock)).toMatchObject({
      alive: true,
      ageSeconds: 1,
      remark: null,
    });
    const dead = viewOf(statusOf(), () => false, clock);
    expect(dead.alive).toBe(false);
    expect(dead.remark).toMatch(/is gone.*resumes/);
    const old = statusOf({ updatedAt: '2026-01-01T00:00:00.000Z' });
    expect(viewOf(old, () => true, clock).remark).toMatch(/has said nothing for 1 min/);
  });

  it('says nothing of the process of a run that ended', () => {
    const ended = viewOf(statusOf({ state: 'complete' }), () => true, clock);
    expect(ended).toMatchObject({ alive: false, remark: null });
  });

  it('copes with a date that is none', () => {
    expect(viewOf(statusOf({ updatedAt: 'soon' }), () => true, clock).ageSeconds).toBe(Infinity);
  });
});

describe('wellspring status', () => {
  let cwd: string;
  const put = async (run: string, content: string): Promise<void> => {
    await mkdir(join(cwd, 'runs', run), { recursive: true });
    await writeFile(join(cwd, 'runs', run, 'status.json'), content);
  };
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'wellspring-status-'));
    await mkdir(join(cwd, 'runs', '.journal'), { recursive: true });
    await mkdir(join(cwd, 'runs', 'empty'), { recursive: true });
    await put('demo', JSON.stringify(statusOf({ state: 'complete', accepted: 10 })));
    await put(
      'hostile',
      JSON.stringify(
        statusOf({
          run: 'hostile\u001B[2J',
          pid: 2 ** 31 - 1,
          rejected: { 'a\u001B]0;owned\u0007': 1 },
          parts: [
            {
              name: 'x\u202Ey',
              target: 1,
              accepted: 0,
              assignments: 0,
              skipped: {},
              exhausted: false,
            },
            { name: 'z', target: 1, accepted: 0, assignments: 0, skipped: {}, exhausted: false },
          ],
          error: { code: 'x', message: 'line\r\u001B[1Aforged', hint: '\u009B31mhint' },
        }),
      ),
    );
  });
  afterAll(() => rm(cwd, { recursive: true, force: true }));
  const call = (argv: string[]) => callCli([...argv, '--workspace', join(cwd, 'runs')]);

  it('shows all runs, and nothing in them steers the terminal', async () => {
    const { code, stdout } = await call(['status']);
    expect(code).toBe(0);
    expect(stdout).toContain('10/10 accepted');
    expect(stdout).toContain('is gone');
    // oxlint-disable-next-line no-control-regex -- what must not be there
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/);
  });

  it('prints one run as JSON, with the age of its snapshot', async () => {
    const { code, stdout } = await call(['status', 'demo', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      run: 'demo',
      state: 'complete',
      alive: false,
      accepted: 10,
    });
  });

  it('ends --watch when the run has ended', async () => {
    const { code, stdout } = await call(['status', 'demo', '--watch', '--json']);
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
  });

  it('offers the run that was meant, and refuses names that leave the folder', async () => {
    const near = await call(['status', 'dmeo']);
    expect(near.code).toBe(2);
    expect(near.stderr).toContain('did you mean demo?');
    const out = await call(['status', '../runs/demo']);
    expect(out.code).toBe(2);
    expect(out.stderr).toContain('there is no run');
  });

  it('says what is wrong with a snapshot that is not one, and that a run has none yet', async () => {
    await put('torn', '{"run":"to');
    const torn = await call(['status', 'torn']);
    expect(torn.code).toBe(2);
    expect(torn.stderr).toContain("is not a run's status");
    await rm(join(cwd, 'runs', 'torn'), { recursive: true });
    const empty = await call(['status', 'empty']);
    expect(empty.code).toBe(2);
    expect(empty.stderr).toContain('no status.json yet');
  });

  it('says that there is no folder of runs', async () => {
    const { code, stderr } = await callCli(['status', '--workspace', join(cwd, 'elsewhere')]);
    expect(code).toBe(2);
    expect(stderr).toContain('--workspace DIR');
  });
});
