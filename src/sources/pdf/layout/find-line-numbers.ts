/** Numbers of lines in the margin of a review version: digits that stand under each other and count on evenly. */
import type { Piece } from './gather-pieces.ts';

export const DEFAULTS = {
  /** Points: how far apart the edges of one column of numbers lie. */
  edge: 2.5,
  /** Fewer than this are no column. */
  least: 5,
  /** Share of the steps from number to number that are alike. */
  even: 0.8,
  longestStep: 10,
} as const;

export function findLineNumbers(
  pieces: Piece[],
  textOf: (piece: Piece) => string,
  options: typeof DEFAULTS = DEFAULTS,
): Set<Piece> {
  const numbers = pieces
    .filter((piece) => piece.angle === 0 && piece.members.length <= 4)
    .map((piece) => ({ piece, text: textOf(piece) }))
    .filter(({ text }) => /^\d{1,4}$/.test(text))
    .map(({ piece, text }) => ({ piece, value: Number(text) }));
  const found = new Set<Piece>();
  for (const side of ['from', 'to'] as const) {
    const sorted = numbers.toSorted((a, b) => a.piece[side] - b.piece[side]);
    let start = 0;
    for (let at = 1; at <= sorted.length; at++) {
      const next = sorted[at];
      if (next !== undefined && next.piece[side] - sorted[at - 1]!.piece[side] <= options.edge)
        continue;
      const column = sorted
        .slice(start, at)
        .toSorted((a, b) => a.piece.baseline - b.piece.baseline);
      if (
        countsOn(
          column.map(({ value }) => value),
          options,
        )
      )
        for (const { piece } of column) found.add(piece);
      start = at;
    }
  }
  return found;
}

function countsOn(values: number[], options: typeof DEFAULTS): boolean {
  if (values.length < options.least) return false;
  const steps = values.slice(1).map((value, at) => value - values[at]!);
  const usual = steps.toSorted((a, b) => a - b)[steps.length >> 1]!;
  if (usual < 1 || usual > options.longestStep) return false;
  return steps.filter((step) => step === usual).length >= options.even * steps.length;
}
