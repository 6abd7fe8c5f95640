import type { MessageEdges } from './kernels.ts';
import { sortEdges } from './message-edges.ts';

/** The edges that leave each node, both ways for every triple: type `r`, or `r + relations` against it. */
export interface Adjacency {
  nodes: number;
  types: number;
  /** nodes + 1. */
  starts: Int32Array;
  edgeTypes: Int32Array;
  targets: Int32Array;
  /** The number of the triple that an edge comes from. */
  triples: Int32Array;
}

/**
 * Where the messages of some queries get to, hop by hop. Each query has nodes of its own, so that one batch is one graph: a
 * *place* is a node for a query, places are numbered by their distance, and that of query q's anchor is q. Valid until the next.
 */
export interface Frontier {
  /** The edges of each layer, among the places within as many hops: `layers[t].nodes` of them. */
  layers: MessageEdges[];
  /** Of every place. */
  nodes: Int32Array;
  queries: Int32Array;
  /** The place of a node for a query, or -1 where no message comes. */
  find(query: number, node: number): number;
}

export function adjacencyOf(graph: {
  entities: number;
  relations: number;
  triples: Int32Array;
}): Adjacency {
  const { entities: nodes, relations, triples } = graph;
  const starts = new Int32Array(nodes + 1);
  for (let at = 0; at < triples.length; at += 3) {
    starts[triples[at]! + 1]!++;
    starts[triples[at + 2]! + 1]!++;
  }
  for (let node = 0; node < nodes; node++) starts[node + 1]! += starts[node]!;
  const next = starts.slice();
  const count = (triples.length / 3) * 2;
  const [edgeTypes, targets, origins] = [count, count, count].map(
    (length) => new Int32Array(length),
  );
  for (let at = 0; at < triples.length; at += 3) {
    const [head, relation, tail] = [triples[at]!, triples[at + 1]!, triples[at + 2]!];
    const forth = next[head]!++;
    const back = next[tail]!++;
    edgeTypes![forth] = relation;
    edgeTypes![back] = relation + relations;
    targets![forth] = tail;
    targets![back] = head;
    origins![forth] = origins![back] = at / 3;
  }
  return {
    nodes,
    types: 2 * relations,
    starts,
    edgeTypes: edgeTypes!,
    targets: targets!,
    triples: origins!,
  };
}

export interface FrontierOptions {
  /** Whether edge types are numbered apart for each query, `type × queries + query`. */
  ownTypes: boolean;
  integers: (length: number) => Int32Array;
  /** Triples that carry no message. */
  without?: ReadonlySet<number>;
  /**
   * The nodes whose last states are wanted, as many of each query, one query after another: places from which no message
   * gets to one of them in time are left out. Without it, all places are kept.
   */
  wanted?: Int32Array;
}

export interface FrontierFinder {
  /** Of queries that start at `anchors`. */
  find(anchors: Int32Array, options: FrontierOptions): Frontier;
}

/** For queries of up to `depth` hops; holds an array of all nodes for each query of a batch. */
export function createFrontierFinder(adjacency: Adjacency, depth: number): FrontierFinder {
  /** By query and node: its place, or -1. */
  const placesOf: Int32Array[] = [];
  const [nodes, queries, from, type, to] = [list(), list(), list(), list(), list()];

  function add(query: number, node: number): void {
    queries.push(query);
    placesOf[query]![node] = nodes.push(node);
  }

  /** Takes every edge that leaves a place. */
  function leave(
    place: number,
    without: ReadonlySet<number> | undefined,
    take: (query: number, target: number, edge: number) => void,
  ): void {
    const query = queries.values[place]!;
    const node = nodes.values[place]!;
    for (let edge = adjacency.starts[node]!; edge < adjacency.starts[node + 1]!; edge++) {
      if (without === undefined || !without.has(adjacency.triples[edge]!))
        take(query, adjacency.targets[edge]!, edge);
    }
  }

  /** Adds all places hop by hop; gives the number of those within 0, 1, … hops. */
  function reach(anchors: Int32Array, without?: ReadonlySet<number>): number[] {
    for (let at = 0; at < nodes.length; at++)
      placesOf[queries.values[at]!]![nodes.values[at]!] = -1;
    while (placesOf.length < anchors.length) {
      placesOf.push(new Int32Array(adjacency.nodes).fill(-1));
    }
    for (const each of [nodes, queries, from, type, to]) each.length = 0;
    for (const [query, anchor] of anchors.entries()) add(query, anchor);
    const within = [nodes.length];
    for (let hop = 0; hop < depth; hop++) {
      for (let place = within[hop - 1] ?? 0; place < within[hop]!; place++) {
        leave(place, without, (query, target) => {
          if (placesOf[query]![target]! < 0) add(query, target);
        });
      }
      within.push(nodes.length);
    }
    return within;
  }

  /**
   * Keeps the places that lie on a way of at most `depth` hops from the anchor to a wanted node, and the anchors. What they
   * hold in a layer from which they reach none in time may lack messages, and tells nobody.
   */
  function prune(within: number[], wanted: Int32Array, without?: ReadonlySet<number>): number[] {
    const batch = within[0]!;
    const each = wanted.length / batch;
    const isKept = new Uint8Array(nodes.length);
    let front: number[] = [];
    const keep = (place: number): void => {
      if (place < 0 || isKept[place] === 1) return;
      isKept[place] = 1;
      front.push(place);
    };
    for (const [at, node] of wanted.entries()) keep(placesOf[Math.floor(at / each)]![node]!);
    for (let hop = 1; hop <= depth; hop++) {
      const before = front;
      front = [];
      for (const place of before) {
        leave(place, without, (query, source) => {
          const at = placesOf[query]![source]!;
          if (at < within[depth - hop]!) keep(at);
        });
      }
    }
    isKept.fill(1, 0, batch);
    let kept = 0;
    const ends: number[] = [];
    for (let hop = 0, place = 0; hop <= depth; hop++) {
      for (; place < within[hop]!; place++) {
        const [query, node] = [queries.values[place]!, nodes.values[place]!];
        placesOf[query]![node] = isKept[place] === 1 ? kept : -1;
        if (isKept[place] === 0) continue;
        nodes.values[kept] = node;
        queries.values[kept++] = query;
      }
      ends.push(kept);
    }
    nodes.length = queries.length = kept;
    return ends;
  }

  return {
    find(anchors, { ownTypes, integers, without, wanted }) {
      const batch = anchors.length;
      const reached = reach(anchors, without);
      const within = wanted === undefined ? reached : prune(reached, wanted, without);
      const types = adjacency.types * (ownTypes ? batch : 1);
      const layers: MessageEdges[] = [];
      for (let layer = 0; layer < depth; layer++) {
        for (let place = within[layer - 1] ?? 0; place < within[layer]!; place++) {
          leave(place, without, (query, node, edge) => {
            const target = placesOf[query]![node]!;
            if (target < 0) return;
            const relation = adjacency.edgeTypes[edge]!;
            from.push(place);
            type.push(ownTypes ? relation * batch + query : relation);
            to.push(target);
          });
        }
        const [sources, edgeTypes, targets] = [from.taken(), type.taken(), to.taken()];
        layers.push(
          sortEdges(
            { nodes: within[layer + 1]!, types, from: sources, type: edgeTypes, to: targets },
            integers,
          ),
        );
      }
      return {
        layers,
        nodes: nodes.taken().slice(),
        queries: queries.taken().slice(),
        find: (query, node) => placesOf[query]![node]!,
      };
    },
  };
}

/** Integers, as many as come. `push` gives the place of what it added. */
function list() {
  return {
    values: new Int32Array(1024),
    length: 0,
    push(value: number): number {
      if (this.length === this.values.length) {
        const wider = new Int32Array(2 * this.length);
        wider.set(this.values);
        this.values = wider;
      }
      this.values[this.length] = value;
      return this.length++;
    },
    /** A view, valid until the next push. */
    taken(): Int32Array {
      return this.values.subarray(0, this.length);
    },
  };
}
