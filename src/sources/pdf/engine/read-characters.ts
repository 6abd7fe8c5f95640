import { CHARACTER_FLAGS, type FontFace, type PageCharacters } from './page-content.ts';
import { readFontFace } from './font-face.ts';
import type { Pdfium } from './load-pdfium.ts';
import { applyX, applyY, type PageFrame } from './page-frame.ts';

const UNKNOWN = 0xfffd;
const HYPHEN = 0x2d;
/** Text render modes that paint nothing: invisible, and add to the clip only (ISO 32000-1, table 106). */
const UNPAINTED_MODES = new Set([3, 7]);
const NO_OBJECT_FONT = '';
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
  const scratch = heap.scratch;
  const m = frame.matrix;
  let current: TextObject = {
    font: -1,
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
  return {
    font: fonts.indexOf(call.FPDFTextObj_GetFont(pointer)),
    size,
    angle,
    flags: UNPAINTED_MODES.has(mode) || alpha === 0 ? CHARACTER_FLAGS.hidden : 0,
    white,
    markedContent: call.FPDFPageObj_GetMarkedContentID(pointer),
  };
}

/** The page's fonts; two of the same face are one. Pointers hold for one page only. */
class FontTable {
  readonly faces: FontFace[] = [];
  readonly #pdfium: Pdfium;
  readonly #byPointer = new Map<number, number>();
  readonly #byFace = new Map<string, number>();

  constructor(pdfium: Pdfium) {
    this.#pdfium = pdfium;
  }

  indexOf(font: number): number {
    const known = this.#byPointer.get(font);
    if (known !== undefined) return known;
    if (font === 0) return this.empty();
    const index = this.#add(readFontFace(this.#pdfium, font));
    this.#byPointer.set(font, index);
    return index;
  }

  /** Of characters that no text object stands for. */
  empty(): number {
    return this.#add({
      name: NO_OBJECT_FONT,
      weight: 400,
      bold: false,
      italic: false,
      monospace: false,
      serif: false,
      mathematics: false,
    });
  }

  #add(face: FontFace): number {
    const key = JSON.stringify(face);
    let index = this.#byFace.get(key);
    if (index === undefined) {
      index = this.faces.length;
      if (index < 0xffff) {
        this.faces.push(face);
        this.#byFace.set(key, index);
      } else index = 0;
    }
    return index;
  }
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

/**
 * One glyph that stands for several characters (a ligature) comes as characters with one and the same box: each gets its
 * share of the advance, so that every character has edges of its own. Combining marks keep the box of their letter.
 */
function spreadLigatures(characters: PageCharacters): void {
  const { count, codePoints, flags, ink, loose, origins, angles } = characters;
  for (let start = 0; start < count; start++) {
    if ((flags[start]! & CHARACTER_FLAGS.generated) !== 0) continue;
    let end = start + 1;
    while (end < count && isSamePlace(characters, start, end)) end++;
    const parts = end - start;
    if (parts === 1) continue;
    const upright = Math.abs(Math.sin(angles[start]!)) < 0.5;
    const backwards = upright ? Math.cos(angles[start]!) < 0 : Math.sin(angles[start]!) > 0;
    for (const boxes of [ink, loose]) divide(boxes, start, parts, upright ? 0 : 1, backwards);
    const axis = upright ? 0 : 1;
    for (let part = 1; part < parts; part++) {
      const at = start + part;
      origins[at * 2 + axis] = loose[at * 4 + axis + (backwards ? 2 : 0)]!;
    }
    start = end - 1;
  }

  function isSamePlace(_all: PageCharacters, first: number, at: number): boolean {
    if ((flags[at]! & CHARACTER_FLAGS.generated) !== 0) return false;
    if (origins[at * 2] !== origins[first * 2] || origins[at * 2 + 1] !== origins[first * 2 + 1]) {
      return false;
    }
    for (let side = 0; side < 4; side++) {
      if (loose[at * 4 + side] !== loose[first * 4 + side]) return false;
      if (ink[at * 4 + side] !== ink[first * 4 + side]) return false;
    }
    return !/\p{M}/u.test(String.fromCodePoint(codePoints[at]!));
  }
}

function divide(
  boxes: Float32Array,
  start: number,
  parts: number,
  axis: number,
  backwards: boolean,
): void {
  const from = boxes[start * 4 + axis]!;
  const step = (boxes[start * 4 + axis + 2]! - from) / parts;
  for (let part = 0; part < parts; part++) {
    const slot = backwards ? parts - 1 - part : part;
    boxes[(start + part) * 4 + axis] = from + slot * step;
    boxes[(start + part) * 4 + axis + 2] = from + (slot + 1) * step;
  }
}
