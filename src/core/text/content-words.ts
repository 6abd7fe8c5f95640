import { splitWords } from './sentences.ts';

/** English words without content of their own, and the scaffolding that questions are built with. */
const STOP_WORDS = new Set(
  (
    'a about above after again against all also am an and any are as at be because been before being below between both but by can could ' +
    'did do does doing down during each else even ever every few for from further get got had has have having he her here hers him his how ' +
    'i if in into is it its itself just let like may me might more most much must my no nor not now of off often on once one only or other our ' +
    'out over own per same shall she should so some such than that the their them then there these they this those through to too under ' +
    'until up upon us very was we were what when where whether which while who whom whose why will with would you your yours ' +
    'call called describe exactly example explain happen happened happens kind kinds know known many mean means name named reason say says ' +
    'something sort tell thing things think type types way ways doesn don didn isn wasn aren weren won s t d m re ve ll'
  ).split(' '),
);

/**
 * The distinct content words of a text: lower case, in English without stop words and inflectional endings. Other
 * languages keep every word; their common words weigh little by {@link matchScores}.
 */
export function contentWords(text: string, language: string): Set<string> {
  return new Set(contentSequence(text, language));
}

/** The same words in their order, each as often as it stands there. */
export function contentSequence(text: string, language: string): string[] {
  const words = splitWords(text.normalize('NFKC').replaceAll('\u2019', "'"), language).map((word) =>
    word.toLowerCase(),
  );
  if (!isEnglish(language)) return words;
  const content: string[] = [];
  for (const word of words) {
    const bare = word.replace(/'(?:s|t|d|m|re|ve|ll)?$/, '');
    if (bare !== '' && !STOP_WORDS.has(bare)) content.push(stem(bare));
  }
  return content;
}

/** Takes off plural and verb endings only: `boats`, `boat`; `carried`, `carry`; `fishing`, `fish`. */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  let root = word;
  if (/(?:ss|us|is)$/.test(root)) return root;
  if (/ies$|ied$/.test(root)) return `${root.slice(0, -3)}y`;
  if (root.endsWith('ing') && root.length > 5) root = root.slice(0, -3);
  else if (/(?:sses|shes|ches|xes|zes)$/.test(root)) root = root.slice(0, -2);
  else if (root.endsWith('ed') && root.length > 4) root = root.slice(0, -2);
  else if (root.endsWith('s')) root = root.slice(0, -1);
  // hopp(ed) and hope(d), stopp(ing): one form for both spellings of a doubled or dropped last letter.
  if (/([bdfgklmnprt])\1$/.test(root)) root = root.slice(0, -1);
  return root.length > 3 && root.endsWith('e') ? root.slice(0, -1) : root;
}

/**
 * How well each sentence matches a question: the sum of ln(1 + n / df) over the content words they share, where `df`
 * of the `n` sentences contain the word (the inverse document frequency of Spärck Jones, 1972, within the passage).
 */
export function matchScores(
  question: ReadonlySet<string>,
  sentences: readonly ReadonlySet<string>[],
): Float64Array {
  const scores = new Float64Array(sentences.length);
  for (const word of question) {
    const holders = sentences.flatMap((words, index) => (words.has(word) ? [index] : []));
    for (const index of holders) scores[index]! += Math.log(1 + sentences.length / holders.length);
  }
  return scores;
}

/** True for English and for texts of undetermined language, which the English rules then do little harm. */
export function isEnglish(language: string): boolean {
  return language === 'en' || language === 'und' || language.startsWith('en-');
}
