import { selectTop, type Ranked } from './select-top.ts';

/** Gives one vector a text, in order. Whoever gives it keeps what was computed. */
export type Embed = (texts: string[]) => Promise<Float32Array[]>;

/** Texts by their vectors, compared one by one: right up to some hundred thousand. */
export interface VectorIndex {
  /** The `limit` texts nearest by cosine, best first, ties by index. */
  search(query: string, limit: number): Promise<Ranked[]>;
}

/** Texts embedded in one call. */
const BATCH = 64;

export async function buildVectorIndex(
  texts: number,
  textOf: (text: number) => string | Promise<string>,
  embed: Embed,
): Promise<VectorIndex> {
  let matrix = new Float32Array(0);
  let width = 0;
  for (let from = 0; from < texts; from += BATCH) {
    const indices = Array.from({ length: Math.min(BATCH, texts - from) }, (_, i) => from + i);
    const batch: string[] = [];
    for (const index of indices) batch.push(await textOf(index));
    const vectors = await embedAll(batch, embed);
    if (width === 0) {
      width = vectors[0]!.length;
      matrix = new Float32Array(texts * width);
    }
    for (const [i, vector] of vectors.entries()) {
      matrix.set(normalise(vector, width), (from + i) * width);
    }
  }
  const scores = new Float32Array(texts);
  const all = Int32Array.from({ length: texts }, (_, i) => i);
  return {
    async search(query, limit) {
      if (texts === 0) return [];
      const [vector] = await embedAll([query], embed);
      const own = normalise(vector!, width);
      for (let text = 0; text < texts; text++) {
        let sum = 0;
        const row = text * width;
        for (let i = 0; i < width; i++) sum += own[i]! * matrix[row + i]!;
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
  const [own, ...others] = await embedAll([query, ...texts], embed);
  const unit = normalise(own!, own!.length);
  return others.map((other) =>
    normalise(other, unit.length).reduce((sum, value, i) => sum + value * unit[i]!, 0),
  );
}

async function embedAll(texts: string[], embed: Embed): Promise<Float32Array[]> {
  const vectors = await embed(texts);
  if (vectors.length !== texts.length) {
    throw new RangeError(`the embedder gave ${vectors.length} vectors for ${texts.length} texts`);
  }
  return vectors;
}

function normalise(vector: Float32Array, width: number): Float32Array {
  if (vector.length !== width || width === 0) {
    throw new RangeError(`the embedder gave a vector of ${vector.length} numbers, not ${width}`);
  }
  const norm = Math.hypot(...vector);
  if (!Number.isFinite(norm)) throw new RangeError('the embedder gave a vector that is not finite');
  return norm === 0 ? vector : vector.map((value) => value / norm);
}
