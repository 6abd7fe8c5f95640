import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callCli } from '../../../../test/fixtures/call-cli.ts';

describe('wellspring curriculum', () => {
  it('audits a family: solvers, verifier, and what reaches beyond chance', async () => {
    const { code, stdout } = await callCli([
      'curriculum',
      'audit',
      '--family',
      'counting',
      '--n',
      '800',
      '--json',
    ]);
    const report = JSON.parse(stdout) as {
      passed: boolean;
      families: {
        disagreements: number;
        readers: unknown[];
        worst: { accuracy: number; chance: number };
      }[];
    };
    expect(report.families).toHaveLength(1);
    expect(report.families[0]).toMatchObject({
      family: 'counting@1',
      items: 800,
      disagreements: 0,
      ambiguous: 0,
      verifierFaults: 0,
    });
    expect(report.families[0]!.readers.length).toBeGreaterThan(5);
    expect(code).toBe(report.passed ? 0 : 6);
  });

  it('prints samples that their own verifier takes', async () => {
    const { code, stdout } = await callCli([
      'curriculum',
      'sample',
      '--family',
      'odd-one-out',
      '--level',
      '5',
      '--n',
      '2',
      '--json',
    ]);
    expect(code).toBe(0);
    const { items } = JSON.parse(stdout) as {
      items: { prompt: string; answer: string; response: string }[];
    };
    expect(items).toHaveLength(2);
    for (const { answer, response } of items) expect(response.toLowerCase()).toContain(answer);
  });

  it('writes tasks as pictures, and says which skill has none', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'pictures-'));
    const argv = [
      'curriculum',
      'sample',
      '--family',
      'shortest-route',
      '--n',
      '1',
      '--pictures',
      dir,
    ];
    const { code, stdout } = await callCli(argv);
    expect(code).toBe(0);
    expect(stdout).toContain('Red is the start');
    const files = (await readdir(dir)).toSorted();
    expect(files).toEqual(['shortest-route-1-1.png', 'shortest-route-1-1.svg']);
    const png = await readFile(join(dir, files[0]!));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    await rm(dir, { recursive: true });
    const none = await callCli(argv.with(3, 'syllogism'));
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('cannot be shown');
  });

  it.each([
    [['curriculum'], 'needs an action'],
    [['curriculum', 'sample', '--family', 'nothing'], 'no task family'],
    [['curriculum', 'sample', '--family', 'counting', '--level', '99'], 'levels 1 to 8'],
    [['curriculum', 'audti'], 'audti'],
  ])('refuses %j', async (argv, words) => {
    const { code, stderr } = await callCli(argv);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});
