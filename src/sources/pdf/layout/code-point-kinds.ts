/** A variation selector, which changes the look of what stands before it and is no character of its own. */
export function isVariation(codePoint: number): boolean {
  return codePoint >= 0xfe00 && codePoint <= 0xfe0f;
}

/** White space and controls; 2 is how the engine may store a line's hyphen. */
export function isBlank(codePoint: number): boolean {
  return (
    (codePoint <= 0x20 && codePoint !== 2) ||
    (codePoint >= 0x7f && codePoint <= 0xa0) ||
    (codePoint >= 0x2000 && codePoint <= 0x200f) ||
    (codePoint >= 0x2028 && codePoint <= 0x202f) ||
    codePoint === 0x205f ||
    codePoint === 0x3000 ||
    codePoint === 0xfeff
  );
}

/** The character, or the replacement character for what is none. */
export function characterOf(codePoint: number): string {
  const whole = codePoint <= 0x10ffff && (codePoint < 0xd800 || codePoint > 0xdfff);
  return whole ? String.fromCodePoint(codePoint) : '\uFFFD';
}
