/** A word of a text as search sees it: small letters without accents. Offsets in UTF-16 units of the text. */
export interface Word {
  text: string;
  start: number;
  end: number;
  /** One character of a script that puts no spaces between words. */
  isUnspaced: boolean;
}

const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const WORD = new RegExp(`[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');
const PLAIN_WORD = /[A-Za-z0-9]+/g;
// oxlint-disable-next-line no-control-regex -- all of ASCII is meant
const ASCII = /^[\u0000-\u007F]*$/;

/** The words of a text in order. The `s` of a possessive is none. */
export function readWords(text: string): Word[] {
  const words: Word[] = [];
  const isAscii = ASCII.test(text);
  for (const { 0: found, index } of text.matchAll(isAscii ? PLAIN_WORD : WORD)) {
    const before = text[index - 1];
    if ((found === 's' || found === 'S') && (before === "'" || before === '’')) continue;
    const folded = isAscii ? found.toLowerCase() : foldWord(found);
    words.push({
      text: folded,
      start: index,
      end: index + found.length,
      isUnspaced: !isAscii && IS_UNSPACED.test(found),
    });
  }
  return words;
}

/** Small letters without accents; ligatures and full-width forms as their plain letters. */
export const foldWord = (word: string): string =>
  ASCII.test(word)
    ? word.toLowerCase()
    : word
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase()
        .normalize('NFC') || word.toLowerCase();
