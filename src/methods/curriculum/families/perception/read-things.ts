/** For solvers of pictures with things: what they see, in the words of the prompt. */
import { writingIn } from '../../pictures/read-signs.ts';
import { readSvg, type Seen } from '../../pictures/read-svg.ts';

export interface SeenThing {
  /** What is written over its square. */
  number: string;
  kind: string;
  colour: string;
  /** In the word that the prompt explains; empty where it explains none. */
  size: string;
  pattern: string;
}

const OVER = 20;
const UNDER = 18;
const SIZES = /([A-Z][a-z]+): all of it\. ([A-Z][a-z]+): half of it\. ([A-Z][a-z]+): not half\./;
const PATTERN_OF: Readonly<Record<string, string>> = {
  star: 'starred',
  ring: 'ringed',
  cross: 'crossed',
};

/** The things from left to right, row by row. Throws RangeError on a square with nothing in it. */
export function readThings(svg: string, prompt: string): SeenThing[] {
  const [, huge, big, small] = SIZES.exec(prompt)?.map((word) => word.toLowerCase()) ?? [];
  const seen = readSvg(svg);
  // Grounds have colours without a name.
  const grounds = seen.filter(({ colour, name, left, right }) =>
    isGround(colour, name, right - left),
  );
  return grounds.map((square) => {
    const inColumn = seen.filter(
      (one) => one.left >= square.left && one.right <= square.right + 1e-6 && one !== square,
    );
    const thing = inColumn.find(
      ({ top, bottom }) => top >= square.top && bottom <= square.bottom + 1e-6,
    );
    if (thing === undefined) throw new RangeError('a square of the picture is empty');
    const free = (2 * (thing.left - square.left)) / (square.right - square.left);
    const over = inColumn.filter(({ top }) => top < square.top && top > square.top - OVER);
    const under = inColumn.filter(
      ({ top, fill }) => top > square.bottom && top < square.bottom + UNDER && fill === thing.fill,
    );
    return {
      number: writingIn(over),
      kind: thing.name ?? '',
      colour: thing.colour ?? '',
      size: (free < 0.15 ? huge : free < 0.4 ? big : small) ?? '',
      pattern: patternOf(under),
    };
  });
}

/** Marks are smaller than any ground. */
function isGround(colour: string | undefined, name: string | undefined, width: number): boolean {
  return colour === undefined && name === 'square' && width > UNDER;
}

function patternOf([first, ...more]: readonly Seen[]): string {
  if (first === undefined) return '';
  if (more.length === 0) return 'plain';
  const tops = new Set([first, ...more].map(({ top }) => top));
  return PATTERN_OF[first.name ?? ''] ?? (tops.size > 1 ? 'checked' : 'striped');
}
