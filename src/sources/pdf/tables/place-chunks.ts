/** Which columns the text of a line stands in; a chunk that only a narrow space parts at a separator is taken apart. */
import type { Columns } from './find-columns.ts';
import type { Chunk, PrintedLine } from './table-words.ts';

/** Text of one line in columns `first` to `last`. */
export interface Placed {
  chunk: Chunk;
  first: number;
  last: number;
}

export function placeChunks(line: PrintedLine, columns: Columns, canSpan: boolean): Placed[] {
  const placed: Placed[] = [];
  for (const chunk of line.chunks) {
    const { first, last } = columnsOf(chunk, columns);
    const isLone = line.chunks.length === 1;
    const parts =
      first < last && !isLone && !canSpan ? takeApart(chunk, columns, first, last) : null;
    if (parts === null) placed.push({ chunk, first, last });
    else placed.push(...parts);
  }
  return joinOfColumn(placed);
}

/** Chunks of one column that only a wide space of justified text parts are one. */
function joinOfColumn(placed: readonly Placed[]): Placed[] {
  const joined: Placed[] = [];
  for (const part of placed) {
    const last = joined.at(-1);
    if (last === undefined || last.first !== part.first || last.last !== part.last)
      joined.push(part);
    else {
      last.chunk = {
        words: [...last.chunk.words, ...part.chunk.words],
        x0: last.chunk.x0,
        x1: part.chunk.x1,
        text: `${last.chunk.text} ${part.chunk.text}`,
      };
    }
  }
  return joined;
}

export function columnsOf(
  { x0, x1 }: { x0: number; x1: number },
  columns: Columns,
): { first: number; last: number } {
  const { edges, extents } = columns;
  let first = -1;
  let last = -1;
  for (let column = 0; column + 1 < edges.length; column++) {
    const extent = extents[column]!;
    const inside = Math.min(x1, edges[column + 1]!) - Math.max(x0, edges[column]!);
    const overlap = Math.min(x1, extent.to) - Math.max(x0, extent.from);
    const isIn =
      overlap > 1.5 ||
      inside > 0.6 * (x1 - x0) ||
      inside > 0.6 * (edges[column + 1]! - edges[column]!);
    if (!isIn) continue;
    if (first < 0) first = column;
    last = column;
  }
  if (first >= 0) return { first, last };
  const middle = (x0 + x1) / 2;
  const nearest = edges.slice(0, -1).findLastIndex((edge) => edge <= middle);
  return { first: Math.max(0, nearest), last: Math.max(0, nearest) };
}

/** Words to their columns, where each column of the span gets at least one whole word. */
function takeApart(chunk: Chunk, columns: Columns, first: number, last: number): Placed[] | null {
  const parts: Placed[] = [];
  for (const word of chunk.words) {
    const middle = (word.x0 + word.x1) / 2;
    let column = columns.edges.slice(0, -1).findLastIndex((edge) => edge <= middle);
    column = Math.min(last, Math.max(first, column));
    const over = Math.max(columns.edges[column]! - word.x0, word.x1 - columns.edges[column + 1]!);
    if (over > 0.35 * word.size) return null;
    const part = parts.at(-1);
    if (part !== undefined && part.first === column) {
      part.chunk.words.push(word);
      part.chunk.x1 = word.x1;
      part.chunk.text += ` ${word.text}`;
    } else {
      parts.push({
        chunk: { words: [word], x0: word.x0, x1: word.x1, text: word.text },
        first: column,
        last: column,
      });
    }
  }
  return parts.length > 1 ? parts : null;
}
