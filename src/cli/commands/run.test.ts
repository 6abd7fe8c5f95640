import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  startFakeEndpoint,
  type FakeEndpoint,
} from '../../../test/fake-endpoint/start-fake-endpoint.ts';
import { callCli } from '../../../test/fixtures/call-cli.ts';
import { spawnCli } from '../../../test/fixtures/spawn-cli.ts';

let dir: string;
let runs: string;
const endpoints: FakeEndpoint[] = [];

const RECIPE = `name: tiny
seed: 3
target: 12
parts:
  - { name: perception, method: curriculum, options: { voice: template } }
gates:
  - { gate: length }
  - { gate: exact-duplicates }
`;

/** A part that calls a model at an address. */
const calling = (url: string): string => `name: calling
seed: 3
target: 500
concurrency: 4
models:
  writer: { provider: openai-compatible, model: fake, baseUrl: "${url}", concurrency: 4, price: { inputPerMillion: 1, outputPerMillion: 1 } }
parts:
  - { name: perception, method: curriculum, options: { voice: model } }
limits: { maxBarren: 100000 }
`;

/** A row of one exchange. */
const rowOf = (words: string) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: 'Tell me.' },
      { role: 'assistant', content: words },
    ],
  });

/** Assignments that ended, as `run --json` counts them. */
const decided = (result: { stdout: string }): number => {
  const { accepted, rejected } = JSON.parse(result.stdout) as {
    accepted: number;
    rejected: Record<string, number>;
  };
  return accepted + Object.values(rejected).reduce((sum, count) => sum + count, 0);
};

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wellspring-run-'));
  runs = join(dir, 'runs');
  await writeFile(join(dir, 'tiny.yaml'), RECIPE);
});
afterAll(() => rm(dir, { recursive: true, force: true }));
afterEach(async () => {
  for (const endpoint of endpoints.splice(0)) await endpoint.close();
});

const call = (...argv: string[]) => callCli([...argv, '--workspace', runs]);
const json = (printed: string) => JSON.parse(printed) as Record<string, never>;

describe('wellspring run', () => {
  it('makes a dataset that verify, inspect and export take', async () => {
    const run = await call('run', join(dir, 'tiny.yaml'), '--json');
    expect(run.code).toBe(0);
    const dataset = join(runs, 'tiny', 'dataset');
    expect(json(run.stdout)).toMatchObject({
      run: 'tiny',
      state: 'complete',
      exitCode: 0,
      accepted: 12,
      target: 12,
      dataset,
      verify: `wellspring verify ${dataset}`,
      error: null,
    });
    expect(run.stderr).toContain('tiny: complete');

    const verify = await callCli(['verify', dataset, '--json']);
    expect(verify.code).toBe(0);
    expect(Object.keys(json(verify.stdout)).slice(0, 5)).toEqual([
      'samples',
      'checked',
      'replayed',
      'attested',
      'failed',
    ]);
    expect(json(verify.stdout)).toMatchObject({ ok: true, samples: 12, failed: [] });
    expect((await callCli(['verify', dataset])).stdout).toContain('every proof holds');

    const inspect = await call('inspect', 'tiny', '--n', '2');
    expect(inspect.stdout.match(/^evidence 1/gm)).toHaveLength(2);
    expect(inspect.stdout).toContain('answer, resting on: program');

    const out = join(dir, 'chat.jsonl');
    const exported = await callCli(['export', dataset, '--format', 'openai-chat', '--out', out]);
    expect(exported.code).toBe(0);
    expect(exported.stdout).toContain('12 samples written');
    expect((await readFile(out, 'utf8')).trim().split('\n')).toHaveLength(12);
    const pairs = await call(
      'export',
      'tiny',
      '--format',
      'dpo',
      '--out',
      join(dir, 'dpo.jsonl'),
      '--json',
    );
    expect(json(pairs.stdout)).toMatchObject({ written: 0, skipped: { 'no-preference-pair': 12 } });

    const push = await callCli(['push', dataset, '--repo', 'me/tiny', '--dry-run']);
    expect(push.code).toBe(0);
    expect(push.stdout).toContain('data/train-00000-of-00001.parquet');
    expect(push.stdout).not.toMatch(/journal|rejected\.jsonl|events/);
  });

  it('tells what failed, and what is only absent: 6 and 7', async () => {
    const dataset = join(runs, 'tiny', 'dataset');
    const broken = join(dir, 'broken');
    await cp(dataset, broken, { recursive: true });
    const objects = join(broken, 'proof', 'objects-00000.jsonl');
    await writeFile(objects, (await readFile(objects, 'utf8')).replace('"level":', '"levex":'));
    const failed = await callCli(['verify', broken]);
    expect(failed.code).toBe(6);
    expect(failed.stdout).toMatch(/failed \d/);

    const bare = join(dir, 'bare');
    await cp(join(dataset, 'data'), join(bare, 'data'), { recursive: true });
    const absent = await callCli(['verify', bare, '--json']);
    expect(json(absent.stdout)).toMatchObject({ ok: false, failed: [] });
    expect(absent.code).toBe(7);
    const completed = await callCli(['verify', bare, '--material', join(dataset, 'proof')]);
    expect(completed.code).toBe(0);

    const rows = join(dir, 'altered.jsonl');
    await call('export', 'tiny', '--format', 'jsonl', '--out', rows);
    await writeFile(
      rows,
      (await readFile(rows, 'utf8')).replace('"voice":"template"', '"voice":"model"'),
    );
    const out = join(dir, 'never.jsonl');
    const altered = await callCli(['export', rows, '--format', 'openai-chat', '--out', out]);
    expect(altered.code).toBe(6);
    await expect(readFile(out)).rejects.toThrow('ENOENT');
  });

  it('plans without spending', async () => {
    const { code, stdout } = await call('plan', join(dir, 'tiny.yaml'), '--pilot', '0', '--json');
    expect(code).toBe(0);
    expect(json(stdout)).toMatchObject({
      pilot: 0,
      run: 'tiny',
      parts: [{ name: 'perception', target: 12 }],
      spent: { calls: 0 },
    });
    const pilot = await call('plan', join(dir, 'tiny.yaml'), '--pilot', '3');
    expect(pilot.stdout).toMatch(/perception +12 /);
  });

  it('asks before a pilot calls models that others bill for', async () => {
    await writeFile(join(dir, 'billed.yaml'), calling('http://127.0.0.1:9/v1'));
    const { code, stderr } = await call('plan', join(dir, 'billed.yaml'));
    expect(code).toBe(2);
    expect(stderr).toMatch(/would call models.*openai-compatible\/fake/);
    expect(stderr).toContain('--yes');
  });

  it('takes rows that exist through the gates that are named', async () => {
    const rows = join(dir, 'rows.jsonl');
    await writeFile(
      rows,
      `${rowOf('The sea rises twice a day.')}\n${rowOf('The sea rises twice a day.')}\n${rowOf('A lock lifts boats.')}\n`,
    );
    const { code, stdout } = await call('run', rows, '--gate', 'exact-duplicates', '--json');
    expect(code).toBe(0);
    expect(json(stdout)).toMatchObject({
      run: 'rows',
      accepted: 2,
      target: null,
      rejected: { 'exact-duplicates': 1 },
    });
    const kept = await readFile(join(runs, 'rows', 'recipe.yaml'), 'utf8');
    expect(kept).toContain('method: rows');
  });

  it.each([
    [['run', 'none.yaml'], /cannot read the recipe/],
    [['run', 'none.jsonl'], /there is no file/],
    [['run', 'TINY', '--gate', 'length'], /a recipe names its own gates/],
    [['run', 'TINY', 'rows.jsonl'], /one recipe, or only files of rows/],
    [['run', 'TINY', '--name', '../x'], /--name .*lower-case/],
    [['run', 'TINY', '--target', '0'], /at least 1/],
    [['run', 'TINY', '--max-cost', 'much'], /takes a number/],
  ])('refuses %j with 2, before anything is spent', async (argv, message) => {
    const words = argv.map((word) => (word === 'TINY' ? join(dir, 'tiny.yaml') : word));
    const { code, stderr } = await call(...words);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('ends with 3 where its sources give no more', async () => {
    const rows = join(dir, 'few.jsonl');
    await writeFile(
      rows,
      `${JSON.stringify({
        messages: [
          { role: 'user', content: 'a b' },
          { role: 'assistant', content: 'c d' },
        ],
      })}\n`,
    );
    await writeFile(
      join(dir, 'short.yaml'),
      `name: short\nparts: [{ name: rows, method: rows, target: 5, options: { path: few.jsonl } }]\n`,
    );
    const { code, stdout } = await call('run', join(dir, 'short.yaml'));
    expect(code).toBe(3);
    expect(stdout).toContain('had nothing more to try at 1 of 5');
  });

  it('ends with 5 where a key is missing', async () => {
    await writeFile(
      join(dir, 'key.yaml'),
      calling('http://127.0.0.1:9/v1').replace(
        'provider: openai-compatible',
        'provider: openai-compatible, apiKeyEnv: NO_SUCH_KEY_HERE',
      ),
    );
    const { code, stderr } = await call('run', join(dir, 'key.yaml'));
    expect(code).toBe(5);
    expect(stderr).toContain('NO_SUCH_KEY_HERE');
  });

  it('ends with 4 at a limit, says which, and resumes', async () => {
    const endpoint = await startFakeEndpoint();
    endpoints.push(endpoint);
    await writeFile(
      join(dir, 'limit.yaml'),
      calling(endpoint.url).replace('name: calling', 'name: limit'),
    );
    const first = await call('run', join(dir, 'limit.yaml'), '--max-calls', '6', '--json');
    expect(first.code).toBe(4);
    expect(json(first.stdout)).toMatchObject({
      state: 'stopped',
      exitCode: 4,
      error: { code: 'limit-reached' },
    });
    const paid = endpoint.stats().requests;
    expect(paid).toBeLessThanOrEqual(6);
    const again = await call('run', join(dir, 'limit.yaml'), '--max-calls', '6', '--json');
    expect(again.code).toBe(4);
    expect(endpoint.stats().requests).toBe(paid);
  });
});

describe('a model without a known price', () => {
  it('is said to have one that nobody knows: in the summary, in status and in progress', async () => {
    const endpoint = await startFakeEndpoint({});
    endpoints.push(endpoint);
    await writeFile(
      join(dir, 'unpriced.yaml'),
      calling(endpoint.url)
        .replace('name: calling', 'name: unpriced')
        .replace(/, price: \{[^}]*\}/, ''),
    );
    const argv = ['run', join(dir, 'unpriced.yaml'), '--max-calls', '6'];
    const run = await call(...argv);
    expect(run.code).toBe(4);
    expect(run.stdout).toMatch(/cost +unknown price/);
    expect(run.stdout + run.stderr).not.toContain('$0.00');
    expect(run.stderr).toContain('tokens, unknown price');
    const status = await call('status', 'unpriced');
    expect(status.stdout).toContain('unknown price');
    expect(json((await call('status', 'unpriced', '--json')).stdout)).toMatchObject({
      isUnpriced: true,
    });

    await writeFile(
      join(dir, 'priced.yaml'),
      calling(endpoint.url).replace('name: calling\nseed: 3', 'name: priced\nseed: 4'),
    );
    const priced = await call('run', join(dir, 'priced.yaml'), '--max-calls', '6', '--json');
    expect(json(priced.stdout)).toMatchObject({ unpriced: [] });
  });
});

describe('Ctrl-C', () => {
  it('stops cleanly, keeps what was paid for, and the same command goes on from there', async () => {
    const endpoint = await startFakeEndpoint({ latency: { kind: 'fixed', ms: 60 } });
    endpoints.push(endpoint);
    await writeFile(join(dir, 'calling.yaml'), calling(endpoint.url));
    const argv = ['run', 'calling.yaml', '--json'];
    let told = false;
    const stopped = await spawnCli(argv, {
      cwd: dir,
      onStart: (child) => {
        const timer = setInterval(() => {
          if (told || endpoint.stats().requests < 30) return;
          told = true;
          child.kill('SIGINT');
        }, 20);
        child.on('exit', () => clearInterval(timer));
      },
    });
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toContain('SIGINT: no new work');
    const summary = json(stopped.stdout);
    expect(summary).toMatchObject({
      state: 'interrupted',
      exitCode: 130,
      dataset: null,
      error: { code: 'cancelled' },
    });
    const status = await call('status', 'calling', '--json');
    expect(json(status.stdout)).toMatchObject({ state: 'interrupted', alive: false });

    const before = endpoint.stats().requests;
    const resumed = await spawnCli([...argv, '--max-calls', String(before)], { cwd: dir });
    expect(resumed.code).toBe(4);
    expect(endpoint.stats().requests).toBe(before);
    expect(decided(stopped)).toBeGreaterThan(0);
    expect(decided(resumed)).toBeGreaterThanOrEqual(decided(stopped));
  });

  it('twice ends the process at once', async () => {
    const endpoint = await startFakeEndpoint({ behave: () => ({ kind: 'hang' }) });
    endpoints.push(endpoint);
    await writeFile(
      join(dir, 'hanging.yaml'),
      calling(endpoint.url).replace('name: calling', 'name: hanging'),
    );
    let sent = 0;
    const started = performance.now();
    const { code } = await spawnCli(['run', 'hanging.yaml'], {
      cwd: dir,
      onStart: (child) => {
        const timer = setInterval(() => {
          if (sent < 2 && endpoint.stats().requests > 0 && ++sent <= 2)
            child.kill(sent === 1 ? 'SIGTERM' : 'SIGINT');
        }, 300);
        child.on('exit', () => clearInterval(timer));
      },
    });
    expect(code).toBe(130);
    expect(sent).toBe(2);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
