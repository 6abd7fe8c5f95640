import type { Pattern, Picture, Shape } from './picture.ts';

/** Sides of a pattern's tile, the same as the rasteriser's. */
export const TILE = 8;

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
  return `<polygon points="${shape.points.map(([x, y]) => `${x},${y}`).join(' ')}" fill="${fill}"/>`;
}

function fillOf(colour: string, pattern: Pattern, patterns: Map<string, string>): string {
  if (pattern === 'plain') return colour;
  const id = `${pattern}-${colour.slice(1)}`;
  const inner =
    pattern === 'striped'
      ? `<rect width="${TILE}" height="${TILE / 2}" fill="${colour}"/>`
      : `<circle cx="${TILE / 2}" cy="${TILE / 2}" r="${(TILE * 3) / 8}" fill="${colour}"/>`;
  patterns.set(
    id,
    `<pattern id="${id}" width="${TILE}" height="${TILE}" patternUnits="userSpaceOnUse">${inner}</pattern>`,
  );
  return `url(#${id})`;
}
