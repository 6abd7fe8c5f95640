import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLineWriter } from './line-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'wellspring-lines-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function append(before: string, value: unknown): string {
  const path = join(folder, 'lines.jsonl');
  writeFileSync(path, before);
  const lines = openLineWriter(path, { append: true });
  lines.write(value);
  lines.close();
  return readFileSync(path, 'utf8');
}

describe('lines behind those of a file', () => {
  it('leave whole lines alone', () => {
    expect(append('{"a":1}\n{"a":2}\n', { a: 3 })).toBe('{"a":1}\n{"a":2}\n{"a":3}\n');
    expect(append('', 1)).toBe('1\n');
  });

  it.each([
    ['{"a":1}\n{"a":', '{"a":1}\n'],
    ['{"a', ''],
    [`1\n"${'x'.repeat(600_000)}`, '1\n'],
    [`1\n"${'ü'.repeat(131_072)}`, '1\n'],
  ])('cut off a torn one', (before, whole) => {
    expect(append(before, 7)).toBe(`${whole}7\n`);
  });
});
