import type { Entity } from '../knowledge-graph.ts';
import { readWords, type Word } from './read-words.ts';
import { STOP_WORDS } from './vocabulary.ts';

/** A name found in a text. */
export interface NameMatch {
  /** Places of its first and last word (end excluded) among the words given. */
  start: number;
  end: number;
  /** All entities of this name, ascending. */
  entities: number[];
}

/** Entities by the words of their names, aliases and ids. */
export interface NameIndex {
  /**
   * Names in a text, from left to right, of those that begin together the longest. With `isProse`, a name in capitals must
   * stand in capitals: `May` is not `may`.
   */
  scan(words: readonly Word[], text: string, isProse?: boolean): NameMatch[];
  /** The words that names are made of, each once, and the entities that have it (ascending). */
  readonly words: ReadonlyMap<string, readonly number[]>;
  /** The distinct words of an entity's name, without its aliases. */
  wordsOf(entity: number): Set<string>;
  /** Whether an entity's name begins with a capital or a digit. */
  isCapital(entity: number): boolean;
  /** How many entities there are. */
  readonly entities: number;
}

/** Words of a name beyond these are not compared: whoever asks does not write longer ones. */
const MOST_WORDS = 24;
const MOST_LETTERS = 400;

export function buildNameIndex(entities: readonly Entity[]): NameIndex {
  const byName = new Map<string, number[]>();
  /** Of a first word, the longest name that begins with it. */
  const longest = new Map<string, number>();
  /** First words of names that do not begin with a capital. */
  const small = new Set<string>();
  const words = new Map<string, number[]>();
  const capitals = new Uint8Array(entities.length);
  for (const [entity, { id, name, aliases }] of entities.entries()) {
    capitals[entity] = startsWithCapital(name) ? 1 : 0;
    for (const one of new Set([name, ...aliases, id])) {
      const parts = readWords(one.slice(0, MOST_LETTERS))
        .slice(0, MOST_WORDS)
        .map(({ text }) => text);
      if (parts.length === 0) continue;
      longest.set(parts[0]!, Math.max(longest.get(parts[0]!) ?? 0, parts.length));
      if (capitals[entity] === 0) small.add(parts[0]!);
      note(byName, parts.join(' '), entity);
      for (const part of parts) note(words, part, entity);
    }
  }
  return {
    entities: entities.length,
    words,
    isCapital: (entity) => capitals[entity] === 1,
    wordsOf: (entity) =>
      new Set(
        readWords(entities[entity]!.name.slice(0, MOST_LETTERS))
          .slice(0, MOST_WORDS)
          .map(({ text }) => text),
      ),
    scan(given, text, isProse = false) {
      const found: NameMatch[] = [];
      for (let start = 0; start < given.length;) {
        const first = given[start]!;
        const isPassed =
          isProse &&
          !small.has(first.text) &&
          !startsWithCapital(text.slice(first.start, first.end));
        const most = isPassed ? 0 : Math.min(longest.get(first.text) ?? 0, given.length - start);
        let end = start + most;
        let match: number[] | undefined;
        for (; end > start; end--) {
          const key = keyOf(given, start, end);
          const named = byName.get(key);
          if (named === undefined) continue;
          match = named.filter((entity) => isMeant(entity, start, end));
          if (match.length > 0) break;
        }
        if (end === start) start++;
        else {
          found.push({ start, end, entities: match! });
          start = end;
        }
      }
      return found;

      function isMeant(entity: number, first: number, end: number): boolean {
        const asWritten = text.slice(given[first]!.start, given[first]!.end);
        if (isProse) return capitals[entity] === 0 || startsWithCapital(asWritten);
        // A work called `It` is asked for with a capital that does not begin the question.
        const isCommon = end - first === 1 && STOP_WORDS.has(given[first]!.text);
        return !isCommon || (first > 0 && startsWithCapital(asWritten)) || given.length === 1;
      }
    },
  };
}

function note(lists: Map<string, number[]>, key: string, entity: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [entity]);
  else if (list.at(-1) !== entity) list.push(entity);
}

function keyOf(words: readonly Word[], start: number, end: number): string {
  let key = words[start]!.text;
  for (let i = start + 1; i < end; i++) key += ` ${words[i]!.text}`;
  return key;
}

const startsWithCapital = (text: string): boolean => /^[^\p{L}\p{N}]*[\p{Lu}\p{N}]/u.test(text);
