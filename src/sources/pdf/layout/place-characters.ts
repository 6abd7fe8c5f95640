import type { PageContent } from '../engine/page-content.ts';
import { isLooseAccent } from './accents.ts';
import { characterOf } from './code-point-kinds.ts';

/** Letters of the longest ligature, less one: the neighbours that may share a glyph. */
const LONGEST_LIGATURE = 3;

/** Geometry of a character along and across its own baseline. */
export interface Placed {
  from: number;
  to: number;
  down: number;
  top: number;
  bottom: number;
}

/** Places every character on its own baseline; characters that share one glyph share its width. */
export function placeCharacters(content: PageContent): (index: number) => Placed {
  const { characters } = content;
  const { loose, ink, origins, angles, count } = characters;
  return (index) => {
    const angle = roundAngle(angles[index]!);
    const at = index * 4;
    if (angle === 0) {
      let from = loose[at]!;
      let to = loose[at + 2]!;
      let first = index;
      let last = index;
      // A ligature that the engine spelled out: every letter has the whole glyph's box.
      while (first > index - LONGEST_LIGATURE && first > 0 && sameGlyph(first - 1, index)) first--;
      while (last < index + LONGEST_LIGATURE && last + 1 < count && sameGlyph(last + 1, index))
        last++;
      if (last > first) {
        const step = (to - from) / (last - first + 1);
        from += step * (index - first);
        to = from + step;
      }
      return { from, to, down: origins[index * 2 + 1]!, top: ink[at + 1]!, bottom: ink[at + 3]! };
    }
    const cosine = Math.cos(angle);
    const sine = Math.sin(angle);
    let from = Infinity;
    let to = -Infinity;
    let top = Infinity;
    let bottom = -Infinity;
    for (const x of [loose[at]!, loose[at + 2]!]) {
      for (const y of [loose[at + 1]!, loose[at + 3]!]) {
        from = Math.min(from, x * cosine - y * sine);
        to = Math.max(to, x * cosine - y * sine);
        top = Math.min(top, x * sine + y * cosine);
        bottom = Math.max(bottom, x * sine + y * cosine);
      }
    }
    const down = origins[index * 2]! * sine + origins[index * 2 + 1]! * cosine;
    return { from, to, down, top, bottom };
  };

  function sameGlyph(a: number, b: number): boolean {
    return (
      !isLooseAccent(characterOf(characters.codePoints[a]!)) &&
      !isLooseAccent(characterOf(characters.codePoints[b]!)) &&
      loose[a * 4] === loose[b * 4] &&
      loose[a * 4 + 2] === loose[b * 4 + 2] &&
      origins[a * 2] === origins[b * 2] &&
      origins[a * 2 + 1] === origins[b * 2 + 1] &&
      loose[a * 4 + 2]! > loose[a * 4]!
    );
  }
}

/** Parts of a degree are noise of the file; a full turn is none. */
export function roundAngle(radians: number): number {
  const turn = 2 * Math.PI;
  const angle = ((radians % turn) + turn) % turn;
  if (angle < 0.03 || angle > turn - 0.03) return 0;
  return Math.round(angle * 200) / 200;
}
