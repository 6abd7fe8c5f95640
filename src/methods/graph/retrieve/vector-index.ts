import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { selectTop, type Ranked } from './select-top.ts';

/** Gives one vector a text, in order. Whoever gives it keeps what was computed. */
export type Embed = (texts: string[]) => Promise<Float32Array[]>;

/** Texts by their vectors, compared one by one: right up to some hundred thousand. */
export interface VectorIndex {
  /** The `limit` texts nearest by cosine, best first, ties by index. Throws RecipeError on a vector of another width. */
  search(query: Float32Array, limit: number): Ranked[];
}

/** Vectors of texts, one after another, each of length 1 (or 0, where the embedder gave nothing). */
export interface VectorTable {
  width: number;
  values: Float32Array;
}

/** Texts embedded in one call. */
const BATCH = 64;

export async function buildVectorIndex(
  texts: number,
  textOf: (text: number) => string | Promise<string>,
  embed: Embed,
): Promise<VectorIndex> {
  const vectors: Float32Array[] = [];
  for (let from = 0; from < texts; from += BATCH) {
    const batch: string[] = [];
    for (let text = from; text < Math.min(texts, from + BATCH); text++) {
      batch.push(await textOf(text));
    }
    vectors.push(...(await embedTexts(batch, embed)));
  }
  return indexVectors(tableOf(vectors));
}

/** Throws RecipeError where vectors have not all one width, or are not finite. */
export function tableOf(vectors: readonly Float32Array[]): VectorTable {
  const width = vectors[0]?.length ?? 0;
  const values = new Float32Array(vectors.length * width);
  for (const [at, vector] of vectors.entries()) values.set(normalise(vector, width), at * width);
  return { width, values };
}

export function indexVectors({ width, values }: VectorTable): VectorIndex {
  const texts = width === 0 ? 0 : values.length / width;
  const scores = new Float32Array(texts);
  const all = Int32Array.from({ length: texts }, (_, i) => i);
  return {
    search(query, limit) {
      if (texts === 0) return [];
      const own = normalise(query, width);
      for (let text = 0; text < texts; text++) {
        let sum = 0;
        const row = text * width;
        for (let i = 0; i < width; i++) sum += own[i]! * values[row + i]!;
        scores[text] = sum;
      }
      return selectTop(all, scores, limit);
    },
  };
}

/** Cosines of a query with each of some texts. */
export async function compareTexts(
  query: string,
  texts: readonly string[],
  embed: Embed,
): Promise<number[]> {
  const [own, ...others] = await embedTexts([query, ...texts], embed);
  const unit = normalise(own!, own!.length);
  return others.map((other) =>
    normalise(other, unit.length).reduce((sum, value, i) => sum + value * unit[i]!, 0),
  );
}

/** Throws RecipeError where the embedder does not give one vector a text. */
export async function embedTexts(texts: string[], embed: Embed): Promise<Float32Array[]> {
  const vectors = await embed(texts);
  if (vectors.length !== texts.length) {
    throw broken(`the embedder gave ${vectors.length} vectors for ${texts.length} texts`);
  }
  return vectors;
}

function normalise(vector: Float32Array, width: number): Float32Array {
  if (vector.length !== width || width === 0) {
    throw broken(`the embedder gave a vector of ${vector.length} numbers, not ${width}`);
  }
  const norm = Math.hypot(...vector);
  if (!Number.isFinite(norm)) throw broken('the embedder gave a vector that is not finite');
  return norm === 0 ? vector : vector.map((value) => value / norm);
}

const broken = (message: string): RecipeError =>
  new RecipeError(message, { hint: 'name another model that embeds, for the role `embedder`' });
