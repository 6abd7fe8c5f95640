import { readFile } from 'node:fs/promises';
import type { TripleSet } from '../triples.ts';
import { openUltra, type UltraScorer } from './open-ultra.ts';
import { decodeWeights, type Weights } from './weights-file.ts';

let shipped: Promise<Weights> | undefined;

/** The weights that come with the package; `weights/README.md` names the graphs that they were trained on. Read once. */
export function loadWeights(): Promise<Weights> {
  const url = new URL('weights/ultra.bin', import.meta.url);
  shipped ??= readFile(url).then((bytes) => decodeWeights(bytes, 'ultra.bin'));
  return shipped;
}

/** A score as a probability, by the calibration that the weights carry. */
export function plausibilityOf({ header: { calibration } }: Weights, score: number): number {
  return 1 / (1 + Math.exp(-(calibration.slope * score + calibration.shift)));
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
