/** How regular English endings are spelled. Nothing here knows a single exception of the lexicon's. */

const VOWEL = 'aeiou';
/** Verbs of more than one syllable that double their last letter, being stressed on the last. */
const STRESSED_LAST = new Set(
  'admit begin commit compel control equip forget occur omit permit prefer refer regret submit transfer unwrap upset'.split(
    ' ',
  ),
);
/** One syllable: consonants, one vowel, one consonant that can be doubled ("stop", "quit", not "play", "fix", "rain"). */
const SHORT = /^(?:[^aeiou]*|[^aeiou]*qu)[aeiouy][bdgklmnprtvz]$/;

/** dish → dishes, baby → babies, dog → dogs: plural of a noun, third person of a verb. */
export function addS(word: string): string {
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return `${word}s`;
}

/** The third person: as `addS`, but go → goes, do → does, echo → echoes. */
export function addVerbS(word: string): string {
  return /[^aeiou]o$/.test(word) ? `${word}es` : addS(word);
}

/** stop → stopped, bake → baked, try → tried, play → played. */
export function addEd(word: string): string {
  if (word.endsWith('e')) return `${word}d`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ied`;
  return `${doubled(word)}ed`;
}

/** stop → stopping, bake → baking, tie → tying, see → seeing. */
export function addIng(word: string): string {
  if (word.endsWith('ie')) return `${word.slice(0, -2)}ying`;
  if (/[^eoy]e$/.test(word) && word.length > 2) return `${word.slice(0, -1)}ing`;
  return `${doubled(word)}ing`;
}

/** big → bigger, nice → nicer, happy → happier. */
export function addEr(word: string): string {
  return addDegree(word, 'er');
}

/** big → biggest, nice → nicest, happy → happiest. */
export function addEst(word: string): string {
  return addDegree(word, 'est');
}

/** Anna → Anna's, dogs → dogs', boss → boss's. */
export function addPossessive(word: string, isPlural = false): string {
  return isPlural && word.endsWith('s') ? `${word}'` : `${word}'s`;
}

/** Whether an adjective takes -er and -est rather than "more" and "most". */
export function takesDegreeEndings(adjective: string): boolean {
  const vowels = adjective.replace(/e$/, '').match(/[aeiouy]+/g)?.length ?? 0;
  return vowels <= 1 || (vowels === 2 && /(?:[^aeiou]y|ow|[^aeiou]le)$/.test(adjective));
}

/** What a form may be an ending of, by spelling alone, with the morphemes of the form. The form itself comes first. */
export function stemsOf(form: string): { stem: string; morphemes: number }[] {
  const stems = [{ stem: form, morphemes: 1 }];
  const add = (stem: string, again: string, morphemes: number): void => {
    if (stem.length > 1 && again === form) stems.push({ stem, morphemes });
  };
  const tries = (ending: string, make: (stem: string) => string, morphemes: number): void => {
    if (!form.endsWith(ending)) return;
    const cut = form.slice(0, -ending.length);
    for (const stem of [
      cut,
      `${cut}e`,
      `${cut.slice(0, -1)}y`,
      cut.slice(0, -1),
      `${cut.slice(0, -1)}ie`,
    ]) {
      add(stem, make(stem), morphemes);
    }
  };
  tries('s', addS, 2);
  tries('es', addS, 2);
  tries('es', addVerbS, 2);
  tries('ed', addEd, 2);
  tries('ing', addIng, 2);
  tries('er', addEr, 1);
  tries('est', addEst, 1);
  return stems;
}

function addDegree(word: string, ending: string): string {
  if (word.endsWith('e')) return `${word}${ending.slice(1)}`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}i${ending}`;
  return `${doubled(word)}${ending}`;
}

function doubled(word: string): string {
  if (SHORT.test(word) && !VOWEL.includes(word.at(-1)!)) return word + word.at(-1)!;
  return STRESSED_LAST.has(word) ? word + word.at(-1)! : word;
}
