/**
 * The closed hierarchy of classes: each with the class above it. A noun stands in one class and in all above it. Names
 * are words of the lexicon, or two of them joined by a hyphen.
 */
export const CATEGORIES = {
  thing: undefined,
  'living-thing': 'thing',
  animal: 'living-thing',
  mammal: 'animal',
  bird: 'animal',
  fish: 'animal',
  insect: 'animal',
  reptile: 'animal',
  amphibian: 'animal',
  'sea-animal': 'animal',
  plant: 'living-thing',
  flower: 'plant',
  tree: 'plant',
  person: 'living-thing',
  relative: 'person',
  worker: 'person',
  food: 'thing',
  fruit: 'food',
  vegetable: 'food',
  drink: 'thing',
  sweet: 'food',
  meal: 'thing',
  clothing: 'thing',
  furniture: 'thing',
  tool: 'thing',
  tableware: 'thing',
  container: 'thing',
  toy: 'thing',
  vehicle: 'thing',
  instrument: 'thing',
  machine: 'thing',
  object: 'thing',
  building: 'thing',
  material: 'thing',
  'body-part': 'thing',
  part: 'thing',
  shape: 'thing',
  place: 'thing',
  room: 'place',
  nature: 'thing',
  weather: 'nature',
  time: 'thing',
  game: 'thing',
  idea: undefined,
} as const satisfies Record<string, string | undefined>;

export type Category = keyof typeof CATEGORIES;

/** A class and all classes above it, nearest first. */
export function lineage(category: Category): Category[] {
  const above = CATEGORIES[category];
  return above === undefined ? [category] : [category, ...lineage(above)];
}
