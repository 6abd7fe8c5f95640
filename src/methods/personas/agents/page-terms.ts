import { splitWords } from '../../../core/text/sentences.ts';

const STOP = new Set(
  (
    'a an the this that these those it its of in on at by for from with without to and or but nor so as if then than when where while which who what how why is are was were be been being do does did ' +
    'have has had can could will would shall should may might must not no we our you your he she they them their his her i my me us also more most other some any all each every into over under about after before ' +
    'between through during there here very just only such own same too up out off again once new one two use used using get make made home page click read see view menu search login contact privacy cookies terms'
  ).split(' '),
);

/** Words that a text is about, with how often each stands in it: lower case, plurals folded in English, stop words left out. */
export function termsOf(text: string, language = 'en'): Map<string, number> {
  const terms = new Map<string, number>();
  for (const word of splitWords(text.toLowerCase(), language)) {
    if (word.length < 3 && !/\p{Script=Han}/u.test(word)) continue;
    if (STOP.has(word) || /^\d+$/.test(word)) continue;
    const term = foldWord(word, language);
    terms.set(term, (terms.get(term) ?? 0) + 1);
  }
  return terms;
}

/** `boats` and `boat`, `knitting` and `knit`, `berries` and `berry`: as much stemming as interests need. */
export function foldWord(word: string, language: string): string {
  if (language !== 'en' && language !== 'und') return word;
  if (word.length > 5 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 6 && word.endsWith('ing')) {
    const stem = word.slice(0, -3);
    return /([bdfgmnprt])\1$/.test(stem) ? stem.slice(0, -1) : stem;
  }
  if (word.length > 4 && /(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word)
    ? word.slice(0, -1)
    : word;
}
