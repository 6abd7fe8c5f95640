import { createRandom } from '../../../../core/random.ts';

export const DEFAULTS = { seed: 'layout', extent: 1000 } as const;

/**
 * Places nodes in a square of ±1000 by their links: ForceAtlas2 (Jacomy et al. 2014, doi 10.1371/journal.pone.0098679;
 * graphology-layout-forceatlas2). Nodes begin near their community, communities on a sunflower's spiral, so that few
 * rounds suffice. The same nodes, links and seed give the same places.
 *
 * @param communities of each node, its community.
 * @param links pairs of nodes, repeated where they are linked several times.
 * @returns x and y of each node in turn, rounded to a tenth.
 */
export async function layoutGraph(
  communities: ArrayLike<number>,
  links: Iterable<readonly [number, number]>,
  seed: string = DEFAULTS.seed,
): Promise<Float64Array> {
  const count = communities.length;
  const places = placeByCommunity(communities, seed);
  if (count > 1) {
    const { UndirectedGraph } = await import('graphology');
    // The module is CommonJS: its types put the function one step deeper than Node does.
    const { default: layout } = await import('graphology-layout-forceatlas2');
    const forceAtlas2 = layout as unknown as typeof layout.default;
    const graph = new UndirectedGraph();
    for (let node = 0; node < count; node++)
      graph.addNode(node, { x: places[2 * node]!, y: places[2 * node + 1]! });
    for (const [a, b] of links) {
      if (a === b) continue;
      graph.updateEdge(a, b, (attributes) => ({ weight: (attributes['weight'] ?? 0) + 1 }));
    }
    const positions = forceAtlas2(graph, {
      iterations: roundsFor(count),
      settings: { ...forceAtlas2.inferSettings(graph), barnesHutOptimize: count > 800 },
    });
    for (let node = 0; node < count; node++) {
      const { x, y } = positions[String(node)]!;
      places[2 * node] = x;
      places[2 * node + 1] = y;
    }
  }
  return fitSquare(places);
}

/** Fewer rounds for more nodes: a round over 10,000 nodes takes about 50 ms. */
const roundsFor = (nodes: number): number =>
  Math.round(Math.min(500, Math.max(120, 600_000 / nodes)));

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

function placeByCommunity(communities: ArrayLike<number>, seed: string): Float64Array {
  const random = createRandom(seed);
  const sizes = new Map<number, number>();
  for (const community of Array.from(communities))
    sizes.set(community, (sizes.get(community) ?? 0) + 1);
  const order = [...sizes].toSorted(([a, m], [b, n]) => n - m || a - b);
  const centres = new Map<number, readonly [number, number]>();
  let placed = 0;
  for (const [index, [community, size]] of order.entries()) {
    const radius = 10 * Math.sqrt(placed + size / 2);
    centres.set(community, [
      radius * Math.cos(index * GOLDEN_ANGLE),
      radius * Math.sin(index * GOLDEN_ANGLE),
    ]);
    placed += size;
  }
  const places = new Float64Array(2 * communities.length);
  for (let node = 0; node < communities.length; node++) {
    const [x, y] = centres.get(communities[node]!)!;
    const spread = 8 * Math.sqrt(sizes.get(communities[node]!)! * random.next());
    const angle = 2 * Math.PI * random.next();
    places[2 * node] = x + spread * Math.cos(angle);
    places[2 * node + 1] = y + spread * Math.sin(angle);
  }
  return places;
}

/** Moves and scales all places into the square, keeping the shape. */
function fitSquare(places: Float64Array): Float64Array {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (const [index, value] of places.entries()) {
    low[index % 2] = Math.min(low[index % 2]!, value);
    high[index % 2] = Math.max(high[index % 2]!, value);
  }
  const reach = Math.max(high[0]! - low[0]!, high[1]! - low[1]!) / 2 || 1;
  return places.map((value, index) => {
    const middle = (low[index % 2]! + high[index % 2]!) / 2;
    return Math.round(((value - middle) / reach) * DEFAULTS.extent * 10) / 10;
  });
}
