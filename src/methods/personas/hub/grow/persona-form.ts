import { contentWords, isEnglish } from '../../../../core/text/content-words.ts';
import { shareOfScript } from '../../../../core/text/scripts.ts';
import { splitWords } from '../../../../core/text/sentences.ts';
import { soundsLikeInstruction } from '../../prove/instruction-phrases.ts';
import { longestRun } from '../../prove/question-form.ts';

export const FORM = {
  leastWords: 6,
  mostWords: 60,
  mostCharacters: 500,
  /** Words in a row that a description may share with what it was made from. */
  longestRun: 8,
  /** Words in a row that it may share with the prompt's example: `a retired bell founder` is too many. */
  longestRunOfExample: 3,
  leastOfScript: 0.7,
  /** Share of its content words that a description may have in common with its parent's, or with the prompt's example. */
  mostOfParent: 0.6,
};

const STRANGE = /https?:|www\.|\S@\S+\.\S|[{}<>|`\\[\]#*]|\p{Cc}|\uFFFD/u;
const SOMEBODY = /^(?:an?|someone|somebody)\s/i;
/** Words of the prompt, which belong to nobody. */
const OF_THE_PROMPT =
  /\b(?:personas?|sentences?\s+\d|numbered|this (?:text|passage|page|person)|the (?:text|passage|page) (?:above|below|says|describes|states)|as an ai|language model|json|prompt)\b|^(?:sure|here is|here's|okay)\b|\byou(?:r|rs)?\b/i;

export interface Fault {
  reason: string;
  detail: string;
}

const fault = (reason: string, detail: string): Fault => ({ reason, detail });

/**
 * Why a description that a model wrote may not stand, or undefined. `from` are the texts that it was made from: it may not
 * copy them, and nothing in it may be meant for a model. Openings and words of the prompt are judged in English only.
 */
export function faultOfDescription(
  text: string,
  language: string,
  from: readonly string[],
): Fault | undefined {
  if (soundsLikeInstruction(text))
    return fault('speaks-to-models', 'it addresses a language model');
  if (STRANGE.test(text)) return fault('not-plain', 'it has an address, markup or a line break');
  const words = wordsOf(text, language);
  if (words.length < FORM.leastWords) return fault('too-short', `it has ${words.length} words`);
  if (words.length > FORM.mostWords || text.length > FORM.mostCharacters)
    return fault('too-long', `it has ${words.length} words`);
  if (shareOfScript(text, language) < FORM.leastOfScript)
    return fault('other-language', `it is not in the script of “${language}”`);
  if (isEnglish(language)) {
    if (!SOMEBODY.test(text)) return fault('not-a-person', 'it does not begin with somebody');
    const leaked = OF_THE_PROMPT.exec(text);
    if (leaked !== null) return fault('speaks-of-prompt', `it says “${leaked[0]}”`);
  }
  for (const source of from)
    if (longestRun(words, wordsOf(source, language)) > FORM.longestRun)
      return fault('copies', `it repeats more than ${FORM.longestRun} words in a row`);
  return undefined;
}

/** Whether a description has to do with the sentences that were pointed at: it shares a content word with them or their title. */
export function faultOfGround(
  text: string,
  language: string,
  pointed: readonly string[],
): Fault | undefined {
  const own = contentWords(text, language);
  for (const word of contentWords(pointed.join('\n'), language))
    if (own.has(word) && word.length > 1) return undefined;
  return fault('not-grounded', 'it shares no word with the sentences that the model pointed at');
}

/** Whether a description is of another person than its parent's. */
export function faultOfKinship(text: string, language: string, parent: string): Fault | undefined {
  return shareOfWords(text, language, parent) > FORM.mostOfParent
    ? fault('repeats-parent', 'most of its words are its parent’s')
    : undefined;
}

/** Small models like to say the example of the prompt again. */
export function faultOfExample(
  text: string,
  language: string,
  examples: readonly string[],
): Fault | undefined {
  const words = wordsOf(text, language);
  return examples.some(
    (example) =>
      shareOfWords(text, language, example) > FORM.mostOfParent ||
      longestRun(words, wordsOf(example, language)) > FORM.longestRunOfExample,
  )
    ? fault('repeats-example', 'it says the prompt’s example again')
    : undefined;
}

/** Share of a text's content words that another has too. */
function shareOfWords(text: string, language: string, other: string): number {
  const own = contentWords(text, language);
  const others = contentWords(other, language);
  let shared = 0;
  for (const word of own) if (others.has(word)) shared++;
  return own.size === 0 ? 0 : shared / own.size;
}

function wordsOf(text: string, language: string): string[] {
  return splitWords(text, language).map((word) => word.toLowerCase());
}
