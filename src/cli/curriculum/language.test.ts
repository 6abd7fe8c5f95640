import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCli } from '../../../test/fixtures/call-cli.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'language-'))));
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}
const sample = (said: string): string =>
  JSON.stringify({
    messages: [
      { role: 'user', content: 'Which one is red?' },
      { role: 'assistant', content: said },
    ],
    tags: { stage: 'perception' },
  });
const call = (...words: string[]) => callCli(['curriculum', ...words]);

describe('wellspring curriculum lint', () => {
  it('passes what is within the limits, and ends with 6 where something is not', async () => {
    const good = await write('good.txt', 'Which one is red?\n\nLook. A ball.\n');
    expect(await call('lint', good, '--stage', 'perception')).toMatchObject({
      code: 0,
      stdout: '2 texts, all within the limits\n',
    });
    const bad = await write('bad.txt', 'A ball.\nFind the torque.\n');
    const { code, stdout } = await call('lint', bad, '--stage', 'perception');
    expect(code).toBe(6);
    expect(stdout).toContain('2: Find the torque.\n  the word “torque” is in no list\n1 of 2');
  });

  it('lints samples in the stage of their tags, each side as what it is', async () => {
    const path = await write(
      'samples.jsonl',
      `${sample('Ball.')}\n${sample('The big red ball.')}\n`,
    );
    const { code, stdout } = await call('lint', path, '--json');
    expect(code).toBe(6);
    expect(JSON.parse(stdout)).toMatchObject({
      passed: false,
      texts: 4,
      faulty: [{ line: 2, register: 'said', stage: 'perception' }],
    });
  });

  it('takes coined words and norms', async () => {
    const text = await write('wug.txt', 'Two wugs. One ball.\n');
    const coined = ['lint', text, '--stage', 'language', '--coined', 'wug, dax'];
    expect((await call(...coined)).code).toBe(0);
    const norms = await write('aoa.csv', 'Word,AoA_Kup_lem\nball,19.5\n');
    const { code, stdout } = await call(...coined, '--norms', norms, '--kind', 'aoa');
    expect(code).toBe(6);
    expect(stdout).toContain('“ball” is learnt at 19.5');
  });

  it('refuses what it cannot judge, and says what mends it', async () => {
    const text = await write('text.txt', 'A ball.\n');
    const broken = await write('broken.jsonl', '{"messages": [\n');
    const other = await write('other.jsonl', '{"a": 1}\n');
    const none = join(folder, 'none.txt');
    for (const [argv, words] of [
      [[text], 'give --stage'],
      [[text, '--stage', 'percepton'], 'did you mean perception'],
      [[broken, '--stage', 'perception'], 'not JSON'],
      [[other, '--stage', 'perception'], 'without messages'],
      [[none, '--stage', 'perception'], 'cannot read'],
      [[text, '--stage', 'perception', '--norms', text], '--norms needs --kind'],
      [[text, '--stage', 'perception', '--norms', text, '--kind', 'aoa'], 'looked for'],
    ] as const) {
      const { code, stderr } = await call('lint', ...argv);
      expect({ argv, code }).toEqual({ argv, code: 2 });
      expect(stderr).toContain(words);
    }
  });
});

describe('wellspring curriculum lexicon', () => {
  it('shows a word in any of its forms', async () => {
    const { code, stdout } = await call('lexicon', 'mice', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      morphemes: 1,
      readings: [
        {
          word: 'mouse',
          form: 'plural',
          categories: ['mammal', 'animal', 'living-thing', 'thing'],
        },
      ],
    });
    expect((await call('lexicon', 'xyzzy')).stdout).toContain('not in the lexicon');
  });

  it('lists the words of a stage', async () => {
    const { stdout } = await call('lexicon', '--stage', 'perception');
    expect(stdout).toMatch(/^verb: .*\bgo\b/m);
    expect(
      JSON.parse((await call('lexicon', '--stage', 'language', '--json')).stdout),
    ).toMatchObject({ band: 4 });
  });

  it('compares its bands with norms', async () => {
    const norms = await write(
      'norms.csv',
      'Word,AoA\ndog,2.5\nball,19\npenguin,5\nhypothesis,11\n',
    );
    const { code, stdout } = await call('lexicon', '--norms', norms, '--kind', 'aoa');
    expect(code).toBe(0);
    expect(stdout).toContain('4 of ');
    expect(stdout).toContain('ball (band 1, 19.0 > 4)');
  });

  it.each([[[]], [['dog', '--stage', 'language']]])('refuses %j', async (argv) => {
    const { code, stderr } = await call('lexicon', ...argv);
    expect(code).toBe(2);
    expect(stderr).toContain('one of a word');
  });
});
