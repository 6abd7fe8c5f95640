import { OUTLINES, type Point } from './outlines.ts';
import { COLOURS } from './picture.ts';

/** A shape as it is seen in an SVG of ours; nothing of the scene that it was drawn from is known here. */
export interface Seen {
  /** A figure ("star"), `circle`, `line`, or `box` for any other upright rectangle; undefined for another outline. */
  name: string | undefined;
  /** By its name in the table; undefined for another colour. */
  colour: string | undefined;
  fill: string;
  pattern: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** Corners, or the ends of a line. */
  points: readonly Point[];
}

const NAME_OF = new Map(Object.entries(COLOURS).map(([name, hex]) => [hex, name]));
const FIGURE_OF = formsOf(OUTLINES);
const ELEMENT = /<(polygon|circle|line) ([^>]*?)\/>/g;

/** All shapes but the ground, in the order in which they are painted. Throws RangeError on what is no number. */
export function readSvg(svg: string): Seen[] {
  const body = svg.replace(/<defs>[\s\S]*?<\/defs>/, '');
  return [...body.matchAll(ELEMENT)].map(([, kind, text]) => {
    const attributes = new Map(
      [...text!.matchAll(/([a-z0-9-]+)="([^"]*)"/g)].map(([, name, value]) => [name!, value!]),
    );
    return seenAs(kind!, attributes);
  });
}

function seenAs(kind: string, attributes: ReadonlyMap<string, string>): Seen {
  const number = (name: string): number => toNumber(attributes.get(name));
  const paint = attributes.get(kind === 'line' ? 'stroke' : 'fill') ?? '';
  const [, pattern = 'plain', hex = paint.slice(1)] =
    /^url\(#([a-z]+)-([0-9a-f]{6})\)$/.exec(paint) ?? [];
  const fill = `#${hex}`;
  const points = pointsOf(kind, attributes, number);
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const isPolygon = kind === 'polygon';
  const form = isPolygon ? formOf(points) : '';
  const named = isPolygon ? (FIGURE_OF.get(form) ?? (isBox(points) ? 'box' : undefined)) : kind;
  return {
    name: named,
    colour: NAME_OF.get(fill),
    fill,
    pattern,
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
    points,
  };
}

function pointsOf(
  kind: string,
  attributes: ReadonlyMap<string, string>,
  number: (name: string) => number,
): Point[] {
  if (kind === 'line') {
    return [
      [number('x1'), number('y1')],
      [number('x2'), number('y2')],
    ];
  }
  if (kind === 'circle') {
    const [x, y, radius] = [number('cx'), number('cy'), number('r')];
    return [
      [x - radius, y - radius],
      [x + radius, y + radius],
    ];
  }
  return (attributes.get('points') ?? '').split(' ').map((pair): Point => {
    const [x, y] = pair.split(',');
    return [toNumber(x), toNumber(y)];
  });
}

function toNumber(text: string | undefined): number {
  const value = Number(text);
  if (text === undefined || text === '' || !Number.isFinite(value)) {
    throw new RangeError(`"${text}" in the picture is no number`);
  }
  return value;
}

function isBox(points: readonly Point[]): boolean {
  const xs = new Set(points.map(([x]) => x));
  const ys = new Set(points.map(([, y]) => y));
  return points.length === 4 && xs.size === 2 && ys.size === 2;
}

/** Names by what their outlines are like. */
export function formsOf(outlines: Readonly<Record<string, readonly Point[]>>): Map<string, string> {
  return new Map(Object.entries(outlines).map(([name, points]) => [formOf(points), name]));
}

/** What an outline is like, whatever its size and place. */
export function formOf(points: readonly Point[]): string {
  const [left, top] = [Math.min(...points.map(([x]) => x)), Math.min(...points.map(([, y]) => y))];
  const extents = points.map(([x, y]) => Math.max(x - left, y - top));
  const extent = Math.max(...extents);
  // Shifted by a little, so that no outline of whole numbers lies where two roundings part.
  const near = (length: number): number => Math.round((length / extent) * 1000 + 0.1234);
  return points.map(([x, y]) => `${near(x - left)},${near(y - top)}`).join(' ');
}

/** Middle of a shape. */
export function middleOf({ left, top, right, bottom }: Seen): Point {
  return [(left + right) / 2, (top + bottom) / 2];
}

/** Whether the middle of one shape lies in the box round another. */
export function isWithin(inner: Seen, outer: Seen): boolean {
  const [x, y] = middleOf(inner);
  return x > outer.left && x < outer.right && y > outer.top && y < outer.bottom;
}
