import { addS } from '../../language/spelling-rules.ts';
import { type Pool, words } from '../family.ts';
import { namesOf } from '../people.ts';

/**
 * The things, colours and places of this stage's worlds. Training and exams share none of them. All things and places
 * are of one syllable, since short sentences full of longer words read like a higher grade.
 */

export const THINGS: Readonly<Record<Pool, readonly string[]>> = {
  training: words(
    'ball book doll car sock spoon block boat egg drum shirt coat lamp clock stick rock boot phone',
  ),
  exam: words(
    'hat shoe truck fork brush comb train plate broom bike cake pie dress bell ring coin',
  ),
};

export const COLOURS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('red blue green yellow black white brown pink'),
  exam: words('orange purple grey gold silver'),
};

/** Other spellings of a colour's name. */
export const COLOUR_WORDINGS: Readonly<Record<string, string>> = {
  gray: 'grey',
  golden: 'gold',
};

/** What a thing can be in. */
export const CONTAINERS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('box bag bowl pot bath cart'),
  exam: words('crib tub jar sink bin'),
};

/** What a thing can be under. */
export const COVERS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('bed chair bush bench'),
  exam: words('rug couch tree desk'),
};

export const PLACES: Readonly<Record<Pool, readonly string[]>> = {
  training: [...CONTAINERS.training, ...COVERS.training],
  exam: [...CONTAINERS.exam, ...COVERS.exam],
};

const UNDER = new Set([...COVERS.training, ...COVERS.exam]);

/** "in the box", "under the bed". */
export function at(place: string): string {
  return `${UNDER.has(place) ? 'under' : 'in'} the ${place}`;
}

/** Of both pools: what a reader must know. */
export function allOf<Item>(lists: Readonly<Record<Pool, readonly Item[]>>): Item[] {
  return [...lists.training, ...lists.exam];
}

export function withArticle(phrase: string): string {
  return `${/^[aeiou]/.test(phrase) ? 'an' : 'a'} ${phrase}`;
}

/** Of things and containers of our lists, all regular. */
export function pluralOf(thing: string): string {
  return addS(thing);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "red", "red and big", "red, big and wet". */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** Names of two syllables at most. */
export function shortNames(pool: Pool): string[] {
  return namesOf(pool).filter((name) => (name.match(/[aeiou]/gi)?.length ?? 0) < 3);
}

/** Numbers in place of names, in the order of their first use: what two stories share that differ in names only. */
export function numbered(): (name: string) => number {
  const numbers = new Map<string, number>();
  return (name) => {
    if (!numbers.has(name)) numbers.set(name, numbers.size);
    return numbers.get(name)!;
  };
}
