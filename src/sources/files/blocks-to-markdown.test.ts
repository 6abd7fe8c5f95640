import { describe, expect, it } from 'vitest';
import type { Block } from '../../core/records/index.ts';
import { blocksToMarkdown } from './blocks-to-markdown.ts';
import { convertMarkdown } from './convert-markdown.ts';

const block = (kind: Block['kind'], text: string, level?: number): Block => ({
  kind,
  text,
  headings: [],
  ...(level !== undefined && { level }),
});

describe('blocks as Markdown', () => {
  it('come back from it as they were', async () => {
    const blocks = [
      block('heading', 'Tides # of the *harbour*', 1),
      block('paragraph', '1. not a list, and <script>alert(1)</script> no markup [here](x)'),
      block('list-item', 'one'),
      block('list-item', 'two | three'),
      block('quote', 'said so'),
      block('code', 'a = `b`\n```\nc'),
      block('table', 'Hour\tHeight\n3\t2.5 m | falling'),
    ];
    const read = (await convertMarkdown(blocksToMarkdown(blocks))).blocks;
    expect(read.map(({ kind, text }) => [kind, text])).toEqual(
      blocks.map(({ kind, text }) => [kind, text]),
    );
  });

  it.each(['a\n---\nb', 'a\n===', 'a\n-', 'a\n#', 'a\n1.'])(
    'makes no heading or list of %j',
    async (text) => {
      const { blocks } = await convertMarkdown(blocksToMarkdown([block('paragraph', text)]));
      expect(blocks.map(({ kind }) => kind)).toEqual(['paragraph']);
    },
  );

  it('gives nothing for nothing', () => {
    expect(blocksToMarkdown([])).toBe('');
  });
});
