/** Letters of other scripts and signs that look like Latin ones: the commonest of Unicode's confusables (UTS #39). */
const LOOK_ALIKES: Record<string, string> = Object.fromEntries([
  ['а', 'a'],
  ['е', 'e'],
  ['о', 'o'],
  ['р', 'p'],
  ['с', 'c'],
  ['у', 'y'],
  ['х', 'x'],
  ['і', 'i'],
  ['ј', 'j'],
  ['ѕ', 's'],
  ['ԁ', 'd'],
  ['һ', 'h'],
  ['ӏ', 'l'],
  ['ո', 'n'],
  ['ս', 'u'],
  ['ɡ', 'g'],
  ['ı', 'i'],
  ['ⅼ', 'l'],
  ['ν', 'v'],
  ['ο', 'o'],
  ['α', 'a'],
  ['ρ', 'p'],
  ['τ', 't'],
  ['υ', 'u'],
  ['ι', 'i'],
  ['κ', 'k'],
  ['ε', 'e'],
  ['η', 'n'],
  ['т', 't'],
  ['м', 'm'],
  ['к', 'k'],
  ['н', 'h'],
  ['в', 'b'],
  ['г', 'r'],
  ['п', 'n'],
  ['ԛ', 'q'],
  ['ԝ', 'w'],
  ['ꮃ', 'w'],
] satisfies [string, string][]);
/** What no reader sees: format characters, variation selectors, fillers that are letters by name. */
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}|[\u115F\u1160\u3164]|\u034F|\u{17B4}|\u{17B5}/gu;
/** Nothing to fold: what most pages in English consist of. */
const PLAIN = /^[\n -~–—‘’“”]*$/;
/** Words of mixed scripts, or of a foreign script in Latin company, are what look-alikes are used for. */
const WORD = /[\p{L}\p{M}\p{Nd}]+/gu;

/**
 * A text as a reader sees it, in lower case: compatibility forms folded, invisible characters out, look-alike letters put back
 * inside words that mix them with Latin ones. Tag characters, which some models read, come back as the letters that they hide.
 */
export function plainForm(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  const shown = text
    .replace(/[\u{E0020}-\u{E007E}]/gu, (tag) =>
      String.fromCodePoint(tag.codePointAt(0)! - 0xe0000),
    )
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .toLowerCase();
  return shown.replace(WORD, (word) => (/\p{sc=Latin}/u.test(word) ? unmask(word) : word));
}

/** The same, with every look-alike put back, also in words without a Latin letter. */
export function unmaskedForm(text: string): string {
  const plain = plainForm(text);
  return PLAIN.test(plain) ? plain : plain.replace(WORD, unmask);
}

function unmask(word: string): string {
  return Array.from(word, (letter) => LOOK_ALIKES[letter] ?? letter).join('');
}
