import type { PageCharacters } from './page-content.ts';

/** Where the characters of one font without a map stand, and the codes that the file has for them. */
export interface UnmappedFont {
  at: number[];
  codes: number[];
}

export const DEFAULTS = {
  /** Share of lower-case letters from which the codes of a font read like text … */
  lowerCase: 0.6,
  /** … with so many different ones of l to z, where fonts of symbols have none of their braces and bars. */
  lateLetters: 3,
};

/** TeX's text encoding (OT1) where it differs from ASCII. */
const OT1 = new Map([
  [0x0b, 0xfb00],
  [0x0c, 0xfb01],
  [0x0d, 0xfb02],
  [0x0e, 0xfb03],
  [0x0f, 0xfb04],
  [0x10, 0x131],
  [0x19, 0xdf],
  [0x1a, 0xe6],
  [0x1b, 0x153],
  [0x1c, 0xf8],
  [0x22, 0x201d],
  [0x27, 0x2019],
  [0x3c, 0xa1],
  [0x3e, 0xbf],
  [0x5c, 0x201c],
  [0x60, 0x2018],
  [0x7b, 0x2013],
  [0x7c, 0x2014],
]);

/**
 * Gives the characters of fonts whose codes read like text (the bitmap fonts of TeX, which have no names for their glyphs)
 * the code points that TeX means. They stay flagged as unmapped; fonts of symbols keep U+FFFD.
 */
export function guessCodes(characters: PageCharacters, fonts: Iterable<UnmappedFont>): void {
  for (const { at, codes } of fonts) {
    if (!readsLikeText(codes)) continue;
    for (const [index, code] of codes.entries()) {
      const point = OT1.get(code) ?? (code > 0x20 && code < 0x7b ? code : null);
      if (point !== null) characters.codePoints[at[index]!] = point;
    }
  }
}

function readsLikeText(codes: readonly number[]): boolean {
  const lower = codes.filter((code) => code >= 0x61 && code <= 0x7a);
  const late = new Set(lower.filter((code) => code > 0x6b));
  return lower.length >= codes.length * DEFAULTS.lowerCase && late.size >= DEFAULTS.lateLetters;
}
