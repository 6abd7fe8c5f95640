import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCli } from '../../test/fixtures/call-cli.ts';
import { runNameFrom } from './run-name.ts';
import { unpricedModels } from './unpriced.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wellspring-named-'));
  await mkdir(join(dir, 'data', 'recipes'), { recursive: true });
  await writeFile(join(dir, 'data', 'recipes', 'demo.yaml'), 'name: demo\nparts: []\n');
  await writeFile(join(dir, 'page.md'), '# A page\n');
  await writeFile(join(dir, 'rows.jsonl'), '{}\n');
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('what is named in place of a recipe', () => {
  it.each([
    ['run', 'data', 'is a folder', 'there is one in it: wellspring run '],
    ['plan', 'data', 'is a folder', join('recipes', 'demo.yaml')],
    ['run', 'page.md', 'is no recipe', 'under sources:'],
    ['plan', 'page.md', 'is no recipe', 'under sources:'],
    ['plan', 'rows.jsonl', 'plan takes a recipe', 'wellspring run '],
  ])('%s %s', async (verb, name, said, hint) => {
    const { code, stderr } = await callCli([verb, join(dir, name), '--workspace', join(dir, 'w')]);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
    expect(stderr.slice(stderr.indexOf('hint:'))).toContain(hint);
  });
});

describe('a workspace that cannot be written to', () => {
  it('is refused before anything is made', async () => {
    const recipe = join(dir, 'data', 'recipes', 'demo.yaml');
    await writeFile(
      recipe,
      'name: demo\ntarget: 1\nparts:\n  - { name: p, method: curriculum, options: { voice: template } }\n',
    );
    for (const workspace of [join(dir, 'page.md'), join(dir, 'page.md', 'runs')]) {
      const { code, stderr } = await callCli(['run', recipe, '--workspace', workspace]);
      expect(code).toBe(2);
      expect(stderr).toContain('is a file');
      expect(stderr).toContain('--workspace DIR');
    }
    const closed = join(dir, 'closed');
    await mkdir(closed);
    await chmod(closed, 0o500);
    // Root may write everywhere.
    if (process.getuid?.() === 0) return console.warn('as root, no folder is closed: not tried');
    const { code, stderr } = await callCli(['run', recipe, '--workspace', join(closed, 'runs')]);
    expect(code).toBe(2);
    expect(stderr).toContain('this user may not write there');
    expect(await readdir(closed)).toEqual([]);
  });
});

const model = (provider: string, name: string, more: object = {}) =>
  ({ provider, model: name, ...more }) as never;

describe('unpricedModels', () => {
  it('finds those without a price in the recipe or in the list, and no local ones', () => {
    expect(
      unpricedModels({
        models: {
          a: model('openai-compatible', 'x', { baseUrl: 'http://127.0.0.1:1/v1' }),
          b: { pool: [model('openai', 'gpt-4o-mini'), model('local', 'm')] },
          c: model('openai-compatible', 'y', { price: { inputPerMillion: 0 } }),
          d: model('openai-compatible', 'x', { baseUrl: 'http://127.0.0.1:1/v1' }),
        },
      }),
    ).toEqual(['openai-compatible/x']);
  });
});

describe('runNameFrom', () => {
  it.each([
    ['My Data', 'my-data'],
    ['__x.1', 'x.1'],
    ['a'.repeat(80), 'a'.repeat(64)],
    ['…', undefined],
  ])('%s', (text, name) => expect(runNameFrom(text)).toBe(name));
});
