import type { Calibration } from '../calibrate.ts';
import type { NbfnetShape } from '../nbfnet/nbfnet-layout.ts';
import type { TailScorer } from '../triples.ts';
import type { ShardJob } from './shard-learner.ts';
import { openShardPool, type ShardPool } from './shard-pool.ts';

/** A trained model: all that scoring needs beside the graph. */
export interface NbfnetModel {
  shape: NbfnetShape;
  parameters: Float32Array;
  /** How scores translate to plausibility; null where the validation set could not tell. */
  calibration: Calibration | null;
}

/** Queries that are scored at once, by entities: states stay within some 100 MB a worker. */
export const scoreSizeFor = (entities: number): number =>
  Math.max(1, Math.min(32, Math.floor(120_000 / Math.max(1, entities))));

/** Scores queries with the parameters that lie in the pool's shared memory. */
export function pooledScorer(pool: ShardPool, entities: number): TailScorer {
  const size = scoreSizeFor(entities);
  return {
    async scoreTails(queries) {
      const count = queries.length / 2;
      const jobs: ShardJob[] = [];
      for (let from = 0; from < count; from += size) {
        jobs.push({
          kind: 'score',
          queries: queries.slice(2 * from, 2 * Math.min(count, from + size)),
        });
      }
      const scores = new Float32Array(count * entities);
      let at = 0;
      for (const result of await pool.run(jobs)) {
        if (!('scores' in result)) throw new TypeError('a worker gave no scores');
        scores.set(result.scores, at);
        at += result.scores.length;
      }
      return scores;
    },
  };
}

/** Opens a trained model on a graph: the one that it was trained on, or another with the same relations. */
export function openNbfnet(
  model: Pick<NbfnetModel, 'shape' | 'parameters'>,
  graph: { entities: number; triples: Int32Array },
  workers: number,
): TailScorer & { close(): Promise<void> } {
  const parameters = shared(model.parameters.length);
  parameters.set(model.parameters);
  const pool = openShardPool(
    {
      shape: model.shape,
      entities: graph.entities,
      triples: sharedIntegers(graph.triples),
      parameters,
      slopes: new Float32Array(0),
      shardSize: 1,
      scoreSize: scoreSizeFor(graph.entities),
      negatives: 0,
      temperature: 1,
      hidesPairs: false,
      edgeDropout: 0,
    },
    workers,
  );
  return { ...pooledScorer(pool, graph.entities), close: () => pool.close() };
}

/** Numbers in memory that threads share. */
export const shared = (length: number): Float32Array =>
  new Float32Array(new SharedArrayBuffer(length * 4));

export function sharedIntegers(values: Int32Array): Int32Array {
  const copy = new Int32Array(new SharedArrayBuffer(values.length * 4));
  copy.set(values);
  return copy;
}
