/** A Roman number in any case, or null. */
export function readRoman(text: string): number | null {
  const digits: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 };
  let value = 0;
  let before = 0;
  for (const letter of [...text.toLowerCase()].toReversed()) {
    const digit = digits[letter];
    if (digit === undefined) return null;
    value += digit < before ? -digit : digit;
    before = Math.max(before, digit);
  }
  return value > 0 ? value : null;
}
