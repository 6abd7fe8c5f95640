import type { UsableSentence } from './usable-sentences.ts';

const LEAST_SENTENCES = 3;

/**
 * Cuts a document's usable sentences into passages of neighbours, as even as can be and none longer than `size`.
 * Passages of which nothing can be asked are left out.
 */
export function splitPassages(
  sentences: readonly UsableSentence[],
  size: number,
): UsableSentence[][] {
  const count = Math.min(
    Math.ceil(sentences.length / size),
    Math.floor(sentences.length / LEAST_SENTENCES),
  );
  const passages: UsableSentence[][] = [];
  for (let index = 0; index < count; index++) {
    const start = Math.floor((index * sentences.length) / count);
    const end = Math.floor(((index + 1) * sentences.length) / count);
    const passage = sentences.slice(start, Math.min(end, start + size));
    if (passage.some(({ askable }) => askable)) passages.push(passage);
  }
  return passages;
}
