import type { Kernels, Numbers } from '../kernels/kernels.ts';

/** Learned numbers of the last two layers, or their gradients: d for a node and d for its query to `hidden`, and to one score. */
export interface HeadNumbers {
  /** d × hidden. */
  node: Numbers;
  /** d × hidden. */
  query: Numbers;
  bias: Numbers;
  /** hidden. */
  out: Numbers;
  outBias: Numbers;
}

/**
 * Scores nodes for their queries: MLP([state of the node; vector of the query]). Rows are (query, candidate) pairs,
 * `candidates` of them a query, one after another.
 */
export interface ScorerHead {
  /** `features` (rows × d) of the candidates, `queries` (batch × d). Writes one score a row. */
  run(
    batch: number,
    candidates: number,
    features: Numbers,
    queries: Numbers,
    head: HeadNumbers,
    scores: Numbers,
  ): void;
  /** The way back of the last run: writes the gradient of `features`, adds those of queries and head. */
  back(
    last: {
      batch: number;
      candidates: number;
      features: Numbers;
      queries: Numbers;
      head: HeadNumbers;
    },
    scoreSlopes: Numbers,
    into: { features: Numbers; queries: Numbers; head: HeadNumbers },
  ): void;
}

/** Room for `rows` rows. */
export function createScorerHead(
  kernels: Kernels,
  {
    dimension: d,
    hidden,
    rows: most,
    batch: mostQueries,
  }: { dimension: number; hidden: number; rows: number; batch: number },
): ScorerHead {
  const room = Math.ceil(most / 4) * 4;
  const layer = kernels.numbers(room * hidden);
  const slope = kernels.numbers(room * hidden);
  const queryRows = Math.ceil(mostQueries / 4) * 4;
  const queryPart = kernels.numbers(queryRows * hidden);
  const queryInput = kernels.numbers(queryRows * d);
  const querySlope = kernels.numbers(queryRows * hidden);
  const queryBack = kernels.numbers(queryRows * d);

  return {
    run(batch, candidates, features, queries, head, scores) {
      const rows = batch * candidates;
      if (rows > most) throw new RangeError(`${rows} rows have no room`);
      queryInput.set(queries.subarray(0, batch * d));
      kernels.multiply({
        m: padded(batch),
        n: hidden,
        k: d,
        a: queryInput,
        b: head.query,
        c: queryPart,
      });
      kernels.addToRows(batch, hidden, head.bias, queryPart);
      kernels.multiply({ m: padded(rows), n: hidden, k: d, a: features, b: head.node, c: layer });
      for (let query = 0; query < batch; query++) {
        const part = queryPart.subarray(query * hidden, (query + 1) * hidden);
        const block = layer.subarray(query * candidates * hidden);
        kernels.addToRows(candidates, hidden, part, block);
      }
      kernels.rectify(rows * hidden, layer);
      for (let row = 0; row < rows; row++) {
        let sum = head.outBias[0]!;
        for (let at = 0; at < hidden; at++) sum += layer[row * hidden + at]! * head.out[at]!;
        scores[row] = sum;
      }
    },

    back({ batch, candidates, features, queries, head }, scoreSlopes, into) {
      const rows = batch * candidates;
      for (let row = 0; row < rows; row++) {
        const given = scoreSlopes[row]!;
        into.head.outBias[0]! += given;
        for (let at = 0; at < hidden; at++) {
          const value = layer[row * hidden + at]!;
          into.head.out[at]! += given * value;
          slope[row * hidden + at] = value > 0 ? given * head.out[at]! : 0;
        }
      }
      kernels.addOuter({ rows, k: d, n: hidden, a: features, b: slope, c: into.head.node });
      kernels.multiply({
        m: padded(rows),
        n: d,
        k: hidden,
        a: slope,
        b: head.node,
        c: into.features,
        transposed: true,
      });
      querySlope.fill(0);
      for (let query = 0; query < batch; query++) {
        const part = querySlope.subarray(query * hidden, (query + 1) * hidden);
        kernels.addRows(candidates, hidden, slope.subarray(query * candidates * hidden), part);
      }
      kernels.addRows(batch, hidden, querySlope, into.head.bias);
      queryInput.set(queries.subarray(0, batch * d));
      kernels.addOuter({
        rows: batch,
        k: d,
        n: hidden,
        a: queryInput,
        b: querySlope,
        c: into.head.query,
      });
      kernels.multiply({
        m: padded(batch),
        n: d,
        k: hidden,
        a: querySlope,
        b: head.query,
        c: queryBack,
        transposed: true,
      });
      for (let at = 0; at < batch * d; at++) into.queries[at]! += queryBack[at]!;
    },
  };
}

/** Rows come in fours. */
const padded = (rows: number): number => Math.ceil(rows / 4) * 4;
