import type { TripleSet } from './triples.ts';

/** Which triples touch an entity: those at `e` are `at[starts[e]] … at[starts[e + 1] − 1]`, by where they begin in `graph.triples`. */
export interface Neighbourhoods {
  graph: TripleSet;
  starts: Int32Array;
  at: Int32Array;
}

/** Lists the triples at every entity, at either end; a triple of an entity with itself twice. */
export function indexNeighbourhoods(graph: TripleSet): Neighbourhoods {
  const { entities, triples } = graph;
  const starts = new Int32Array(entities + 1);
  for (let i = 0; i < triples.length; i += 3) {
    starts[triples[i]! + 1]!++;
    starts[triples[i + 2]! + 1]!++;
  }
  for (let i = 0; i < entities; i++) starts[i + 1]! += starts[i]!;
  const next = starts.slice();
  const at = new Int32Array((2 * triples.length) / 3);
  for (let i = 0; i < triples.length; i += 3) {
    at[next[triples[i]!]!++] = i;
    at[next[triples[i + 2]!]!++] = i;
  }
  return { graph, starts, at };
}

/**
 * The triples within reach of some entities: whole steps of the breadth-first walk and, of the last step, as many entities as
 * keep the number of triples among all at most `maxTriples`; those met earlier, then those of lower number, come first.
 * Gives the numbers of the triples (not where they begin), ascending.
 */
export function triplesAround(
  { graph: { triples }, starts, at }: Neighbourhoods,
  from: Iterable<number>,
  maxTriples: number,
): Int32Array {
  const met = new Set<number>();
  const inside: number[] = [];
  /** False where the entity's triples with those met would be too many. */
  const admit = (entity: number): boolean => {
    met.add(entity);
    const found = new Set<number>();
    for (let i = starts[entity]!; i < starts[entity + 1]!; i++) {
      const triple = at[i]!;
      if (met.has(triples[triple]!) && met.has(triples[triple + 2]!)) found.add(triple);
      if (inside.length + found.size > maxTriples) {
        met.delete(entity);
        return false;
      }
    }
    inside.push(...found);
    return true;
  };
  let frontier: number[] = [];
  for (const entity of from) if (!met.has(entity) && admit(entity)) frontier.push(entity);
  let refusals = 0;
  // After many refusals nearly all that is left are hubs.
  while (frontier.length > 0 && refusals < 1000) {
    const seen = new Set<number>();
    for (const entity of frontier) {
      for (let i = starts[entity]!; i < starts[entity + 1]!; i++) {
        const triple = at[i]!;
        for (const other of [triples[triple]!, triples[triple + 2]!])
          if (!met.has(other)) seen.add(other);
      }
    }
    frontier = [];
    for (const entity of [...seen].toSorted((a, b) => a - b)) {
      if (admit(entity)) frontier.push(entity);
      else if (++refusals >= 1000) break;
    }
  }
  return Int32Array.from(inside, (triple) => triple / 3).toSorted();
}
