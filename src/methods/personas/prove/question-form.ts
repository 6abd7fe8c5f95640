import { splitWords } from '../../../core/text/sentences.ts';
import { isEnglish } from '../../../core/text/content-words.ts';
import { soundsLikeInstruction } from './instruction-phrases.ts';

export const LIMITS = {
  leastWords: 4,
  mostWords: 32,
  mostCharacters: 240,
  longestRun: 7,
  longestShare: 0.6,
};

const MARKS = /[?？؟]/gu;
const QUESTION_WORD =
  /^(?:(?:and|so|but|then),?\s+)?(?:(?:in|on|at|for|from|to|by|with|of|about|under|during|since|until|through|into|according)\b[^?]{0,60}?\b)?(?:what|what's|who|who's|whom|whose|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)\b/i;
const NUMBERED =
  /\b(?:sentences?|lines?|passages?|texts?|paragraphs?|statements?)\b|[[(]\d+[\])]|#\d/i;
const PREAMBLE =
  /^(?:as an?\b|i am\b|i'm\b|being an?\b|here is|here's|sure\b|okay\b|question\b|q\s*[:.]|answer\b|a\s*:|the question)|\b(?:persona|as an ai|you are)\b/i;

/**
 * Whether a text is one clean question of a reader: undefined when it is, else why not. `shown` are the sentences
 * of the page, `persona` is who asks. The rules for the opening and for preambles are for English only.
 */
export function faultOfForm(
  question: string,
  shown: readonly string[],
  persona: string,
  language: string,
): string | undefined {
  if (question !== question.trim() || /[\n\r\t]/.test(question)) return 'more than one line';
  if (!/[?？؟]$/u.test(question)) return 'does not end with a question mark';
  if (question.match(MARKS)!.length > 1) return 'more than one question';
  if (question.length > LIMITS.mostCharacters) return 'too long';
  const words = wordsOf(question, language);
  if (words.length < LIMITS.leastWords) return 'too short';
  if (words.length > LIMITS.mostWords) return 'too long';
  if (/["“”«»{}<>`*_|]/u.test(question)) return 'contains quotation marks or markup';
  if (soundsLikeInstruction(question)) return 'repeats an instruction of the page';
  if (isEnglish(language)) {
    const plain = question.replaceAll('\u2019', "'");
    if (!QUESTION_WORD.test(plain)) return 'does not open like a question';
    if (/[.!]\s/.test(plain.replace(/\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St)\./g, '')))
      return 'more than one sentence';
    if (NUMBERED.test(plain)) return 'speaks of the prompt, not of its subject';
    if (PREAMBLE.test(plain)) return 'begins by saying who asks';
  }
  const most = Math.max(LIMITS.longestRun, Math.floor(LIMITS.longestShare * words.length));
  for (const sentence of shown) {
    if (longestRun(words, wordsOf(sentence, language)) > most) return 'copies the page';
  }
  if (longestRun(words, wordsOf(persona, language)) >= 4) return 'describes who asks';
  return undefined;
}

function wordsOf(text: string, language: string): string[] {
  return splitWords(text, language).map((word) => word.toLowerCase());
}

/** Length of the longest run of words that both have. */
export function longestRun(a: readonly string[], b: readonly string[]): number {
  let longest = 0;
  let previous = new Uint16Array(b.length + 1);
  for (const word of a) {
    const current = new Uint16Array(b.length + 1);
    for (let j = 0; j < b.length; j++) {
      if (word === b[j]) {
        current[j + 1] = previous[j]! + 1;
        longest = Math.max(longest, current[j + 1]!);
      }
    }
    previous = current;
  }
  return longest;
}
