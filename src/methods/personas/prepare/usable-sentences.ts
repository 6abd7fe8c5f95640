import type { Block, Document } from '../../../core/records/index.ts';
import { isEnglish } from '../../../core/text/content-words.ts';
import { shareOfScript } from '../../../core/text/scripts.ts';
import { type Sentence, splitSentences, splitWords } from '../../../core/text/sentences.ts';
import { soundsLikeInstruction } from '../prove/instruction-phrases.ts';

/** A sentence of a document that can stand as a quotation. */
export interface UsableSentence extends Sentence {
  block: number;
  /** Whether it can be asked about alone: it does not lean on the sentence before it. */
  askable: boolean;
}

export const DEFAULTS = { leastWords: 6, mostWords: 45, leastLetters: 0.6, leastOfScript: 0.7 };

const PROSE: ReadonlySet<Block['kind']> = new Set(['paragraph', 'list-item', 'quote']);
const STATEMENT_END = /[.!。！।…]["'”’»)\]]*$/u;
const MARKUP = /https?:|www\.|\S@\S|[{}<>|`]|\t|\n/u;
/** What no reader sees: soft hyphens, joiners that join nothing, directions turned round, tags. */
const HIDDEN = /[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E0FFF}]/u;
/** English words that point back, so that the sentence says little alone. */
const LEANING =
  /^["'“‘(]*(?:he|she|it|they|this|that|these|those|his|her|hers|its|their|such|but|and|so|or|then|there|however|therefore|thus|also|here|both|another|we|you|i)\b/i;

/**
 * The sentences of a document's prose that are whole statements, neither too short nor too long, without markup and in the
 * page's own script. Nothing is taken of a block that anywhere addresses a language model: page text is data.
 */
export function usableSentences(document: Document, limits = DEFAULTS): UsableSentence[] {
  const usable: UsableSentence[] = [];
  for (const [block, { kind, text }] of document.blocks.entries()) {
    if (!PROSE.has(kind) || soundsLikeInstruction(text)) continue;
    for (const sentence of splitSentences(text, document.language)) {
      if (!isUsable(sentence.text, document.language, limits)) continue;
      const askable = !isEnglish(document.language) || !LEANING.test(sentence.text);
      usable.push({ ...sentence, block, askable });
    }
  }
  return usable;
}

function isUsable(text: string, language: string, limits: typeof DEFAULTS): boolean {
  if (!STATEMENT_END.test(text) || MARKUP.test(text) || HIDDEN.test(text) || /^\p{Ll}/u.test(text))
    return false;
  const words = splitWords(text, language).length;
  if (words < limits.leastWords || words > limits.mostWords) return false;
  const letters = text.match(/[\p{L}\p{M}]/gu)?.length ?? 0;
  const solid = text.match(/\S/gu)!.length;
  return (
    letters / solid >= limits.leastLetters &&
    shareOfScript(text, language) >= limits.leastOfScript &&
    !soundsLikeInstruction(text)
  );
}
