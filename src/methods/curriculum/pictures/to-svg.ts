import { OUTLINES } from './outlines.ts';
import { type Pattern, type Picture, placed, type Point, type Shape, TILES } from './picture.ts';

/** A picture as SVG 1.1 without styles, scripts or text: the same picture gives the same bytes. */
export function toSvg({ width, height, shapes }: Picture): string {
  const patterns = new Map<string, string>();
  const body = shapes.map((shape) => draw(shape, patterns));
  const definitions =
    patterns.size === 0 ? [] : [`<defs>${[...patterns.values()].join('')}</defs>`];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    ...definitions,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...body,
    '</svg>',
    '',
  ].join('\n');
}

function draw(shape: Shape, patterns: Map<string, string>): string {
  if (shape.kind === 'line') {
    const { from, to, width, fill } = shape;
    return `<line x1="${from[0]}" y1="${from[1]}" x2="${to[0]}" y2="${to[1]}" stroke="${fill}" stroke-width="${width}"/>`;
  }
  const fill = fillOf(shape.fill, shape.pattern ?? 'plain', patterns);
  if (shape.kind === 'circle') {
    return `<circle cx="${shape.centre[0]}" cy="${shape.centre[1]}" r="${shape.radius}" fill="${fill}"/>`;
  }
  return polygon(shape.points, fill);
}

function polygon(points: readonly Point[], fill: string): string {
  return `<polygon points="${points.map(([x, y]) => `${x},${y}`).join(' ')}" fill="${fill}"/>`;
}

function fillOf(colour: string, pattern: Pattern, patterns: Map<string, string>): string {
  if (pattern === 'plain') return colour;
  const id = `${pattern}-${colour.slice(1)}`;
  const tile = TILES[pattern];
  patterns.set(
    id,
    `<pattern id="${id}" width="${tile}" height="${tile}" patternUnits="userSpaceOnUse">${tileOf(pattern, colour)}</pattern>`,
  );
  return `url(#${id})`;
}

function tileOf(pattern: Exclude<Pattern, 'plain'>, colour: string): string {
  const tile = TILES[pattern];
  const half = tile / 2;
  const box = (x: number, y: number, width: number, height: number): string =>
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${colour}"/>`;
  switch (pattern) {
    case 'striped':
      return box(0, 0, tile, half);
    case 'dotted':
      return `<circle cx="${half}" cy="${half}" r="${(tile * 3) / 8}" fill="${colour}"/>`;
    case 'checked':
      return box(0, 0, half, half) + box(half, half, half, half);
    case 'ringed':
      return `<circle cx="${half}" cy="${half}" r="3.75" fill="none" stroke="${colour}" stroke-width="2.5"/>`;
    case 'crossed':
      return box(4, 1, 4, 10) + box(1, 4, 10, 4);
    case 'starred':
      return polygon(placed(OUTLINES['star']!, 0, 0, tile), colour);
  }
}
