import { OUTLINES } from './outlines.ts';
import { type Pattern, type Picture, placed, type Point, type Shape, TILES } from './picture.ts';

/** Samples along each side of a pixel. */
const GRID = 3;

/**
 * Paints a picture into RGBA, 8 bits a channel, row by row from the top: Uint8Array of width × height × 4. Three by three
 * samples a pixel; only additions, products and comparisons, so that every machine gives the same bytes. Polygons fill
 * by the non-zero rule, as in SVG.
 */
export function rasterise({ width, height, shapes }: Picture): Uint8Array {
  const pixels = new Uint8Array(width * height * 4).fill(255);
  for (const shape of shapes) paint(pixels, width, height, shape);
  return pixels;
}

function paint(pixels: Uint8Array, width: number, height: number, shape: Shape): void {
  const [left, top, right, bottom] = boundsOf(shape);
  const colour = [1, 3, 5].map((at) => Number.parseInt(shape.fill.slice(at, at + 2), 16));
  const isInside = insideOf(shape);
  const pattern = shape.kind === 'line' ? 'plain' : (shape.pattern ?? 'plain');
  const rows = [Math.max(0, Math.floor(top)), Math.min(height, Math.ceil(bottom))] as const;
  const columns = [Math.max(0, Math.floor(left)), Math.min(width, Math.ceil(right))] as const;
  for (let row = rows[0]; row < rows[1]; row++) {
    for (let column = columns[0]; column < columns[1]; column++) {
      let hits = 0;
      for (let sample = 0; sample < GRID * GRID; sample++) {
        const x = column + (2 * (sample % GRID) + 1) / (2 * GRID);
        const y = row + (2 * Math.floor(sample / GRID) + 1) / (2 * GRID);
        if (isInside(x, y) && isPainted(pattern, x, y)) hits++;
      }
      if (hits === 0) continue;
      const at = (row * width + column) * 4;
      for (let channel = 0; channel < 3; channel++) {
        const before = pixels[at + channel]!;
        // Rounded to the nearest whole number, in whole numbers.
        const mixed = before * (GRID * GRID - hits) + colour[channel]! * hits;
        pixels[at + channel] = Math.floor((2 * mixed + GRID * GRID) / (2 * GRID * GRID));
      }
    }
  }
}

function boundsOf(shape: Shape): [left: number, top: number, right: number, bottom: number] {
  if (shape.kind === 'circle') {
    const [x, y] = shape.centre;
    return [x - shape.radius, y - shape.radius, x + shape.radius, y + shape.radius];
  }
  const points = shape.kind === 'line' ? [shape.from, shape.to] : shape.points;
  const margin = shape.kind === 'line' ? shape.width : 0;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [
    Math.min(...xs) - margin,
    Math.min(...ys) - margin,
    Math.max(...xs) + margin,
    Math.max(...ys) + margin,
  ];
}

function insideOf(shape: Shape): (x: number, y: number) => boolean {
  if (shape.kind === 'circle') {
    const [cx, cy] = shape.centre;
    const most = shape.radius * shape.radius;
    return (x, y) => (x - cx) * (x - cx) + (y - cy) * (y - cy) <= most;
  }
  if (shape.kind === 'line') return nearLine(shape.from, shape.to, shape.width);
  return insidePolygon(shape.points);
}

/** Whether the line winds round a point, seams that go both ways not counted. */
function insidePolygon(points: readonly Point[]): (x: number, y: number) => boolean {
  return (x, y) => {
    let winding = 0;
    for (const [at, [x1, y1]] of points.entries()) {
      const [x2, y2] = points[(at + 1) % points.length]!;
      if (y1 > y === y2 > y) continue;
      // The same sum both ways along a line, so that a seam's two sides meet in every bit.
      const [fromX, fromY, toX, toY] = y1 < y2 ? [x1, y1, x2, y2] : [x2, y2, x1, y1];
      if (x < ((toX - fromX) * (y - fromY)) / (toY - fromY) + fromX) winding += y1 < y2 ? 1 : -1;
    }
    return winding !== 0;
  };
}

/** Within half the width of the segment, with flat ends. */
function nearLine(
  [x1, y1]: Point,
  [x2, y2]: Point,
  width: number,
): (x: number, y: number) => boolean {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length2 = dx * dx + dy * dy;
  return (x, y) => {
    const along = (x - x1) * dx + (y - y1) * dy;
    const across = (x - x1) * dy - (y - y1) * dx;
    return along >= 0 && along <= length2 && 4 * across * across <= width * width * length2;
  };
}

const STAR = insidePolygon(placed(OUTLINES['star']!, 0, 0, TILES.starred));

/** Whether a pattern paints a point: the same tiles as those of the SVG. */
function isPainted(pattern: Pattern, x: number, y: number): boolean {
  const tile = TILES[pattern];
  const [px, py] = [x % tile, y % tile];
  const fromCentre = (px - tile / 2) ** 2 + (py - tile / 2) ** 2;
  switch (pattern) {
    case 'plain':
      return true;
    case 'striped':
      return py < tile / 2;
    case 'dotted':
      return fromCentre <= ((tile * 3) / 8) ** 2;
    case 'checked':
      return px < tile / 2 === py < tile / 2;
    case 'ringed':
      return fromCentre <= 25 && fromCentre >= 6.25;
    case 'crossed':
      return px >= 1 && px < 11 && py >= 1 && py < 11 && (isMid(px) || isMid(py));
    case 'starred':
      return STAR(px, py);
  }
}

function isMid(at: number): boolean {
  return at >= 4 && at < 8;
}
