import type { Random } from '../../../core/random.ts';
import { shuffledNumbers, type WeightedNetwork } from './move-nodes.ts';

/** How freely a node merges with a community that is not the best: the paper's theta, in units of a tie's weight. */
const THETA = 0.01;

/**
 * Leiden's refinement: within each community, nodes merge anew from singletons, each only into a part that is well
 * connected to the rest of its community, drawn by its gain. What it gives is connected and lies within `membership`.
 * Returns a finer membership; its numbers are below `network.nodes`.
 */
export function refinePartition(
  network: WeightedNetwork,
  membership: Int32Array,
  penalty: number,
  random: Random,
): Int32Array {
  const { nodes, start, neighbours, weights, nodeWeights } = network;
  const communitySums = new Float64Array(nodes);
  for (let node = 0; node < nodes; node++) communitySums[membership[node]!]! += nodeWeights[node]!;
  const refined = Int32Array.from({ length: nodes }, (_, i) => i);
  const sums = nodeWeights.slice();
  const sizes = new Int32Array(nodes).fill(1);
  /** Weight of the ties from each part to the rest of its community. */
  const outward = new Float64Array(nodes);
  for (let node = 0; node < nodes; node++) {
    for (let at = start[node]!; at < start[node + 1]!; at++) {
      if (membership[neighbours[at]!] === membership[node]) outward[node]! += weights[at]!;
    }
  }
  const isWellConnected = (part: number, community: number): boolean =>
    outward[part]! >= penalty * sums[part]! * (communitySums[community]! - sums[part]!) - 1e-10;
  const tieTo = new Float64Array(nodes);
  const near = new Int32Array(nodes);
  const gains = new Float64Array(nodes);
  for (const node of shuffledNumbers(nodes, random)) {
    const community = membership[node]!;
    if (sizes[refined[node]!] !== 1 || !isWellConnected(refined[node]!, community)) continue;
    let found = 0;
    for (let at = start[node]!; at < start[node + 1]!; at++) {
      if (membership[neighbours[at]!] !== community) continue;
      const part = refined[neighbours[at]!]!;
      if (tieTo[part] === 0) near[found++] = part;
      tieTo[part]! += weights[at]!;
    }
    let candidates = 0;
    let most = -Infinity;
    for (let i = 0; i < found; i++) {
      const part = near[i]!;
      const gain = tieTo[part]! - penalty * nodeWeights[node]! * sums[part]!;
      if (gain < 0 || !isWellConnected(part, community)) continue;
      gains[candidates] = gain;
      // Writing behind the reader: `candidates` never passes `i`.
      const kept = near[candidates]!;
      near[candidates++] = part;
      near[i] = kept;
      if (gain > most) most = gain;
    }
    const chosen = candidates === 0 ? -1 : drawByGain(near, gains, candidates, most, random);
    const tie = chosen < 0 ? 0 : tieTo[chosen]!;
    for (let i = 0; i < found; i++) tieTo[near[i]!] = 0;
    if (chosen < 0) continue;
    const left = refined[node]!;
    outward[chosen]! += outward[left]! - 2 * tie;
    sums[chosen]! += nodeWeights[node]!;
    sizes[chosen]!++;
    sizes[left] = 0;
    sums[left] = 0;
    refined[node] = chosen;
  }
  return refined;
}

/** Draws with probability in proportion to exp(gain / theta); gains are taken relative to the highest, against overflow. */
function drawByGain(
  parts: Int32Array,
  gains: Float64Array,
  length: number,
  most: number,
  random: Random,
): number {
  let total = 0;
  for (let i = 0; i < length; i++) total += Math.exp((gains[i]! - most) / THETA);
  let left = random.next() * total;
  for (let i = 0; i < length; i++) {
    left -= Math.exp((gains[i]! - most) / THETA);
    if (left < 0) return parts[i]!;
  }
  return parts[length - 1]!;
}
