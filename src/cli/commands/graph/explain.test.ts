import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callVerb as call } from '../../../../test/fixtures/call-verb.ts';
import { storeGraph } from '../../../../test/fixtures/stored-graph.ts';
import { openContentStore } from '../../../core/store/content-store.ts';
import { verb as explain } from './explain.ts';
import { verb as stats } from './stats.ts';
import { verb as view } from './view.ts';

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'graph-verbs-'));
  const store = await openContentStore(join(dir, '.store'));
  const { manifest } = await storeGraph(store);
  store.close();
  const folder = { format: 'wellspring/graph@1', manifest, summary: 'small' };
  await writeFile(join(dir, 'graph.json'), JSON.stringify(folder));
});

afterAll(() => rm(dir, { recursive: true, force: true }));

describe('wellspring graph explain', () => {
  it('shows a path, each edge with the sentence that says it', async () => {
    const { code, stdout } = await call(explain, [dir, '--from', 'halcyon', '--to', 'SKARROW']);
    expect(code).toBe(0);
    expect(stdout).toContain('path 1, 3 hops');
    expect(stdout).toContain('“Halcyon was written by Marta Veen.” (Marta Veen)');
    expect(stdout).toContain('3. Tollen has the located in Skarrow (0.90)');
  });

  it('follows predicates to their answers', async () => {
    const argv = [
      dir,
      '--from',
      'Halcyon',
      '--predicate',
      'author',
      '--predicate',
      'place of birth',
    ];
    const { stdout } = await call(explain, [...argv, '--json']);
    const { explanations } = JSON.parse(stdout) as {
      explanations: { to: string; method: string }[];
    };
    expect(explanations).toMatchObject([{ to: 'Tollen', method: 'query', verdict: 'evidence' }]);
    const back = await call(explain, [dir, '--from', 'Tollen', '--predicate', '^place-of-birth']);
    expect(back.stdout).toContain('Tollen › ^place-of-birth › Marta Veen');
    const none = await call(explain, [dir, '--from', 'Tollen', '--predicate', 'author']);
    expect(none.stdout).toContain('no evidence');
    expect(none.code).toBe(0);
  });

  it('says no evidence where nothing leads there, and what the text denies, with nothing that steers a terminal', async () => {
    const none = await call(explain, [dir, '--from', 'Halcyon', '--to', 'Lone Rock']);
    expect(none.stdout).toContain('no evidence');
    const denied = await call(explain, [dir, '--from', 'Marta Veen', '--to', 'Salt \u202eYear']);
    expect(denied.stdout).toContain('the text denies');
    expect(denied.stdout).not.toContain('\u202e');
  });

  it('draws the paths', async () => {
    const file = join(dir, 'paths.svg');
    const { code } = await call(explain, [
      dir,
      '--from',
      'Halcyon',
      '--to',
      'Tollen',
      '--svg',
      file,
    ]);
    expect(code).toBe(0);
    expect(await readFile(file, 'utf8')).toMatch(/^<svg [^]*Marta Veen/);
  });

  it.each([
    [
      ['--from', 'Halcyn', '--to', 'Tollen'],
      'the graph has no entity "Halcyn"',
      'nearest: "Halcyon"',
    ],
    [['--from', 'Halcyon', '--predicate', 'autor'], 'no predicate "autor"', 'nearest: "author"'],
    [['--from', 'Halcyon'], 'needs --to ENTITY or --predicate P', '--to Skarrow'],
    [['--to', 'Halcyon'], 'needs --from ENTITY', '--from'],
    [['--from', 'Halcyon', '--to', 'halcyon'], 'both mean "Halcyon"', 'two different'],
    [
      ['--from', 'Halcyon', '--predicate', 'author', '--predictor'],
      'one answer to one predicate',
      '--to "Marta Veen"',
    ],
    [
      ['--from', 'Halcyon', '--predicate', 'author', '--to', 'Marta Veen', '--predictor'],
      'has 3 edges, too few',
      '50 are needed',
    ],
    [['--from', 'Halcyon', '--to', 'Tollen', '--hops', '9'], '--hops 9 is more than 6', 'farther'],
  ])('refuses %j', async (argv, message, hint) => {
    const failed = await call(explain, [dir, ...argv]).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'recipe-invalid' });
    expect((failed as Error).message).toContain(message);
    expect((failed as { hint: string }).hint).toContain(hint);
  });

  it('names the mend where there is no graph', async () => {
    await mkdir(join(dir, 'empty'), { recursive: true });
    await expect(
      call(explain, [join(dir, 'empty'), '--from', 'a', '--to', 'b']),
    ).rejects.toMatchObject({
      code: 'recipe-invalid',
    });
  });
});

describe('wellspring graph stats and view', () => {
  it('counts, with merges by rule and dropped claims', async () => {
    const { stdout } = await call(stats, [dir]);
    expect(stdout).toContain('documents 1, passages 1, entities 6, predicates 3, facts 4, edges 3');
    expect(stdout).toContain('surname 1');
    expect(stdout).toContain('dropped no-object 7');
    const json = await call(stats, [dir, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ counts: { facts: 4 }, facts: { denied: 1 } });
  });

  it('writes pages, the same bytes each time', async () => {
    const [first, second, page] = ['a.html', 'b.html', 'stats.html'].map((name) => join(dir, name));
    await call(view, [dir, '--out', first!]);
    await call(view, [dir, '--out', second!]);
    expect(await readFile(first!)).toEqual(await readFile(second!));
    const { stderr } = await call(stats, [dir, '--html', page!]);
    expect(stderr).toContain('written');
    expect(await readFile(page!, 'utf8')).toContain('<svg');
    await expect(call(view, [dir])).rejects.toMatchObject({ code: 'recipe-invalid' });
    await expect(
      call(view, [dir, '--out', join(dir, 'graph.json', 'x.html')]),
    ).rejects.toMatchObject({
      hint: 'choose another file',
    });
  });
});
