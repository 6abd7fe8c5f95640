/**
 * The stem of an English word in small letters, by the suffix-stripping algorithm of Porter (1980; doi:10.1108/eb046814).
 * What holds other letters than a to z, or fewer than three, comes back as it is.
 */
export function stemWord(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  let w = stripPlural(word);
  w = stripPast(w);
  if (w.endsWith('y') && hasVowel(w.slice(0, -1))) w = `${w.slice(0, -1)}i`;
  w = replaceSuffix(w, STEP_2, 0);
  w = replaceSuffix(w, STEP_3, 0);
  w = stripLong(w);
  if (w.endsWith('e')) {
    const stem = w.slice(0, -1);
    const measure = measureOf(stem);
    if (measure > 1 || (measure === 1 && !endsShort(stem))) w = stem;
  }
  return w.endsWith('ll') && measureOf(w) > 1 ? w.slice(0, -1) : w;
}

const STEP_2: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['abli', 'able'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
];

const STEP_3: readonly (readonly [string, string])[] = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
];

/** Longest first where one ends another. */
const STEP_4 = [
  'ement',
  'ance',
  'ence',
  'able',
  'ible',
  'ment',
  'ant',
  'ent',
  'ion',
  'ism',
  'ate',
  'iti',
  'ous',
  'ive',
  'ize',
  'al',
  'er',
  'ic',
  'ou',
];

function stripPlural(w: string): string {
  if (!w.endsWith('s')) return w;
  if (w.endsWith('sses') || w.endsWith('ies')) return w.slice(0, -2);
  return w.endsWith('ss') ? w : w.slice(0, -1);
}

function stripPast(w: string): string {
  if (w.endsWith('eed')) return measureOf(w.slice(0, -3)) > 0 ? w.slice(0, -1) : w;
  const suffix = w.endsWith('ed') ? 2 : w.endsWith('ing') ? 3 : 0;
  const stem = w.slice(0, w.length - suffix);
  if (suffix === 0 || !hasVowel(stem)) return w;
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (/([^aeiouylsz])\1$/.test(stem)) return stem.slice(0, -1);
  return measureOf(stem) === 1 && endsShort(stem) ? `${stem}e` : stem;
}

function replaceSuffix(
  w: string,
  rules: readonly (readonly [string, string])[],
  least: number,
): string {
  const rule = rules.find(([suffix]) => w.endsWith(suffix));
  if (rule === undefined) return w;
  const stem = w.slice(0, -rule[0].length);
  return measureOf(stem) > least ? stem + rule[1] : w;
}

function stripLong(w: string): string {
  const suffix = STEP_4.find((one) => w.endsWith(one));
  if (suffix === undefined) return w;
  const stem = w.slice(0, -suffix.length);
  if (suffix === 'ion' && !/[st]$/.test(stem)) return w;
  return measureOf(stem) > 1 ? stem : w;
}

const isVowel = (w: string, i: number): boolean =>
  'aeiou'.includes(w[i]!) || (w[i] === 'y' && i > 0 && !isVowel(w, i - 1));

function hasVowel(w: string): boolean {
  for (let i = 0; i < w.length; i++) if (isVowel(w, i)) return true;
  return false;
}

/** How often vowels are followed by consonants. */
function measureOf(w: string): number {
  let measure = 0;
  for (let i = 1; i < w.length; i++) if (!isVowel(w, i) && isVowel(w, i - 1)) measure++;
  return measure;
}

/** Consonant, vowel, consonant, the last of them not w, x or y. */
const endsShort = (w: string): boolean =>
  w.length >= 3 &&
  !isVowel(w, w.length - 3) &&
  isVowel(w, w.length - 2) &&
  !isVowel(w, w.length - 1) &&
  !'wxy'.includes(w.at(-1)!);
