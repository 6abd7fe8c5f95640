import { isImported, type KnowledgeGraph } from '../knowledge-graph.ts';
import type { NameIndex } from './name-index.ts';

/**
 * What a random walk walks on: entities (0 to `entities - 1`) and behind them the passages. Arcs of node i: `start[i]` to
 * `start[i + 1] - 1`; each tie has one either way.
 */
export interface WalkNetwork {
  entities: number;
  nodes: number;
  start: Int32Array;
  target: Int32Array;
  /** The edge of the graph that an arc follows; -1 where it joins a passage with what it names, or two names that are alike. */
  edge: Int32Array;
  weight: Float32Array;
  /** In how many passages each entity is named. */
  passagesOf: Int32Array;
}

/**
 * Entities are joined by their edges, weighed by confidence, and with the passages that name them (HippoRAG 2, arXiv
 * 2502.14802): those that a fact was taken from, and those in which a name stands that one entity alone has. All arcs of
 * a value (a date, a number) together weigh no more than one. `found` are these, for each passage.
 */
export function buildWalkNetwork(
  graph: KnowledgeGraph,
  names: NameIndex,
  found: readonly (readonly number[])[],
): WalkNetwork {
  const { edges, facts, entities, passages } = graph;
  const namedIn = namesByPassage(graph, found);
  const count = edges.subject.length;
  const nodes = entities.length + passages.length;
  const passagesOf = new Int32Array(entities.length);
  const degree = new Int32Array(nodes + 1);
  for (let edge = 0; edge < count; edge++) {
    degree[edges.subject[edge]!]!++;
    degree[edges.object[edge]!]!++;
  }
  const likenesses = findLikenesses(graph, names);
  for (const { part, whole } of likenesses) {
    degree[part]!++;
    degree[whole]!++;
  }
  for (const [passage, named] of namedIn.entries()) {
    for (const entity of named) {
      passagesOf[entity]!++;
      degree[entity]!++;
      degree[entities.length + passage]!++;
    }
  }
  const start = new Int32Array(nodes + 1);
  for (let node = 0; node < nodes; node++) start[node + 1] = start[node]! + degree[node]!;
  const length = start[nodes]!;
  const network: WalkNetwork = {
    entities: entities.length,
    nodes,
    start,
    target: new Int32Array(length),
    edge: new Int32Array(length),
    weight: new Float32Array(length),
    passagesOf,
  };
  const share = Float32Array.from(entities, ({ range }, entity) =>
    range === null ? 1 : 1 / Math.max(1, degree[entity]!),
  );
  const next = start.slice();
  const join = (a: number, b: number, edge: number, weight: number): void => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const at = next[from]!++;
      network.target[at] = to;
      network.edge[at] = edge;
      network.weight[at] = weight;
    }
  };
  for (let edge = 0; edge < count; edge++) {
    const [s, o] = [edges.subject[edge]!, edges.object[edge]!];
    const best = facts[edges.facts[edges.factStart[edge]!]!]!;
    join(s, o, edge, share[s]! * share[o]! * Math.max(LEAST_WEIGHT, best.confidence));
  }
  for (const { part, whole, weight } of likenesses) join(part, whole, -1, weight);
  for (const [passage, named] of namedIn.entries()) {
    for (const entity of named) join(entity, entities.length + passage, -1, share[entity]!);
  }
  return network;
}

/** A name that may stand for so many others says nothing of them. */
const MOST_WHOLES = 3;
const LIKENESS = 0.5;

/**
 * Names whose words all stand in another of the same kind (`Curie`, `Marie Curie`): the two may be one, though resolution
 * found no proof of it, which is what HippoRAG's edges between synonyms are for.
 */
function findLikenesses(
  { entities }: KnowledgeGraph,
  names: NameIndex,
): { part: number; whole: number; weight: number }[] {
  return entities.flatMap(({ kind, range }, part) => {
    if (range !== null) return [];
    const lists = [...names.wordsOf(part)].map((word) => names.words.get(word) ?? []);
    const shortest = lists.toSorted((a, b) => a.length - b.length)[0];
    if (shortest === undefined || shortest.length > 50) return [];
    const wholes = shortest.filter(
      (one) =>
        one !== part &&
        entities[one]!.kind === kind &&
        entities[one]!.range === null &&
        names.wordsOf(one).size > lists.length &&
        lists.every((list) => list.includes(one)),
    );
    if (wholes.length > MOST_WHOLES) return [];
    return wholes.map((whole) => ({ part, whole, weight: LIKENESS / wholes.length }));
  });
}

/** An edge that nobody trusts still joins. */
const LEAST_WEIGHT = 0.01;

/** Entities that each passage names, ascending: those that facts take from it, and those found by their names. */
function namesByPassage(
  { facts, passages }: KnowledgeGraph,
  found: readonly (readonly number[])[],
): number[][] {
  const named = passages.map((_, passage) => new Set(found[passage]));
  for (const { source, subject, object } of facts) {
    if (!isImported(source)) named[source.passage]!.add(subject).add(object);
  }
  return named.map((set) => [...set].toSorted((a, b) => a - b));
}
