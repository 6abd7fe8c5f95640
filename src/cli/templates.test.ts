import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCli } from '../../test/fixtures/call-cli.ts';
import { MissingDependencyError } from '../core/errors/index.ts';
import { loadRecipe } from '../recipe/load.ts';
import { filesOf, readTemplates } from './templates.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'wellspring-init-'));
  for (const folder of ['package/recipes', 'package/examples/pages/deep', 'package/examples/other'])
    await mkdir(join(home, folder), { recursive: true });
  for (const file of [
    'examples/pages/a.md',
    'examples/pages/deep/b.md',
    'examples/other/c.jsonl',
    'secret.txt',
  ])
    await writeFile(join(home, 'package', file), 'x');
  await writeFile(
    join(home, 'package/recipes/demo.yaml'),
    `name: demo
description: Both slices.
sources:
  pages: { type: files, path: ../examples/pages }
  deep: { type: files, path: ../examples/pages/deep/*.md }
gates:
  - { gate: contamination, files: [../examples/other/c.jsonl] }
  - { gate: x, path: ../secret.txt, other: ../../../../etc/passwd, more: ../examples/none.md }
parts: []
`,
  );
  await writeFile(
    join(home, 'package/recipes/another.yaml'),
    '# Something else.\nname: another\nparts: []\n',
  );
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('templates', () => {
  it('are the recipes of the package, the demo first', async () => {
    const templates = await readTemplates(join(home, 'package'));
    expect(templates.map(({ name, description }) => [name, description])).toEqual([
      ['demo', 'Both slices.'],
      ['another', 'Something else.'],
    ]);
  });

  it('bring what the recipe names below examples/, each once, and nothing from elsewhere', async () => {
    const root = join(home, 'package');
    const files = await filesOf({ path: join(root, 'recipes/demo.yaml') }, root);
    expect(files.map(({ to }) => to).toSorted()).toEqual([
      'examples/other/c.jsonl',
      'examples/pages',
      'recipes/demo.yaml',
    ]);
    for (const { from, to } of files) expect(relative(root, from)).toBe(to);
  });

  it('say so where the package has none', async () => {
    await expect(readTemplates(join(home, 'nowhere'))).rejects.toThrow(MissingDependencyError);
  });
});

describe('wellspring init', () => {
  it('writes a recipe that loads, with its pages, and never overwrites', async () => {
    const dir = join(home, 'mine');
    const { code, stdout } = await callCli(['init', dir, '--yes', '--json']);
    expect(code).toBe(0);
    const { recipe, next } = JSON.parse(stdout) as { recipe: string; next: string[] };
    const loaded = await loadRecipe(recipe);
    expect(loaded.recipe.name).toBe('mine');
    expect(loaded.recipe.parts.length).toBeGreaterThan(0);
    expect(await readdir(dir)).toContain('recipes');
    expect(next.at(-1)).toBe(`wellspring run ${recipe}`);
    const plan = await callCli([
      'plan',
      recipe,
      '--pilot',
      '0',
      '--workspace',
      join(home, 'runs'),
      '--json',
    ]);
    // Where the model of the recipe is not on this machine, the plan says that, and nothing else.
    expect([0, 5]).toContain(plan.code);

    const again = await callCli(['init', dir, '--yes']);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('is there already: nothing was written');
  });

  it('does not write through a link that leads to nothing', async () => {
    const dir = join(home, 'linked');
    await mkdir(join(dir, 'recipes'), { recursive: true });
    await symlink(join(home, 'elsewhere'), join(dir, 'recipes', 'demo.yaml'));
    const { code } = await callCli(['init', dir, '--template', 'demo', '--yes']);
    expect(code).toBe(2);
    expect(await readdir(home)).not.toContain('elsewhere');
  });

  it('offers the template that was meant', async () => {
    const { code, stderr } = await callCli(['init', join(home, 'x'), '--template', 'dmeo']);
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean demo?');
  });
});
