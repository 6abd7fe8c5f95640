import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReplayModel } from '../core/model/replay-model.ts';
import { openWorkspace } from '../core/run/workspace.ts';
import { compileRecipe } from './compile.ts';
import { parseRecipe } from './load.ts';
import { partTargets } from './part-targets.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'wellspring-compile-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const PAGE = `# Tides\n\nThe tide rises and falls twice a day. The moon pulls the water. Spring tides come at new and full moon. A neap tide is small.\n`;

async function compile(
  yaml: string,
  price: null | { inputPerMillion: number; outputPerMillion: number; source: string } = null,
) {
  const workspace = await openWorkspace(join(dir, 'runs'));
  try {
    const compiled = await compileRecipe(
      { recipe: await parseRecipe(yaml), text: yaml, baseDir: dir },
      {
        workspace,
        signal: new AbortController().signal,
        openModel: async () => openReplayModel({ replies: () => 'x', description: { price } }),
        progress: () => {},
      },
    );
    await compiled.close();
    return compiled;
  } finally {
    workspace.close();
  }
}

const CURRICULUM = 'name: t\ntarget: 5\nparts: [{name: a, method: curriculum}]\n';

const base = (more: string, options = '{levels: [1, 2]}') =>
  `name: t\n${more}\nsources: {p: {type: files, path: page.md, license: CC0-1.0}}\nparts: [{name: a, method: curriculum, uses: [p], options: ${options}}]\n`;

describe('compiling a recipe', () => {
  it.each([
    ['an unknown gate', `${CURRICULUM}gates: [{gate: lenght}]`, /no gate named "lenght"/],
    [
      'an unknown method',
      'name: t\ntarget: 5\nparts: [{name: a, method: curiculum}]',
      /no method named "curiculum"/,
    ],
    [
      'a wrong gate option',
      `${CURRICULUM}gates: [{gate: near-duplicates, treshold: 0.8}]`,
      /near-duplicates/,
    ],
    [
      'a wrong method option',
      'name: t\ntarget: 5\nparts: [{name: a, method: curriculum, options: {levels: [9, 9]}}]',
      /levels/,
    ],
    [
      'a role without a model',
      'name: t\ntarget: 5\nparts: [{name: a, method: curriculum, options: {voice: model}}]',
      /writer/,
    ],
    [
      'a source that is not there',
      'name: t\ntarget: 5\nsources: {p: {type: files, path: nowhere}}\nparts: [{name: a, method: curriculum, uses: [p]}]',
      /nowhere/,
    ],
    [
      'a use of no source',
      'name: t\ntarget: 5\nparts: [{name: a, method: curriculum, uses: [p]}]',
      /not a source/,
    ],
    [
      'two parts of one name',
      'name: t\ntarget: 5\nparts: [{name: a, method: curriculum}, {name: a, method: curriculum}]',
      /two parts/,
    ],
    ['a part without a target', 'name: t\nparts: [{name: a, method: curriculum}]', /no target/],
    [
      'a prompt that is not one',
      `name: t\ntarget: 5\nparts: [{name: a, method: curriculum, prompts: {nope: x.md}}]`,
      /no prompt named/,
    ],
  ])('refuses %s before anything is spent', async (_what, yaml, message) => {
    await expect(compile(yaml)).rejects.toMatchObject({
      code: 'recipe-invalid',
      message: expect.stringMatching(message) as string,
    });
  });

  it('refuses a money limit over a model without a price', async () => {
    const yaml =
      'name: t\ntarget: 5\nmodels: {writer: {provider: local, model: m}}\nlimits: {maxCostUsd: 1}\nparts: [{name: a, method: curriculum, options: {voice: model}}]';
    await expect(compile(yaml)).rejects.toThrow(/no known price/);
    await expect(
      compile(yaml, { inputPerMillion: 0, outputPerMillion: 0, source: 'free' }),
    ).resolves.toBeDefined();
  });

  it('gives a fingerprint that target, limits and concurrency leave alone, and all else changes', async () => {
    writeFileSync(join(dir, 'page.md'), PAGE);
    const first = (await compile(base('target: 5'))).plan.recipe;
    expect(
      (await compile(base('target: 9\nconcurrency: 3\nlimits: {maxCalls: 4}'))).plan.recipe,
    ).toBe(first);
    const others = await Promise.all(
      [
        base('target: 5\nseed: 2'),
        base('target: 5', '{levels: [1, 3]}'),
        base('target: 5\ngates: [{gate: length}]'),
        base('target: 5\nsplits: {test: 0.1}'),
      ].reduce<Promise<string>[]>(
        (all, yaml) => [
          ...all,
          (all.at(-1) ?? Promise.resolve(''))
            .then(() => compile(yaml))
            .then(({ plan }) => plan.recipe),
        ],
        [],
      ),
    );
    expect(new Set([first, ...others]).size).toBe(5);
  });
});

const part = (name: string, more: object = {}) => ({
  name,
  method: 'curriculum' as const,
  ...more,
});

describe('the targets of parts', () => {
  it('shares out what is left by largest remainder', () => {
    expect(
      partTargets({ target: 10, parts: [part('a', { share: 1 }), part('b', { share: 2 })] }),
    ).toEqual([3, 7]);
    expect(
      partTargets({ target: 10, parts: [part('a', { target: 4 }), part('b'), part('c')] }),
    ).toEqual([4, 3, 3]);
    expect(
      partTargets({ parts: [part('a', { target: 'all' }), part('b', { target: 2 })] }),
    ).toEqual([Infinity, 2]);
  });
  it('spreads an override over all parts as they stand to each other', () => {
    expect(
      partTargets({ parts: [part('a', { target: 30 }), part('b', { target: 10 })] }, 8),
    ).toEqual([6, 2]);
  });
  it('always adds up', () => {
    for (let target = 3; target < 60; target++) {
      const targets = partTargets({
        target,
        parts: [part('a', { share: 5 }), part('b', { share: 0.1 }), part('c')],
      });
      expect(targets.reduce((sum, value) => sum + value, 0)).toBe(target);
      expect(Math.min(...targets)).toBeGreaterThan(0);
    }
  });
});

describe('reading a recipe', () => {
  it('names the line of every mistake', async () => {
    const yaml =
      'name: Bad Name\ntarget: 5\nparts:\n  - name: a\n    method: curiculum\n  - name: b\n    method: rows\n    shares: 2\n';
    await expect(parseRecipe(yaml)).rejects.toThrow(/line 1: name[\s\S]*line 6: parts\.1/);
  });
  it('refuses what is not YAML, what has keys twice, and what is no map', async () => {
    await expect(parseRecipe('name: [')).rejects.toMatchObject({ code: 'recipe-invalid' });
    await expect(parseRecipe('name: a\nname: b\ntarget: 1\nparts: []')).rejects.toMatchObject({
      code: 'recipe-invalid',
    });
    await expect(parseRecipe('just words')).rejects.toMatchObject({ code: 'recipe-invalid' });
    await expect(parseRecipe('')).rejects.toMatchObject({ code: 'recipe-invalid' });
  });
  it('takes no key', async () => {
    const yaml =
      'name: t\ntarget: 1\nmodels: {writer: {provider: openai, model: m, apiKey: secret}}\nparts: [{name: a, method: curriculum}]';
    await expect(parseRecipe(yaml)).rejects.toThrow(/apiKey/);
  });
});
