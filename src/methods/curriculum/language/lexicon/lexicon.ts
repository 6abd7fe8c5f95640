import { CATEGORIES, type Category, lineage } from './categories.ts';
import type { Band, Entry, Facts, PartOfSpeech } from './entry.ts';
import { DISPUTED } from './disputed.ts';
import { ANIMAL_FACTS } from './facts/animals.ts';
import { BODY_FACTS } from './facts/bodies.ts';
import { CLOTHING_FACTS } from './facts/clothing.ts';
import { FOOD_FACTS } from './facts/food.ts';
import { HOME_FACTS } from './facts/home.ts';
import { TOOL_FACTS } from './facts/tools.ts';
import { VEHICLE_FACTS } from './facts/vehicles.ts';
import { FEATURES, type Feature } from './features.ts';
import { parseFacts } from './parse-facts.ts';
import { parseWords } from './parse-words.ts';
import { EVERYDAY } from './words/everyday.ts';
import { FOOD_AND_CLOTHES } from './words/food-and-clothes.ts';
import { FUNCTION_WORDS } from './words/function-words.ts';
import { HOME_AND_TOOLS } from './words/home-and-tools.ts';
import { IDEAS } from './words/ideas.ts';
import { LIVING_THINGS } from './words/living-things.ts';
import { MANNERS } from './words/manners.ts';
import { NUMBERS_AND_TIME } from './words/numbers-and-time.ts';
import { QUALITIES } from './words/qualities.ts';
import { VERBS } from './words/verbs.ts';
import { WORLD } from './words/world.ts';

const FACTS: ReadonlyMap<string, Facts> = parseFacts(
  [
    ANIMAL_FACTS,
    FOOD_FACTS,
    CLOTHING_FACTS,
    VEHICLE_FACTS,
    HOME_FACTS,
    TOOL_FACTS,
    BODY_FACTS,
  ].join('\n'),
);

/** Every word of the curriculum in each of its parts of speech, with the band from which it may be used. */
export const LEXICON: readonly Entry[] = [
  FUNCTION_WORDS,
  NUMBERS_AND_TIME,
  LIVING_THINGS,
  FOOD_AND_CLOTHES,
  HOME_AND_TOOLS,
  WORLD,
  IDEAS,
  VERBS,
  QUALITIES,
  MANNERS,
  EVERYDAY,
].flatMap((list) => parseWords(list).map(withFacts));

const BY_WORD = new Map<string, Entry[]>();
for (const entry of LEXICON) {
  const key = entry.word.toLowerCase();
  BY_WORD.set(key, [...(BY_WORD.get(key) ?? []), entry]);
}

/** Every reading of a base form, the earliest band first; empty where the lexicon lacks it. */
export function entriesOf(word: string): readonly Entry[] {
  return BY_WORD.get(word.toLowerCase())?.toSorted((a, b) => a.band - b.band) ?? [];
}

/** The reading of a base form in a part of speech, or its earliest. */
export function entryOf(word: string, pos?: PartOfSpeech): Entry | undefined {
  return entriesOf(word).find((entry) => pos === undefined || entry.pos === pos);
}

/** The nouns of a class and of the classes below it, in the order of the lexicon. */
export function nounsOf(category: Category, highest: Band = 6): readonly Entry[] {
  return LEXICON.filter(
    (entry) =>
      entry.category !== undefined &&
      entry.band <= highest &&
      lineage(entry.category).includes(category),
  );
}

/** As `nounsOf`, without the names of classes and those nouns of which people may disagree what they are. */
export function clearNounsOf(category: Category, highest: Band = 6): readonly Entry[] {
  return nounsOf(category, highest).filter(
    ({ word }) => !DISPUTED.has(word) && !Object.hasOwn(CATEGORIES, word),
  );
}

/** The classes of a noun, from its own upward; empty where the word is no noun of the lexicon. */
export function categoriesOf(noun: string): readonly Category[] {
  const category = entryOf(noun, 'noun')?.category;
  return category === undefined ? [] : lineage(category);
}

/**
 * Whether a feature holds of a noun: undefined where the noun has no facts, is not of the feature's class, or people
 * would not agree.
 */
export function holdsOf(noun: string, feature: Feature): boolean | undefined {
  const entry = entryOf(noun, 'noun');
  if (entry?.facts === undefined || !featuresFor(entry).includes(feature)) return undefined;
  if (entry.facts.undecided.includes(feature)) return undefined;
  return entry.facts.features.includes(feature);
}

/** The features that are decided for nouns of an entry's class, whether they hold or not. */
export function featuresFor(entry: Entry): Feature[] {
  if (entry.category === undefined) return [];
  const classes = lineage(entry.category);
  return (Object.keys(FEATURES) as Feature[]).filter((name) =>
    [FEATURES[name].of].flat().some((of) => classes.includes(of)),
  );
}

/** Animals and people, and nothing else, are animate. */
export function isAnimate(noun: string): boolean {
  const classes = categoriesOf(noun);
  return classes.includes('animal') || classes.includes('person');
}

function withFacts(entry: Entry): Entry {
  const facts = entry.pos === 'noun' ? FACTS.get(entry.word) : undefined;
  return facts === undefined ? entry : { ...entry, facts };
}
