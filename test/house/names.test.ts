import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALL_VERBS, isGroup, VERBS } from '../../src/cli/verbs.ts';
import { METHOD_NAMES } from '../../src/core/records/index.ts';
import { EXPORTERS } from '../../src/export/index.ts';
import { GATES } from '../../src/quality/index.ts';
import { METHODS } from '../../src/recipe/registry.ts';

const repository = join(import.meta.dirname, '..', '..');
const src = join(repository, 'src');

/** Files beside the gates and the formats that are no word of a recipe, and why they stand there. */
const NOT_GATES = {
  index: 'the list of gates',
  diversity: 'measures accepted texts for the card; nothing is refused by it',
  'replay-by-checking': 'how pure gates are replayed',
};
const NOT_FORMATS = { index: 'the list of formats', exporter: 'what a format is' };

/** Longer than 300 lines, and why. Tests may be: they are lists of cases. */
const LONG_FILES: Record<string, string> = {
  'src/methods/curriculum/families/abstract-reasoning/knights-and-knaves.ts':
    'two solvers that share no code, and the draw that balances them, are read together',
  'src/methods/curriculum/families/abstract-reasoning/propositional-entailment.ts':
    'a truth table and an implication graph, with the matched draw of three verdicts',
  'src/methods/curriculum/families/language/command-actions.ts':
    'commands drawn, told, carried out and read back, with the rules that say what each word covers',
  'src/methods/curriculum/families/language/relative-clauses.ts':
    'eleven kinds of sentence, what happens in each, and the questions weighed against three tempting rules',
  'src/methods/curriculum/families/space-number-physics/conservation.ts':
    'real changes and changes of look, told, solved and explained, with the draw that balances the rules',
  'src/methods/curriculum/families/space-number-physics/collision-order.ts':
    'two solvers that share no code, and the draw that balances the tempting pairs, are read together',
  'src/methods/curriculum/families/space-number-physics/relative-position.ts':
    'two solvers that share no code, and the draw that balances one-fact rules, are read together',
  'src/methods/curriculum/families/perception/repeat-pattern.ts':
    'the guesses that the draw balances are the shortcuts of the audit, and are read beside both',
  'src/methods/curriculum/families/abstract-reasoning/kinship-composition.ts':
    'the couples that decide every relation, and walks of a given length between given kin',
  'src/methods/curriculum/families/abstract-reasoning/unknown-numbers.ts':
    'riddles and sums, told, solved and explained side by side',
  'src/methods/curriculum/families/abstract-reasoning/word-problem.ts':
    'seven kinds of sentence with what each says, does and explains',
};
const MOST_LINES = 300;

const VAGUE =
  /^(utils?|helpers?|commons?|managers?|services?|misc|stuff)$|-(utils?|helpers?|manager|service)$/;

describe('the word in the recipe is the path in the house', () => {
  it('every method is a folder of one shape, and every folder a method', () => {
    const names = METHODS.map(({ name }) => name as string);
    expect(foldersOf('methods')).toEqual(names.toSorted());
    expect(METHOD_NAMES).toEqual(expect.arrayContaining(names));
    for (const name of names) {
      const inside = readdirSync(join(src, 'methods', name));
      expect({ name, inside }).toMatchObject({
        inside: expect.arrayContaining([
          'README.md',
          'index.ts',
          'options.ts',
          'prepare',
          'assign',
          'write',
        ]),
      });
    }
  });

  it('every method that proves has a folder for it', () => {
    for (const { name, provers, replayers } of METHODS) {
      const proves = provers.length + replayers.length > 0;
      expect({ name, proves: existsSync(join(src, 'methods', name, 'prove')) }).toEqual({
        name,
        proves,
      });
    }
  });

  it('every gate is a file, and every file a gate', () => {
    const names = GATES.map(({ name }) => name);
    expect(wordsOf('quality', NOT_GATES)).toEqual(names.toSorted());
  });

  it('every export format is a file, and every file a format', () => {
    const names = EXPORTERS.map(({ name }) => name);
    expect(wordsOf('export', NOT_FORMATS)).toEqual(names.toSorted());
  });

  it('every verb is a file that answers to its name, and every file a verb', async () => {
    const single = VERBS.filter((entry) => !isGroup(entry)).map(({ name }) => name);
    expect(wordsOf('cli/commands')).toEqual(single.toSorted());
    expect(foldersOf('cli/commands')).toEqual(VERBS.filter(isGroup).map(({ name }) => name));
    for (const { name, actions } of VERBS.filter(isGroup)) {
      expect(wordsOf(`cli/commands/${name}`)).toEqual(actions.map((one) => one.name).toSorted());
    }
    for (const entry of ALL_VERBS) {
      const verb = await entry.load();
      expect({ entry: entry.name, verb: verb.name }).toEqual({
        entry: entry.name,
        verb: entry.name,
      });
    }
  });

  it('every word is in kebab case, once', () => {
    const words = [METHODS, GATES, EXPORTERS, VERBS].map((list) =>
      list.map(({ name }) => name as string),
    );
    for (const list of words) {
      expect(new Set(list).size).toBe(list.length);
      for (const word of list) expect(word).toMatch(/^[a-z]+(-[a-z]+)*$/);
    }
  });

  it('every gate and every method is in the README of its floor', () => {
    const guide = readFileSync(join(src, 'quality', 'README.md'), 'utf8');
    for (const { name } of GATES) expect(guide).toContain(`\`${name}\``);
    for (const { name } of METHODS) {
      expect(readFileSync(join(src, 'methods', name, 'README.md'), 'utf8')).toContain(
        `method: ${name}`,
      );
    }
  });
});

describe('files', () => {
  const files = ['src', 'test', 'bench', 'scripts'].flatMap((top) =>
    readdirSync(join(repository, top), { recursive: true, withFileTypes: true }).map((entry) => ({
      path: relative(repository, join(entry.parentPath, entry.name)),
      isFile: entry.isFile(),
    })),
  );

  it('have names that say what is in them', () => {
    expect(files.length).toBeGreaterThan(200);
    const vague = files.filter(({ path }) => VAGUE.test(basename(path).split('.')[0]!));
    expect(vague.map(({ path }) => path)).toEqual([]);
  });

  it('are in kebab case', () => {
    const odd = files.filter(
      ({ path, isFile }) =>
        isFile &&
        ['.ts', '.mjs'].includes(extname(path)) &&
        !/^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d)?$/.test(basename(path, extname(path))),
    );
    expect(odd.map(({ path }) => path)).toEqual([]);
  });

  it(`of src have at most ${MOST_LINES} lines, or a reason`, () => {
    const long = files
      .filter(
        ({ path, isFile }) =>
          isFile && path.startsWith('src/') && path.endsWith('.ts') && !path.endsWith('.test.ts'),
      )
      .filter(
        ({ path }) =>
          readFileSync(join(repository, path), 'utf8').split('\n').length - 1 > MOST_LINES,
      )
      .map(({ path }) => path);
    expect(long.toSorted()).toEqual(Object.keys(LONG_FILES).toSorted());
  });
});

function foldersOf(path: string): string[] {
  return readdirSync(join(src, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}

/** Names of the source files of a folder, without tests and those that are listed as no word. */
function wordsOf(path: string, others: Record<string, string> = {}): string[] {
  const names = readdirSync(join(src, path), { withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'),
    )
    .map((entry) => basename(entry.name, '.ts'));
  for (const name of Object.keys(others)) expect(names).toContain(name);
  return names.filter((name) => !(name in others)).toSorted();
}
