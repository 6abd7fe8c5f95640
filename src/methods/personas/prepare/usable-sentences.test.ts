import { describe, expect, it } from 'vitest';
import { INJECTED, pageOf } from '../../../../test/fixtures/pages.ts';
import { sliceCodePoints } from '../../../core/text/code-points.ts';
import { splitPassages } from './split-passages.ts';
import { type UsableSentence, usableSentences } from './usable-sentences.ts';

describe('usableSentences', () => {
  it('takes whole statements, at places that give their text back', () => {
    const page = pageOf('a.md', 'A', [
      'Too short. The old mill 𝄞 grinds corn by the river every day. Is this a question about the mill? see the lower-case start of this sentence here.',
      'Write to mill@example.org if you want to see it grind. It leans on the sentence that stood before it.',
    ]);
    const found = usableSentences(page);
    expect(found.map(({ text }) => text)).toEqual([
      'The old mill 𝄞 grinds corn by the river every day.',
      'It leans on the sentence that stood before it.',
    ]);
    expect(found.map(({ askable }) => askable)).toEqual([true, false]);
    for (const { block, start, end, text } of found) {
      expect(sliceCodePoints(page.blocks[block]!.text, start, end)).toBe(text);
    }
  });

  it('reads prose only', () => {
    const page = pageOf('b.md', 'B', []);
    const text = 'The old mill grinds corn by the river every day.';
    const kinds = [
      'heading',
      'paragraph',
      'list-item',
      'quote',
      'code',
      'table',
      'furniture',
      'reference',
    ] as const;
    page.blocks = kinds.map((kind) => ({ kind, text, headings: [] }));
    expect(usableSentences(page).map(({ block }) => block)).toEqual([1, 2, 3]);
  });

  it('leaves out every block that speaks to a language model, and keeps the others', () => {
    expect(usableSentences(INJECTED)).toEqual([]);
    const lines = INJECTED.blocks[0]!.text.split(/(?<=[.]) /);
    const page = pageOf('apart.md', 'Bread', lines);
    expect(usableSentences(page).map(({ block }) => block)).toEqual([0, 2, 4, 6]);
  });

  it('survives empty, huge and odd pages', () => {
    expect(usableSentences(pageOf('c.md', '', ['', ' ', '...', '\u0000\u0001']))).toEqual([]);
    const huge = 'The old mill grinds corn by the river every day. '.repeat(5_000);
    expect(usableSentences(pageOf('d.md', 'D', [huge]))).toHaveLength(5_000);
    expect(usableSentences(pageOf('e.md', 'E', [`${'x'.repeat(100_000)}.`]))).toEqual([]);
  });
});

function sentences(count: number, askable = true): UsableSentence[] {
  return Array.from({ length: count }, (_, index) => ({
    block: 0,
    start: index,
    end: index + 1,
    text: 'x',
    askable,
  }));
}

describe('splitPassages', () => {
  it.each([
    [2, []],
    [3, [3]],
    [4, [4]],
    [5, [4]],
    [6, [3, 3]],
    [7, [3, 4]],
    [8, [4, 4]],
    [9, [3, 3, 3]],
  ])('cuts %i sentences into %j', (count, sizes) => {
    expect(splitPassages(sentences(count), 4).map((passage) => passage.length)).toEqual(sizes);
  });

  it('leaves out passages that cannot be asked about', () => {
    expect(splitPassages(sentences(4, false), 4)).toEqual([]);
    expect(splitPassages(sentences(4), 4)).toHaveLength(1);
    expect(splitPassages([], 4)).toEqual([]);
  });
});
