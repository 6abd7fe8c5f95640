/** A flat picture on a white ground: shapes painted in order, in units of a pixel. Plain data, the same on every machine. */
export interface Picture {
  width: number;
  height: number;
  shapes: Shape[];
}

/** `striped` and `dotted` let the ground show through. */
export type Pattern = 'plain' | 'striped' | 'dotted';

export type Shape =
  | { kind: 'polygon'; points: readonly Point[]; fill: string; pattern?: Pattern }
  | { kind: 'circle'; centre: Point; radius: number; fill: string; pattern?: Pattern }
  | { kind: 'line'; from: Point; to: Point; width: number; fill: string };

export type Point = readonly [x: number, y: number];

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

/** Outlines in a box of 100 by 100, in whole numbers, so that no machine rounds them otherwise. */
const OUTLINES: Readonly<Record<string, readonly Point[]>> = {
  square: [
    [10, 10],
    [90, 10],
    [90, 90],
    [10, 90],
  ],
  triangle: [
    [50, 8],
    [94, 90],
    [6, 90],
  ],
  star: [
    [50, 4],
    [61, 38],
    [97, 38],
    [68, 59],
    [79, 94],
    [50, 73],
    [21, 94],
    [32, 59],
    [3, 38],
    [39, 38],
  ],
  cross: [
    [36, 6],
    [64, 6],
    [64, 36],
    [94, 36],
    [94, 64],
    [64, 64],
    [64, 94],
    [36, 94],
    [36, 64],
    [6, 64],
    [6, 36],
    [36, 36],
  ],
  heart: [
    [50, 92],
    [14, 56],
    [6, 40],
    [8, 24],
    [20, 12],
    [34, 11],
    [46, 20],
    [50, 28],
    [54, 20],
    [66, 11],
    [80, 12],
    [92, 24],
    [94, 40],
    [86, 56],
  ],
  moon: [
    [62, 6],
    [44, 10],
    [28, 22],
    [20, 40],
    [20, 60],
    [28, 78],
    [44, 90],
    [62, 94],
    [50, 82],
    [44, 66],
    [43, 50],
    [44, 34],
    [50, 18],
  ],
  diamond: [
    [50, 4],
    [86, 50],
    [50, 96],
    [14, 50],
  ],
  arrow: [
    [6, 38],
    [56, 38],
    [56, 14],
    [96, 50],
    [56, 86],
    [56, 62],
    [6, 62],
  ],
  pentagon: [
    [50, 5],
    [95, 39],
    [78, 93],
    [22, 93],
    [5, 39],
  ],
  hexagon: [
    [27, 8],
    [73, 8],
    [96, 50],
    [73, 92],
    [27, 92],
    [4, 50],
  ],
};

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
  const points = outline.map(([px, py]): Point => [x + (px * size) / 100, y + (py * size) / 100]);
  return { kind: 'polygon', points, fill, pattern };
}
