import type { PictureForm } from '../family.ts';
import { OUTLINES } from '../../pictures/outlines.ts';
import { COLOURS, figure, type Shape } from '../../pictures/picture.ts';
import { writingIn } from '../../pictures/read-signs.ts';
import { isWithin, readSvg } from '../../pictures/read-svg.ts';
import { sign } from '../../pictures/sign.ts';
import { GROUND_FILL, squares } from '../../pictures/squares.ts';
import { capitalised } from './things.ts';

const PITCH = 56;
const IN_A_ROW = 8;
const MARGIN = 4;
/** Stand for things that are not drawn themselves, in the order of their names. */
const STANDING_IN = ['red', 'blue', 'green', 'black', 'yellow'];
/** Of drawn things: no colour of the table, for it means nothing. */
const PLAIN_FILL = '#3a4048';

interface Row {
  row: readonly string[];
  asked: number;
  hidden: readonly number[];
}

export const repeatPatternPicture: PictureForm<Row> = {
  draw({ row, asked, hidden }) {
    const key = keyOf(row);
    return {
      width: 2 * MARGIN + Math.min(IN_A_ROW, row.length) * PITCH,
      height: 2 * MARGIN + Math.ceil(row.length / IN_A_ROW) * PITCH,
      shapes: row.flatMap((thing, place) => {
        const x = MARGIN + (place % IN_A_ROW) * PITCH;
        const y = MARGIN + Math.floor(place / IN_A_ROW) * PITCH;
        const shown: Shape[] =
          place === asked
            ? sign('?', x + PITCH / 2 - 1, y + 12, 28, 'centre')
            : hidden.includes(place)
              ? []
              : [drawThing(thing, key, x + 5, y + 5)];
        return [...squares([[GROUND_FILL]], x, y, PITCH), ...shown];
      }),
    };
  },
  text({ row, hidden }) {
    const key = [...keyOf(row)].map(([thing, colour]) => `${capitalised(colour)}: ${thing}.`);
    return [
      ...key,
      'Read to the right. Next row: read on.',
      'One part repeats. It starts the row. Two parts or more.',
      `Find this: ?${hidden.length > 0 ? ' No picture: more missing.' : ''}`,
    ].join('\n');
  },
  /** Tries each length of the part: whatever stands so many places from another must be the same. */
  read(svg, prompt) {
    const meaning = new Map(
      [...prompt.matchAll(/^([A-Z][a-z]+): ([a-z]+)\.$/gm)].map(([, colour, thing]) => [
        colour!.toLowerCase(),
        thing!,
      ]),
    );
    const seen = readSvg(svg);
    const places = seen
      .filter(({ name }) => name === 'square')
      .map((square) => {
        if (writingIn(seen, square) === '?') return '?';
        const thing = seen.find((one) => one !== square && isWithin(one, square));
        if (thing === undefined) return '';
        return thing.name === 'circle'
          ? (meaning.get(thing.colour!) ?? thing.colour!)
          : thing.name!;
      });
    const at = places.indexOf('?');
    if (at < 0) return [];
    const answers = new Set<string>();
    for (let length = 1; length * 2 <= places.length; length++) {
      const said = Array.from(
        { length },
        (_, first) =>
          new Set(
            places.filter((thing, place) => place % length === first && !['?', ''].includes(thing)),
          ),
      );
      if (said.some((things) => things.size > 1)) continue;
      answers.add([...said[at % length]!][0] ?? '?');
    }
    return [...answers];
  },
};

/** The colours that stand for things, in the order of the things' names; none where things are drawn as they are. */
function keyOf(row: readonly string[]): Map<string, string> {
  const things = [...new Set(row)].toSorted();
  const drawn = [COLOURS, OUTLINES].some((table) =>
    things.every((thing) => Object.hasOwn(table, thing)),
  );
  return new Map(drawn ? [] : things.map((thing, index) => [thing, STANDING_IN[index]!]));
}

function drawThing(thing: string, key: ReadonlyMap<string, string>, x: number, y: number): Shape {
  const size = PITCH - 12;
  if (Object.hasOwn(OUTLINES, thing) && key.size === 0)
    return figure(thing, x, y, size, PLAIN_FILL);
  return figure('circle', x, y, size, COLOURS[key.get(thing) ?? thing]!);
}
