import { CHARACTER_FLAGS, type PageContent } from '../engine/page-content.ts';
import { composeText, type Glyph } from './compose-text.ts';
import { characterOf } from './code-point-kinds.ts';
import { findMain } from './find-main.ts';
import { gatherPieces, type Piece } from './gather-pieces.ts';
import { placeCharacters } from './place-characters.ts';
import { joinPieces } from './join-pieces.ts';
import type { TextLine, TextRun } from './text-line.ts';

/** A raised or lowered run is smaller than its line and off the baseline by at least this part of the line's size. */
const SCRIPT = { size: 0.93, raise: 0.12, lower: 0.08 } as const;

/** The lines of a page in content order. No character is lost but blanks, repeats of a bold overprint, and controls. */
export function buildLines(content: PageContent): TextLine[] {
  const place = placeCharacters(content);
  const { codePoints } = content.characters;
  const textOf = (piece: Piece): string =>
    piece.members.length > 12
      ? ''
      : piece.members.map((member) => characterOf(codePoints[member]!)).join('');
  const lines: TextLine[] = [];
  for (const group of joinPieces(gatherPieces(content), textOf)) {
    const glyphs = group.flatMap((piece, at) =>
      piece.members.map((index, member): Glyph => {
        const placed = place(index);
        const spaced =
          member > 0 ? piece.spaced[member]! : at > 0 && isSpaced(group[at - 1]!, piece);
        return { text: characterOf(codePoints[index]!), index, spaced, ...placed };
      }),
    );
    lines.push(makeLine(content, glyphs, group, lines.length));
  }
  return lines;
}

function isSpaced(before: Piece, piece: Piece): boolean {
  return piece.spaced[0]! || piece.from - before.to > 0.15 * piece.size;
}

function makeLine(content: PageContent, glyphs: Glyph[], group: Piece[], order: number): TextLine {
  const { sizes, fonts: faces, flags, ink } = content.characters;
  const main = measureLine(content, glyphs, group);
  const { points, edges, indexes } = composeText(glyphs);
  const runs: TextRun[] = [];
  let hidden = 0;
  let unmapped = 0;
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const glyph of glyphs) {
    const at = glyph.index * 4;
    box.left = Math.min(box.left, ink[at]!, group[0]!.angle === 0 ? glyph.from : Infinity);
    box.right = Math.max(box.right, ink[at + 2]!, group[0]!.angle === 0 ? glyph.to : -Infinity);
    box.top = Math.min(box.top, ink[at + 1]!);
    box.bottom = Math.max(box.bottom, ink[at + 3]!);
    if ((flags[glyph.index]! & CHARACTER_FLAGS.hidden) !== 0) hidden++;
    if ((flags[glyph.index]! & CHARACTER_FLAGS.unmapped) !== 0) unmapped++;
  }
  if (group[0]!.angle === 0) {
    box.top = Math.min(box.top, main.baseline - 0.7 * main.size);
    box.bottom = Math.max(box.bottom, main.baseline + 0.2 * main.size);
  }
  const baselines = new Map(glyphs.map((glyph) => [glyph.index, glyph.down]));
  let run: TextRun | null = null;
  let bold = 0;
  let italic = 0;
  let inked = 0;
  points.forEach((_, at) => {
    const index = indexes[at]!;
    if (index < 0) return;
    const face = content.fonts[faces[index]!];
    const size = sizes[index]! > 0 ? sizes[index]! : main.size;
    const script = findScript(size, baselines.get(index) ?? main.baseline, main);
    inked++;
    if (face?.bold === true) bold++;
    if (face?.italic === true) italic++;
    if (
      run !== null &&
      run.font === faces[index] &&
      Math.abs(run.size - size) < 0.05 * size &&
      run.script === script
    ) {
      run.end = at + 1;
      return;
    }
    run = {
      start: at,
      end: at + 1,
      font: faces[index]!,
      size,
      bold: face?.bold ?? false,
      italic: face?.italic ?? false,
      monospace: face?.monospace ?? false,
      mathematics: face?.mathematics ?? false,
      script,
    };
    runs.push(run);
  });
  return {
    page: content.page,
    order,
    text: points.join(''),
    box: { x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top },
    baseline: main.baseline,
    size: main.size,
    font: main.font,
    bold: bold > inked / 2,
    italic: italic > inked / 2,
    angle: group[0]!.angle,
    edges,
    runs,
    hidden: glyphs.length > 0 ? hidden / glyphs.length : 0,
    unmapped: glyphs.length > 0 ? unmapped / glyphs.length : 0,
  };
}

function findScript(
  size: number,
  down: number,
  main: { size: number; baseline: number },
): TextRun['script'] {
  if (size > SCRIPT.size * main.size) return null;
  if (down < main.baseline - SCRIPT.raise * main.size) return 'super';
  return down > main.baseline + SCRIPT.lower * main.size ? 'sub' : null;
}

/** Size and baseline of what carries a line, and the font of most of it. */
function measureLine(
  content: PageContent,
  glyphs: Glyph[],
  group: Piece[],
): { size: number; baseline: number; font: number } {
  const { sizes, fonts } = content.characters;
  const faces = new Map<number, number>();
  const measured = glyphs.map((glyph) => {
    const width = Math.max(0.01, glyph.to - glyph.from);
    const face = fonts[glyph.index]!;
    faces.set(face, (faces.get(face) ?? 0) + width);
    const size = sizes[glyph.index]! > 0 ? sizes[glyph.index]! : group[0]!.size;
    return { size, down: glyph.down, width };
  });
  let font = 0;
  let most = -1;
  for (const [face, weight] of faces) if (weight > most) [font, most] = [face, weight];
  return { ...findMain(measured), font };
}
