const SURROGATE = /[\uD800-\uDFFF]/;

/** Number of Unicode code points in a text. */
export function codePointLength(text: string): number {
  if (!SURROGATE.test(text)) return text.length;
  let length = 0;
  for (const _ of text) length++;
  return length;
}

/** The UTF-16 index of the code point with number `offset` (from 0). Past the end: `text.length`. */
export function utf16Index(text: string, offset: number): number {
  if (!SURROGATE.test(text)) return Math.min(offset, text.length);
  let index = 0;
  for (let passed = 0; passed < offset && index < text.length; passed++) {
    index += text.codePointAt(index)! > 0xffff ? 2 : 1;
  }
  return index;
}

/** Code points `start` (included) to `end` (excluded) of a text. */
export function sliceCodePoints(text: string, start: number, end: number): string {
  return text.slice(utf16Index(text, start), utf16Index(text, end));
}
