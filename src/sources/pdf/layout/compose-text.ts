import { composeAccent } from './accents.ts';

/** Characters of a line to its text: ligatures spelled out, accents set on their letters, single spaces, edges kept. */

const LIGATURE = /[\uFB00-\uFB06]/;
/** What a hyphen at a line's end may be stored as. */
const LINE_END_HYPHENS = new Set(['\u0002', '\u00AD', '\uFFFE']);
const COMBINING = /^\p{M}$/u;

/** A character and where it stands along its baseline. */
export interface Glyph {
  text: string;
  from: number;
  to: number;
  top: number;
  bottom: number;
  /** Of its baseline, across the writing. */
  down: number;
  /** Index of the character in its page. */
  index: number;
  spaced: boolean;
}

/** Sets spacing accents (´ before or after e, printed above it) on their letters; others stay as they are. */
export function setAccents(glyphs: Glyph[]): Glyph[] {
  const set: Glyph[] = [];
  for (let at = 0; at < glyphs.length; at++) {
    const glyph = glyphs[at]!;
    const next = glyphs[at + 1];
    const joined =
      (next !== undefined && joinAccent(glyph, next)) ||
      (set.length > 0 && joinAccent(glyph, set.at(-1)!));
    if (!joined) set.push(glyph);
    else if (joined.index === next?.index) {
      set.push({ ...joined, spaced: glyph.spaced });
      at++;
    } else set[set.length - 1] = { ...joined, spaced: set.at(-1)!.spaced };
  }
  return set;
}

function joinAccent(accent: Glyph, letter: Glyph): Glyph | null {
  const composed = composeAccent(accent.text, letter.text);
  if (composed === null) return null;
  const middle = (accent.from + accent.to) / 2;
  if (middle < letter.from || middle > letter.to) return null;
  const isAbove = accent.top + accent.bottom <= letter.top + letter.bottom;
  return isAbove === composed.above ? { ...letter, text: composed.text } : null;
}

/** The text's code points with the edges of each; `indexes` names the page's character behind each, -1 for a space. */
export interface ComposedText {
  points: string[];
  edges: number[];
  indexes: number[];
}

export function composeText(glyphs: Glyph[]): ComposedText {
  const points: string[] = [];
  const edges: number[] = [];
  const indexes: number[] = [];
  let end = glyphs[0]?.from ?? 0;
  for (const glyph of setAccents(glyphs)) {
    if (glyph.spaced && points.length > 0) {
      points.push(' ');
      edges.push(end);
      indexes.push(-1);
    }
    const text = LINE_END_HYPHENS.has(glyph.text)
      ? '-'
      : LIGATURE.test(glyph.text)
        ? glyph.text.normalize('NFKC')
        : glyph.text.normalize('NFC');
    const spelled = [...text];
    const step = (glyph.to - glyph.from) / spelled.length;
    spelled.forEach((point, at) => {
      const composed = COMBINING.test(point)
        ? ((points.at(-1) ?? '') + point).normalize('NFC')
        : '';
      if (points.length > 0 && [...composed].length === 1) {
        points[points.length - 1] = composed;
        return;
      }
      points.push(point);
      edges.push(glyph.from + step * at);
      indexes.push(glyph.index);
    });
    end = glyph.to;
  }
  edges.push(end);
  return { points, edges, indexes };
}
