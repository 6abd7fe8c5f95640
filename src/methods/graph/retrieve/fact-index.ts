import type { KnowledgeGraph } from '../knowledge-graph.ts';
import { buildInvertedIndex, type InvertedIndex } from './inverted-index.ts';
import { readWords, type Word } from './read-words.ts';
import { stemWord } from './stem-word.ts';
import { STOP_WORDS, type Vocabulary } from './vocabulary.ts';

/** Edges by the words that say them. */
export interface FactIndex {
  index: InvertedIndex;
  /** Of each predicate, how much of it the words of a question say, 0 to 1; a director says that somebody directs. */
  relevanceOf(words: readonly Word[]): Float32Array;
}

/**
 * Indexes every edge as a text: names of subject and object with the words of its predicate. Each entity and predicate is
 * read once, so that a million edges take seconds.
 */
export function buildFactIndex(graph: KnowledgeGraph, vocabulary: Vocabulary): FactIndex {
  const { edges, entities, predicates } = graph;
  const nameTerms = entities.map(({ name }) =>
    vocabulary.add(readWords(name.slice(0, MOST_LETTERS))),
  );
  const statementTerms = predicates.map(({ statement }) =>
    vocabulary.add(readWords(bare(statement))),
  );
  const index = buildInvertedIndex(
    edges.subject.length,
    (edge) =>
      nameTerms[edges.subject[edge]!]!.concat(
        statementTerms[edges.predicate[edge]!]!,
        nameTerms[edges.object[edge]!]!,
      ),
    () => vocabulary.size,
  );
  const said = predicates.map(({ label, statement, forward, backward }) =>
    [label, statement, forward, backward].map((text) => rootsOf(readWords(bare(text)))),
  );
  /** How many predicates have a root. */
  const having = new Map<string, number>();
  for (const phrases of said) {
    for (const root of new Set(phrases.flatMap((phrase) => [...phrase]))) {
      having.set(root, (having.get(root) ?? 0) + 1);
    }
  }
  return {
    index,
    relevanceOf(words) {
      const asked = rootsOf(words);
      return Float32Array.from(said, (phrases) => Math.max(...phrases.map(shareSaid)));

      function shareSaid(phrase: ReadonlySet<string>): number {
        let [whole, met] = [0, 0];
        for (const root of phrase) {
          const telling = Math.log(1 + predicates.length / having.get(root)!);
          whole += telling;
          if (asked.has(root)) met += telling;
        }
        return whole === 0 ? 0 : met / whole;
      }
    },
  };
}

/** Stems without the endings that make doers and deeds of verbs, which stemming leaves: `director`, `founder`, `education`. */
function rootsOf(words: readonly Word[]): Set<string> {
  return new Set(
    words
      .filter(({ text }) => !STOP_WORDS.has(text))
      .map(({ text }) => stemWord(text).replace(/(?<=^.{4,})(?:e?[oe]rs?|ions?|ment|e)$/u, '')),
  );
}

/** Longer names say no more: they are mistakes of extraction. */
const MOST_LETTERS = 400;

const bare = (phrase: string): string => phrase.replaceAll(/\{(?:subject|object|x)\}/g, ' ');
