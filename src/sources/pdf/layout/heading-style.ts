import { fullSize, isCapitals, isWholly, rightOf, type TextBlock } from './body-block.ts';
import type { DocumentStyle } from './page-layout.ts';

/** How a heading is set: what headings of one level share. */
export interface HeadingStyle {
  size: number;
  bold: boolean;
  italic: boolean;
  caps: boolean;
  centred: boolean;
  /** Whether it looks other than the body. */
  distinct: boolean;
}

export function measureHeading(block: TextBlock, text: string, style: DocumentStyle): HeadingStyle {
  const lines = block.parts.map(({ line }) => line);
  const size = Math.max(...lines.map(fullSize));
  const bold = lines.every((line) => isWholly(line, 'bold'));
  const italic = lines.every((line) => isWholly(line, 'italic'));
  const caps = isCapitals(text);
  const { left, right } = block.column;
  const first = lines[0]!;
  const axis = (first.box.x + rightOf(first)) / 2 - (left + right) / 2;
  const centred = Math.abs(axis) < style.bodySize && first.box.x > left + 1.5 * style.bodySize;
  const larger = size >= 1.06 * style.bodySize;
  return { size, bold, italic, caps, centred, distinct: larger || bold || caps };
}

/** Headings that look alike share this. */
export function styleKey({ size, bold, italic, caps }: HeadingStyle): string {
  return `${Math.round(size * 2) / 2}/${bold ? 'b' : ''}${italic ? 'i' : ''}${caps ? 'c' : ''}`;
}

/** How strongly a heading stands out: larger first, then bold, then capitals. */
export function prominence({ size, bold, caps, italic }: HeadingStyle): number {
  return Math.round(size * 2) * 10 + (bold ? 6 : 0) + (caps ? 4 : 0) - (italic ? 1 : 0);
}
