/** Strips of a page that nearly no text crosses, with text on both sides: the gutters of its columns. */
import type { Piece } from './gather-pieces.ts';

export const DEFAULTS = {
  /** In sizes: pieces narrower than this say nothing. */
  pieceWidth: 3,
  /** Share of the pieces that may cross a gutter (headings and floats as wide as the page). */
  crossing: 0.12,
  /** Share of the pieces that stand on either side. */
  side: 0.2,
  /** Fewer pieces than this have no columns. */
  pieces: 12,
  /** In sizes: least width of a gutter. */
  width: 0.7,
} as const;

export interface Gutter {
  from: number;
  to: number;
}

export function findGutters(pieces: Piece[], options: typeof DEFAULTS = DEFAULTS): Gutter[] {
  const level = pieces.filter(
    (piece) => piece.angle === 0 && piece.to - piece.from > options.pieceWidth * piece.size,
  );
  if (level.length < options.pieces) return [];
  const sizes = level.map((piece) => piece.size).toSorted((a, b) => a - b);
  const size = sizes[sizes.length >> 1]!;
  const left = Math.floor(Math.min(...level.map((piece) => piece.from)));
  const width = Math.ceil(Math.max(...level.map((piece) => piece.to))) - left + 1;
  if (!(width > 0 && width < 20_000)) return [];
  const crossing = new Int32Array(width + 1);
  const ended = new Int32Array(width + 1);
  const begun = new Int32Array(width + 1);
  for (const piece of level) {
    const from = Math.max(0, Math.floor(piece.from - left + 0.5));
    const to = Math.min(width, Math.max(from, Math.ceil(piece.to - left - 0.5)));
    for (let x = from; x < to; x++) crossing[x] = crossing[x]! + 1;
    ended[to] = ended[to]! + 1;
    begun[from] = begun[from]! + 1;
  }
  const gutters: Gutter[] = [];
  let before = 0;
  let start = -1;
  let started = 0;
  for (let x = 0; x <= width; x++) {
    before += ended[x]!;
    started += begun[x]!;
    const after = level.length - started;
    const free =
      x < width &&
      crossing[x]! <= options.crossing * level.length &&
      before >= options.side * level.length &&
      after >= options.side * level.length;
    if (free && start < 0) start = x;
    else if (!free && start >= 0) {
      if (x - start >= options.width * size) gutters.push({ from: left + start, to: left + x });
      start = -1;
    }
  }
  return gutters;
}
