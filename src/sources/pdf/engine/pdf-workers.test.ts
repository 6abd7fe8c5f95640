import { afterAll, describe, expect, it } from 'vitest';
import { formBomb, manyPages } from '../../../../test/fixtures/pdf/hostile-pdfs.ts';
import type { ReadOptions } from '../../../../test/fixtures/pdf/worker-tasks.ts';
import { SourceError } from '../../../core/errors/index.ts';
import { openPdfWorkers, type PdfWorkers, type PdfWorkersOptions } from './pdf-workers.ts';

type Texts = { texts: string[]; faults: string[] };

const MODULE = new URL('../../../../test/fixtures/pdf/worker-tasks.ts', import.meta.url).href;
const pools: PdfWorkers<never, never>[] = [];
afterAll(() => Promise.all(pools.map((pool) => pool.close())));

function hire(options: PdfWorkersOptions = {}, name = 'readTexts'): PdfWorkers<ReadOptions, Texts> {
  const pool = openPdfWorkers<ReadOptions, Texts>({ module: MODULE, name }, options);
  pools.push(pool as unknown as PdfWorkers<never, never>);
  return pool;
}

describe('workers', () => {
  it('read files side by side and tell each page', async () => {
    const pool = hire();
    const told: number[][] = [[], [], []];
    const files = [3, 1, 2].map((pages) => manyPages(pages));
    const results = await Promise.all(
      files.map((bytes, at) => pool.run(bytes, {}, { onPage: (page) => told[at]!.push(page) })),
    );
    expect(results.map(({ texts }) => texts)).toEqual([
      ['page 1', 'page 2', 'page 3'],
      ['page 1'],
      ['page 1', 'page 2'],
    ]);
    expect(told).toEqual([[1, 2, 3], [1], [1, 2]]);
    expect(files[0]!.length).toBeGreaterThan(0);
  });

  it('lose a page that hangs, not the file', async () => {
    const pool = hire({ workers: 1, pageTimeoutMs: 600 });
    const { texts, faults } = await pool.run(manyPages(4), { hang: [2, 4] });
    expect(texts).toEqual(['page 1', '', 'page 3', '']);
    expect(faults).toEqual([
      '',
      'left out: not read within 0.6 s',
      '',
      'left out: not read within 0.6 s',
    ]);
    expect((await pool.run(manyPages(1), {})).texts).toEqual(['page 1']);
  });

  it('lose a page that keeps the engine itself busy', async () => {
    const pool = hire({ workers: 1, pageTimeoutMs: 400 });
    const { texts, faults } = await pool.run(formBomb(30), {});
    expect(texts).toEqual(['before', '', 'after']);
    expect(faults[1]).toMatch(/^left out: not read within/u);
  });

  it('lose a page that ends them or fills their memory', async () => {
    const pool = hire({ workers: 1, workerMemoryMb: 64 });
    const { texts, faults } = await pool.run(manyPages(3), { exit: [1], fill: [3] });
    expect(texts).toEqual(['', 'page 2', '']);
    expect(faults[0]).toMatch(/ended the worker \(it ended with code 7\)/u);
    expect(faults[2]).toMatch(/ended the worker \(.*memory/u);
  });

  it('go on after a page that traps the engine', async () => {
    const { texts, faults } = await hire({ workers: 1 }).run(formBomb(16), { maxMemoryMb: 64 });
    expect(texts).toEqual(['before', '', 'after']);
    expect(faults[1]).toMatch(/engine stopped/u);
  });

  it('give the rest of a file up after too many lost pages, and keep what came before', async () => {
    const pool = hire({ workers: 1, pageTimeoutMs: 300, maxLostPages: 2 });
    const { texts, faults } = await pool.run(manyPages(6), { hang: [2, 4, 5] });
    expect(texts).toEqual(['page 1', '', 'page 3', '', '', '']);
    expect(faults[5]).toMatch(/2 pages before it/u);
  });

  it('refuse a file that hangs outside any page', async () => {
    const pool = hire({ workers: 1, stepTimeoutMs: 500 }, 'hangAtOnce');
    await expect(pool.run(manyPages(1), {})).rejects.toMatchObject({ reason: 'timeout' });
  });

  it('carry errors over whole', async () => {
    const refused = await hire({}, 'refuse')
      .run(manyPages(1), {})
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SourceError);
    expect(refused).toMatchObject({
      message: 'no such thing',
      hint: 'bring one',
      reason: 'absent',
    });
    await expect(hire({}, 'fail').run(manyPages(1), {})).rejects.toThrow(
      /RecipeError in a worker/u,
    );
    await expect(hire({}, 'absent').run(manyPages(1), {})).rejects.toThrow(/exports no function/u);
    await expect(hire({}, 'returnFunction').run(manyPages(1), {})).rejects.toThrow(/clone/u);
  });

  it('stop when asked, at work and in the queue, and then work again', async () => {
    const pool = hire({ workers: 1 });
    const stop = new AbortController();
    const hanging = pool.run(manyPages(2), { hang: [1] }, { signal: stop.signal });
    const queued = pool.run(manyPages(2), {}, { signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 300);
    const ends = await Promise.allSettled([hanging, queued]);
    expect(ends.map((end) => end.status === 'rejected' && end.reason.message)).toEqual([
      'enough',
      'enough',
    ]);
    await expect(pool.run(manyPages(1), {}, { signal: stop.signal })).rejects.toThrow('enough');
    expect((await pool.run(manyPages(1), {})).texts).toEqual(['page 1']);
  });
});
