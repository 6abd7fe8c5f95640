/** Accents that a font sets as glyphs of their own (TeX's OT1 fonts among others), and the letters that can carry them. */

const ACCENTS: Readonly<Record<string, string>> = {
  '`': '\u0300',
  '´': '\u0301',
  ˆ: '\u0302',
  '˜': '\u0303',
  '¯': '\u0304',
  '˘': '\u0306',
  '˙': '\u0307',
  '¨': '\u0308',
  '˚': '\u030A',
  '˝': '\u030B',
  ˇ: '\u030C',
  '¸': '\u0327',
  '˛': '\u0328',
};
const DOTLESS: Record<string, string> = { ı: 'i', ȷ: 'j' };

const MARKS = new Set(Object.values(ACCENTS));

function markOf(character: string): string | undefined {
  return MARKS.has(character) ? character : ACCENTS[character];
}

/** Whether the character is an accent that stands on its own: a spacing one, or a combining one that no letter carries yet. */
export function isLooseAccent(character: string): boolean {
  return markOf(character) !== undefined;
}

/** Whether letter and accent are one character of Unicode. */
export function canCarry(accent: string, letter: string): boolean {
  return composeAccent(accent, letter) !== null;
}

/** The letter with its accent, where that is one character, and whether the accent stands above it. */
export function composeAccent(
  accent: string,
  letter: string,
): { text: string; above: boolean } | null {
  const mark = markOf(accent);
  if (mark === undefined) return null;
  const text = ((DOTLESS[letter] ?? letter) + mark).normalize('NFC');
  return [...text].length === 1 ? { text, above: mark !== '\u0327' && mark !== '\u0328' } : null;
}
