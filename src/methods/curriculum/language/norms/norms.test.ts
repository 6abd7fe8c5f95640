import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calibrate, spearman } from './calibrate.ts';
import { joinNorms, type NormKind, readNorms } from './read-norms.ts';
import { readTable } from './read-table.ts';

// Every number here is invented: the norms themselves may not be passed on.
let folder: string;
let count = 0;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'norms-'))));
afterAll(() => rm(folder, { recursive: true }));

async function write(content: string | Buffer): Promise<string> {
  const path = join(folder, `table-${count++}.csv`);
  await writeFile(path, content);
  return path;
}
const read = async (content: string | Buffer, kind: NormKind) =>
  readNorms(await write(content), kind);

describe('readNorms', () => {
  it('reads ages of acquisition, the column of lemmas before that of forms', async () => {
    const { norms, rows, skipped, columns } = await read(
      'Word,OccurTotal,AoA_Kup,AoA_Kup_lem\ndog,9,2.5,2.25\ndogs,9,NA,2.25\n,1,3,3\ncat,2,NA,NA\n',
      'aoa',
    );
    expect(norms.get('dog')).toEqual({ word: 'dog', kupermanAge: 2.25 });
    expect({ rows, skipped, columns }).toEqual({
      rows: 4,
      skipped: 2,
      columns: ['Word', 'AoA_Kup_lem'],
    });
  });

  it.each([
    [
      'tabs, CR LF and a mark',
      Buffer.from('\uFEFFWord\tRating.Mean\tRating.SD\r\nball\t3.5\t1\r\n'),
    ],
    ['semicolons and decimal commas', 'word;Rating.Mean\nball;3,5\n'],
    ['quotes', '"Word","note","Rating.Mean"\n"ball","round, ""red""\nand so on","3.5"\n'],
    ['CR alone', 'Word,Rating.Mean\rball,3.5\r'],
    ['no last line break', 'Word,Rating.Mean\nball,3.5'],
    ['UTF-16', Buffer.from('\uFEFFWord,AoA\nball,3.5\n', 'utf16le')],
    ['blank lines', '\n\nWord,AoA\n\nball,3.5\n\n'],
  ])('takes %s', async (_, content) => {
    const { norms } = await read(content, 'aoa');
    expect([...norms.values()]).toEqual([{ word: 'ball', kupermanAge: 3.5 }]);
  });

  it('reads latin-1 where the bytes are no UTF-8', async () => {
    const { norms } = await read(Buffer.from('Word,Conc.M\ncafé,4.5\n', 'latin1'), 'concreteness');
    expect(norms.get('café')?.concreteness).toBe(4.5);
  });

  it('reads concreteness with its other columns', async () => {
    const { norms } = await read(
      'Word\tBigram\tConc.M\tConc.SD\nice cream\t1\t4.9\t0.2\nhope\t0\t1.2\t1\n',
      'concreteness',
    );
    expect(norms.get('ice cream')?.concreteness).toBe(4.9);
    expect(norms.get('hope')?.concreteness).toBe(1.2);
  });

  it('reads an item table of months: the first month by which half say the word', async () => {
    const { norms, skipped } = await read(
      'item_id,item_definition,category,16,17,18\n1,mommy*,people,0.7,0.8,0.9\n2,chicken (animal),animals,0.1,0.5,0.6\n3,bunny/rabbit,animals,0.2,0.3,0.51\n4,if,words,0,0.01,0.02\n',
      'cdi',
    );
    const months = Object.fromEntries([...norms].map(([word, norm]) => [word, norm.cdiMonths]));
    expect(months).toEqual({ mommy: 16, chicken: 17, bunny: 18, rabbit: 18 });
    expect(skipped).toBe(1);
    expect((await read('definition,months\ndog,17\n', 'cdi')).norms.get('dog')?.cdiMonths).toBe(17);
  });

  it.each<[string, string, NormKind, RegExp, RegExp]>([
    [
      'a header without its columns',
      'Term,Score\ndog,3\n',
      'aoa',
      /Term, Score/,
      /looked for.*word.*aoa_kup_lem/,
    ],
    ['an empty file', '', 'aoa', /is empty/, /word/],
    ['a header alone', 'Word,AoA\n', 'aoa', /none of 0 rows/, /decimal/],
    ['numbers out of range', 'Word,Conc.M\ndog,480\n', 'concreteness', /480/, /1 to 5/],
    ['an open quote', 'Word,AoA\n"dog,3\ncat,4\n', 'aoa', /line 2/, /quote/],
  ])('refuses %s and says what mends it', async (_, content, kind, message, hint) => {
    const error = await read(content, kind).then(
      () => undefined,
      (thrown: unknown) => thrown as Error & { hint?: string },
    );
    expect(error?.message).toMatch(message);
    expect(error?.hint).toMatch(hint);
  });

  it('refuses a file that is not there', async () => {
    await expect(readNorms(join(folder, 'none.csv'), 'aoa')).rejects.toThrow(/cannot read/);
  });

  it('streams a big table', async () => {
    const rows = Array.from(
      { length: 200_000 },
      (_, index) => `word${index},"a, b",${(index % 20) + 1}`,
    );
    const { norms } = await read(`Word,note,AoA\n${rows.join('\n')}\n`, 'aoa');
    expect(norms.size).toBe(200_000);
  });

  it('joins tables by word', async () => {
    const aoa = await read('Word,AoA\ndog,3\n', 'aoa');
    const concrete = await read('Word,Conc.M\ndog,4.8\n', 'concreteness');
    expect(joinNorms([aoa.norms, concrete.norms]).get('dog')).toEqual({
      word: 'dog',
      kupermanAge: 3,
      concreteness: 4.8,
    });
  });
});

describe('readTable', () => {
  it('counts lines as an editor does', async () => {
    const path = await write('a,b\n"x\ny",1\nz,2\n');
    const lines: number[] = [];
    for await (const { line } of readTable(path)) lines.push(line);
    expect(lines).toEqual([1, 2, 4]);
  });
});

describe('calibrate', () => {
  it('gives rank correlations and the words that come too early', () => {
    const norms = new Map(
      [
        ['dog', 2.5],
        ['brown', 4.2],
        ['penguin', 5.1],
        ['ball', 11.5],
        ['hypothesis', 11],
      ].map(([word, kupermanAge]) => [
        word as string,
        { word: word as string, kupermanAge: kupermanAge as number },
      ]),
    );
    const { compared, above, correlations } = calibrate(norms);
    expect(compared).toBe(5);
    expect(above.map(({ word }) => word)).toEqual(['ball', 'hypothesis']);
    expect(correlations.kupermanAge).toBeGreaterThan(0);
    expect(correlations.concreteness).toBeUndefined();
  });

  it('knows Spearman with ties', () => {
    expect(
      spearman([
        [1, 10],
        [2, 20],
        [3, 30],
      ]),
    ).toBeCloseTo(1);
    expect(
      spearman([
        [1, 3],
        [2, 2],
        [3, 1],
      ]),
    ).toBeCloseTo(-1);
    expect(
      spearman([
        [1, 1],
        [1, 2],
        [2, 3],
      ]),
    ).toBeCloseTo(Math.sqrt(3) / 2);
    expect(
      spearman([
        [1, 1],
        [1, 2],
        [1, 3],
      ]),
    ).toBeUndefined();
  });
});
