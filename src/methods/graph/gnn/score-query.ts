import { indexNeighbourhoods, triplesAround } from './neighbourhoods.ts';
import { Numbering } from './numbering.ts';
import type { TripleSet } from './triples.ts';
import { createUltra } from './ultra/open-ultra.ts';
import type { Weights } from './ultra/weights-file.ts';
import { loadWeights, plausibilityOf } from './ultra/zero-shot.ts';

export const DEFAULTS = {
  /** Entities from which the next hop is predicted: the likeliest ones. Known triples are followed from all. */
  beam: 32,
  /** Entities less plausible than this share of the likeliest are not predicted from. */
  leastShare: 0.05,
  /** Of a larger graph only the part around the asked entities is looked at; what lies outside has plausibility 0. */
  maxTriples: 20_000,
};

/** How plausible entities are as answers, in 0..1 per entity: 1 by a triple that is there and not hidden, else by the model. */
export interface QueryScorer {
  /**
   * Of (head, relation, ?); `relation + relations` asks the other way. `without` are the numbers of triples hidden, with
   * their inverses, from the answer and from the model. To judge a triple itself, hide it.
   */
  tails(head: number, relation: number, without?: readonly number[]): Promise<Float32Array>;
  /** Of the last entities of chains anchor → relation → relation …: the product along the best chain. */
  chain(
    anchor: number,
    relations: readonly number[],
    without?: readonly number[],
  ): Promise<Float32Array>;
}

/**
 * Asks a zero-shot model on a graph, one hop or several. Several are composed as fuzzy sets (product t-norm, maximum over
 * the entities between; Arakelyan et al. 2021, arXiv 2011.03459). Deterministic. Throws RangeError on an entity,
 * relation or triple that the graph has not.
 */
export async function openQueryScorer(
  graph: TripleSet,
  options: Partial<typeof DEFAULTS> & { weights?: Weights } = {},
): Promise<QueryScorer> {
  const { beam, leastShare, maxTriples } = { ...DEFAULTS, ...options };
  const weights = options.weights ?? (await loadWeights());
  const { entities, relations, triples } = graph;
  const total = triples.length / 3;
  const around = indexNeighbourhoods(graph);
  const isWhole = total <= maxTriples;
  const model = createUltra(weights.header, weights.values, { batch: beam });
  let opened: { key: string; part: Part } | undefined;

  const partFor = (heads: readonly number[], relation: number, hidden: Set<number>): Part => {
    const key = `${[...hidden].toSorted((a, b) => a - b).join(' ')}${isWhole ? '' : `/${relation}/${heads.join(' ')}`}`;
    if (opened?.key === key) return opened.part;
    const part = isWhole
      ? wholePart(graph)
      : cutPart(graph, triplesAround(around, heads, maxTriples), hidden, heads, relation);
    part.scorer = model.open(part.graph, isWhole ? hidden : undefined);
    opened = { key, part };
    return part;
  };

  /** One hop from a fuzzy set. */
  const hop = (from: Float32Array, relation: number, hidden: Set<number>): Float32Array => {
    const to = new Float32Array(entities);
    const heads = likeliest(from, beam, leastShare);
    if (heads.length === 0) return to;
    const { scorer, entityOf, numberOf, relationOf } = partFor(heads, relation, hidden);
    const queries = heads.flatMap((head) => [numberOf(head), relationOf(relation)]);
    const scores = scorer!.scoreNow(Int32Array.from(queries));
    const width = scorer!.entities;
    for (const [row, head] of heads.entries()) {
      for (let i = 0; i < width; i++) {
        const value = from[head]! * plausibilityOf(weights, scores[row * width + i]!);
        const entity = entityOf(i);
        if (value > to[entity]!) to[entity] = value;
      }
    }
    const isInverse = relation >= relations;
    const plain = isInverse ? relation - relations : relation;
    for (let head = 0; head < entities; head++) {
      if (from[head] === 0) continue;
      for (let i = around.starts[head]!; i < around.starts[head + 1]!; i++) {
        const at = around.at[i]!;
        if (triples[at + 1] !== plain || triples[isInverse ? at + 2 : at] !== head) continue;
        if (hidden.has(at / 3)) continue;
        const tail = triples[isInverse ? at : at + 2]!;
        to[tail] = Math.max(to[tail]!, from[head]!);
      }
    }
    return to;
  };

  const chain: QueryScorer['chain'] = async (anchor, path, without = []) => {
    inRange('entity', anchor, entities);
    for (const relation of path) inRange('relation', relation, 2 * relations);
    for (const triple of without) inRange('triple', triple, total);
    if (path.length === 0) throw new RangeError('score-query: a chain has at least one relation');
    const hidden = new Set(without);
    let set: Float32Array = new Float32Array(entities);
    set[anchor] = 1;
    for (const relation of path) set = hop(set, relation, hidden);
    return set;
  };
  return { chain, tails: (head, relation, without) => chain(head, [relation], without) };
}

/** The part of a graph that the model looks at, and how it numbers entities and relations. */
interface Part {
  graph: TripleSet;
  scorer?: ReturnType<ReturnType<typeof createUltra>['open']>;
  entityOf(number: number): number;
  /** Of an entity that was asked about. */
  numberOf(entity: number): number;
  relationOf(relation: number): number;
}

const wholePart = (graph: TripleSet): Part => ({
  graph,
  entityOf: (number) => number,
  numberOf: (entity) => entity,
  relationOf: (relation) => relation,
});

function cutPart(
  { relations, triples }: TripleSet,
  chosen: Int32Array,
  hidden: ReadonlySet<number>,
  heads: readonly number[],
  asked: number,
): Part {
  const entityNumbers = new Numbering(heads);
  const relationNumbers = new Numbering([asked % relations]);
  const kept: number[] = [];
  for (const triple of chosen) {
    if (hidden.has(triple)) continue;
    kept.push(
      entityNumbers.of(triples[3 * triple]!),
      relationNumbers.of(triples[3 * triple + 1]!),
      entityNumbers.of(triples[3 * triple + 2]!),
    );
  }
  return {
    graph: {
      entities: entityNumbers.size,
      relations: relationNumbers.size,
      triples: Int32Array.from(kept),
    },
    entityOf: (number) => entityNumbers.keys[number]!,
    numberOf: (entity) => entityNumbers.find(entity)!,
    relationOf: (relation) =>
      relationNumbers.find(relation % relations)! +
      (relation >= relations ? relationNumbers.size : 0),
  };
}

/** The entities of highest value, at most `most` and none below a share of the highest; of equal ones those of lower number. */
function likeliest(values: Float32Array, most: number, leastShare: number): number[] {
  let top = 0;
  for (const value of values) if (value > top) top = value;
  if (top === 0) return [];
  const found: number[] = [];
  for (let i = 0; i < values.length; i++) if (values[i]! >= top * leastShare) found.push(i);
  return found.toSorted((a, b) => values[b]! - values[a]! || a - b).slice(0, most);
}

function inRange(what: string, number: number, end: number): void {
  if (!(Number.isInteger(number) && number >= 0 && number < end))
    throw new RangeError(`score-query: the graph has no ${what} ${number}`);
}
