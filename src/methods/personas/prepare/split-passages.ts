import type { UsableSentence } from './usable-sentences.ts';

const LEAST_SENTENCES = 3;

/**
 * Cuts a document's usable sentences into passages of neighbours, as even as can be and none longer than `size`.
 * A passage must let `turns` questions be asked of it; those that do not are left out.
 */
export function splitPassages(
  sentences: readonly UsableSentence[],
  size: number,
  turns: number,
): UsableSentence[][] {
  const least = Math.max(LEAST_SENTENCES, turns);
  const count = Math.min(Math.ceil(sentences.length / size), Math.floor(sentences.length / least));
  const passages: UsableSentence[][] = [];
  for (let index = 0; index < count; index++) {
    const start = Math.floor((index * sentences.length) / count);
    const end = Math.floor(((index + 1) * sentences.length) / count);
    const passage = sentences.slice(start, Math.min(end, start + size));
    const askable = passage.filter((sentence) => sentence.askable).length;
    if (askable >= turns) passages.push(passage);
  }
  return passages;
}
