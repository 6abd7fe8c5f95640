import type { MentionKind, TruthSpan } from '../truth.ts';

/** A piece of a paragraph as its author means it: turned into LaTeX before, and into the text as it should read after compiling. */
export type Inline =
  | string
  | { math: string; plain: string }
  | { cite: string[]; textual: boolean }
  | { mention: MentionKind; ids: string[]; word: string; parenthesised: boolean }
  | { note: string; content: Inline[] }
  | { face: 'emph' | 'textbf' | 'texttt'; text: string }
  | { url: string };

/** How the paper's bibliography prints a citation. */
export interface CitationPrinter {
  latex(keys: string[], textual: boolean): string;
  print(keys: string[], textual: boolean): { text: string; raised: boolean };
}

/** Plain words as LaTeX source. `\u00a0` is a tie. */
export function escapeLatex(text: string): string {
  return text
    .replace(/[\\{}$&#%_^~]/g, (sign) =>
      sign === '\\'
        ? '\\textbackslash{}'
        : sign === '^' || sign === '~'
          ? `\\${sign}{}`
          : `\\${sign}`,
    )
    .replaceAll('\u00a0', '~')
    .replaceAll('—', '---')
    .replaceAll('–', '--')
    .replaceAll('“', '``')
    .replaceAll('”', "''")
    .replaceAll('’', "'")
    .replaceAll('°', '\\textdegree{}')
    .replaceAll('µ', '\\textmu{}')
    .replaceAll('×', '$\\times$')
    .replaceAll('±', '$\\pm$');
}

export function inlinesToLatex(
  inlines: readonly Inline[],
  citations: CitationPrinter,
  mark: (id: string) => string,
): string {
  return inlines
    .map((piece) => {
      if (typeof piece === 'string') return escapeLatex(piece);
      if ('math' in piece) return `$${piece.math}$`;
      if ('cite' in piece) return citations.latex(piece.cite, piece.textual);
      if ('face' in piece) return `\\${piece.face}{${escapeLatex(piece.text)}}`;
      if ('url' in piece) return `\\url{${piece.url}}`;
      if ('note' in piece)
        return `\\footnote{${mark(piece.note)}${inlinesToLatex(piece.content, citations, mark)}}`;
      const numbers = piece.ids.map((id) =>
        piece.parenthesised ? `(\\ref{${id}})` : `\\ref{${id}}`,
      );
      return `${piece.word === '' ? '' : `${piece.word}~`}${joinNumbers(numbers)}`;
    })
    .join('');
}

/** The text as it should read, once the compiler has given every label its number. */
export function inlinesToText(
  inlines: readonly Inline[],
  citations: CitationPrinter,
  numberOf: (id: string) => string,
): { text: string; spans: TruthSpan[] } {
  let text = '';
  const spans: TruthSpan[] = [];
  for (const piece of inlines) {
    const start = text.length;
    if (typeof piece === 'string') text += piece.replaceAll('\u00a0', ' ');
    else if ('math' in piece) {
      text += piece.plain;
      spans.push({ start, end: text.length, kind: 'math', latex: piece.math });
    } else if ('cite' in piece) {
      const printed = citations.print(piece.cite, piece.textual);
      text += printed.text;
      spans.push({
        start,
        end: text.length,
        kind: 'cite',
        references: piece.cite,
        raised: printed.raised,
      });
    } else if ('face' in piece) text += piece.text;
    else if ('url' in piece) text += piece.url;
    else if ('note' in piece) {
      text += '1';
      spans.push({ start, end: text.length, kind: 'note-mark', note: piece.note });
    } else {
      const numbers = piece.ids.map(numberOf);
      const printed = numbers.map((number) => (piece.parenthesised ? `(${number})` : number));
      text += `${piece.word === '' ? '' : `${piece.word.replaceAll('~', ' ')} `}${joinNumbers(printed)}`;
      spans.push({
        start,
        end: text.length,
        kind: 'mention',
        targets: piece.ids.map((id, index) => ({
          kind: piece.mention,
          number: numbers[index]!,
          id,
        })),
      });
    }
  }
  return { text, spans };
}

const joinNumbers = (numbers: string[]): string =>
  numbers.length < 3
    ? numbers.join(' and ')
    : `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
