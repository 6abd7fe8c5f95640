import type { Paper, PaperElement } from '../paper.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { indentedText } from './indented-text.ts';

export interface MarkdownOptions {
  /** Headers, footers, page numbers and stamps too. Default false. */
  furniture?: boolean;
}

/** A paper as Markdown (CommonMark with GFM tables), in reading order. Words of figures are left out; captions stay. */
export function toMarkdown(paper: Paper, { furniture = false }: MarkdownOptions = {}): string {
  const parts: string[] = [];
  let listing = false;
  for (const element of paper.elements) {
    if (element.kind === 'furniture' && !furniture) continue;
    const text = markdownOf(element);
    if (text === '') continue;
    const isItem = element.kind === 'list-item';
    parts.push(isItem && listing ? '\n' : '\n\n', text);
    listing = isItem;
  }
  return `${parts.join('').trim()}\n`;
}

function markdownOf(element: PaperElement): string {
  const { kind, text } = element;
  const escaped = (): string => escapeMarkdown(text);
  switch (kind) {
    case 'title':
      return `# ${escaped()}`;
    case 'heading': {
      const marks = '#'.repeat(Math.min(6, (element.level ?? 1) + 1));
      return `${marks} ${element.label === null ? '' : `${element.label} `}${escaped()}`;
    }
    case 'list-item':
      return element.label !== null && /\d/.test(element.label)
        ? `${/\d+/.exec(element.label)![0]}. ${escaped()}`
        : `- ${escaped()}`;
    case 'quote':
      return escaped()
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n');
    case 'code':
    case 'algorithm':
      return fenced(indentedText(element));
    case 'equation':
      return fenced(text, 'equation');
    case 'figure':
      return '';
    case 'table':
      return text;
    case 'caption':
      return `*${escaped().replaceAll('*', String.raw`\*`)}*`;
    case 'reference':
      return `- ${escaped()}`;
    default:
      return escaped();
  }
}

/** A fence longer than any run of backticks inside. */
function fenced(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
