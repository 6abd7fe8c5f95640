import type { Entry } from './lexicon/entry.ts';
import { entryOf, LEXICON } from './lexicon/lexicon.ts';
import {
  addEd,
  addEr,
  addEst,
  addIng,
  addPossessive,
  addS,
  addVerbS,
  takesDegreeEndings,
} from './spelling-rules.ts';

/** One reading of a form: which entry it is a form of, and its morphemes as Brown (1973) counts them. */
export interface Reading {
  entry: Entry;
  form: 'base' | 'plural' | 'third' | 'past' | 'participle' | 'ing' | 'comparative' | 'superlative';
  morphemes: 1 | 2;
}

/** The plural of a noun, known or coined. */
export function pluralOf(noun: string): string {
  const entry = entryOf(noun, 'noun');
  return entry?.pluralOnly || entry?.mass ? noun : (entry?.plural ?? addS(noun));
}

/** "He stops": the third person of a verb, known or coined. */
export function thirdPersonOf(verb: string): string {
  return THIRD[verb] ?? addVerbS(verb);
}

export function pastOf(verb: string): string {
  return entryOf(verb, 'verb')?.past ?? addEd(verb);
}

/** "It was stolen". */
export function participleOf(verb: string): string {
  return entryOf(verb, 'verb')?.participle ?? addEd(verb);
}

export function ingOf(verb: string): string {
  return addIng(verb);
}

/** "bigger", "more beautiful". */
export function comparativeOf(adjective: string): string {
  const known = degreesOf(adjective)?.comparative;
  return known ?? (takesDegreeEndings(adjective) ? addEr(adjective) : `more ${adjective}`);
}

export function superlativeOf(adjective: string): string {
  const known = degreesOf(adjective)?.superlative;
  return known ?? (takesDegreeEndings(adjective) ? addEst(adjective) : `most ${adjective}`);
}

export function possessiveOf(noun: string): string {
  return addPossessive(noun, lemmaOf(noun) !== noun && readingsOf(noun).length > 0);
}

/** "a" or "an", by sound: "an hour", "a unicorn". */
export function articleFor(words: string): 'a' | 'an' {
  const word = words.toLowerCase();
  if (/^(?:hour|honest|heir)/.test(word)) return 'an';
  if (/^[8]|^1[18]\b/.test(word)) return 'an';
  if (/^[aefhilmnorsx]\b/.test(word)) return 'an';
  if (/^(?:uni(?!n)|use|usu|uten|eu|one\b|once\b|u\b)/.test(word)) return 'a';
  return /^[aeiou]/.test(word) ? 'an' : 'a';
}

/** Every reading of a form in the lexicon, the earliest band first. */
export function readingsOf(form: string): readonly Reading[] {
  return READINGS.get(form.toLowerCase()) ?? [];
}

/** The base form of a form ("mice" → "mouse"), undefined where the lexicon has no reading of it. */
export function lemmaOf(form: string): string | undefined {
  return readingsOf(form)[0]?.entry.word;
}

const CONTRACTION = /(?:n't|'(?:ll|re|ve|d|m|s))$/;

/**
 * Morphemes of a word after Brown (1973): regular -s, -ed, -ing, possessive 's and contracted n't, 'll, 're, 've, 'd,
 * 'm, 's count; irregular pasts and plurals, compounds, diminutives and names are one.
 */
export function morphemesIn(word: string): number {
  const plain = word.toLowerCase().replaceAll('’', "'");
  const stem = plain.replace(CONTRACTION, '');
  const contracted = stem === plain || stem === '' ? 0 : 1;
  if (contracted === 0 && plain.endsWith("s'")) return morphemesIn(plain.slice(0, -1)) + 1;
  return (readingsOf(contracted ? stem : plain)[0]?.morphemes ?? 1) + contracted;
}

/** Has and does are irregular; "be" stands in the lexicon form by form. */
const THIRD: Readonly<Record<string, string>> = { have: 'has', do: 'does', be: 'is' };

function degreesOf(adjective: string): Entry | undefined {
  return entryOf(adjective, 'adjective') ?? entryOf(adjective, 'adverb');
}

function formsOf(entry: Entry): [string, Reading['form'], 1 | 2][] {
  const { word } = entry;
  switch (entry.pos) {
    case 'noun':
      if (entry.pluralOnly) return [];
      // "Two cheeses": what is not counted still has a plural, of kinds.
      return [[entry.plural ?? addS(word), 'plural', entry.plural === undefined ? 2 : 1]];
    case 'verb':
      return [
        [thirdPersonOf(word), 'third', Object.hasOwn(THIRD, word) ? 1 : 2],
        [pastOf(word), 'past', entry.past === undefined ? 2 : 1],
        [participleOf(word), 'participle', entry.participle === undefined ? 2 : 1],
        [ingOf(word), 'ing', 2],
      ];
    case 'adjective':
    case 'adverb': {
      const takes = entry.comparative !== undefined || takesDegreeEndings(word);
      if (!takes || (entry.pos === 'adverb' && word.endsWith('ly'))) return [];
      return [
        [comparativeOf(word), 'comparative', 1],
        [superlativeOf(word), 'superlative', 1],
      ];
    }
    case 'number':
      return [[addS(word), 'plural', 2]];
    default:
      return [];
  }
}

/** Base forms before inflected ones, early bands before late ones. */
const READINGS = new Map<string, Reading[]>();
for (const entry of LEXICON) {
  addReading(entry.word, { entry, form: 'base', morphemes: 1 });
  for (const [form, name, morphemes] of formsOf(entry)) {
    if (form !== entry.word) addReading(form, { entry, form: name, morphemes });
  }
}
for (const readings of READINGS.values()) {
  readings.sort(
    (a, b) => a.entry.band - b.entry.band || Number(a.form !== 'base') - Number(b.form !== 'base'),
  );
}

function addReading(form: string, reading: Reading): void {
  const key = form.toLowerCase();
  const readings = READINGS.get(key);
  if (readings === undefined) READINGS.set(key, [reading]);
  else if (
    !readings.some(
      ({ entry, morphemes }) => entry === reading.entry && morphemes === reading.morphemes,
    )
  ) {
    readings.push(reading);
  }
}
