import type { Entity, Predicate } from '../../knowledge-graph.ts';

export const DEFAULTS = { nearest: 5 } as const;

/** What a name means among named things: one of them, several, or none but what is spelled most like it. */
export type Found =
  | { kind: 'one'; index: number }
  | { kind: 'several'; ids: string[] }
  | { kind: 'none'; nearest: string[] };

/**
 * Finds an entity by its id, else by its name or an alias, whatever their case, accents, punctuation and spacing.
 * An exact name goes before an alias. Linear in the number of entities.
 */
export function findEntity(
  {
    entities,
    entityById,
  }: { entities: readonly Entity[]; entityById: ReadonlyMap<string, number> },
  words: string,
): Found {
  return findByName(words, entityById, entities, [({ name }) => [name], ({ aliases }) => aliases]);
}

/** Finds a predicate by its id, else by its label. */
export function findPredicate(
  {
    predicates,
    predicateById,
  }: { predicates: readonly Predicate[]; predicateById: ReadonlyMap<string, number> },
  words: string,
): Found {
  return findByName(words, predicateById, predicates, [({ id }) => [id], ({ label }) => [label]]);
}

function findByName<T extends { id: string }>(
  words: string,
  byId: ReadonlyMap<string, number>,
  items: readonly T[],
  namings: readonly ((item: T) => readonly string[])[],
): Found {
  const exact = byId.get(words);
  if (exact !== undefined) return { kind: 'one', index: exact };
  const wanted = foldName(words);
  if (wanted === '') return { kind: 'none', nearest: [] };
  for (const namesOf of namings) {
    const matches: number[] = [];
    for (const [index, item] of items.entries())
      if (namesOf(item).some((name) => foldName(name) === wanted)) matches.push(index);
    if (matches.length === 1) return { kind: 'one', index: matches[0]! };
    if (matches.length > 1)
      return { kind: 'several', ids: matches.map((index) => items[index]!.id).toSorted() };
  }
  return { kind: 'none', nearest: nearestNames(wanted, items, namings) };
}

/** Letters and digits alone, in lower case and without accents, a space between words. */
function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Ids whose names share most trigrams with the words (Dice's coefficient), most alike first. */
function nearestNames<T extends { id: string }>(
  wanted: string,
  items: readonly T[],
  namings: readonly ((item: T) => readonly string[])[],
): string[] {
  const grams = trigrams(wanted);
  const scored: { id: string; score: number }[] = [];
  for (const item of items) {
    let score = 0;
    for (const namesOf of namings)
      for (const name of namesOf(item)) score = Math.max(score, likeness(grams, foldName(name)));
    if (score > LEAST_LIKENESS) scored.push({ id: item.id, score });
  }
  return scored
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, DEFAULTS.nearest)
    .map(({ id }) => id);
}

const LEAST_LIKENESS = 0.2;
/** Longer names are compared by their beginning. */
const COMPARED_LENGTH = 100;

function trigrams(text: string): Set<string> {
  const padded = ` ${text.slice(0, COMPARED_LENGTH)} `;
  const grams = new Set<string>();
  for (let at = 0; at + 3 <= padded.length; at++) grams.add(padded.slice(at, at + 3));
  return grams;
}

function likeness(grams: ReadonlySet<string>, name: string): number {
  const others = trigrams(name);
  const shared = [...others].filter((gram) => grams.has(gram)).length;
  return (2 * shared) / (grams.size + others.size);
}
