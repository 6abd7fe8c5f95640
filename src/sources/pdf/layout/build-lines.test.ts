import { describe, expect, it } from 'vitest';
import type { FontFace, PageContent } from '../engine/page-content.ts';
import { buildLines } from './build-lines.ts';

/** A stretch of characters of one width each, without space characters: words are told apart by gaps alone. */
interface Print {
  text: string;
  x: number;
  y: number;
  size?: number;
  font?: number;
  /** Width of a character, in sizes. */
  advance?: number;
  /** Width of a space, in sizes. */
  space?: number;
  angle?: number;
}

const FACE: FontFace = {
  name: 'Roman',
  weight: 400,
  bold: false,
  italic: false,
  monospace: false,
  serif: true,
  mathematics: false,
};

function printPage(prints: Print[]): PageContent {
  const points: number[] = [];
  const loose: number[] = [];
  const origins: number[] = [];
  const sizes: number[] = [];
  const fonts: number[] = [];
  const angles: number[] = [];
  for (const { text, x, y, size = 10, font = 0, advance = 0.5, space = 0.3, angle = 0 } of prints) {
    let along = 0;
    for (const point of text) {
      if (point === ' ') {
        along += space * size;
        continue;
      }
      const width = advance * size;
      points.push(point.codePointAt(0)!);
      if (angle === 0) {
        loose.push(x + along, y - 0.8 * size, x + along + width, y + 0.2 * size);
        origins.push(x + along, y);
      } else {
        // A quarter turn anticlockwise: the text runs upwards.
        loose.push(x - 0.8 * size, y - along - width, x + 0.2 * size, y - along);
        origins.push(x, y - along);
      }
      sizes.push(size);
      fonts.push(font);
      angles.push(angle);
      along += width;
    }
  }
  const box = Float32Array.from(loose);
  return {
    page: 1,
    width: 600,
    height: 800,
    characters: {
      count: points.length,
      codePoints: Uint32Array.from(points),
      ink: box.slice(),
      loose: box,
      origins: Float32Array.from(origins),
      sizes: Float32Array.from(sizes),
      fonts: Uint16Array.from(fonts),
      angles: Float32Array.from(angles),
      flags: new Uint8Array(points.length),
    },
    fonts: [
      FACE,
      { ...FACE, name: 'Bold', bold: true },
      { ...FACE, name: 'Math', mathematics: true },
    ],
    paths: [],
    images: [],
    links: [],
    tags: [],
    faults: [],
  };
}

const texts = (prints: Print[]): string[] => buildLines(printPage(prints)).map(({ text }) => text);

const accented = (letter: string, accent: string, after: boolean): string => {
  const accentPrint = { text: accent, x: 60, y: 100 };
  const word = { text: `ab${letter}d`, x: 50, y: 100 };
  return texts(
    after
      ? [word, accentPrint]
      : [{ text: 'ab', x: 50, y: 100 }, accentPrint, { text: `${letter}d`, x: 60, y: 100 }],
  ).join('|');
};

describe('buildLines', () => {
  it('tells words apart by gaps and gives an edge to every code point', () => {
    const [line] = buildLines(printPage([{ text: 'two words', x: 50, y: 100 }]));
    expect(line!.text).toBe('two words');
    expect(line!.edges).toHaveLength('two words'.length + 1);
    expect(line!.edges[0]).toBeCloseTo(50, 3);
    expect(line!.edges[4]).toBeCloseTo(50 + 15 + 3, 3);
    expect(line!.edges.at(-1)).toBeCloseTo(50 + 8 * 5 + 3, 3);
  });

  it('keeps scripts in their line, as runs of their own', () => {
    const [line, ...more] = buildLines(
      printPage([
        { text: 'x', x: 50, y: 100 },
        { text: '2', x: 55, y: 96, size: 7 },
        { text: 'i', x: 55, y: 102, size: 7 },
        { text: 'and more', x: 62, y: 100 },
      ]),
    );
    expect(more).toEqual([]);
    expect(line!.text).toBe('x2i and more');
    expect(line!.runs.map(({ script }) => script)).toEqual([null, 'super', 'sub', null]);
    expect(line!.size).toBe(10);
    expect(line!.baseline).toBe(100);
  });

  it('parts columns that are written row by row', () => {
    const prints = Array.from({ length: 8 }, (_, row): Print[] => [
      { text: `left column row ${row}`, x: 50, y: 100 + 12 * row },
      { text: `right column row ${row}`, x: 145, y: 100 + 12 * row },
    ]).flat();
    expect(texts(prints)).toEqual(
      Array.from({ length: 8 }, (_, row) => [
        `left column row ${row}`,
        `right column row ${row}`,
      ]).flat(),
    );
  });

  it('does not part a justified line with wide spaces', () => {
    expect(texts([{ text: 'wide spaces in one line', x: 50, y: 100, space: 1.1 }])).toEqual([
      'wide spaces in one line',
    ]);
  });

  it('spells ligatures out, sharing their width, and nothing else of NFKC', () => {
    const [line] = buildLines(printPage([{ text: 'oﬃce x² ½', x: 50, y: 100 }]));
    expect(line!.text).toBe('office x² ½');
    expect(line!.edges[2]! - line!.edges[1]!).toBeCloseTo(5 / 3, 3);
  });

  it('sets accents on their letters, before or after them, and dotless letters get their dot', () => {
    expect(accented('e', '´', false)).toBe('abéd');
    expect(accented('e', '´', true)).toBe('abéd');
    expect(accented('ı', '¨', true)).toBe('abïd');
    expect(accented('c', 'ˇ', true)).toBe('abčd');
  });

  it('reads text printed twice for weight once', () => {
    expect(
      texts([
        { text: 'A', x: 50, y: 100 },
        { text: 'A', x: 50.2, y: 100 },
        { text: 'BC', x: 55, y: 100 },
      ]),
    ).toEqual(['ABC']);
  });

  it('keeps numbers of lines apart from the text', () => {
    const prints = Array.from({ length: 9 }, (_, row): Print[] => [
      { text: `${101 + row}`, x: 30, y: 100 + 12 * row, size: 6 },
      { text: `the text of row ${row}`, x: 50, y: 100 + 12 * row },
    ]).flat();
    const lines = texts(prints);
    expect(lines.filter((text) => /^\d+$/.test(text))).toHaveLength(9);
    expect(lines).toContain('the text of row 4');
  });

  it('reads turned text along its own baseline', () => {
    const [line] = buildLines(
      printPage([{ text: 'arXiv 1706', x: 20, y: 500, angle: Math.PI / 2 }]),
    );
    expect(line!.text).toBe('arXiv 1706');
    expect(line!.angle).toBeCloseTo(Math.PI / 2, 1);
    expect(line!.box.height).toBeGreaterThan(line!.box.width);
  });

  it('stands an empty page, and code points that are none', () => {
    expect(buildLines(printPage([]))).toEqual([]);
    const page = printPage([{ text: 'abc', x: 50, y: 100 }]);
    page.characters.codePoints[1] = 0xd800;
    page.characters.codePoints[2] = 0xffffffff;
    expect(buildLines(page)[0]!.text).toBe('a\uFFFD\uFFFD');
    expect(buildLines(page)[0]!.text.isWellFormed()).toBe(true);
  });
});
