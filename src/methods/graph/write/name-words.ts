import { nameRulesOf } from '../assign/name-rules.ts';
import type { Entity, KnowledgeGraph } from '../knowledge-graph.ts';

/** Names of at most so many letters (`US`, `It`) are looked for in their own case. */
const SHORT_NAME = 3;

/** A text's words, without accents, punctuation and marks of possession; in lower case unless the case is kept. */
export function wordsOf(text: string, keepCase = false): string[] {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/['\u2018\u2019]s?(?![\p{L}\p{N}])/gu, ' ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (plain === '') return [];
  return (keepCase ? plain : plain.toLowerCase()).split(' ');
}

/** All that an entity is called. */
export const namesOf = ({ name, aliases }: Entity): string[] => [name, ...aliases];

/** Whether a text has a name, as whole words, in any case unless the name is very short. */
export const hasName = (text: string, name: string): boolean => placeOfName(text, name) >= 0;

/** The number of the word with which a name first stands in a text, or -1. */
export function placeOfName(text: string, name: string): number {
  const keepCase = [...name.trim()].length <= SHORT_NAME;
  const sought = wordsOf(name, keepCase);
  if (sought.length === 0) return -1;
  return placeOfRun(wordsOf(text, keepCase), sought);
}

/** Where a run of words stands in a list of words, or -1. */
export function placeOfRun(words: readonly string[], run: readonly string[], from = 0): number {
  for (let at = from; at + run.length <= words.length; at++) {
    if (run.every((word, offset) => words[at + offset] === word)) return at;
  }
  return -1;
}

/** The first of an entity's names that a text has, or undefined. */
export const nameIn = (text: string, entity: Entity): string | undefined =>
  namesOf(entity).find((name) => hasName(text, name));

/** The name of an entity, where it is its alone; undefined where another goes by it. */
export function unambiguousName(graph: KnowledgeGraph, id: string): string | undefined {
  const entity = graph.entityById.get(id);
  return entity !== undefined && nameRulesOf(graph).isUnambiguous(entity)
    ? graph.entities[entity]!.name
    : undefined;
}

/** Throws RangeError on an id that the graph has not: callers have checked. */
export function entityOf(graph: KnowledgeGraph, id: string): Entity {
  const index = graph.entityById.get(id);
  if (index === undefined) throw new RangeError(`the graph has no entity "${id}"`);
  return graph.entities[index]!;
}
