import type { Kernels, Numbers } from '../kernels/kernels.ts';
import type { NbfnetShape } from './nbfnet-layout.ts';

/**
 * The vectors of a layer's relations. Where they follow from the query, `wᵣ = Wᵣ q + bᵣ`, they are types × queries × d and
 * computed for each batch; else the parameters themselves, types × d.
 */
export interface QueryRelations {
  /** Of one layer, for the query vectors (queries × d, filled with zeros to whole fours). */
  of(layer: number, queries: number, vectors: Numbers): Numbers;
  /** Where the gradients of every layer's vectors are added, once cleared. */
  clearSlopes(queries: number, slopes: Numbers): Numbers[];
  /** The way back from these to the parameters, and to the query vectors. */
  back(queries: number, vectors: Numbers, into: { slopes: Numbers; vectors: Numbers }): void;
}

/** Room for `queries` queries; `learns` for gradients too. `view` finds parameters by name. */
export function createQueryRelations(
  kernels: Kernels,
  { relations, dimension: d, layers: depth, dependent }: NbfnetShape,
  room: { queries: number; learns: boolean },
  parameters: Numbers,
  view: (block: Numbers, name: string) => Numbers,
): QueryRelations {
  const types = 2 * relations;
  const length = dependent ? types * roundUp(room.queries) * d : 0;
  const blocks = (): Numbers[] => Array.from({ length: depth }, () => kernels.numbers(length));
  const weights = blocks();
  const weightSlopes = room.learns ? blocks() : [];

  return {
    of(layer, queries, vectors) {
      const matrices = view(parameters, `relation ${layer}`);
      if (!dependent) return matrices;
      const out = weights[layer]!;
      const biases = view(parameters, `relation bias ${layer}`);
      const width = queries * d;
      const product = { m: roundUp(queries), n: d, k: d, a: vectors };
      for (let type = 0; type < types; type++) {
        // The last rows of a batch that is no multiple of four run into the next relation, which is written after.
        const c = out.subarray(type * width);
        kernels.multiply({ ...product, b: matrices.subarray(type * d * d), c });
      }
      for (let type = 0; type < types; type++) {
        const bias = biases.subarray(type * d, (type + 1) * d);
        kernels.addToRows(queries, d, bias, out.subarray(type * width));
      }
      return out;
    },

    clearSlopes(queries, slopes) {
      for (const slope of weightSlopes) slope.fill(0, 0, types * queries * d);
      if (dependent) return weightSlopes;
      return Array.from({ length: depth }, (_, layer) => view(slopes, `relation ${layer}`));
    },

    back(queries, vectors, into) {
      if (!dependent) return;
      const width = queries * d;
      for (let layer = 0; layer < depth; layer++) {
        const matrices = view(parameters, `relation ${layer}`);
        const matrixSlopes = view(into.slopes, `relation ${layer}`);
        const biasSlopes = view(into.slopes, `relation bias ${layer}`);
        for (let type = 0; type < types; type++) {
          const given = weightSlopes[layer]!.subarray(type * width);
          const c = matrixSlopes.subarray(type * d * d);
          kernels.addOuter({ rows: queries, k: d, n: d, a: vectors, b: given, c });
          kernels.addRows(queries, d, given, biasSlopes.subarray(type * d, (type + 1) * d));
          kernels.multiply({
            m: roundUp(queries),
            n: d,
            k: d,
            a: given,
            b: matrices.subarray(type * d * d),
            c: into.vectors,
            transposed: true,
            accumulate: true,
          });
        }
      }
    },
  };
}

/** Rows come in fours. */
const roundUp = (rows: number): number => Math.ceil(rows / 4) * 4;
