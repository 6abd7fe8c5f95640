import { RecipeError } from '../../../core/errors/recipe-error.ts';
import type { RetrievalIndexes } from './retrieval-indexes.ts';
import { buildVectorIndex, type VectorIndex } from './vector-index.ts';

/** Vectors of all passages, embedded when they are first asked for. Throws RecipeError where there is no embedder. */
export function passageVectors(indexes: RetrievalIndexes): Promise<VectorIndex> {
  const { embed, passageText } = indexes.material;
  if (embed === undefined) {
    throw new RecipeError('the mode "vector" needs an embedder, and none is configured', {
      hint: 'name a model that embeds, or take the mode multi-hop, local or lexical',
    });
  }
  // A failure is not kept: the next question tries again.
  indexes.vectors ??= buildVectorIndex(indexes.graph.passages.length, passageText, embed).catch(
    (error: unknown) => {
      delete indexes.vectors;
      throw error;
    },
  );
  return indexes.vectors;
}
