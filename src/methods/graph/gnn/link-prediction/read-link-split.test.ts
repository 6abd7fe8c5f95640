import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isWellspringError } from '../../../../core/errors/index.ts';
import { readLinkSplit } from './read-link-split.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'link-split-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, content: string | Uint8Array): void =>
  writeFileSync(join(folder, name), content);

function putAll(parts: Partial<Record<'train' | 'valid' | 'test', string>> = {}): void {
  put('train.txt', parts.train ?? 'a\tlikes\tb\nb\tlikes\tc\n');
  put('valid.txt', parts.valid ?? 'a\tlikes\tc\n');
  put('test.txt', parts.test ?? 'c\tlikes\ta\n');
}

async function refusal(options?: { maxBytes: number }): Promise<Record<string, unknown>> {
  const error: unknown = await readLinkSplit(folder, options).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isWellspringError(error)) throw new Error(`no refusal but ${String(error)}`);
  return { ...error, message: error.message, hint: error.hint };
}

describe('readLinkSplit', () => {
  it('numbers entities and relations over all three files in order of appearance', async () => {
    putAll({ test: 'd\thates\ta\n' });
    const split = await readLinkSplit(folder);
    expect(split.entityNames).toEqual(['a', 'b', 'c', 'd']);
    expect(split.relationNames).toEqual(['likes', 'hates']);
    expect([...split.train]).toEqual([0, 0, 1, 1, 0, 2]);
    expect([...split.test]).toEqual([3, 1, 0]);
    expect(split.notes).toMatchObject({ unseenEntities: 1, unseenRelations: 1 });
  });

  it('makes no second entity of Windows line ends, a byte order mark or spaces at the edge', async () => {
    putAll({ train: '\uFEFFa\tlikes\tb\r\n\r\n b \tlikes\tc\r\n', valid: 'a\tlikes\tb' });
    const split = await readLinkSplit(folder);
    expect(split.entityNames).toEqual(['a', 'b', 'c']);
    expect(split.notes.leaked).toEqual({ valid: 1, test: 0 });
  });

  it('keeps a repeated triple once and counts it', async () => {
    putAll({ train: 'a\tr\tb\na\tr\tb\na\tr\tc\n' });
    const split = await readLinkSplit(folder);
    expect(split.train).toHaveLength(6);
    expect(split.notes.duplicates).toEqual({ train: 1, valid: 0, test: 0 });
  });

  it('reads packed files, and the plain one where both are there', async () => {
    putAll();
    put('train.txt.gz', gzipSync('x\tr\ty\n'));
    rmSync(join(folder, 'test.txt'));
    put('test.txt.gz', gzipSync('c\tlikes\tb\n'));
    const split = await readLinkSplit(folder);
    expect(split.entityNames).toEqual(['a', 'b', 'c']);
    expect([...split.test]).toEqual([2, 0, 1]);
  });

  it('names file, line and mend where a line is no triple', async () => {
    putAll({ valid: 'a\tlikes\tb\n\na likes c\n' });
    expect(await refusal()).toMatchObject({
      code: 'source-unreadable',
      reason: 'malformed',
      message: expect.stringMatching(/valid\.txt, line 3: 1 field where/),
      hint: expect.stringContaining('tabs'),
    });
    putAll({ valid: 'a\tlikes\tb\t0.7\n' });
    expect(await refusal()).toMatchObject({
      message: expect.stringContaining('line 1: 4 fields'),
    });
    putAll({ valid: 'a\t\tb\n' });
    expect(await refusal()).toMatchObject({ message: expect.stringContaining('an empty field') });
  });

  it('refuses what is missing, empty, of another encoding, cut off or too large', async () => {
    putAll();
    rmSync(join(folder, 'valid.txt'));
    expect(await refusal()).toMatchObject({
      reason: 'missing',
      message: expect.stringContaining('no valid.txt and no valid.txt.gz'),
    });
    put('valid.txt', '\n\n');
    expect(await refusal()).toMatchObject({ reason: 'empty' });
    put('valid.txt', Buffer.from('a\tlikes\tb\n', 'utf16le'));
    expect(await refusal()).toMatchObject({ reason: 'undecodable' });
    put('valid.txt', Buffer.from([0x61, 0x09, 0xe9, 0x09, 0x62]));
    expect(await refusal()).toMatchObject({
      reason: 'undecodable',
      hint: expect.stringContaining('iconv'),
    });
    rmSync(join(folder, 'valid.txt'));
    put('valid.txt.gz', gzipSync('a\tlikes\tb\n'.repeat(100)).subarray(0, 20));
    expect(await refusal()).toMatchObject({ reason: 'undecodable' });
    put('valid.txt.gz', gzipSync('a\tlikes\tb\n'.repeat(100_000)));
    expect(await refusal({ maxBytes: 10_000 })).toMatchObject({ reason: 'too-large' });
    expect(await refusal({ maxBytes: 10 })).toMatchObject({ reason: 'too-large' });
  });

  it('says so where the folder is none', async () => {
    folder = join(folder, 'absent');
    expect(await refusal()).toMatchObject({ reason: 'missing' });
  });
});
