/** Words that acronyms leave out. */
const SMALL =
  /^(?:the|of|and|for|in|on|at|to|de|la|le|les|du|des|del|y|und|für|der|die|das|e|di|a|an)$/;
const LONGEST = 10;

/** The letters of an acronym in lowercase: `WHO`, `U.N.`, `UCLan`; null for a name that is none. */
export function acronymLetters(name: string): string | null {
  if (/\s/.test(name) || !/\p{Lu}.*\p{Lu}/u.test(name) || /\p{Ll}{3}/u.test(name)) return null;
  const letters = name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
  return letters.length < 2 || letters.length > LONGEST ? null : letters;
}

/** The initials of a name of several words, with and without its small words; parts of compounds count as words. */
export function initialsOf(name: string): string[] {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  if (words.length < 2 || words.length > LONGEST * 2) return [];
  const all = words.map((word) => word[0]).join('');
  const great = words
    .filter((word) => !SMALL.test(word))
    .map((word) => word[0])
    .join('');
  return all === great ? [all] : [all, great];
}

export function isAcronymOf(short: string, name: string): boolean {
  const letters = acronymLetters(short);
  return letters !== null && initialsOf(name).includes(letters);
}

/** Most letters of a word that means another thing in capitals: `WHO` and `Who`, `MA` and `Ma`. */
const SHORT = 5;

const isShort = (name: string): boolean =>
  !/\s/.test(name) && name.replace(/[^\p{L}]/gu, '').length <= SHORT;

/** Whether two spellings of one short word differ as an acronym and a word do. */
export function isAcronymAndWord(a: string, b: string): boolean {
  return isShort(a) && isShort(b) && /\p{Ll}/u.test(a) !== /\p{Ll}/u.test(b);
}
