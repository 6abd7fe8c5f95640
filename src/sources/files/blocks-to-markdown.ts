import type { Block } from '../../core/records/index.ts';
import { escapeMarkdown } from '../pdf/formats/escape-markdown.ts';

/** Blocks as CommonMark with tables of GFM. Signs of the text that Markdown would read are escaped. */
export function blocksToMarkdown(blocks: readonly Block[]): string {
  let markdown = '';
  let before: Block['kind'] | null = null;
  for (const { kind, text, level } of blocks) {
    const gap = markdown === '' ? '' : kind === 'list-item' && before === kind ? '\n' : '\n\n';
    markdown += gap + blockToMarkdown(kind, text, level);
    before = kind;
  }
  return markdown === '' ? '' : `${markdown}\n`;
}

function blockToMarkdown(kind: Block['kind'], text: string, level = 2): string {
  if (kind === 'heading') return `${'#'.repeat(Math.min(6, level))} ${oneLine(text)}`;
  if (kind === 'list-item') return `- ${escapeMarkdown(text).replaceAll('\n', '\n  ')}`;
  if (kind === 'quote') return `> ${escapeMarkdown(text).replaceAll('\n', '\n> ')}`;
  if (kind === 'caption') return `*${oneLine(text)}*`;
  if (kind === 'code') {
    const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
    const fence = '`'.repeat(longest + 1);
    return `${fence}\n${text}\n${fence}`;
  }
  if (kind === 'table') return tableToMarkdown(text);
  return escapeMarkdown(text);
}

function oneLine(text: string): string {
  return escapeMarkdown(text.replaceAll(/\s+/g, ' '));
}

/** Rows are lines and cells are parted by tabs; the first row is the head. */
function tableToMarkdown(text: string): string {
  const rows = text.split('\n').map((row) => row.split('\t').map(oneLine));
  const width = Math.max(...rows.map((row) => row.length));
  const lines = rows.map(
    (row) => `| ${Array.from({ length: width }, (_, at) => row[at] ?? '').join(' | ')} |`,
  );
  return [lines[0], `|${' --- |'.repeat(width)}`, ...lines.slice(1)].join('\n');
}
