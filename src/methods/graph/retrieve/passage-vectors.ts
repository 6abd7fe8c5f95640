import { RecipeError } from '../../../core/errors/recipe-error.ts';
import type { KnowledgeGraph } from '../knowledge-graph.ts';
import type { ReadQuestion } from './read-question.ts';
import type { RetrievalIndexes } from './retrieval-indexes.ts';
import type { Ranked } from './select-top.ts';
import { buildVectorIndex, embedTexts, indexVectors, type VectorIndex } from './vector-index.ts';

/** What of a passage is embedded: a sentence means little without the title above it. */
export function embeddedText(graph: KnowledgeGraph, passage: number, text: string): string {
  const title = graph.documents[graph.passages[passage]!.document]!.title.trim();
  return title === '' ? text : `${title}\n${text}`;
}

/** The passages nearest to a question by meaning. Throws RecipeError where there is no embedder. */
export async function searchByMeaning(
  { text, vector }: Pick<ReadQuestion, 'text' | 'vector'>,
  indexes: RetrievalIndexes,
  limit: number,
): Promise<Ranked[]> {
  const { embed } = indexes.material;
  const vectors = await passageVectors(indexes);
  if (vector !== null) return vectors.search(vector, limit);
  if (embed === undefined) throw noEmbedder();
  const [own] = await embedTexts([text], embed);
  return vectors.search(own!, limit);
}

/** Vectors of all passages: stored ones, or embedded when they are first asked for. */
function passageVectors(indexes: RetrievalIndexes): Promise<VectorIndex> {
  const { graph, material } = indexes;
  const { embed, passageText, vectors: stored } = material;
  if (stored !== undefined) indexes.vectors ??= Promise.resolve(indexVectors(stored));
  else if (embed === undefined) return Promise.reject(noEmbedder());
  else {
    const textOf = async (passage: number): Promise<string> =>
      embeddedText(graph, passage, await passageText(passage));
    // A failure is not kept: the next question tries again.
    indexes.vectors ??= buildVectorIndex(graph.passages.length, textOf, embed).catch(
      (error: unknown) => {
        delete indexes.vectors;
        throw error;
      },
    );
  }
  return indexes.vectors;
}

const noEmbedder = (): RecipeError =>
  new RecipeError('the mode "vector" needs an embedder, and none is configured', {
    hint: 'name a model that embeds (a recipe: the role `embedder`; `graph query`: --embedder), or take the mode multi-hop, local or lexical',
  });
