import { RecipeError } from '../../../../core/errors/index.ts';
import { nbfnetLayout } from '../nbfnet/nbfnet-layout.ts';
import type { ShardData } from './shard-learner.ts';

type MemorySize = Pick<
  ShardData,
  'shape' | 'entities' | 'triples' | 'shardSize' | 'scoreSize' | 'negatives' | 'slopes'
>;

/** A kernel's memory has addresses of 32 bits. */
const MOST_BYTES = 2 ** 32 - 2 ** 20;

/**
 * Queries that a worker can take at once: as many as asked for, or, of a graph that is too large for them, the half, a
 * quarter …. It depends on the graph and the options alone, never on the machine. Raises RecipeError where not even one fits.
 */
export function fittingShardSize(size: MemorySize): number {
  let { shardSize } = size;
  for (;;) {
    const bytes = shardMemory({ ...size, shardSize });
    if (bytes <= MOST_BYTES) return shardSize;
    if (shardSize === 1) {
      throw new RecipeError(
        `the graph does not fit: with ${size.entities} entities one query takes ${(bytes / 2 ** 30).toFixed(1)} GiB, and 4 is the most`,
        { hint: 'use fewer layers or a smaller dimension' },
      );
    }
    shardSize = Math.ceil(shardSize / 2);
  }
}

/** An upper bound of what the arrays of a learner and a scorer take, in bytes. */
export function shardMemory({
  shape,
  entities,
  triples,
  shardSize,
  scoreSize,
  negatives,
  slopes,
}: MemorySize): number {
  const { dimension: d, layers, relations, dependent, frontier } = shape;
  const edges = (triples.length / 3) * 2 * 6 + 4 * (entities + 2 * relations) + 64;
  // Of all nodes twice: whole and without a batch; or of each query and layer, reached in the worst case as a whole.
  const most = Math.max(scoreSize, slopes.length > 0 ? shardSize : 1);
  const lists = frontier ? Math.max(2, layers * most) : 2;
  const rows = (batch: number): number => (entities * batch + 8) * d;
  const vectors = dependent ? layers * 2 * relations * (Math.ceil(shardSize / 4) * 4 + 4) * d : 0;
  const block = nbfnetLayout(shape).length;
  const candidates = Math.max(shardSize * (negatives + 1), entities) + 8;
  const learning =
    slopes.length === 0
      ? 0
      : rows(shardSize) * (3 * layers + 4) +
        2 * layers * entities * shardSize +
        candidates * (6 * d + 4) +
        2 * vectors +
        3 * block;
  const scoring =
    rows(scoreSize) * 9 +
    2 * entities * scoreSize +
    (vectors / shardSize) * (scoreSize + 4) +
    2 * block;
  return Math.ceil(4 * 1.1 * (lists * edges + learning + scoring)) + (1 << 20);
}
