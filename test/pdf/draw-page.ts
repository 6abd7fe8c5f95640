import type { PageImage, PagePath } from '../../src/sources/pdf/engine/page-content.ts';
import type { PageLayout } from '../../src/sources/pdf/layout/page-layout.ts';
import type { TextLine } from '../../src/sources/pdf/layout/text-line.ts';

export interface DrawnText {
  text: string;
  x: number;
  /** Of the baseline. */
  y: number;
  size?: number;
  bold?: boolean;
  mathematics?: boolean;
}

/** A page with lines of letters half a size wide, rules and pictures, as the engine and the layout would hand it on. */
export function drawPage(
  texts: readonly DrawnText[],
  rules: readonly (readonly [number, number, number, number])[] = [],
  images: readonly PageImage[] = [],
  page = 1,
): PageLayout {
  const lines = texts.map((text, order) => drawLine(text, order, page));
  const paths = rules.map(([x0, y0, x1, y1]): PagePath => ({
    box: {
      x: Math.min(x0, x1),
      y: Math.min(y0, y1),
      width: Math.abs(x1 - x0),
      height: Math.abs(y1 - y0),
    },
    stroked: true,
    filled: false,
    strokeWidth: 0.5,
    color: 0xff,
    rules: [x0, y0, x1, y1],
    segments: 1,
  }));
  const face = { bold: false, italic: false, monospace: false, serif: true, mathematics: false };
  return {
    content: {
      page,
      width: 600,
      height: 800,
      fonts: [
        { name: 'Body', weight: 400, ...face },
        { name: 'Body-Bold', weight: 700, ...face, bold: true },
        { name: 'CMMI10', weight: 400, ...face, mathematics: true },
      ],
      paths,
      images: [...images],
      links: [],
      tags: [],
      faults: [],
    },
    lines,
    roles: lines.map(() => null),
  };
}

function drawLine(
  { text, x, y, size = 10, bold = false, mathematics = false }: DrawnText,
  order: number,
  page: number,
): TextLine {
  const points = [...text];
  const width = 0.5 * size;
  const font = bold ? 1 : mathematics ? 2 : 0;
  return {
    page,
    order,
    text,
    box: { x, y: y - 0.7 * size, width: points.length * width, height: 0.9 * size },
    baseline: y,
    size,
    font,
    bold,
    italic: false,
    angle: 0,
    edges: Array.from({ length: points.length + 1 }, (_, index) => x + index * width),
    runs: [
      {
        start: 0,
        end: points.length,
        font,
        size,
        bold,
        italic: false,
        monospace: false,
        mathematics,
        script: null,
      },
    ],
    hidden: 0,
    unmapped: 0,
  };
}
