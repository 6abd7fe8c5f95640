import { rectangle, type Shape } from './picture.ts';

/** Ground of a square that holds nothing. */
export const EMPTY_FILL = '#e3e7ec';
/** Ground behind coloured figures: every colour of the table stands out from it. */
export const GROUND_FILL = '#c3ccd6';
/** Between two squares. */
const GAP = 2;

/** Rows of squares, `pitch` from one to the next, in the colours given. Each is two narrower than the pitch. */
export function squares(
  fills: readonly (readonly string[])[],
  x: number,
  y: number,
  pitch: number,
): Shape[] {
  return fills.flatMap((row, down) =>
    row.map((fill, right) =>
      rectangle(x + right * pitch, y + down * pitch, pitch - GAP, pitch - GAP, fill),
    ),
  );
}
