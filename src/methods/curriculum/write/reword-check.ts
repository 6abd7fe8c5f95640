import { splitSentences, splitWords } from '../../../core/text/sentences.ts';
import type { Vocabulary } from '../families/family.ts';
import { languageFaults } from '../language/lint.ts';

export const VOICE_KEPT = 'voice-kept@1';

/** Words that carry no content of their own. A rewording may use them freely; those that deny are counted apart. */
const FUNCTION_WORDS = new Set(
  (
    'a an the this that these those it its there here which what who whose whom i you we me us your my our is are was be been being do does did ' +
    'can could would will shall should may must have has had to of in on at by for from with about as into than when where how and but ' +
    "if so then please just all any each every some them they their let's let up below above following given"
  ).split(' '),
);
const DENIALS = new Set([
  'not',
  'never',
  'no',
  'none',
  'neither',
  'nor',
  'without',
  'cannot',
  'except',
]);

const LIMITS = { leastWords: 3, mostWords: 32, mostSentences: 2 };

/** Who will be asked: the stage sets the limits of the language, in which the coined words of the scene may stand. */
export interface Pupil {
  stage: string;
  coined?: readonly string[];
}

/**
 * Whether a rewording still asks what the template asks: undefined when it does, else why not.
 *
 * Every word must be a function word, a word of the template or of the family's vocabulary, so that no number, name,
 * object or answer can come in; the required words must be there; and the question must say exactly once that
 * something differs ("is odd", "does not fit"), so that "does not differ" and "is like the others" are refused. Nor may
 * it be harder to read than the stage allows.
 */
export function faultOfRewording(
  reworded: string,
  template: string,
  vocabulary: Vocabulary,
  pupil: Pupil,
): string | undefined {
  const text = reworded.normalize('NFKC').replaceAll('\u2019', "'");
  if (reworded !== reworded.trim() || reworded.includes('\n')) return 'more than one line';
  if (/[^\p{L}' .,:;?!-]/u.test(text)) return 'signs or numbers that the question does not need';
  if (!/[.?!]$/.test(text)) return 'does not end as a sentence';
  const sentences = splitSentences(text);
  if (sentences.length > LIMITS.mostSentences) return 'more than two sentences';
  const words = wordsOf(text);
  if (words.length < LIMITS.leastWords) return 'too short';
  if (words.length > LIMITS.mostWords) return 'too long';
  if (words.join(' ') === wordsOf(template).join(' ')) return 'repeats the template';

  const known = new Set([...wordsOf(template), ...vocabulary.allowed]);
  const stranger = words.find(
    (word) => !FUNCTION_WORDS.has(word) && !DENIALS.has(word) && !known.has(word),
  );
  if (stranger !== undefined) return `brings in the word "${stranger}"`;
  for (const group of vocabulary.required) {
    if (!group.some((word) => words.includes(word))) return `lost the word "${group[0]}"`;
  }
  const plain = words.map((word) => word.replace(/'s$/, ''));
  const places = (vocabulary.inOrder ?? []).map((word) => plain.indexOf(word));
  if (places.some((place, at) => at > 0 && place < places[at - 1]!)) return 'changes who is who';
  const count = (test: (word: string) => boolean): number => words.filter(test).length;
  const denials = count((word) => DENIALS.has(word) || word.endsWith("n't"));
  const differences = count((word) => vocabulary.odd.includes(word));
  if (denials + differences !== 1) return 'does not say exactly once that something differs';
  if (denials === 0 && count((word) => vocabulary.even.includes(word)) > 0) {
    return 'asks for what is alike';
  }
  if (!asks(text, words)) return 'is neither a question nor a request';
  const [tooHard] = languageFaults(text, pupil.stage, 'heard', pupil.coined);
  return tooHard === undefined ? undefined : `too hard for the stage: ${tooHard}`;
}

const REQUESTS = new Set(
  'find spot identify name pick choose point say tell look figure guess describe please see count'.split(
    ' ',
  ),
);
const ASKING = new Set(
  'which what who whose whom how where when why can could is are was were do does did will would must may should has have am'.split(
    ' ',
  ),
);

function asks(text: string, words: readonly string[]): boolean {
  if (text.endsWith('?')) {
    return words.some((word) => ASKING.has(word));
  }
  return !text.includes('?') && REQUESTS.has(words[0]!);
}

function wordsOf(text: string): string[] {
  return splitWords(text).map((word) => word.toLowerCase());
}
