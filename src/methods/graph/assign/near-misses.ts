import type { KnowledgeGraph } from '../knowledge-graph.ts';
import { degreeOf, neighboursOf } from './find-shortcut.ts';
import { nameRulesOf } from './name-rules.ts';
import type { GraphQuery } from './query.ts';
import { findGroup, type StepCode, readStep, stepsOf, turnBack } from './step-index.ts';

/**
 * What a trained model thinks of chains: the plausibility of every entity as the end of one. Relations are predicates by
 * index, plus the number of predicates where followed from object to subject.
 */
export interface ChainScorer {
  chain(
    anchor: number,
    relations: readonly number[],
    without?: readonly number[],
  ): Promise<Float32Array>;
}

export const DEFAULTS = {
  /** Neighbours of the answer, and neighbours of each of these, that are looked at: the first in the order of hashed ids. */
  mostNear: 16,
  mostBeyond: 16,
  /** A thing that the same predicate reaches counts as much as so many shared neighbours. */
  samePredicate: 3,
};

/** What a near miss must not be. */
export interface NearMissQuery {
  query: GraphQuery;
  /** All answers on all edges. Of a count, what is counted. */
  answers: readonly number[];
  /** What the question names or goes through. */
  others: readonly number[];
}

/**
 * Things of the answer's kind that are likely to be mistaken for it, likeliest first, at most `most`. With a scorer, those
 * that it finds likeliest at the end of the query's chains; without, and after them, those that share neighbours with the
 * answer, above all those that the query's last predicate reaches too. None is an answer on all edges, has a name in
 * common with one, or is an anchor or a bridge. A comparison has none.
 */
export async function findNearMisses(
  graph: KnowledgeGraph,
  asked: NearMissQuery,
  most: number,
  scorer?: ChainScorer,
): Promise<number[]> {
  const { form } = asked.query;
  if (most === 0 || asked.answers.length === 0 || form === 'more' || form === 'less') return [];
  const names = nameRulesOf(graph);
  const { kind } = graph.entities[asked.answers[0]!]!;
  const fits = (thing: number): boolean =>
    graph.entities[thing]!.kind === kind &&
    !asked.others.includes(thing) &&
    !asked.answers.some((answer) => answer === thing || names.shareName(answer, thing));
  const chains = scorer === undefined ? [] : chainsOf(graph, asked.query);
  const found = new Set<number>();
  if (chains.length > 0) {
    const scores = await scoreChains(scorer!, chains);
    for (const thing of topOf(scores, fits, most)) found.add(thing);
  }
  if (found.size < most) {
    for (const thing of findNearby(graph, asked)) {
      if (found.size === most) break;
      if (fits(thing)) found.add(thing);
    }
  }
  return [...found];
}

type Chain = [anchor: number, relations: number[]];

/** The chains that end in the answer; none where the answer is no end of one (superlatives). */
function chainsOf(graph: KnowledgeGraph, { form, anchors, predicates }: GraphQuery): Chain[] {
  const ends = anchors.map((id) => graph.entityById.get(id)!);
  const relations = predicates.map((name) => {
    const code = readStep(graph, name)!;
    return (code >> 1) + (code % 2) * graph.predicates.length;
  });
  const [p, q, r] = relations as [number, number, number];
  switch (form) {
    case '2i':
    case '3i':
      return ends.map((anchor, at) => [anchor, [relations[at]!]]);
    case 'pi':
      return [
        [ends[0]!, [p, q]],
        [ends[1]!, [r]],
      ];
    case 'ip':
      return [
        [ends[0]!, [p, r]],
        [ends[1]!, [q, r]],
      ];
    case 'most':
    case 'least':
      return [[ends[0]!, [p]]];
    default:
      return [[ends[0]!, relations]];
  }
}

/** A thing must end every chain: the lowest of its scores counts. */
async function scoreChains(scorer: ChainScorer, chains: readonly Chain[]): Promise<Float32Array> {
  let lowest: Float32Array | undefined;
  for (const [anchor, relations] of chains) {
    const scores = await scorer.chain(anchor, relations);
    const before = lowest;
    lowest =
      before === undefined ? scores : scores.map((score, at) => Math.min(score, before[at]!));
  }
  return lowest!;
}

function topOf(scores: Float32Array, fits: (thing: number) => boolean, most: number): number[] {
  const top: number[] = [];
  for (const [thing, score] of scores.entries()) {
    if (!(score > 0) || (top.length === most && score <= scores[top.at(-1)!]!) || !fits(thing))
      continue;
    if (top.length === most) top.pop();
    let place = top.length;
    while (place > 0 && scores[top[place - 1]!]! < score) place--;
    top.splice(place, 0, thing);
  }
  return top;
}

function findNearby(graph: KnowledgeGraph, { query, answers }: NearMissQuery): number[] {
  const neighbours = neighboursOf(graph);
  const { start, near, rank } = neighbours;
  const shared = new Map<number, number>();
  const add = (thing: number, weight: number): void => {
    shared.set(thing, (shared.get(thing) ?? 0) + weight);
  };
  for (const answer of answers.slice(0, 4)) {
    const end = Math.min(start[answer + 1]!, start[answer]! + DEFAULTS.mostNear);
    for (let at = start[answer]!; at < end; at++) {
      const middle = near[at]!;
      // By the degree's power of two, so that one edge more seldom matters.
      const weight = 1 / (32 - Math.clz32(degreeOf(neighbours, middle)));
      const last = Math.min(start[middle + 1]!, start[middle]! + DEFAULTS.mostBeyond);
      for (let to = start[middle]!; to < last; to++) add(near[to]!, weight);
    }
  }
  const code = lastStep(graph, query);
  const isReachedToo = (thing: number): boolean =>
    code !== undefined && findGroup(stepsOf(graph), thing, code) >= 0;
  return [...shared]
    .map(([thing, weight]) => ({
      thing,
      score: weight * (isReachedToo(thing) ? DEFAULTS.samePredicate : 1),
    }))
    .toSorted((a, b) => b.score - a.score || rank[a.thing]! - rank[b.thing]!)
    .map(({ thing }) => thing);
}

/** The way back of the step that reaches the answer. */
function lastStep(graph: KnowledgeGraph, { form, predicates }: GraphQuery): StepCode | undefined {
  const name = form === 'most' || form === 'least' ? predicates[0] : predicates.at(-1);
  const code = readStep(graph, name!);
  return code === undefined ? undefined : turnBack(stepsOf(graph), code);
}
