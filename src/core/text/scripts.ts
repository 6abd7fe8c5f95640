/** Scripts in which languages are written; languages that are not named here are taken to use Latin letters. */
const SCRIPTS: Record<string, RegExp> = {
  zh: /\p{sc=Han}/gu,
  ja: /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu,
  ko: /[\p{sc=Hangul}\p{sc=Han}]/gu,
  ar: /\p{sc=Arabic}/gu,
  fa: /\p{sc=Arabic}/gu,
  ur: /\p{sc=Arabic}/gu,
  hi: /\p{sc=Devanagari}/gu,
  ne: /\p{sc=Devanagari}/gu,
  mr: /\p{sc=Devanagari}/gu,
  ru: /\p{sc=Cyrillic}/gu,
  uk: /\p{sc=Cyrillic}/gu,
  bg: /\p{sc=Cyrillic}/gu,
  el: /\p{sc=Greek}/gu,
  he: /\p{sc=Hebrew}/gu,
  th: /\p{sc=Thai}/gu,
  bn: /\p{sc=Bengali}/gu,
};
const LATIN = /\p{sc=Latin}/gu;

/** Share of a text's letters that are of the script of its language: 0 to 1; 1 where there is no letter. */
export function shareOfScript(text: string, language: string): number {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return 1;
  return (text.match(SCRIPTS[language] ?? LATIN)?.length ?? 0) / letters;
}
