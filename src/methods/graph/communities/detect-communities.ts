import { createRandom } from '../../../core/random.ts';
import type { Communities, Community } from '../communities.ts';
import type { KnowledgeGraph } from '../knowledge-graph.ts';
import { LEIDEN_DEFAULTS, partitionByLeiden, type LeidenOptions } from './leiden.ts';
import {
  modularityOf,
  projectGraph,
  strengthsOf,
  takeSubnetwork,
  type Network,
} from './network.ts';

export interface CommunityOptions extends LeidenOptions {
  /** A community with more entities is split again, as long as its structure allows. */
  maxSize: number;
  seed: string | number;
}

export const COMMUNITY_DEFAULTS: CommunityOptions = { ...LEIDEN_DEFAULTS, maxSize: 10, seed: 0 };

/** How often the resolution is doubled for a community that does not fall apart. */
const TRIES = 4;
const TITLE_NAMES = 3;

/**
 * The hierarchy of a graph's communities: Leiden on the whole, then again within each community of more than `maxSize`
 * entities, at doubled resolutions where it does not fall apart. A split counts only when its parts have two entities on
 * average: a star or a clique, of which nothing but crumbs would be left, stays whole and may be larger. An entity
 * without edges is a community by itself. Deterministic under the seed.
 */
export function detectCommunities(
  graph: KnowledgeGraph,
  options: Partial<CommunityOptions> = {},
): Communities {
  const { maxSize, seed, ...leiden } = { ...COMMUNITY_DEFAULTS, ...options };
  if (!Number.isInteger(maxSize) || maxSize < 1) {
    throw new RangeError(`communities: maxSize must be a whole number above 0, got ${maxSize}`);
  }
  const network = projectGraph(graph);
  const random = createRandom(`communities/${seed}`);
  const membership = partitionByLeiden(network, random.fork('whole'), leiden);
  const strengths = strengthsOf(network);
  const place = new Int32Array(network.nodes).fill(-1);
  const list: Community[] = [];
  const add = (entities: Int32Array, parent: Community | null): void => {
    const id = list.length;
    parent?.children.push(id);
    list.push({
      id,
      level: parent === null ? 0 : parent.level + 1,
      parent: parent?.id ?? null,
      children: [],
      entities: [...entities],
      title: titleOf(entities, strengths, graph),
    });
  };
  for (const group of groupNodes(membership)) add(group, null);
  // The list grows while it is walked, so that ids rise by level.
  for (let id = 0; id < list.length; id++) {
    const community = list[id]!;
    if (community.entities.length <= maxSize) continue;
    const nodes = Int32Array.from(community.entities);
    const inner = takeSubnetwork(network, nodes, place);
    const parts = splitFurther(inner, leiden, random.fork(`split ${id}`));
    if (parts === undefined) continue;
    for (const part of groupNodes(parts))
      add(
        part.map((node) => nodes[node]!),
        community,
      );
  }
  const top = new Int32Array(network.nodes);
  const leaf = new Int32Array(network.nodes);
  for (const { id, level, children, entities } of list) {
    for (const entity of entities) {
      if (level === 0) top[entity] = id;
      if (children.length === 0) leaf[entity] = id;
    }
  }
  return { list, top, leaf, modularity: modularityOf(network, membership) };
}

function splitFurther(
  network: Network,
  options: LeidenOptions,
  random: ReturnType<typeof createRandom>,
): Int32Array | undefined {
  let resolution = options.resolution;
  for (let attempt = 0; attempt < TRIES; attempt++, resolution *= 2) {
    const parts = partitionByLeiden(network, random.fork(`${attempt}`), { ...options, resolution });
    const count = countCommunities(parts);
    if (count > 1) return count <= network.nodes / 2 ? parts : undefined;
  }
  return undefined;
}

const countCommunities = (membership: Int32Array): number =>
  membership.reduce((most, community) => Math.max(most, community + 1), 0);

/** The nodes of each community, ascending; communities by size, largest first, then by first node. */
function groupNodes(membership: Int32Array): Int32Array[] {
  const sizes = new Int32Array(countCommunities(membership));
  for (const community of membership) sizes[community]!++;
  const groups = Array.from(sizes, (size) => new Int32Array(size));
  sizes.fill(0);
  for (let node = 0; node < membership.length; node++) {
    const community = membership[node]!;
    groups[community]![sizes[community]!++] = node;
  }
  return groups.toSorted((a, b) => b.length - a.length || a[0]! - b[0]!);
}

/** Names of the entities with the strongest ties; values only where there is nothing else. */
function titleOf(nodes: Int32Array, strengths: Float64Array, { entities }: KnowledgeGraph): string {
  const isValue = (node: number): number => (entities[node]!.range === null ? 0 : 1);
  const ranked = nodes.toSorted(
    (a, b) => isValue(a) - isValue(b) || strengths[b]! - strengths[a]! || a - b,
  );
  return Array.from(ranked.subarray(0, TITLE_NAMES), (node) => entities[node]!.name).join(', ');
}
