import type { TripleSet } from '../triples.ts';

export const DEFAULTS = {
  /**
   * Of a relation graph. Where there may be more, every relation hears only from those it meets most often, of each kind
   * equally many but never fewer than 8. Graphs of up to about 240 relations are never cut.
   */
  maxEdges: 1_200_000,
};
const LEAST_NEIGHBOURS = 8;

/**
 * How relation `a` meets relation `b` in an entity: as heads of both, as tails of both, as head of `a` and tail of `b`,
 * as tail of `a` and head of `b`; or in a pair of entities that both join the same way.
 */
export const MEETINGS = { headHead: 0, tailTail: 1, headTail: 2, tailHead: 3, pair: 4 } as const;
const KINDS = 5;

/** A meeting is weak, fair or strong by the share of `a`'s entities or pairs in which it happens. */
export const STRENGTHS = { fair: 1 / 8, strong: 1 / 2 };

/** Edge types of a relation graph: `kind + 5 × strength`, with 0 weak, 1 fair, 2 strong. */
export const EDGE_TYPES = 3 * KINDS;

/**
 * The graph whose nodes are the relations and their inverses (`r + relations`), and whose edges say how two of them meet
 * (Galkin et al. 2024, arXiv 2310.04562, have the first four kinds). A triple (a, type, b) of the result means that `a`
 * hears from `b`; every relation that the graph has meets itself. The kind of pairs and the strengths are added here: in a dense
 * graph every two relations meet somewhere, and the bare kinds tell nothing.
 *
 * Heads of an inverse are tails of its relation, so that the first four kinds follow from one table: who shares a head
 * with whom. Time and memory grow with the sum over entities of the square of their number of different relations.
 */
export function buildRelationGraph(graph: TripleSet, { maxEdges } = DEFAULTS): TripleSet {
  const { relations } = graph;
  const nodes = 2 * relations;
  const flip = (relation: number): number =>
    relation < relations ? relation + relations : relation - relations;
  const most = Math.max(LEAST_NEIGHBOURS, Math.floor(maxEdges / (KINDS * nodes)));
  const heads = countMeetings(incidence(graph, false), nodes, most);
  const pairs = countMeetings(incidence(graph, true), nodes, most);
  const triples: number[] = [];
  const add = (a: number, kind: number, b: number, share: number): void => {
    const strength = share >= STRENGTHS.strong ? 2 : share >= STRENGTHS.fair ? 1 : 0;
    triples.push(a, kind + KINDS * strength, b);
  };
  for (let a = 0; a < nodes; a++) {
    for (const [b, share] of heads[a]!) {
      add(a, MEETINGS.headHead, b, share);
      add(a, MEETINGS.headTail, flip(b), share);
    }
    for (const [b, share] of heads[flip(a)]!) {
      add(a, MEETINGS.tailTail, flip(b), share);
      add(a, MEETINGS.tailHead, b, share);
    }
    for (const [b, share] of pairs[a]!) if (b !== a) add(a, MEETINGS.pair, b, share);
  }
  return { entities: nodes, relations: EDGE_TYPES, triples: Int32Array.from(triples) };
}

/** Places and what starts in them. */
interface Incidence {
  places: number;
  /** `place × 2 relations + relation`, ascending, each once. */
  keys: Float64Array;
}

/** Which relations and inverses start at which entity, or join which ordered pair of entities. */
function incidence({ entities, relations, triples }: TripleSet, ofPairs: boolean): Incidence {
  const nodes = 2 * relations;
  const numbers = new Map<number, number>();
  const placeOf = (from: number, to: number): number => {
    if (!ofPairs) return from;
    const pair = from * entities + to;
    const known = numbers.get(pair);
    if (known !== undefined) return known;
    numbers.set(pair, numbers.size);
    return numbers.size - 1;
  };
  const keys = new Float64Array((2 * triples.length) / 3);
  let at = 0;
  for (let i = 0; i < triples.length; i += 3) {
    const [head, relation, tail] = [triples[i]!, triples[i + 1]!, triples[i + 2]!];
    keys[at++] = placeOf(head, tail) * nodes + relation;
    keys[at++] = placeOf(tail, head) * nodes + relation + relations;
  }
  keys.sort();
  let unique = 0;
  for (let i = 0; i < keys.length; i++) {
    if (i === 0 || keys[i] !== keys[i - 1]) keys[unique++] = keys[i]!;
  }
  return { places: ofPairs ? numbers.size : entities, keys: keys.subarray(0, unique) };
}

/** Of every relation those it meets in a place, ascending, with the share of its own places. */
function countMeetings(
  { places, keys }: Incidence,
  nodes: number,
  most: number,
): (readonly [relation: number, share: number])[][] {
  const startsOf = new Int32Array(places + 1);
  const relationsOf = new Int32Array(keys.length);
  const sizes = new Int32Array(nodes + 1);
  for (let i = 0; i < keys.length; i++) {
    const place = Math.floor(keys[i]! / nodes);
    relationsOf[i] = keys[i]! - place * nodes;
    startsOf[place + 1]!++;
    sizes[relationsOf[i]! + 1]!++;
  }
  for (let i = 0; i < places; i++) startsOf[i + 1]! += startsOf[i]!;
  for (let i = 0; i < nodes; i++) sizes[i + 1]! += sizes[i]!;
  const placesOf = new Int32Array(keys.length);
  const next = sizes.slice();
  for (let place = 0; place < places; place++) {
    for (let i = startsOf[place]!; i < startsOf[place + 1]!; i++)
      placesOf[next[relationsOf[i]!]!++] = place;
  }
  const times = new Int32Array(nodes);
  return Array.from({ length: nodes }, (_, a) => {
    const met: number[] = [];
    for (let i = sizes[a]!; i < sizes[a + 1]!; i++) {
      const place = placesOf[i]!;
      for (let j = startsOf[place]!; j < startsOf[place + 1]!; j++) {
        const b = relationsOf[j]!;
        if (times[b]!++ === 0) met.push(b);
      }
    }
    const kept =
      met.length > most
        ? met.toSorted((b, c) => times[c]! - times[b]! || b - c).slice(0, most)
        : met;
    const own = sizes[a + 1]! - sizes[a]!;
    const row = kept.toSorted((b, c) => b - c).map((b) => [b, times[b]! / own] as const);
    for (const b of met) times[b] = 0;
    return row;
  });
}
