import { GLYPH_ROWS } from './glyph-rows.ts';
import { joined, type Outline } from './outlines.ts';
import { placed, type Shape } from './picture.ts';

/** Written signs in a box of 50 by 70. */
export const GLYPHS: Readonly<Record<string, Outline>> = Object.fromEntries(
  Object.entries(GLYPH_ROWS).map(([one, rows]) => [one, joined(runsOf(rows))]),
);

/** What signs are written in: no colour of the table. */
const INK = '#10151c';

/**
 * Signs in a line, `height` high from y, the first at x or, centred, the middle of all at x. Throws RangeError on a sign
 * that no glyph shows.
 */
export function sign(
  text: string,
  x: number,
  y: number,
  height: number,
  align: 'left' | 'centre' = 'left',
): Shape[] {
  const step = (height * 6) / 7;
  const width = text.length * step - height / 7;
  const left = align === 'left' ? x : x - width / 2;
  return [...text].map((one, index) => {
    const outline = GLYPHS[one];
    if (outline === undefined) throw new RangeError(`no glyph shows ${one}`);
    const points = placed(outline, left + index * step, y, (height * 10) / 7);
    return { kind: 'polygon', points, fill: INK };
  });
}

/** The painted runs of a glyph's rows. */
function runsOf(rows: string): Outline[] {
  return rows.split(' ').flatMap((row, down) =>
    [...row.matchAll(/#+/g)].map(({ 0: run, index }): Outline => {
      const [left, top] = [index * 10, down * 10];
      const right = left + run.length * 10;
      return [
        [left, top],
        [right, top],
        [right, top + 10],
        [left, top + 10],
      ];
    }),
  );
}
