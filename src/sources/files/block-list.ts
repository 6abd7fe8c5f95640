import { normaliseText } from '../../core/text/normalise.ts';
import type { Block } from '../../core/records/index.ts';

/** Collects blocks in reading order and keeps the path of headings above each. */
export interface BlockList {
  blocks: Block[];
  /** Adds a block unless its text is empty. `level` is that of a heading. */
  add(kind: Block['kind'], text: string, level?: number): void;
}

export function createBlockList(): BlockList {
  const blocks: Block[] = [];
  const path: { level: number; title: string }[] = [];
  return {
    blocks,
    add(kind, raw, level) {
      // Entities and joined pieces can undo the normal form, so it is made here, last.
      const text = normaliseText(raw);
      if (text.trim() === '') return;
      if (kind !== 'heading') {
        blocks.push({ kind, text, headings: path.map(({ title }) => title) });
        return;
      }
      const own = level ?? 1;
      while (path.length > 0 && path.at(-1)!.level >= own) path.pop();
      blocks.push({ kind, text, headings: path.map(({ title }) => title), level: own });
      path.push({ level: own, title: text });
    },
  };
}

/** Prose on one line: white space folded, soft hyphens and zero-width spaces gone, line breaks kept where `\v` marks them. */
export function foldSpace(text: string): string {
  return text
    .replace(/[\u00AD\u200B]/g, '')
    .replace(/[^\S\v]+/g, ' ')
    .replace(/ ?\v ?/g, '\n')
    .trim();
}

/** Cells of a table as text: rows on lines, cells apart by tabs. */
export function tableText(rows: readonly (readonly string[])[]): string {
  return rows
    .map((cells) => cells.map((cell) => foldSpace(cell).replaceAll('\n', ' ')).join('\t'))
    .join('\n');
}

/** What a converter makes of one file, before it is a Document. */
export interface Converted {
  blocks: Block[];
  title: string | null;
  /** As the file states it, not yet normalised. */
  language: string | null;
  license: string | null;
}
