import { CATEGORIES, type Category } from './categories.ts';
import { type Band, type Entry, PARTS_OF_SPEECH, type PartOfSpeech } from './entry.ts';

/**
 * Reads a list of words:
 *
 *     @noun mammal        part of speech, and for nouns the category
 *     1: dog mouse(mice)  band, words; irregular forms in brackets:
 *                         noun(plural) verb(past,participle) adjective(comparative,superlative)
 *     2: water~ pants!    ~ is not counted, ! has no singular
 *
 * Throws on anything else: the lists are ours.
 */
export function parseWords(text: string): Entry[] {
  const entries: Entry[] = [];
  let pos: PartOfSpeech | undefined;
  let category: Category | undefined;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '') continue;
    if (line.startsWith('@')) {
      const [name = '', below] = line.slice(1).split(/\s+/);
      if (!isPartOfSpeech(name)) throw new TypeError(`no part of speech: ${line}`);
      if (below !== undefined && !isCategory(below)) throw new TypeError(`no category: ${line}`);
      [pos, category] = [name, below];
      continue;
    }
    const [, digit, list] = /^([1-6]): (.+)$/.exec(line) ?? [];
    if (digit === undefined || pos === undefined)
      throw new TypeError(`not a line of words: ${line}`);
    for (const token of list!.split(/\s+/)) {
      entries.push(parseWord(token, pos, Number(digit) as Band, category));
    }
  }
  return entries;
}

function parseWord(token: string, pos: PartOfSpeech, band: Band, category?: Category): Entry {
  const [, word, mark, irregular] = /^([a-z']+)([~!]?)(?:\(([a-z,]+)\))?$/i.exec(token) ?? [];
  if (word === undefined) throw new TypeError(`not a word: ${token}`);
  const [first, second] = irregular?.split(',') ?? [];
  return {
    word,
    pos,
    band,
    ...(category && { category }),
    ...(mark === '~' && { mass: true }),
    ...(mark === '!' && { pluralOnly: true }),
    ...(first !== undefined && irregularForms(pos, first, second)),
  };
}

function irregularForms(pos: PartOfSpeech, first: string, second?: string): Partial<Entry> {
  if (pos === 'noun' && second === undefined) return { plural: first };
  if (pos === 'verb') return { past: first, participle: second ?? first };
  if ((pos === 'adjective' || pos === 'adverb' || pos === 'determiner') && second !== undefined) {
    return { comparative: first, superlative: second };
  }
  throw new TypeError(`forms that ${pos}s do not have: ${first}`);
}

const isPartOfSpeech = (name: string): name is PartOfSpeech =>
  (PARTS_OF_SPEECH as readonly string[]).includes(name);
const isCategory = (name: string): name is Category => Object.hasOwn(CATEGORIES, name);
