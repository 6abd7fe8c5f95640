import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArgsDef } from 'citty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeWeights } from '../../../methods/graph/gnn/ultra/weights-file.ts';
import type { Verb } from '../../define-verb.ts';
import { createPaint } from '../../output/paint.ts';
import { parseArguments } from '../../parse-arguments.ts';
import { verb } from './pretrain.ts';

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'graph-pretrain-'));
  // Everybody likes the next but one and is liked by them.
  const lines = Array.from({ length: 40 }, (_, i) => {
    const [a, b] = [`p${i}`, `p${(i + 2) % 40}`];
    return `${a}\tlikes\t${b}\n${b}\tliked-by\t${a}\n`;
  });
  await writeFile(join(dir, 'train.txt'), lines.slice(0, 36).join(''));
  await writeFile(join(dir, 'valid.txt'), lines.slice(36, 38).join(''));
  await writeFile(join(dir, 'test.txt'), lines.slice(38).join(''));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function call(...argv: string[]): Promise<{ code: number; stdout: string }> {
  const called = verb as unknown as Verb<ArgsDef>;
  const paint = createPaint(false);
  let stdout = '';
  const { args, words, values } = parseArguments(called, argv);
  const code = await called.run(args as never, {
    terminal: {
      out: (text) => void (stdout += text),
      err: () => {},
      paint,
      errPaint: paint,
      isRead: false,
      canRedraw: false,
      canAsk: false,
      width: () => 100,
      outWidth: () => 100,
    },
    words,
    all: (option) => values.get(option) ?? [],
  });
  return { code, stdout };
}

describe('graph pretrain', () => {
  it('writes weights that say what they were trained on, and goes on when called again', async () => {
    const out = join(dir, 'ultra.bin');
    const { code, stdout } = await call(dir, '--out', out, '--minutes', '0.005', '--json');
    expect(code).toBe(0);
    const before = JSON.parse(stdout) as { steps: number };
    expect(before.steps).toBeGreaterThan(0);
    const { header } = decodeWeights(await readFile(out), out);
    expect(header.training.graphs).toMatchObject([{ entities: 40, relations: 2, triples: 72 }]);
    const again = await call(dir, '--out', out, '--minutes', '0.005', '--json');
    expect((JSON.parse(again.stdout) as { steps: number }).steps).toBeGreaterThan(before.steps);
  });

  it('refuses a call without --out, a folder that is no split, and one folder twice', async () => {
    await expect(call(dir)).rejects.toThrow('--out is missing');
    await expect(call(join(dir, 'absent'), '--out', join(dir, 'x.bin'))).rejects.toThrow(
      'no train.txt',
    );
    await expect(call(dir, dir, '--out', join(dir, 'x.bin'))).rejects.toThrow('same name');
    await expect(call(dir, '--out', join(dir, 'x.bin'), '--minutes', 'soon')).rejects.toThrow(
      '--minutes',
    );
  });
});
