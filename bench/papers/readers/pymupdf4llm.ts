import { execFileSync } from 'node:child_process';
import type { ElementKind } from '../score/kinds.ts';
import { bareText } from '../score/normalise.ts';
import type { Answer, ReadChunk, Reading } from '../score/reading.ts';

type Span = [text: string, x0: number, x1: number, size: number];
type PeerBox = [
  kind: string,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  lines: Span[][],
  table: (string | null)[][] | null,
];
export interface PeerOutput {
  markdown: string;
  seconds: number;
  cpu: number;
  peakMiB: number;
  pages: PeerBox[][];
}

const KINDS: Record<string, ElementKind> = {
  title: 'title',
  'section-header': 'heading',
  text: 'paragraph',
  'list-item': 'list-item',
  caption: 'caption',
  picture: 'figure',
  table: 'table',
  formula: 'equation',
  footnote: 'footnote',
  'page-header': 'furniture',
  'page-footer': 'furniture',
  code: 'code',
};
const ANSWERS: ReadonlySet<Answer> = new Set([
  'headings',
  'levels',
  'captions',
  'regions',
  'tables',
  'references',
  'equations',
  'lists',
  'footnotes',
  'code',
  'kinds',
] as const);

/** Runs the peer over the files. Its time is that of `to_markdown`. */
export function runPymupdf4llm(python: string, files: readonly string[]): PeerOutput[] {
  const script = new URL('read_by_peer.py', import.meta.url).pathname;
  const out = execFileSync(python, [script], {
    input: `${files.join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: 1024 * 1024 * 1024,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return out
    .split('\n')
    .filter((line) => line.startsWith('{"markdown"'))
    .map((line) => JSON.parse(line) as PeerOutput);
}

/**
 * The boxes of its JSON, whose kinds and places its Markdown drops; the levels of headings are the Markdown's; what stands
 * in paragraphs and list items behind a heading “References”, or begins with `[12]`, is an entry.
 */
export function readingOfPeer({ markdown, pages }: PeerOutput): Reading {
  const levels = new Map<string, number>();
  for (const [, marks, title] of markdown.matchAll(/^(#+)\s+(.*)$/gm))
    levels.set(bareText(title!.replaceAll(/[*_`]/g, '')), marks!.length);
  let inReferences = false;
  const chunks = pages.flatMap((boxes, index) =>
    boxes.map(([boxKind, x0, y0, x1, y1, lines, rows]): ReadChunk => {
      let kind = KINDS[boxKind] ?? 'paragraph';
      const text =
        kind === 'code' ? lines.map(joinSpans).join('\n') : joinLines(lines.map(joinSpans));
      if (kind === 'heading') inReferences = /^(?:\w+\.?\s)?references$/i.test(text.trim());
      else if (
        (kind === 'paragraph' || kind === 'list-item') &&
        (inReferences || /^\[\d{1,3}\]\s/.test(text))
      )
        kind = 'reference';
      const level = levels.get(bareText(text));
      const table = kind === 'table' && rows !== null ? tableOf(rows) : undefined;
      return {
        kind,
        text,
        page: index + 1,
        regions: [{ page: index + 1, box: { x: x0, y: y0, width: x1 - x0, height: y1 - y0 } }],
        ...(kind === 'heading' ? { level: level ?? 2 } : {}),
        ...(table === undefined ? {} : { table }),
      };
    }),
  );
  // Listings are fenced in the Markdown only.
  const codeBlocks = [...markdown.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)].map(
    ([, code]) => code!,
  );
  return { reader: 'pymupdf4llm', answers: ANSWERS, links: [], chunks, codeBlocks };
}

function joinSpans(spans: readonly Span[]): string {
  let text = '';
  let edge = -Infinity;
  for (const [words, x0, x1, size] of spans) {
    if (text !== '' && x0 - edge > size * 0.12 && !/\s$/.test(text) && !/^\s/.test(words))
      text += ' ';
    text += words;
    edge = x1;
  }
  return text.trim();
}

const joinLines = (lines: readonly string[]): string =>
  lines
    .join('\n')
    .replaceAll(/(\p{Ll})-\n(\p{Ll})/gu, '$1$2')
    .replaceAll('\n', ' ');

/** Its grid: `null` continues the cell before it. */
function tableOf(rows: readonly (readonly (string | null)[])[]): NonNullable<ReadChunk['table']> {
  return {
    rows: rows.length,
    columns: Math.max(...rows.map((row) => row.length)),
    cells: rows.flatMap((row, r) =>
      row.flatMap((text, c) =>
        text === null || text.trim() === ''
          ? []
          : [{ row: r, column: c, rowSpan: 1, columnSpan: 1, text }],
      ),
    ),
  };
}
