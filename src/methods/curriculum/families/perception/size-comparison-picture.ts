import type { PictureForm } from '../family.ts';
import { COLOURS, rectangle } from '../../pictures/picture.ts';
import { readSvg } from '../../pictures/read-svg.ts';
import { capitalised } from './things.ts';

const MARGIN = 10;
const LONGEST = 490;
const PITCH = 34;
const HEIGHT = 22;
const ORDINALS = ['', 'second ', 'third ', 'fourth ', 'fifth '];
/** Stand for the names, in the order of the alphabet. */
const STANDING_IN = ['red', 'blue', 'green', 'black', 'yellow', 'orange', 'brown', 'pink', 'grey'];

interface Bars {
  bars: readonly { name: string; start: number; length: number }[];
  end: 'longest' | 'shortest';
  rank: number;
}

export const sizeComparisonPicture: PictureForm<Bars> = {
  draw({ bars }) {
    const key = keyOf(bars);
    const reach = Math.max(...bars.map(({ start, length }) => start + length));
    const unit = Math.min(20, Math.floor(LONGEST / reach));
    return {
      width: 2 * MARGIN + reach * unit,
      height: 2 * MARGIN + bars.length * PITCH - (PITCH - HEIGHT),
      shapes: bars.map(({ name, start, length }, index) =>
        rectangle(
          MARGIN + start * unit,
          MARGIN + index * PITCH,
          length * unit,
          HEIGHT,
          COLOURS[key.get(name)!]!,
        ),
      ),
    };
  },
  text: ({ bars, end, rank }) =>
    [
      'The bars:',
      ...[...keyOf(bars)].map(([name, colour]) => `${capitalised(colour)}: ${name}.`),
      `Find: ${ORDINALS[rank - 1]}${end}. All are different.`,
    ].join('\n'),
  /** Takes away the bar at that end so many times as the rank says. */
  read(svg, prompt) {
    const wanted = /^Find: (?:(second|third|fourth|fifth) )?(longest|shortest)\./m.exec(prompt);
    if (wanted === null) return [];
    const bars = readSvg(svg).map(({ colour, left, right }) => ({ colour, length: right - left }));
    const times = ['second', 'third', 'fourth', 'fifth'].indexOf(wanted[1] ?? '') + 1;
    const sign = wanted[2] === 'longest' ? -1 : 1;
    let rest = bars;
    let end: number | undefined;
    for (let time = 0; time <= times; time++) {
      end = sign * Math.min(...rest.map(({ length }) => sign * length));
      if (time < times) rest = rest.filter(({ length }) => length !== end);
    }
    return rest
      .filter(({ length }) => length === end)
      .flatMap(({ colour }) => {
        const name = new RegExp(`^${capitalised(colour ?? '')}: ([a-z]+)\\.$`, 'm').exec(
          prompt,
        )?.[1];
        return name === undefined ? [] : [name];
      });
  },
};

function keyOf(bars: Bars['bars']): Map<string, string> {
  const names = bars.map(({ name }) => name).toSorted();
  return new Map(names.map((name, index) => [name, STANDING_IN[index]!]));
}
