import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { normaliseText } from '../../../core/text/normalise.ts';
import type { EntityLink } from './link-entities.ts';
import { readWords } from './read-words.ts';
import { STOP_WORDS } from './vocabulary.ts';
import type { RetrievalIndexes } from './retrieval-indexes.ts';

/** A question as search sees it. */
export interface ReadQuestion {
  text: string;
  terms: number[];
  links: EntityLink[];
  /** How many distinct words it has that tell anything, known or not. */
  tellingWords: number;
  /** Of each predicate, how much of it the question says, 0 to 1. */
  relevance: Float32Array;
  /** Its own vector, where one was given. */
  vector: Float32Array | null;
}

const MOST_LETTERS = 10_000;
const MOST_LINKS = 20;

/**
 * Reads words, terms and names off a question; `anchors` are entities that it is known to mean, `vector` its own. Throws
 * RecipeError where it is empty or too long.
 */
export function readQuestion(
  question: string,
  { graph, vocabulary, linker, facts }: RetrievalIndexes,
  anchors: readonly number[] = [],
  vector: Float32Array | null = null,
): ReadQuestion {
  if (question.length > MOST_LETTERS) {
    throw new RecipeError(
      `the question has ${question.length.toLocaleString('en-US')} characters; at most ${MOST_LETTERS.toLocaleString('en-US')} can be asked at once`,
      { hint: 'ask one question; for a whole text, ask of its sentences one by one' },
    );
  }
  const text = normaliseText(question).trim();
  if (text === '') {
    throw new RecipeError('the question is empty', {
      hint: 'ask it in words, for example "Who founded the harbour school?"',
    });
  }
  const words = readWords(text);
  const terms = vocabulary.find(words);
  const given = anchors.map((entity): EntityLink => {
    const known = graph.entities[entity];
    if (known === undefined) throw new RangeError(`the graph has no entity ${entity}`);
    return { entity, score: 1, words: known.name, how: 'name' };
  });
  const found = linker
    .link(text, words, MOST_LINKS)
    .filter(({ entity }) => !anchors.includes(entity));
  return {
    text,
    terms,
    links: [...given, ...found],
    tellingWords: new Set(words.flatMap((word) => (STOP_WORDS.has(word.text) ? [] : [word.text])))
      .size,
    relevance: facts.relevanceOf(words),
    vector,
  };
}
