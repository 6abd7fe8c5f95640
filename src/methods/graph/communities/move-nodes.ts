import type { Random } from '../../../core/random.ts';
import type { Network } from './network.ts';

/** A network whose nodes weigh something: what both quality functions, modularity and CPM, reduce to. */
export interface WeightedNetwork extends Network {
  /** Of modularity the strength, of CPM the number of original nodes. */
  nodeWeights: Float64Array;
}

/** Numbers 0 to `length - 1`, shuffled (Fisher and Yates). */
export function shuffledNumbers(length: number, random: Random): Int32Array {
  const numbers = Int32Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    const kept = numbers[i]!;
    numbers[i] = numbers[j]!;
    numbers[j] = kept;
  }
  return numbers;
}

/**
 * The fast local moving of Leiden: each node goes to the neighbouring (or an empty) community that raises the quality
 * most, and only neighbours of what moved are looked at again. Changes `membership` in place; its numbers are below
 * `network.nodes`. Returns how many moves were made.
 */
export function moveNodes(
  network: WeightedNetwork,
  membership: Int32Array,
  penalty: number,
  random: Random,
): number {
  const { nodes, start, neighbours, weights, nodeWeights } = network;
  const sums = new Float64Array(nodes);
  const sizes = new Int32Array(nodes);
  for (let node = 0; node < nodes; node++) {
    sums[membership[node]!]! += nodeWeights[node]!;
    sizes[membership[node]!]!++;
  }
  const empty: number[] = [];
  for (let community = nodes - 1; community >= 0; community--) {
    if (sizes[community] === 0) empty.push(community);
  }
  const queue = shuffledNumbers(nodes, random);
  const isQueued = new Uint8Array(nodes).fill(1);
  const tieTo = new Float64Array(nodes);
  const near = new Int32Array(nodes);
  let moves = 0;
  let head = 0;
  for (let waiting = nodes; waiting > 0; waiting--) {
    const node = queue[head]!;
    head = head + 1 === nodes ? 0 : head + 1;
    isQueued[node] = 0;
    const own = membership[node]!;
    const weight = nodeWeights[node]!;
    let found = 0;
    for (let at = start[node]!; at < start[node + 1]!; at++) {
      const community = membership[neighbours[at]!]!;
      if (tieTo[community] === 0) near[found++] = community;
      tieTo[community]! += weights[at]!;
    }
    sums[own]! -= weight;
    sizes[own]!--;
    let best = own;
    let most = tieTo[own]! - penalty * weight * sums[own]!;
    for (let i = 0; i < found; i++) {
      const community = near[i]!;
      const gain = tieTo[community]! - penalty * weight * sums[community]!;
      // A margin keeps rounding from moving nodes to and fro for ever.
      if (gain > most + 1e-10) {
        most = gain;
        best = community;
      }
    }
    for (let i = 0; i < found; i++) tieTo[near[i]!] = 0;
    if (most < -1e-10 && sizes[own]! > 0) best = empty.pop()!;
    sums[best]! += weight;
    sizes[best]!++;
    if (best === own) continue;
    if (sizes[own] === 0) empty.push(own);
    membership[node] = best;
    moves++;
    for (let at = start[node]!; at < start[node + 1]!; at++) {
      const other = neighbours[at]!;
      if (isQueued[other] === 1 || membership[other] === best) continue;
      isQueued[other] = 1;
      // At most `nodes` wait at once, so the ring never overruns.
      queue[(head + waiting - 1) % nodes] = other;
      waiting++;
    }
  }
  return moves;
}
