import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLines } from './read-lines.ts';

let base: string;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'wellspring-lines-'));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

async function read(content: string | Buffer, maxLineBytes?: number) {
  const path = join(base, 'file');
  writeFileSync(path, content);
  const lines: (string | null)[] = [];
  const bytes = Buffer.from(content);
  for await (const line of readLines(path, maxLineBytes)) {
    lines.push(line.bytes?.toString('utf8') ?? null);
    const there = line.bytes ? bytes.subarray(line.offset, line.offset + line.length) : null;
    expect(there).toEqual(line.bytes);
  }
  return lines;
}

describe('readLines', () => {
  it('gives lines with their offsets, the last one with or without its line feed', async () => {
    expect(await read('')).toEqual([]);
    expect(await read('\n')).toEqual(['']);
    expect(await read('a\n\n🌊b\r\nc')).toEqual(['a', '', '🌊b\r', 'c']);
    expect(await read('a\nb\n')).toEqual(['a', 'b']);
  });

  it('gives lines that are longer than what is read at once', async () => {
    const long = 'x'.repeat(700_000);
    expect(await read(`${long}\ny\n${long}`)).toEqual([long, 'y', long]);
  });

  it('passes over a line that is too long, and holds none of it', async () => {
    expect(await read(`ab\n${'x'.repeat(900_000)}\ncd\n`, 100)).toEqual(['ab', null, 'cd']);
    expect(await read('x'.repeat(101), 100)).toEqual([null]);
    expect(await read('x'.repeat(100), 100)).toEqual(['x'.repeat(100)]);
  });
});
