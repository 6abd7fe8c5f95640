import { readWords } from '../retrieve/read-words.ts';
import { stemWord } from '../retrieve/stem-word.ts';
import { STOP_WORDS } from '../retrieve/vocabulary.ts';

/** Numbers as words. `one` is left out: it is a pronoun as often. */
const NUMBER_WORDS = new Set(
  (
    'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen ' +
    'twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen half twice'
  ).split(' '),
);

/** Words, beside those that are no names by their ending, that sentences begin with and that name nothing. */
const BEGINNINGS = new Set(
  (
    'about above according across after all along also although among another around because before behind below between beyond ' +
    'both despite during each either elsewhere even every few finally first here however later like many meanwhile most much ' +
    'near neither next no now often once only other others outside over part people several since some soon still ten than ' +
    'there therefore though through throughout thus today together under unlike until upon whether while within without work works yet'
  ).split(' '),
);

/**
 * What a sentence brings that its sources do not have: a number, or a name, which is a word with a capital. The first word of
 * a sentence has one anyway: it passes for none where the sources have its stem, where it is one of the words that sentences
 * begin with, or where its ending tells (`Founded`, `Leading`, `Originally`); not where another capital follows, or where
 * `isNameWord` knows it as part of a name in the graph. Undefined where nothing is brought.
 */
export function findForeign(
  sentence: string,
  sources: readonly string[],
  isNameWord: (word: string) => boolean,
): { kind: 'foreign-name' | 'foreign-number'; word: string } | undefined {
  const known = new Set(sources.flatMap((source) => readWords(source).map(({ text }) => text)));
  const stems = new Set(Array.from(known, stemWord));
  const words = readWords(sentence);
  for (const [i, { text, start, end }] of words.entries()) {
    if (known.has(text)) continue;
    const written = sentence.slice(start, end);
    if (/\p{N}/u.test(text) || NUMBER_WORDS.has(text)) {
      return { kind: 'foreign-number', word: written };
    }
    if (!/^\p{Lu}/u.test(written)) continue;
    const isFirst = i === 0 || /[.!?:]["'”’)\]]*\s+["'“‘([]*$/u.test(sentence.slice(0, start));
    if (isFirst && STOP_WORDS.has(text)) continue;
    const next = words[i + 1];
    const isRun = next !== undefined && /^\p{Lu}/u.test(sentence.slice(next.start, next.end));
    const isCommon =
      stems.has(stemWord(text)) || BEGINNINGS.has(text) || /(?:ed|ing|ly)$/u.test(text);
    const passes = isFirst && isCommon && !isNameWord(text) && (!isRun || known.has(next.text));
    if (!passes) return { kind: 'foreign-name', word: written };
  }
  return undefined;
}
