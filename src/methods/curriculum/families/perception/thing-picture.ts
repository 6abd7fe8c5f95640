import { COLOURS, figure, type Picture, rectangle, type Shape } from '../../pictures/picture.ts';
import { sign } from '../../pictures/sign.ts';
import { GROUND_FILL, squares } from '../../pictures/squares.ts';
import { capitalised, shownBy, type Thing, VALUES } from './things.ts';

const WIDEST = 84;
const SIDE = 504;
const MARGIN = 4;
/** Heights of the number over a square and of the strip under it that shows the thing's pattern. */
const LABEL = 20;
const STRIP = 20;
/** Share of its square's side that a thing takes, by size from the least. */
const SHARES = [0.42, 0.7, 0.98];
const SHARE_WITHOUT_SIZE = 0.9;
/** Of things whose colour is not said. */
const PLAIN_FILL = '#3a4048';
/** Figures that make a pattern. */
const MARKS: Readonly<Record<string, string>> = {
  ringed: 'ring',
  crossed: 'cross',
  starred: 'star',
};

/**
 * Things side by side, row by row, each in a square, with its pattern in a strip under it: on a small thing itself no
 * pattern could be told. With numbers over the squares where they are asked for.
 */
export function thingPicture(things: readonly Thing[], numbered = false): Picture {
  const label = numbered ? LABEL : 0;
  const strip = things[0]?.pattern === undefined ? 0 : STRIP;
  const columns = Math.ceil(Math.sqrt(things.length * (label + strip > 0 ? 1.35 : 1)));
  const rows = Math.ceil(things.length / columns);
  const pitch = Math.min(
    WIDEST,
    Math.floor(SIDE / columns),
    Math.floor(SIDE / rows) - label - strip,
  );
  return {
    width: 2 * MARGIN + columns * pitch,
    height: 2 * MARGIN + rows * (pitch + label + strip),
    shapes: things.flatMap((thing, index) => {
      const x = MARGIN + (index % columns) * pitch;
      const y = MARGIN + Math.floor(index / columns) * (pitch + label + strip) + label;
      const fill = thing.colour === undefined ? PLAIN_FILL : COLOURS[thing.colour]!;
      return [
        ...(numbered ? sign(String(index + 1), x + 2, y - LABEL + 4, 14) : []),
        ...squares([[GROUND_FILL]], x, y, pitch),
        drawThing(thing, fill, x, y, pitch - 2),
        ...(thing.pattern === undefined
          ? []
          : drawPattern(thing.pattern, fill, x, y + pitch, pitch - 2)),
      ];
    }),
  };
}

/** A thing in the middle of its square. */
function drawThing({ kind, size }: Thing, fill: string, x: number, y: number, side: number): Shape {
  const share = size === undefined ? SHARE_WITHOUT_SIZE : SHARES[sizesWith(size).indexOf(size)]!;
  const room = side * share;
  const at = (side - room) / 2;
  return figure(kind!, x + at, y + at, room, fill);
}

/** A strip of the pattern in the thing's colour. */
function drawPattern(pattern: string, fill: string, x: number, y: number, width: number): Shape[] {
  const ground = rectangle(x, y, width, STRIP - 4, GROUND_FILL);
  const [left, top, high] = [x + 3, y + 2, STRIP - 8];
  if (pattern === 'plain') return [ground, rectangle(left, top, width - 6, high, fill)];
  const marks = Array.from({ length: Math.floor((width - 6) / high) }, (_, index): Shape[] => {
    const at = left + index * high;
    const half = high / 2;
    if (pattern === 'striped') return [rectangle(at, top, half, high, fill)];
    if (pattern !== 'checked') return [figure(MARKS[pattern]!, at, top, high, fill)];
    return [
      rectangle(at, top, half, half, fill),
      rectangle(at + half, top + half, half, half, fill),
    ];
  });
  return [ground, ...marks.flat()];
}

/** The sizes of the pool that has this one, from the least. */
function sizesWith(size: string): readonly string[] {
  return VALUES.exam.size.includes(size) ? VALUES.exam.size : VALUES.training.size;
}

/** How to read what has no name by itself: sizes, and words that several would fit. The same for all worlds of a pool. */
export function keyOf(things: readonly Thing[]): string[] {
  const [first] = things;
  const shown = shownBy(things);
  const isExam = (name: 'kind' | 'colour'): boolean =>
    VALUES.exam[name].includes(first?.[name] ?? '');
  const key: string[] = [];
  if (shown.includes('colour')) {
    key.push(isExam('colour') ? 'Rose: like red. Tan: light brown.' : 'Gold: like yellow.');
  }
  if (isExam('kind')) key.push('Toy: a bear.');
  if (first?.size !== undefined) {
    const [small, big, huge] = sizesWith(first.size).map(capitalised);
    key.push(`Look at the box. ${huge}: all of it. ${big}: half of it. ${small}: not half.`);
  }
  if (first?.pattern !== undefined) key.push('At the bottom: the pattern.');
  return key;
}
