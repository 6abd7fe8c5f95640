import { mkdir, mkdtemp, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { callCli } from '../../../test/fixtures/call-cli.ts';
import { readCatalogue } from '../../core/model/weights/catalogue.ts';
import { weightsPath } from '../../core/model/weights/weights-folder.ts';

let folder: string;
const entry = readCatalogue()[0]!;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wellspring-models-'));
});
beforeEach(() => vi.stubEnv('WELLSPRING_MODELS', folder));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('wellspring models', () => {
  it('lists the catalogue, and what of it is here', async () => {
    const { code, stdout } = await callCli(['models', 'list']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^${entry.name} .* no$`, 'm'));
    expect(stdout).toContain(entry.license);
    const json = await callCli(['models', 'list', '--json']);
    const { models } = JSON.parse(json.stdout) as { models: { name: string; path: null }[] };
    expect(models[0]).toMatchObject({ name: entry.name, path: null });
  });

  it('ends with 5 for weights that are not here, and says how to have them', async () => {
    const { code, stderr } = await callCli(['models', 'path', entry.name]);
    expect(code).toBe(5);
    expect(stderr).toContain(`wellspring models pull ${entry.name}`);
  });

  it('prints the path of weights that are here, does not fetch them again, and removes them', async () => {
    const path = weightsPath(entry, folder);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, '');
    // Full size without the bytes: a file with a hole.
    await truncate(path, entry.bytes);
    for (const action of ['path', 'pull']) {
      const { code, stdout } = await callCli(['models', action, entry.name]);
      expect({ code, stdout }).toEqual({ code: 0, stdout: `${path}\n` });
    }
    const removed = await callCli(['models', 'rm', entry.name, '--json']);
    expect(JSON.parse(removed.stdout)).toEqual({ name: entry.name, removed: true });
    await expect(stat(path)).rejects.toThrow('ENOENT');
    expect((await callCli(['models', 'rm', entry.name])).stdout).toContain('was not here');
  });

  it.each([
    [['models', 'pul', 'x'], /did you mean pull\?/],
    [['models'], /needs list\|pull\|path\|rm/],
    [['models', 'pull'], /needs NAME/],
    [['models', 'list', 'x'], /takes no name/],
    [['models', 'path', 'no-such-model'], /no model "no-such-model"/],
  ])('refuses %j with 2', async (argv, message) => {
    const { code, stderr } = await callCli(argv);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
