import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCli } from '../../../test/fixtures/call-cli.ts';
import { exitOf } from './verify.ts';

describe('exitOf', () => {
  it.each([
    [{ ok: true, totals: { failed: 0, missing: 0, unknown: 0 } }, 0],
    [{ ok: false, totals: { failed: 1, missing: 0, unknown: 0 } }, 6],
    [{ ok: false, totals: { failed: 1, missing: 9, unknown: 0 } }, 6],
    [{ ok: false, totals: { failed: 0, missing: 0, unknown: 1 } }, 6],
    [{ ok: false, totals: { failed: 0, missing: 3, unknown: 1 } }, 6],
    [{ ok: false, totals: { failed: 0, missing: 3, unknown: 0 } }, 7],
  ])('%j: %i', (result, exit) => expect(exitOf(result)).toBe(exit));
});

describe('wellspring verify', () => {
  it('ends with 2 where there is nothing', async () => {
    const { code, stdout, stderr } = await callCli(['verify', '/no/such/dataset', '--json']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'recipe-invalid' } });
  });
});

describe('wellspring verify, by what is named', () => {
  let dir: string;
  let runs: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'wellspring-named-'));
    runs = join(dir, 'runs');
    const recipe = join(dir, 'tiny.yaml');
    await writeFile(
      recipe,
      `name: tiny
target: 6
parts:
  - { name: perception, method: curriculum, options: { voice: template } }
`,
    );
    const { code, stderr } = await callCli(['run', recipe, '--workspace', runs]);
    if (code !== 0) throw new Error(stderr);
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));
  const verify = (target: string) => callCli(['verify', target, '--workspace', runs]);

  it('takes a run by name or folder, and its dataset, and prints the hash', async () => {
    for (const target of ['tiny', join(runs, 'tiny'), `${join(runs, 'tiny')}/`]) {
      const { code, stdout } = await verify(target);
      expect(code).toBe(0);
      expect(stdout).toMatch(/manifest {2}intact, hash [0-9a-f]{64}/);
    }
    const wrong = await verify('tniy');
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.stderr).toContain('did you mean tiny?');
  });

  it('prefers the run to a folder of its name, unless that is a dataset or a run itself', async () => {
    const before = process.cwd();
    const cwd = join(dir, 'cwd');
    await mkdir(join(cwd, 'tiny', 'recipes'), { recursive: true });
    process.chdir(cwd);
    try {
      const found = await verify('tiny');
      expect(found).toMatchObject({ code: 0 });
      expect((await callCli(['inspect', 'tiny', '--workspace', runs, '--n', '1'])).code).toBe(0);
      await cp(join(runs, 'tiny', 'dataset', 'data'), join(cwd, 'tiny', 'data'), {
        recursive: true,
      });
      // The rows without their proof: the folder was meant.
      expect((await verify('tiny')).code).toBe(7);
    } finally {
      process.chdir(before);
    }
  });

  it('ends with 2 on what is no dataset at all', async () => {
    const foreign = join(dir, 'foreign');
    await mkdir(foreign);
    const empty = await verify(foreign);
    await writeFile(join(foreign, 'rows.jsonl'), '{"prompt":"a","completion":"b"}\n');
    await writeFile(join(foreign, 'notes.md'), '# Notes\n');
    for (const { code, stderr } of [
      empty,
      await verify(foreign),
      await verify(join(foreign, 'rows.jsonl')),
      await verify(join(foreign, 'notes.md')),
    ]) {
      expect(code).toBe(2);
      expect(stderr).toContain('is no dataset of Wellspring');
    }
    // A damaged file of rows is not a foreign one.
    await writeFile(join(foreign, 'rows.jsonl'), '{"prompt":');
    expect((await verify(join(foreign, 'rows.jsonl'))).code).toBe(6);
  });

  it('names the sealed proof that is not there before what follows from it', async () => {
    const copy = join(dir, 'copy');
    await cp(join(runs, 'tiny', 'dataset'), copy, { recursive: true });
    await rm(join(copy, 'proof', 'objects-00000.jsonl'));
    const { code, stdout } = await verify(copy);
    expect(code).toBe(7);
    const at = stdout.indexOf('proof/objects-00000.jsonl, which the manifest seals, is not here');
    expect(at).toBeGreaterThan(0);
    expect(at).toBeLessThan(stdout.search(/^  missing \d/m));
    expect(stdout).toContain('--material PATH/proof');
  });

  it('is told by export how to verify what it wrote', async () => {
    const out = join(dir, 'out.jsonl');
    const argv = ['export', 'tiny', '--format', 'jsonl', '--out', out];
    const exported = await callCli([...argv, '--workspace', runs, '--json']);
    const { verify: command } = JSON.parse(exported.stdout) as { verify: string };
    expect(command).toBe(
      `wellspring verify ${out} --material ${join(runs, 'tiny', 'dataset', 'proof')}`,
    );
    expect((await callCli(command.split(' ').slice(1))).code).toBe(0);
    expect((await verify(out)).code).toBe(7);
  });

  it('is not needed after an export that wrote nothing: 3, and no file', async () => {
    const out = join(dir, 'pairs.jsonl');
    const argv = ['export', 'tiny', '--format', 'dpo', '--out', out, '--workspace', runs];
    const { code, stdout, stderr } = await callCli(argv);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain('no sample fits dpo (');
    await expect(rm(out)).rejects.toThrow('ENOENT');
  });
});
