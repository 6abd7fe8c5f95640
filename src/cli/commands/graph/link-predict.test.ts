import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callVerb as call } from '../../../../test/fixtures/call-verb.ts';
import { verb } from './link-predict.ts';

let dir: string;
const at = (...names: string[]): string => join(dir, ...names);
const QUICK = ['--epochs', '1', '--dimension', '8', '--layers', '2', '--workers', '1'];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'graph-link-predict-'));
  await write('a', ['likes', 'liked']);
  await write('b', ['liked', 'likes']);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Everybody likes the next but one and is liked by them: a hidden one follows from the other. */
async function write(name: string, order: readonly string[]): Promise<void> {
  await mkdir(at(name));
  const all = Array.from({ length: 40 }, (_, i) => {
    const [a, b] = [`${name}${i}`, `${name}${(i + 2) % 40}`];
    const lines = { likes: `${a}\tlikes\t${b}\n`, liked: `${b}\tliked-by\t${a}\n` };
    return order.map((each) => lines[each as keyof typeof lines]);
  });
  const held = all.slice(30).map(([first]) => first!);
  await writeFile(
    at(name, 'train.txt'),
    [...all.slice(0, 30), ...all.slice(30).map(([, second]) => second)].flat().join(''),
  );
  await writeFile(at(name, 'valid.txt'), held.slice(0, 5).join(''));
  await writeFile(at(name, 'test.txt'), held.slice(5).join(''));
}

interface Report {
  model: string;
  triples: Record<string, number>;
  epochs: number;
  peakMemoryBytes: number;
  calibration: { slope: number; shift: number };
  members?: { seed: number }[];
  zeroShot?: { weight: number; tried: unknown[] } | null;
  metrics: Record<'overall' | 'tails' | 'heads', { queries: number; mrr: number }>;
}
const run = async (...argv: string[]): Promise<Report> => {
  const { code, stdout } = await call(verb, [...argv, '--json']);
  expect(code).toBe(0);
  return JSON.parse(stdout) as Report;
};

const refused = async (...argv: string[]): Promise<unknown> =>
  call(verb, argv).then(
    () => 'accepted',
    (error: unknown) => error,
  );

describe('graph link-predict', () => {
  it('trains, ranks the test set, and keeps the model, which ranks another graph whose entities are all new', async () => {
    const trained = await run(
      at('a'),
      '--epochs',
      '40',
      '--dimension',
      '16',
      '--layers',
      '2',
      '--out',
      at('a.model'),
    );
    expect(trained).toMatchObject({ model: 'nbfnet', triples: { train: 70, valid: 5, test: 5 } });
    expect(trained.metrics.overall).toMatchObject({ queries: 10 });
    expect(trained.metrics.overall.mrr).toBeGreaterThan(0.9);
    expect(trained.calibration.slope).toBeGreaterThan(0);
    expect(trained.peakMemoryBytes).toBeGreaterThan(1e7);
    const again = await run(at('a'), '--model', at('a.model'));
    expect(again.metrics).toEqual(trained.metrics);
    // The relations of `b` come in another order.
    const elsewhere = await run(at('b'), '--model', at('a.model'));
    expect(elsewhere.model).toBe('stored');
    expect(elsewhere.metrics.overall.mrr).toBeGreaterThan(0.9);
  });

  it('gives the same file for the same seed', async () => {
    for (const name of ['one', 'two']) await run(at('a'), ...QUICK, '--out', at(name));
    expect(await readFile(at('one'))).toEqual(await readFile(at('two')));
    await run(at('a'), ...QUICK, '--seed', '1', '--out', at('other'));
    expect(await readFile(at('one'))).not.toEqual(await readFile(at('other')));
  });

  it('trains several and hears them together, with the shipped model as much as serves validation', async () => {
    const report = await run(at('a'), ...QUICK, '--ensemble', '2', '--with-zero-shot');
    expect(report.members!.map(({ seed }) => seed)).toEqual([0, 1]);
    expect(report.zeroShot!.tried.length).toBeGreaterThan(3);
    expect(report.metrics.overall.queries).toBe(10);
    const { stdout } = await call(verb, [at('a'), ...QUICK, '--ensemble', '2']);
    expect(stdout).toContain('2 NBFNets heard together');
    for (const argv of [
      ['--ensemble', '2', '--out', at('several')],
      ['--with-zero-shot', '--zero-shot'],
      ['--ensemble', '0'],
    ]) {
      expect(await refused(at('a'), ...argv)).toMatchObject({ code: 'recipe-invalid' });
    }
  });

  it('follows the frontier where asked, and keeps that in the model', async () => {
    const trained = await run(at('a'), ...QUICK, '--frontier', '--out', at('by-frontier'));
    const again = await run(at('a'), '--model', at('by-frontier'));
    expect(again.metrics).toEqual(trained.metrics);
    const [header] = (await readFile(at('by-frontier'), 'latin1')).split('\n');
    expect(JSON.parse(header!)).toMatchObject({ shape: { frontier: true } });
  });

  it('ranks without training', async () => {
    const { model, epochs, metrics } = await run(at('a'), '--zero-shot');
    expect([model, epochs]).toEqual(['zero-shot', 0]);
    expect(metrics.tails.queries + metrics.heads.queries).toBe(10);
  });

  it('prints a table', async () => {
    const { stdout } = await call(verb, [at('a'), ...QUICK]);
    expect(stdout).toContain('70 / 5 / 5 triples');
    expect(stdout).toMatch(/both .*\b10\b/);
    expect(stdout).toContain('Filtered; ties count against the answer.');
  });

  it('says what is wrong with what it is given, before it trains', async () => {
    await mkdir(at('empty'), { recursive: true });
    await writeFile(at('other-relations'), '');
    expect(await refused(at('empty'))).toMatchObject({
      message: expect.stringContaining('train.txt'),
    });
    expect(await refused(at('a'), '--model', at('absent'))).toMatchObject({
      reason: 'model-unreadable',
    });
    expect(await refused(at('a'), '--model', at('other-relations'))).toMatchObject({
      reason: 'model-damaged',
    });
    expect(await refused(at('a'), '--zero-shot', '--model', at('one'))).toMatchObject({
      code: 'recipe-invalid',
    });
    expect(await refused(at('a'), '--zero-shot', '--out', at('x'))).toMatchObject({
      code: 'recipe-invalid',
    });
    expect(await refused(at('a'), '--dimension', '12')).toMatchObject({
      message: expect.stringContaining('multiple of 8'),
    });
    expect(
      await refused(at('a'), '--epochs', '1', '--out', at('one', 'below', 'a-file')),
    ).toMatchObject({
      message: expect.stringContaining('no model can be kept'),
      hint: expect.stringContaining('--out FILE'),
    });
    expect(await refused(at('a'), '--epochs', 'many')).toMatchObject({ code: 'recipe-invalid' });
  });
});
