import type { PictureForm } from '../family.ts';
import { writingIn } from '../../pictures/read-signs.ts';
import { gridsIn } from '../../pictures/read-squares.ts';
import { readSvg } from '../../pictures/read-svg.ts';
import { sign } from '../../pictures/sign.ts';
import { blackCells } from './cell-picture.ts';

const MARGIN = 8;

const PITCH = 16;
const IN_A_ROW = 4;
const GAP = 12;
const LABEL = 18;
/** As the rule says which turns are allowed, by how many there are. */
const RULES = [
  'Turn it: a quarter, right.',
  'Turn it: a quarter. Right or left.',
  'Turn it: quarter or half. Right or left.',
];

export const matchedRotationPicture: PictureForm<{
  shape: readonly string[];
  pictures: readonly (readonly string[])[];
  turns: number;
}> = {
  draw({ shape, pictures }) {
    const side = shape.length * PITCH;
    const step = side + LABEL + GAP;
    const columns = Math.min(IN_A_ROW, pictures.length);
    return {
      width: 2 * MARGIN + columns * (side + GAP) - GAP,
      height: 2 * MARGIN + side + GAP + Math.ceil(pictures.length / IN_A_ROW) * step,
      shapes: [
        ...blackCells(shape, MARGIN, MARGIN, PITCH),
        ...pictures.flatMap((picture, index) => {
          const x = MARGIN + (index % IN_A_ROW) * (side + GAP);
          const y = MARGIN + side + 2 * GAP + Math.floor(index / IN_A_ROW) * step;
          return [
            ...sign(String(index + 1), x, y, LABEL - 4),
            ...blackCells(picture, x, y + LABEL, PITCH),
          ];
        }),
      ],
    };
  },
  text: ({ turns, pictures }) =>
    `At the top: the shape. Pictures: 1 to ${pictures.length}. ` +
    `${RULES[turns - 1]!} One picture has it. No mirrors.`,
  /** Turns each picture back by what is allowed, about its middle, and lays it over the shape. */
  read(svg, prompt) {
    const rule = /Turn it: ([a-z ,]+\.(?: Right or left\.)?)/.exec(prompt)?.[1];
    const seen = readSvg(svg);
    const [shape, ...pictures] = gridsIn(seen);
    if (rule === undefined || shape === undefined) return [];
    const quarters = [
      ...(rule.includes('quarter') ? [1] : []),
      ...(rule.includes('half') ? [2] : []),
      ...(rule.includes('left') ? [3] : []),
    ];
    // Places from the middle, in half cells: full cells as complex numbers, which a quarter multiplies by i.
    const fullCells = ({ rows }: typeof shape): [number, number][] =>
      rows.flatMap((row, y) =>
        row.flatMap(({ colour }, x): [number, number][] =>
          colour === undefined ? [] : [[2 * x - row.length + 1, 2 * y - rows.length + 1]],
        ),
      );
    const wanted = quarters.map((quarter) => {
      let cells = fullCells(shape);
      // Down is the way of growing y, so that a turn to the right takes (x, y) to (-y, x).
      for (let turn = 0; turn < quarter; turn++) cells = cells.map(([x, y]) => [-y, x]);
      return cells.map(String).toSorted().join(' ');
    });
    return pictures.flatMap((picture) => {
      const found = fullCells(picture).map(String).toSorted().join(' ');
      if (!wanted.includes(found)) return [];
      const above = seen.filter(
        ({ left, top }) =>
          top < picture.top &&
          top > picture.top - 2 * LABEL &&
          left >= picture.left &&
          left < picture.left + LABEL,
      );
      return [`picture ${writingIn(above)}`];
    });
  },
};
