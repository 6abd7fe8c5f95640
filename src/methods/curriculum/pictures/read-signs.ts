import { formsOf, formOf, isWithin, type Seen } from './read-svg.ts';
import { GLYPHS } from './sign.ts';

const GLYPH_OF = formsOf(GLYPHS);

/** The sign that a shape writes; undefined for a figure. */
export function signOf({ points }: Seen): string | undefined {
  return GLYPH_OF.get(formOf(points));
}

/** The written signs among shapes, from left to right; with `within`, those only that stand in it. */
export function writingIn(seen: readonly Seen[], within?: Seen): string {
  return seen
    .filter((one) => within === undefined || isWithin(one, within))
    .toSorted((a, b) => a.left - b.left)
    .map((one) => signOf(one) ?? '')
    .join('');
}
