import type { FormSpace } from '../form-space.ts';
import { degreeOf } from '../find-shortcut.ts';
import type { GoldIndex } from '../gold-index.ts';
import { joinWords } from '../hash-ids.ts';
import { findGroup, findTarget, type StepCode, turnBack } from '../step-index.ts';

export const DEFAULTS = {
  /** Clues that each clue may meet: those after it in an order of hashed ids. */
  mostMet: 24,
  /** A clue that fits more things than this is none. */
  mostArmTargets: 200,
};

/** What choices are where every one is an entry of the step index. */
export function entryChoices(
  index: GoldIndex,
): Pick<FormSpace, 'word' | 'commonness' | 'edge' | 'thing'> {
  const { steps, neighbours } = index;
  return {
    word: (entry, _level, which) => wordOfEntry(index, entry, which),
    commonness: (entry) => Math.max(1, degreeOf(neighbours, steps.target[entry]!)),
    edge: (entry) => steps.edge[entry]!,
    thing: (entry) => steps.target[entry]!,
  };
}

function wordOfEntry({ steps, words }: GoldIndex, entry: number, which: 0 | 1): number {
  const part = which === 0 ? 'first' : 'second';
  return joinWords(
    words.entities[part][steps.target[entry]!]!,
    wordOfCode({ words }, steps.entryCode[entry]!, which),
  );
}

export function wordOfCode(
  { words }: Pick<GoldIndex, 'words'>,
  code: StepCode,
  which: 0 | 1,
): number {
  return (words.predicates[which === 0 ? 'first' : 'second'][code >> 1]! + (code % 2)) >>> 0;
}

/**
 * Entries from a thing to those that one of several predicates leads from, so that each is a clue: it fits the thing and
 * others. With `only`, to those whose step leads to the thing alone.
 */
export interface WaysIn {
  /** All of them, in an order of hashed ids. */
  list(thing: number): readonly number[];
  /** Those that come after an entry of the same thing in that order, at most `mostMet`. */
  after(thing: number, entry: number): readonly number[];
  /** The same, going on from the start where the list ends. */
  around(thing: number, entry: number): readonly number[];
}

export function waysIn(
  index: GoldIndex,
  role: 'mayAnchor' | 'mayBridge',
  kind: 'several' | 'only',
  limits = DEFAULTS,
): WaysIn {
  const { steps, isGold, isContested, only } = index;
  let last = -1;
  let found: number[] = [];
  let words: number[] = [];
  const fits = (thing: number, entry: number): boolean => {
    const source = steps.target[entry]!;
    if (source === thing || index[role][source] === 0 || isGold[steps.edge[entry]!] === 0)
      return false;
    const group = groupBack(index, entry);
    if (kind === 'only') return only[group]! >= 0;
    const targets = steps.targets[group]!;
    return targets > 1 && targets <= limits.mostArmTargets && isContested[group] === 0;
  };
  const list = (thing: number): readonly number[] => {
    if (thing === last) return found;
    last = thing;
    const from = steps.start[steps.firstGroup[thing]!]!;
    const to = steps.start[steps.firstGroup[thing + 1]!]!;
    const fitting: { entry: number; word: number }[] = [];
    for (let entry = from; entry < to; entry++) {
      if (fits(thing, entry)) fitting.push({ entry, word: wordOfEntry(index, entry, 0) });
    }
    fitting.sort((a, b) => a.word - b.word);
    found = fitting.map(({ entry }) => entry);
    words = fitting.map(({ word }) => word);
    return found;
  };
  /** The first place after that of an entry, whether it is in the list or not. */
  const placeAfter = (thing: number, entry: number): number => {
    list(thing);
    const word = wordOfEntry(index, entry, 0);
    let low = 0;
    let high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle]! <= word) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    list,
    after(thing, entry) {
      const from = placeAfter(thing, entry);
      return found.slice(from, from + limits.mostMet);
    },
    around(thing, entry) {
      const from = placeAfter(thing, entry);
      const next = found.slice(from, from + limits.mostMet);
      return [...next, ...found.slice(0, Math.min(from, limits.mostMet - next.length))];
    },
  };
}

/** How many targets all groups share: the smallest is walked, the others are searched, all being sorted. */
export function countShared({ steps }: GoldIndex, groups: readonly number[]): number {
  const [first, ...others] = groups.toSorted((a, b) => sizeOf(steps, a) - sizeOf(steps, b));
  let shared = 0;
  let before = -1;
  for (let entry = steps.start[first!]!; entry < steps.start[first! + 1]!; entry++) {
    const thing = steps.target[entry]!;
    if (thing !== before && others.every((group) => findTarget(steps, group, thing) >= 0)) shared++;
    before = thing;
  }
  return shared;
}

const sizeOf = ({ start }: GoldIndex['steps'], group: number): number =>
  start[group + 1]! - start[group]!;

/** The group of the step back to where an entry starts. */
export function groupBack({ steps }: GoldIndex, entry: number): number {
  return findGroup(steps, steps.target[entry]!, turnBack(steps, steps.entryCode[entry]!));
}

/**
 * Queries that are drawn from their answer or bridge come to it by half the square root of its degree: by one each, the
 * facts of a common thing would hardly be covered; by one for each fact, common things would be the answer to most.
 */
export function visitsOf({ neighbours }: GoldIndex, owner: number): number {
  return Math.max(1, Math.floor(Math.sqrt(degreeOf(neighbours, owner)) / 2));
}
