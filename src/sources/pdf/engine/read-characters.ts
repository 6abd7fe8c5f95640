import { CHARACTER_FLAGS, type FontFace, type PageCharacters } from './page-content.ts';
import { FontTable } from './font-table.ts';
import { guessCodes, type UnmappedFont } from './guess-codes.ts';
import type { Pdfium } from './load-pdfium.ts';
import { applyX, applyY, type PageFrame } from './page-frame.ts';
import { spreadLigatures } from './spread-ligatures.ts';

const UNKNOWN = 0xfffd;
const HYPHEN = 0x2d;
/** Text render modes that paint nothing: invisible, and add to the clip only (ISO 32000-1, table 106). */
const UNPAINTED_MODES = new Set([3, 7]);
/** Of each channel, from which on a glyph is white. */
const WHITE = 250;

export interface ReadCharacters {
  characters: PageCharacters;
  fonts: FontFace[];
  /** Indices of white characters: hidden unless something is painted under them. */
  white: number[];
}

/** What all characters of one text object share. */
interface TextObject {
  font: number;
  /** The engine's own font, which tells apart what has no name. */
  pointer: number;
  size: number;
  angle: number;
  flags: number;
  white: boolean;
  markedContent: number;
}

/** Characters of a page in content order, from its loaded text page. */
export function readCharacters(pdfium: Pdfium, textPage: number, frame: PageFrame): ReadCharacters {
  const { call, heap } = pdfium;
  const total = Math.max(0, call.FPDFText_CountChars(textPage));
  const out = allot(total);
  const fonts = new FontTable(pdfium);
  const objects = new Map<number, TextObject>();
  const white: number[] = [];
  const unmapped = new Map<number, UnmappedFont>();
  const scratch = heap.scratch;
  const m = frame.matrix;
  let current: TextObject = {
    font: -1,
    pointer: 0,
    size: 0,
    angle: 0,
    flags: 0,
    white: false,
    markedContent: -1,
  };
  let lastPointer = -1;
  let count = 0;
  let high = 0;
  for (let at = 0; at < total; at++) {
    const raw = call.FPDFText_GetUnicode(textPage, at) >>> 0;
    if (raw >= 0xd800 && raw < 0xdc00 && at + 1 < total) {
      high = raw;
      continue;
    }
    const generated = call.FPDFText_IsGenerated(textPage, at) === 1;
    const pointer = call.FPDFText_GetTextObject(textPage, at);
    if (pointer !== lastPointer && pointer !== 0) {
      let found = objects.get(pointer);
      if (found === undefined) {
        found = readTextObject(pdfium, textPage, at, pointer, frame, fonts);
        objects.set(pointer, found);
      }
      current = found;
      lastPointer = pointer;
    }
    if (current.font < 0) current.font = fonts.empty();
    const hyphen = call.FPDFText_IsHyphen(textPage, at) === 1;
    let point = hyphen ? HYPHEN : joinSurrogates(high, raw);
    high = 0;
    let flags = generated ? CHARACTER_FLAGS.generated : current.flags;
    if (hyphen) flags |= CHARACTER_FLAGS.hyphen;
    else if (!generated && isUnmapped(call.FPDFText_HasUnicodeMapError(textPage, at), point)) {
      flags |= CHARACTER_FLAGS.unmapped;
      const font = unmapped.get(current.pointer) ?? { at: [], codes: [] };
      unmapped.set(current.pointer, font);
      font.at.push(count);
      font.codes.push(point);
      point = UNKNOWN;
    }
    out.codePoints[count] = point;
    out.flags[count] = flags;
    out.fonts[count] = current.font;
    out.sizes[count] = current.size;
    out.angles[count] = current.angle;
    out.markedContent[count] = current.markedContent;

    call.FPDFText_GetCharBox(textPage, at, scratch, scratch + 8, scratch + 16, scratch + 24);
    const doubles = heap.doubles;
    const d = scratch >> 3;
    // Left, right, bottom, top.
    placeBox(out.ink, count, frame, doubles[d]!, doubles[d + 2]!, doubles[d + 1]!, doubles[d + 3]!);
    const f = scratch >> 2;
    if (call.FPDFText_GetLooseCharBox(textPage, at, scratch)) {
      const floats = heap.floats;
      // Left, top, right, bottom.
      placeBox(out.loose, count, frame, floats[f]!, floats[f + 3]!, floats[f + 2]!, floats[f + 1]!);
    } else out.loose.copyWithin(count * 4, -1, -1);
    if (call.FPDFText_GetCharOrigin(textPage, at, scratch, scratch + 8)) {
      const x = heap.doubles[d]!;
      const y = heap.doubles[d + 1]!;
      out.origins[count * 2] = applyX(m, x, y);
      out.origins[count * 2 + 1] = applyY(m, x, y);
    }
    if (current.white && !generated) white.push(count);
    count++;
  }
  const characters = trim(out, count);
  guessCodes(characters, unmapped.values());
  spreadLigatures(characters);
  return { characters, fonts: fonts.faces, white };
}

type Arrays = Omit<PageCharacters, 'count' | 'markedContent'> & { markedContent: Int32Array };

function allot(count: number): Arrays {
  return {
    codePoints: new Uint32Array(count),
    ink: new Float32Array(count * 4),
    loose: new Float32Array(count * 4),
    origins: new Float32Array(count * 2),
    sizes: new Float32Array(count),
    fonts: new Uint16Array(count),
    angles: new Float32Array(count),
    flags: new Uint8Array(count),
    markedContent: new Int32Array(count),
  };
}

function trim(arrays: Arrays, count: number): PageCharacters {
  if (count === arrays.flags.length) return { count, ...arrays };
  return {
    count,
    codePoints: arrays.codePoints.slice(0, count),
    ink: arrays.ink.slice(0, count * 4),
    loose: arrays.loose.slice(0, count * 4),
    origins: arrays.origins.slice(0, count * 2),
    sizes: arrays.sizes.slice(0, count),
    fonts: arrays.fonts.slice(0, count),
    angles: arrays.angles.slice(0, count),
    flags: arrays.flags.slice(0, count),
    markedContent: arrays.markedContent.slice(0, count),
  };
}

function readTextObject(
  pdfium: Pdfium,
  textPage: number,
  at: number,
  pointer: number,
  frame: PageFrame,
  fonts: FontTable,
): TextObject {
  const { call, heap } = pdfium;
  const scratch = heap.scratch;
  const fontSize = (call.FPDFText_GetFontSize as (page: number, at: number) => number)(
    textPage,
    at,
  );
  let angle = 0;
  let size = Math.abs(fontSize);
  if (call.FPDFText_GetMatrix(textPage, at, scratch)) {
    const [a, b, c, d] = heap.floats.subarray(scratch >> 2, (scratch >> 2) + 4);
    size *= Math.hypot(c!, d!);
    const sign = fontSize < 0 ? -1 : 1;
    const [A, B, C, D] = frame.matrix;
    const dx = sign * (a! * A + b! * C);
    const dy = sign * (a! * B + b! * D);
    if (dx !== 0 || dy !== 0) angle = -Math.atan2(dy, dx);
    if (Math.abs(angle) < 1e-4) angle = 0;
  }
  const mode = call.FPDFTextObj_GetTextRenderMode(pointer);
  const stroked = mode === 1 || mode === 2 || mode === 5 || mode === 6;
  let alpha = 255;
  let white = false;
  const getColor =
    stroked && mode !== 2 && mode !== 6 ? 'FPDFPageObj_GetStrokeColor' : 'FPDFPageObj_GetFillColor';
  if (call[getColor](pointer, scratch, scratch + 4, scratch + 8, scratch + 12)) {
    const [red, green, blue, opacity] = heap.integers.subarray(scratch >> 2, (scratch >> 2) + 4);
    alpha = opacity!;
    white = red! >= WHITE && green! >= WHITE && blue! >= WHITE;
  }
  const font = call.FPDFTextObj_GetFont(pointer);
  return {
    font: fonts.indexOf(font),
    pointer: font,
    size,
    angle,
    flags: UNPAINTED_MODES.has(mode) || alpha === 0 ? CHARACTER_FLAGS.hidden : 0,
    white,
    markedContent: call.FPDFPageObj_GetMarkedContentID(pointer),
  };
}

function joinSurrogates(high: number, low: number): number {
  if (high === 0) return low;
  return low >= 0xdc00 && low < 0xe000
    ? (high - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000
    : UNKNOWN;
}

/** pdfium gives the glyph's code where the font has no map: control characters and half surrogates are such codes too. */
function isUnmapped(mapError: number, point: number): boolean {
  if (mapError === 1) return true;
  if (point < 0x20) return point !== 0x09 && point !== 0x0a && point !== 0x0d;
  return (
    point === UNKNOWN ||
    (point >= 0x7f && point < 0xa0) ||
    (point >= 0xd800 && point < 0xe000) ||
    (point & 0xfffe) === 0xfffe ||
    point > 0x10ffff
  );
}

function placeBox(
  into: Float32Array,
  index: number,
  { matrix: m }: PageFrame,
  left: number,
  bottom: number,
  right: number,
  top: number,
): void {
  const ax = applyX(m, left, bottom);
  const ay = applyY(m, left, bottom);
  const bx = applyX(m, right, top);
  const by = applyY(m, right, top);
  const at = index * 4;
  into[at] = Math.min(ax, bx);
  into[at + 1] = Math.min(ay, by);
  into[at + 2] = Math.max(ax, bx);
  into[at + 3] = Math.max(ay, by);
}
