import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecipeError } from '../core/errors/index.ts';
import { parseRecipe } from '../recipe/load.ts';
import { findGate } from '../recipe/registry.ts';
import { verb } from './commands/run.ts';
import { isRowFile, parseGate, recipeForRows } from './rows-recipe.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wellspring-rows-'));
  await writeFile(join(dir, 'Täglich – Rows (1).jsonl'), '{"text":"x"}\n');
  await writeFile(join(dir, 'more.parquet'), '');
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('parseGate', () => {
  it.each([
    ['length', { gate: 'length' }],
    ['near-duplicates,threshold=0.8', { gate: 'near-duplicates', threshold: 0.8 }],
    [
      'language,languages=[en, de],share=1',
      { gate: 'language', languages: ['en', 'de'], share: 1 },
    ],
    ['judge,rubric="one, two",strict=true', { gate: 'judge', rubric: 'one, two', strict: true }],
    ['x,a={b: [1, 2], c: d}', { gate: 'x', a: { b: [1, 2], c: 'd' } }],
    ['x,path=a=b', { gate: 'x', path: 'a=b' }],
  ])('%s', async (text, expected) => expect(await parseGate(text)).toEqual(expected));

  it.each(['length,5', 'length,=5', 'x,a=[1', 'x,__proto__=1', 'x,gate=y'])(
    'refuses %s',
    async (text) => {
      await expect(parseGate(text)).rejects.toThrow(RecipeError);
    },
  );
});

describe('the gates in the help of run', () => {
  it('are gates of this build, with options that they take', async () => {
    const gates = verb.examples.flatMap(({ command }) =>
      [...command.matchAll(/--gate (\S+)/g)].map((match) => match[1]!),
    );
    expect(gates.length).toBeGreaterThan(0);
    for (const text of gates) {
      const { gate, ...options } = await parseGate(text);
      expect(findGate(String(gate)).options.safeParse(options)).toMatchObject({ success: true });
    }
  });
});

describe('recipeForRows', () => {
  it('makes a recipe that the parser takes from its own text, with a name that a folder may have', async () => {
    const file = join(dir, 'Täglich – Rows (1).jsonl');
    const loaded = await recipeForRows([file, join(dir, 'more.parquet')], [], undefined);
    expect(loaded.recipe.name).toBe('t-glich-rows-1');
    expect(loaded.recipe.parts.map(({ name, method, target }) => [name, method, target])).toEqual([
      ['rows-1', 'rows', 'all'],
      ['rows-2', 'rows', 'all'],
    ]);
    expect(loaded.recipe.gates.map(({ gate }) => gate)).toEqual([
      'length',
      'exact-duplicates',
      'near-duplicates',
    ]);
    expect(await parseRecipe(loaded.text)).toEqual(loaded.recipe);
  });

  it('takes the gates and the name that are given', async () => {
    const { recipe } = await recipeForRows(
      [join(dir, 'more.parquet')],
      ['length,minWords=3'],
      'mine',
    );
    expect(recipe).toMatchObject({ name: 'mine', gates: [{ gate: 'length', minWords: 3 }] });
    await expect(recipeForRows([join(dir, 'more.parquet')], [], '../out')).rejects.toThrow(
      RecipeError,
    );
  });

  it('refuses a file that is not there', async () => {
    await expect(recipeForRows([join(dir, 'none.jsonl')], [], undefined)).rejects.toThrow(
      /no file/,
    );
    expect([isRowFile('a.JSONL'), isRowFile('a.yaml'), isRowFile('runs/x')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
