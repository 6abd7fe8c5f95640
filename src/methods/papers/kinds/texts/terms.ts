import { splitWords } from '../../../../core/text/sentences.ts';

const STOP = new Set(
  (
    'a an the this that these those of in on at by for from with without about into over under between through during before after above below to and or but nor so yet ' +
    'is are was were be been being do does did have has had can could will would shall should may might must not no we our us they their them it its he she his her you your i ' +
    'as if than then when where while which who whose what how why there here also more most less least very such each every all any both either neither other another same own only just ' +
    'et al fig figure table section eq equation appendix however thus therefore hence first second third one two three using used use based show shows shown see given via per i.e e.g'
  ).split(' '),
);

/**
 * Phrases of two or three content words that stand side by side in a sentence, in lower case, by their place. Digits and signs
 * part phrases: they are rarely what a text is about.
 */
export function termsOf(text: string, language: string): string[] {
  const terms = new Set<string>();
  for (const clause of text.split(/[^\p{L}\p{M}\s’'-]+/u)) {
    const words = splitWords(clause, language);
    for (let at = 0; at < words.length; at++) {
      for (const size of [3, 2]) {
        const phrase = words.slice(at, at + size);
        if (phrase.length < size) continue;
        if (phrase.some((word) => word.length < 3 || STOP.has(word.toLowerCase()))) continue;
        const term = phrase.join(' ');
        if (clause.includes(term)) terms.add(term);
      }
    }
  }
  return [...terms];
}
