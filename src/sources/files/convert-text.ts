import { normaliseText } from '../../core/text/normalise.ts';
import { type Converted, createBlockList } from './block-list.ts';

export const TEXT_EXTRACTOR = 'files/text@1';

/** Plain text to paragraphs, apart by blank lines. Lines within a paragraph stay; nothing is guessed to be a heading. */
export function convertText(text: string): Converted {
  const list = createBlockList();
  let lines: string[] = [];
  const flush = (): void => {
    list.add('paragraph', lines.join('\n'));
    lines = [];
  };
  for (const line of normaliseText(text.replaceAll('\f', '\n\n')).split('\n')) {
    if (line.trim() === '') flush();
    else lines.push(line.trimEnd());
  }
  flush();
  return { blocks: list.blocks, title: null, language: null, license: null };
}
