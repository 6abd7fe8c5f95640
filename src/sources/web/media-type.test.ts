import { describe, expect, it } from 'vitest';
import { mediaTypeOf } from './media-type.ts';

describe('mediaTypeOf', () => {
  it.each([
    ['text/html; charset=utf-8', 'utf-8'],
    ['text/html;charset = "Shift_JIS"', 'shift_jis'],
    ["text/html; x=y; charset=' gb18030'", 'gb18030'],
    ['text/html; charset=', null],
  ])('reads the charset of %s', (field, charset) => {
    expect(mediaTypeOf(field).charset).toBe(charset);
  });

  it('takes time that grows with the field', () => {
    expect(mediaTypeOf(`text/html; charset=${' '.repeat(400_000)};`).charset).toBeNull();
  }, 10_000);
});
