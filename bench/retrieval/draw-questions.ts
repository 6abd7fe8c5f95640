import type { Random } from '../../src/core/random.ts';
import type { KnowledgeGraph } from '../../src/methods/graph/knowledge-graph.ts';
import { RELATIONS } from './relations.ts';

/** A question over two edges whose passages differ, with the passages of each. */
export interface TwoHopQuestion {
  text: string;
  /** For each hop, the passages that say its edge: one of each is needed. */
  gold: [number[], number[]];
  /** The edges themselves. */
  edges: [number, number];
}

interface Step {
  edge: number;
  to: number;
  phrase: string;
}

/**
 * Draws questions that go from a named thing over one that is not named to an answer: both steps lie in passages that have
 * none in common, the answer is the only one, and the question does not name what lies between.
 */
export function drawQuestions(
  graph: KnowledgeGraph,
  count: number,
  random: Random,
): TwoHopQuestion[] {
  const found: TwoHopQuestion[] = [];
  const seen = new Set<string>();
  const anchors = graph.entities.flatMap(({ range }, i) => (range === null ? [i] : []));
  for (let tries = 0; found.length < count && tries < count * 2000; tries++) {
    const anchor = random.pick(anchors);
    const first = pickStep(anchor, graph, random);
    if (first === undefined || first.to === anchor || graph.entities[first.to]!.range !== null) {
      continue;
    }
    const second = pickStep(first.to, graph, random);
    if (second === undefined || second.to === anchor || second.to === first.to) continue;
    const gold: [number[], number[]] = [
      passagesOf(first.edge, graph),
      passagesOf(second.edge, graph),
    ];
    if (gold[0].some((passage) => gold[1].includes(passage))) continue;
    if (answersOf(anchor, first, second, graph).size !== 1) continue;
    const name = graph.entities[anchor]!.name;
    const text = `What is ${second.phrase.replace('{x}', () => first.phrase.replace('{x}', () => name))}?`;
    const { name: bridge, aliases } = graph.entities[first.to]!;
    const asked = text.toLowerCase();
    if ([bridge, ...aliases].some((one) => asked.includes(one.toLowerCase())) || seen.has(text)) {
      continue;
    }
    seen.add(text);
    found.push({ text, gold, edges: [first.edge, second.edge] });
  }
  return found;
}

function pickStep(entity: number, graph: KnowledgeGraph, random: Random): Step | undefined {
  const steps = stepsFrom(entity, graph);
  return steps.length === 0 ? undefined : random.pick(steps);
}

function stepsFrom(
  entity: number,
  { edges, outStart, inStart, inEdges, predicates }: KnowledgeGraph,
) {
  const steps: Step[] = [];
  for (let edge = outStart[entity]!; edge < outStart[entity + 1]!; edge++) {
    const relation = RELATIONS[predicates[edges.predicate[edge]!]!.id];
    if (relation) steps.push({ edge, to: edges.object[edge]!, phrase: relation.forward });
  }
  for (let at = inStart[entity]!; at < inStart[entity + 1]!; at++) {
    const edge = inEdges[at]!;
    const relation = RELATIONS[predicates[edges.predicate[edge]!]!.id];
    if (relation) steps.push({ edge, to: edges.subject[edge]!, phrase: relation.backward });
  }
  return steps;
}

function answersOf(anchor: number, first: Step, second: Step, graph: KnowledgeGraph): Set<number> {
  const { predicate } = graph.edges;
  const follow = (from: number, like: Step): number[] =>
    stepsFrom(from, graph)
      .filter(
        ({ edge, phrase }) => predicate[edge] === predicate[like.edge] && phrase === like.phrase,
      )
      .map(({ to }) => to);
  return new Set(follow(anchor, first).flatMap((bridge) => follow(bridge, second)));
}

function passagesOf(edge: number, { edges, facts }: KnowledgeGraph): number[] {
  const found = new Set<number>();
  for (let at = edges.factStart[edge]!; at < edges.factStart[edge + 1]!; at++) {
    const { source } = facts[edges.facts[at]!]!;
    if ('passage' in source) found.add(source.passage);
  }
  return [...found];
}
