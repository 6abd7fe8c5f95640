/** One stretch of speech: from the start of a line or the last . ? ! ; : to the next. */
export interface Utterance {
  /** As it stands in the text. */
  text: string;
  /** Its words, hyphens being gaps between words; apostrophes are straight. */
  words: readonly string[];
  /** Where commas stand: the number of words before each. */
  commas: readonly number[];
}

const LIST_MARK = /^\s*(?:[-*•]|\d{1,3}[.)])\s+(?=\S)/;
/** A stop ends an utterance only before a gap: not in "3.5" or "10:30". Closing quotes and brackets go with it. */
const STOP = /[.?!;:…]+["”’')\]]*(?=\s|$)/g;
const WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*['’]?|\d+(?:[.,:/]\d+)*(?:\p{L}+)?|,/gu;
const LETTERS = /[\p{L}\p{M}]{2}/u;

/**
 * The utterances of a text. Lines of single signs, letters or numbers ("# . . #", "S . #", "1 4 7 ?") are figures and
 * no language, also after a label ("red: *****"); marks of lists ("- ", "2. ") are none either.
 */
export function utterancesOf(text: string): Utterance[] {
  const utterances: Utterance[] = [];
  for (const line of text.split(/\r\n?|\n/)) {
    const body = line.replace(LIST_MARK, '');
    if (!LETTERS.test(body)) {
      // Without two letters in a row there is a figure, or one word such as "A." or "7".
      if (/\s\S/.test(body.trim())) continue;
    }
    let from = 0;
    for (const stop of body.matchAll(STOP)) {
      addUtterance(utterances, body.slice(from, stop.index + stop[0].length));
      from = stop.index + stop[0].length;
    }
    if (from < body.length) addUtterance(utterances, body.slice(from));
  }
  return utterances;
}

function addUtterance(utterances: Utterance[], text: string): void {
  const isWord = LETTERS.test(text) || !/\S\s+\S/.test(text.trim());
  if (!isWord) return;
  const words: string[] = [];
  const commas: number[] = [];
  for (const [found] of text.matchAll(WORD)) {
    if (found === ',') commas.push(words.length);
    else words.push(found.replaceAll('’', "'"));
  }
  if (words.length > 0) utterances.push({ text: text.trim(), words, commas });
}
