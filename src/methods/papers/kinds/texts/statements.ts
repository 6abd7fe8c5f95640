import { type Sentence, splitSentences, splitWords } from '../../../../core/text/sentences.ts';
import type { PaperElement } from '../../../../sources/pdf/paper.ts';

export const STATEMENT_DEFAULTS = { leastWords: 7, mostWords: 48, leastLetters: 0.7 } as const;

/** Words that hang on what came before: a sentence that begins with one says little by itself. */
const HANGING =
  /^(?:this|these|those|it|they|such|here|hence|thus|then|however|moreover|furthermore|therefore|consequently|similarly|likewise|also|finally|first|second|third|note|see|let|recall|otherwise|instead|and|but|or|so|in contrast|for example|for instance|on the other hand|as a result|in addition)\b/iu;

/**
 * Sentences of an element that say something by themselves: whole, of a usual length, mostly letters (formulas taken apart by
 * the text layer are not), with no word that hangs on the sentence before.
 */
export function statementsOf(element: PaperElement, language: string): Sentence[] {
  if (!['paragraph', 'abstract', 'list-item'].includes(element.kind)) return [];
  return splitSentences(element.text, language).filter(({ text }) => isStatement(text, language));
}

function isStatement(text: string, language: string): boolean {
  if (!/^[\p{Lu}\p{Lo}\d“"]/u.test(text) || !/[.!。]["”’)]?$/u.test(text)) return false;
  if (HANGING.test(text) || text.includes('\u{fffd}')) return false;
  const words = splitWords(text, language);
  if (words.length < STATEMENT_DEFAULTS.leastWords || words.length > STATEMENT_DEFAULTS.mostWords)
    return false;
  const letters = (text.match(/[\p{L}\s]/gu) ?? []).length;
  return letters >= STATEMENT_DEFAULTS.leastLetters * [...text].length;
}
