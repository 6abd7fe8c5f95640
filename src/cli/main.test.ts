import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCli } from '../../test/fixtures/call-cli.ts';
import { spawnCli } from '../../test/fixtures/spawn-cli.ts';
import { PROBES } from './doctor/probes.ts';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'wellspring-cli-'));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const run = (...argv: string[]) => spawnCli(argv, { cwd });
const call = (...argv: string[]) => callCli(argv);

describe('wellspring', () => {
  it('prints its help on stdout, and nothing on stderr', async () => {
    const { code, stdout, stderr } = await run('--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Exit codes');
    expect(stdout).not.toContain('\u001B');
  });

  it('without a verb prints the help on stderr and ends with 2', async () => {
    const { code, stdout, stderr } = await call();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Verbs');
  });

  it('prints its version', async () => {
    const { code, stdout } = await call('--version');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  });

  it('offers the verb that was meant', async () => {
    const { code, stdout, stderr } = await call('verfy', 'x');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(
      /^error: there is no verb "verfy"\nhint: did you mean `wellspring verify`\?/,
    );
  });

  it('reports an error as one JSON object on stdout with --json', async () => {
    const { code, stdout, stderr } = await call('run', 'none.yaml', '--json');
    expect(code).toBe(2);
    expect(stderr).toBe('');
    const { error } = JSON.parse(stdout) as { error: Record<string, string> };
    expect(error).toMatchObject({ code: 'recipe-invalid' });
    expect(error['message']).toContain('none.yaml');
    expect(error['hint']).toContain('wellspring init');
  });

  it('shows help for a verb wherever --help stands', async () => {
    const { code, stdout } = await call('verify', 'x', '--help');
    expect(code).toBe(0);
    expect(stdout).toContain('wellspring verify DATASET');
  });

  it('colours where it is forced to', async () => {
    const forced = await spawnCli(['--help'], { cwd, env: { FORCE_COLOR: '1' } });
    expect(forced.stdout).toContain('\u001B[1mVerbs');
  });

  it('prints the stack of a bug, asks for a report, and ends with 1', async () => {
    // A module that is loaded first and breaks what every verb needs stands for any bug of ours.
    await writeFile(
      join(cwd, 'break.mjs'),
      'process.loadEnvFile = () => { throw new TypeError("\\u001B[31mbroken"); };\n',
    );
    await writeFile(join(cwd, '.env'), 'A=1\n');
    const { code, stderr } = await spawnCli(['status'], {
      cwd,
      env: { NODE_OPTIONS: `--import=${join(cwd, 'break.mjs')}` },
    });
    await rm(join(cwd, '.env'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^TypeError: \\x1b\[31mbroken\n +at /);
    expect(stderr).toContain('hint: this is a bug in Wellspring: please report it');
  });

  it('refuses an old Node at once, with the way out', async () => {
    await writeFile(
      join(cwd, 'old.mjs'),
      'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.11.0" } });\n',
    );
    const { code, stdout, stderr } = await spawnCli(['--help'], {
      cwd,
      env: { NODE_OPTIONS: `--import=${join(cwd, 'old.mjs')}` },
    });
    expect({ code, stdout }).toEqual({ code: 5, stdout: '' });
    expect(stderr).toContain('needs Node 22.13 or newer; this is Node 20.11.0');
  });

  it('drops the warning of node:sqlite alone', async () => {
    await writeFile(
      join(cwd, 'warn.mjs'),
      `const { loadEnvFile } = process;
       process.loadEnvFile = (path) => {
         process.emitWarning('SQLite is an experimental feature', 'ExperimentalWarning');
         process.emitWarning('Something else is experimental', 'ExperimentalWarning');
         loadEnvFile(path);
       };\n`,
    );
    await writeFile(join(cwd, '.env'), 'A=1\n');
    const { stderr } = await spawnCli(['status'], {
      cwd,
      env: { NODE_OPTIONS: `--import=${join(cwd, 'warn.mjs')}` },
    });
    await rm(join(cwd, '.env'));
    expect(stderr).toContain('Something else is experimental');
    expect(stderr).not.toContain('SQLite');
  });
});

describe('doctor', () => {
  it('names keys from .env without showing them, and finds what every run needs', async () => {
    await writeFile(join(cwd, '.env'), 'OPENAI_API_KEY=sk-very-secret\n');
    const { code, stdout } = await run('doctor', '--json');
    await rm(join(cwd, '.env'));
    expect(code).toBe(0);
    expect(stdout).not.toContain('sk-very-secret');
    const { ok, findings } = JSON.parse(stdout) as {
      ok: boolean;
      findings: { name: string; state: string; detail: string }[];
    };
    expect(ok).toBe(true);
    const byName = new Map(findings.map((finding) => [finding.name, finding]));
    for (const name of ['node', 'machine', 'workspace', 'sqlite', 'duckdb'])
      expect(`${name} ${byName.get(name)?.state}`).toMatch(/ (ok|warning)$/);
    expect(byName.get('keys')!.detail).toBe('OPENAI_API_KEY (openai)');
    expect([...byName.keys()]).toEqual(
      expect.arrayContaining(['local runtime', 'models', 'python datasets']),
    );
  });

  it('ends with 5 where the workspace cannot be written', async () => {
    await writeFile(join(cwd, 'a-file'), '');
    const probe = PROBES.find(({ name }) => name === 'workspace')!;
    const found = await probe.probe({ workspace: join(cwd, 'a-file', 'runs'), env: {} });
    expect(found).toMatchObject({ state: 'failed', hint: expect.stringContaining('--workspace') });
  });
});
