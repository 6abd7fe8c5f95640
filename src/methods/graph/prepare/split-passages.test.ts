import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { type Block, BLOCK_KINDS } from '../../../core/records/index.ts';
import { codePointLength, sliceCodePoints } from '../../../core/text/code-points.ts';
import { PassageOptions } from './options.ts';
import { splitPassages } from './split-passages.ts';

const block = (text: string, kind: Block['kind'] = 'paragraph'): Block => ({
  kind,
  text,
  headings: [],
});
const split = (blocks: Block[], options: Partial<PassageOptions> = {}, language = 'en') =>
  splitPassages({ blocks, language }, PassageOptions.parse(options));
const words = (text: string): number => text.split(/\s+/).filter(Boolean).length;

const sentence = (count: number) =>
  `The ${Array.from({ length: count - 2 }, () => 'word').join(' ')} end.`;

describe('splitPassages', () => {
  it('never crosses a block, ends with sentences, loses no word', () => {
    const random = createRandom('split');
    const vocabulary = ['river', 'Über', 'naïve', '𝒮tone', 'e.g.', 'Dr.', 'mill', '(old)', '3.5'];
    const blocks = Array.from({ length: 20 }, () =>
      block(
        Array.from({ length: 1 + random.integer(40) }, () => {
          const length = 1 + random.integer(30);
          return `The ${Array.from({ length }, () => random.pick(vocabulary)).join(' ')} end.`;
        }).join(random.pick([' ', '\n', '  '])),
      ),
    );
    const passages = split(blocks, { words: 40 });
    for (const [index, { text }] of blocks.entries()) {
      const own = passages.filter((passage) => passage.block === index);
      let reached = 0;
      for (const passage of own) {
        expect(passage.start).toBeGreaterThanOrEqual(reached);
        expect(sliceCodePoints(text, reached, passage.start).trim()).toBe('');
        expect(sliceCodePoints(text, passage.start, passage.end)).toBe(passage.text);
        expect(passage.text).toMatch(/end\.$/);
        expect(words(passage.text)).toBeLessThanOrEqual(80);
        reached = passage.end;
      }
      expect(sliceCodePoints(text, reached, codePointLength(text)).trim()).toBe('');
    }
  });

  it('joins a short rest to the passage before it', () => {
    expect(
      split([block(`${sentence(40)} ${sentence(40)} ${sentence(15)}`)], { words: 40 }).map(
        ({ text }) => words(text),
      ),
    ).toEqual([40, 55]);
  });

  it('reads the kinds that it is told to', () => {
    const blocks = BLOCK_KINDS.map((kind) => block(`This is a ${kind}.`, kind));
    const kindsOf = (options: Partial<PassageOptions>) =>
      split(blocks, options).map((passage) => blocks[passage.block]!.kind);
    expect(kindsOf({})).toEqual(['paragraph', 'list-item', 'quote', 'footnote']);
    expect(kindsOf({ blocks: ['caption', 'table'] })).toEqual(['table', 'caption']);
  });

  it('has nothing of empty and blank blocks', () => {
    expect(split([block(''), block(' \n\t ')])).toEqual([]);
  });

  it('cuts what no full stop ends, between words and inside endless ones', () => {
    const long = split([block('word '.repeat(10_000))], { words: 100 });
    expect(long.every(({ text }) => words(text) <= 151)).toBe(true);
    expect(long.reduce((sum, { text }) => sum + words(text), 0)).toBe(10_000);
    const endless = split([block('x'.repeat(100_000))], { words: 50 });
    expect(endless.length).toBeGreaterThan(5);
    expect(endless.map(({ text }) => text).join('')).toBe('x'.repeat(100_000));
  });

  it('counts words of languages without spaces', () => {
    const passages = split([block('这是一个关于河流的句子。'.repeat(100))], { words: 50 }, 'zh');
    expect(passages.length).toBeGreaterThan(5);
    expect(passages.map(({ text }) => text).join('')).toBe('这是一个关于河流的句子。'.repeat(100));
  });

  it('takes time in proportion to hostile text', () => {
    const start = performance.now();
    expect(split([block('A. '.repeat(50_000))]).length).toBeGreaterThan(0);
    expect(split([block(`${'('.repeat(500_000)} end.`)]).length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(8000);
  });
});
