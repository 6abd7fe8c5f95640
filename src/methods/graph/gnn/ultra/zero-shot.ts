import { readFile } from 'node:fs/promises';
import { MissingDependencyError } from '../../../../core/errors/index.ts';
import { plausibility } from '../calibrate.ts';
import type { TripleSet } from '../triples.ts';
import { openUltra, type UltraScorer } from './open-ultra.ts';
import { decodeWeights, type Weights } from './weights-file.ts';

let shipped: Promise<Weights> | undefined;

/**
 * The weights that come with the package; `weights/README.md` names the graphs that they were trained on. Read once.
 * Throws MissingDependencyError where the file is not there, MaterialAlteredError where it is another.
 */
export function loadWeights(): Promise<Weights> {
  shipped ??= readShipped();
  return shipped;
}

async function readShipped(): Promise<Weights> {
  try {
    const bytes = await readFile(new URL('weights/ultra.bin', import.meta.url));
    return decodeWeights(bytes, 'ultra.bin');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new MissingDependencyError('the weights of the zero-shot model are not in this package', {
      hint: 'install the package again',
      cause: error,
    });
  }
}

/** A score as a probability, by the calibration that the weights carry. */
export function plausibilityOf({ header: { calibration } }: Weights, score: number): number {
  return plausibility(calibration, score);
}

/**
 * Scores tails on a graph that the model never saw, without training: also one with relations that no other graph has.
 * Throws RangeError where the graph does not fit in memory.
 */
export async function openZeroShot(
  graph: TripleSet,
  options: { weights?: Weights; batch?: number; memoryBytes?: number } = {},
): Promise<UltraScorer> {
  const { weights = await loadWeights(), ...rest } = options;
  return openUltra(weights.header, weights.values, graph, rest);
}
