import type { Random } from '../../../core/random.ts';
import { moveNodes, type WeightedNetwork } from './move-nodes.ts';
import { strengthsOf, type Network } from './network.ts';
import { refinePartition } from './refine-partition.ts';

export interface LeidenOptions {
  /** What is made as large as can be: modularity, or the constant Potts model, which has no resolution limit. */
  quality: 'modularity' | 'cpm';
  /** Higher gives smaller communities. Of CPM the least density within a community, in tie weight for a pair of nodes. */
  resolution: number;
  /** Passes over the whole network; it ends earlier when a pass moves nothing. */
  passes: number;
}

export const LEIDEN_DEFAULTS: LeidenOptions = { quality: 'modularity', resolution: 1, passes: 4 };

/**
 * Communities by Leiden (Traag, Waltman, van Eck 2019; doi:10.1038/s41598-019-41695-z): local moving, refinement,
 * aggregation, until nothing merges, in several passes. Every community is connected; the same network and random give
 * the same communities. Returns of each node its community, numbered from 0 in the order of their first node.
 */
export function partitionByLeiden(
  network: Network,
  random: Random,
  options: Partial<LeidenOptions> = {},
): Int32Array {
  const { quality, resolution, passes } = { ...LEIDEN_DEFAULTS, ...options };
  if (!(resolution > 0))
    throw new RangeError(`leiden: resolution must be above 0, got ${resolution}`);
  const strengths = strengthsOf(network);
  const total = strengths.reduce((sum, strength) => sum + strength, 0);
  const base: WeightedNetwork = {
    ...network,
    nodeWeights: quality === 'modularity' ? strengths : new Float64Array(network.nodes).fill(1),
  };
  const membership = Int32Array.from({ length: network.nodes }, (_, i) => i);
  if (total === 0) return membership;
  const penalty = quality === 'modularity' ? resolution / total : resolution;
  for (let pass = 0; pass < passes; pass++) {
    if (!runPass(base, membership, penalty, random.fork(`pass ${pass}`))) break;
  }
  return splitDisconnected(network, membership);
}

/** One descent through all levels of aggregation. Changes `membership`; tells whether anything moved. */
function runPass(
  base: WeightedNetwork,
  membership: Int32Array,
  penalty: number,
  random: Random,
): boolean {
  let level = base;
  let current = membership.slice();
  /** Of each base node, its node at this level. */
  const at = Int32Array.from({ length: base.nodes }, (_, i) => i);
  let hasMoved = false;
  for (;;) {
    if (moveNodes(level, current, penalty, random) > 0) hasMoved = true;
    const refined = refinePartition(level, current, penalty, random);
    const count = renumber(refined);
    if (count === level.nodes) break;
    const upper = new Int32Array(count);
    const { nodes } = level;
    for (let node = 0; node < nodes; node++) upper[refined[node]!] = current[node]!;
    level = aggregate(level, refined, count);
    for (let node = 0; node < at.length; node++) at[node] = refined[at[node]!]!;
    renumber(upper, nodes);
    current = upper;
  }
  for (let node = 0; node < at.length; node++) membership[node] = current[at[node]!]!;
  renumber(membership);
  return hasMoved;
}

/** Numbers communities, all below `bound`, from 0 in the order of their first node, in place. Returns how many there are. */
function renumber(membership: Int32Array, bound = membership.length): number {
  const numbers = new Int32Array(bound).fill(-1);
  let count = 0;
  for (let node = 0; node < membership.length; node++) {
    const old = membership[node]!;
    if (numbers[old] === -1) numbers[old] = count++;
    membership[node] = numbers[old]!;
  }
  return count;
}

/** The network of communities: ties between two are summed, ties within one are dropped, as no move depends on them. */
function aggregate(network: WeightedNetwork, part: Int32Array, count: number): WeightedNetwork {
  const { nodes, start, neighbours, weights, nodeWeights } = network;
  const nodeStart = new Int32Array(count + 1);
  for (const community of part) nodeStart[community + 1]!++;
  for (let community = 0; community < count; community++)
    nodeStart[community + 1]! += nodeStart[community]!;
  const members = new Int32Array(nodes);
  const next = nodeStart.slice();
  for (let node = 0; node < nodes; node++) members[next[part[node]!]!++] = node;

  const sums = new Float64Array(count);
  const newStart = new Int32Array(count + 1);
  const newNeighbours = new Int32Array(neighbours.length);
  const newWeights = new Float64Array(neighbours.length);
  const weightTo = new Float64Array(count);
  let length = 0;
  for (let community = 0; community < count; community++) {
    const first = length;
    for (let i = nodeStart[community]!; i < nodeStart[community + 1]!; i++) {
      const node = members[i]!;
      sums[community]! += nodeWeights[node]!;
      for (let at = start[node]!; at < start[node + 1]!; at++) {
        const other = part[neighbours[at]!]!;
        if (other === community) continue;
        if (weightTo[other] === 0) newNeighbours[length++] = other;
        weightTo[other]! += weights[at]!;
      }
    }
    for (let at = first; at < length; at++) {
      newWeights[at] = weightTo[newNeighbours[at]!]!;
      weightTo[newNeighbours[at]!] = 0;
    }
    newStart[community + 1] = length;
  }
  return {
    nodes: count,
    start: newStart,
    neighbours: newNeighbours.slice(0, length),
    weights: newWeights.slice(0, length),
    nodeWeights: sums,
  };
}

/**
 * Parts of a community that no tie joins become communities of their own, which raises either quality. Leiden leaves such
 * only where it ends with a merge that its refinement did not follow.
 */
function splitDisconnected(network: Network, membership: Int32Array): Int32Array {
  const found = new Int32Array(network.nodes).fill(-1);
  const stack = new Int32Array(network.nodes);
  let count = 0;
  for (let seed = 0; seed < network.nodes; seed++) {
    if (found[seed] !== -1) continue;
    let height = 0;
    stack[height++] = seed;
    found[seed] = count;
    while (height > 0) {
      const node = stack[--height]!;
      for (let at = network.start[node]!; at < network.start[node + 1]!; at++) {
        const other = network.neighbours[at]!;
        if (found[other] !== -1 || membership[other] !== membership[node]) continue;
        found[other] = count;
        stack[height++] = other;
      }
    }
    count++;
  }
  return found;
}
