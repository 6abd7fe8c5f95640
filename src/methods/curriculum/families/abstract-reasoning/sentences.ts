import { readFinal, takesBack } from '../answer-text.ts';

/** One sentence of a response's end, in lower case, without the reason it gives. */
export interface Sentence {
  text: string;
  /** Whether it says that something is not so. */
  denied: boolean;
}

const OPENING_REASON = /^\s*(?:because|since|as|given that|if)\b[^,]*,\s*/i;
const REASON =
  /,?\s*(?:\b(?:and|but)\s+)?\b(?:because|since|as (?:all|every|each|the|it|he|she|they)|while|whereas|unlike|rather than|instead of)\b|[,;:]\s*(?:(?:and|but)\s+)?not\b|\b(?:and|but)\s+not\b/i;
const DENIAL =
  /\b(?:not|never|neither|nor|cannot|nobody|nothing)\b|n't\b|\b(?:is|are) (?:wrong|incorrect)\b/;
const HEDGE =
  /\b(?:or|either|maybe|perhaps|possibly|probably|likely|might|could|may|not sure|unsure|uncertain|no idea|guess)\b|\bi (?:do not|don't|cannot|can't|am not)\b|\bi'm not\b|\?/;

const GUESSED = /\b(?:had|have|were) to guess\b/;

/**
 * The sentences of a response's end. `keep` takes out of a sentence what is meant and must not count as a hedge
 * ("it could be true or false" where that is an answer).
 */
export function readSentences(
  response: string,
  keep: (sentence: string) => string = (sentence) => sentence,
): { sentences: Sentence[] } | { refused: string } {
  const read = readFinal(response);
  if ('refused' in read) return read;
  const sentences: Sentence[] = [];
  for (const raw of read.text.toLowerCase().split(/[!;\n]|\.(?=\s|$)/)) {
    if (GUESSED.test(raw)) return { refused: 'hedged' };
    if (takesBack(raw)) return { refused: 'denied' };
    const text = raw.replace(OPENING_REASON, '').split(REASON)[0]!.trim();
    if (HEDGE.test(keep(text)) || (HEDGE.test(raw) && !/\w/.test(text))) {
      return { refused: 'hedged' };
    }
    if (/\w/.test(text)) sentences.push({ text, denied: DENIAL.test(text) });
  }
  return sentences.length === 0 ? { refused: 'no-answer' } : { sentences };
}

/** What stands after the last "so" or "therefore", where there is one. */
export function conclusionOf(text: string): string {
  return text.split(/\b(?:so|therefore|thus|hence|then)\b,?/).findLast((part) => /\w/.test(part))!;
}
