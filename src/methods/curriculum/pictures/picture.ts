import { type Outline, OUTLINES, type Point } from './outlines.ts';

export type { Point } from './outlines.ts';

/** A flat picture on a white ground: shapes painted in order, in units of a pixel. Plain data, the same on every machine. */
export interface Picture {
  width: number;
  height: number;
  shapes: Shape[];
}

/** Sides of a pattern's tile; all but `plain` let the ground show through. */
export const TILES = {
  plain: 1,
  striped: 8,
  dotted: 8,
  checked: 12,
  ringed: 12,
  crossed: 12,
  starred: 16,
} as const;
export type Pattern = keyof typeof TILES;

export type Shape =
  | { kind: 'polygon'; points: readonly Point[]; fill: string; pattern?: Pattern }
  | { kind: 'circle'; centre: Point; radius: number; fill: string; pattern?: Pattern }
  | { kind: 'line'; from: Point; to: Point; width: number; fill: string };

/** Colours by the names that the texts use; each told apart from the others by eye. `#rrggbb`. */
export const COLOURS: Readonly<Record<string, string>> = {
  black: '#1a1a1a',
  white: '#ffffff',
  grey: '#9aa0a6',
  red: '#d62828',
  blue: '#1d4ed8',
  green: '#2e8b3d',
  yellow: '#f4c20d',
  orange: '#f2780c',
  purple: '#7b2cbf',
  pink: '#f28fb5',
  brown: '#7a4a1e',
  gold: '#d4a000',
  tan: '#cfae82',
  rose: '#b80f4a',
};

export function rectangle(
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  pattern: Pattern = 'plain',
): Shape {
  const points: Point[] = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
  return { kind: 'polygon', points, fill, pattern };
}

/** Names of shapes that `figure` draws. */
export const FIGURES: readonly string[] = ['circle', ...Object.keys(OUTLINES)];

/** A named shape in the square box at (x, y). Throws RangeError on a name that it does not know. */
export function figure(
  name: string,
  x: number,
  y: number,
  size: number,
  fill: string,
  pattern: Pattern = 'plain',
): Shape {
  if (name === 'circle') {
    const centre: Point = [x + size / 2, y + size / 2];
    return { kind: 'circle', centre, radius: (size * 44) / 100, fill, pattern };
  }
  const outline = OUTLINES[name];
  if (outline === undefined) throw new RangeError(`no figure is named ${name}`);
  return { kind: 'polygon', points: placed(outline, x, y, size), fill, pattern };
}

/** The outline in the box of that size at (x, y). */
export function placed(outline: Outline, x: number, y: number, size: number): Point[] {
  return outline.map(([px, py]): Point => [x + (px * size) / 100, y + (py * size) / 100]);
}
