import { describe, expect, test } from 'vitest';
import { compileGlob } from './glob.ts';

describe('compileGlob', () => {
  test.each([
    ['*.md', 'a.md', true],
    ['*.md', 'deep/er/a.md', true],
    ['./*.md', './a.md', true],
    ['./*.md', './deep/a.md', false],
    ['docs/*.md', 'docs/a.md', true],
    ['docs/*.md', 'docs/x/a.md', false],
    ['docs/**/*.md', 'docs/a.md', true],
    ['docs/**/*.md', 'docs/x/y/a.md', true],
    ['docs/**', 'docs/x/y', true],
    ['docs/**', 'docs', false],
    ['**', 'a/b', true],
    ['a?.txt', 'ab.txt', true],
    ['a?.txt', 'a.txt', false],
    ['[a-c]x.md', 'bx.md', true],
    ['[!a-c]x.md', 'bx.md', false],
    ['*.{md,txt}', 'a.txt', true],
    ['{a,{b,c}}.md', 'c.md', true],
    ['a+(b).md', 'a+(b).md', true],
    ['*.md', 'a.MD', false],
    ['é🌊?.md', 'é🌊x.md', true],
    ['[', '[', true],
  ])('%s on %s', (glob, path, expected) => expect(compileGlob(glob)(path)).toBe(expected));

  test('a hostile pattern stays quick or is refused', () => {
    const started = process.cpuUsage();
    expect(() => compileGlob('{a,b}'.repeat(40))).toThrow('alternatives');
    expect(compileGlob(`${'*a'.repeat(12)}b`)('a'.repeat(400))).toBe(false);
    expect(compileGlob(`${'**/a/'.repeat(12)}b`)('a/'.repeat(400))).toBe(false);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(1000);
  });
});
