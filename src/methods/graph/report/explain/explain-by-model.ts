import { createRandom } from '../../../../core/random.ts';
import { explainLink } from '../../gnn/explain/explain-link.ts';
import { type TrainContext, trainNbfnet } from '../../gnn/train/train-nbfnet.ts';
import { type NbfnetModel, openNbfnet } from '../../gnn/train/open-nbfnet.ts';
import type { KnowledgeGraph } from '../../knowledge-graph.ts';
import type { GraphPath } from './find-paths.ts';

export const DEFAULTS = {
  /** Of the edges, what is held back to know when to stop; of a large graph no more than `mostValidated` are ranked. */
  validationShare: 0.05,
  mostValidated: 1000,
  maxMinutes: 5,
  seed: 0,
};

/** Edges that training needs at the least: on fewer there is nothing to learn. */
export const LEAST_EDGES = 50;

/**
 * Trains a link predictor on a graph's own edges, but for a few that are held back. The same graph gives the same model.
 * Raises RecipeError where the graph is too small; an abort raises the signal's reason, after the checkpoint is written.
 */
export async function trainOnGraph(
  graph: KnowledgeGraph,
  context: Omit<TrainContext, 'maxMinutes'>,
): Promise<NbfnetModel> {
  const { validationShare, mostValidated, maxMinutes, seed } = DEFAULTS;
  const count = graph.edges.subject.length;
  if (count < LEAST_EDGES) throw new RangeError(`${count} edges are too few to learn from`);
  const order = createRandom(`explain/${seed}`).shuffle([...graph.edges.subject.keys()]);
  const held = Math.max(1, Math.round(count * validationShare));
  const { model } = await trainNbfnet(
    {
      entityNames: graph.entities.map(({ id }) => id),
      relationNames: graph.predicates.map(({ id }) => id),
      train: triplesOf(graph, order.slice(held)),
      valid: triplesOf(graph, order.slice(0, held)),
      test: new Int32Array(0),
    },
    { seed, mostValidated },
    { ...context, maxMinutes },
  );
  return model;
}

/**
 * What a link predictor says of (from, predicate, to) while this very edge is hidden from it. It may have learned from the
 * edge: training hides every edge in its turn and not for good.
 */
export interface ModelExplanation {
  /** Best first; empty where nothing leads there in as many hops as the model has layers. */
  paths: GraphPath[];
  weights: number[];
  /** Of the answer among all entities but the other known answers; ties count against it. */
  rank: number;
  entities: number;
  maxHops: number;
}

/** The paths on which the score of an answer rests; `isBackwards` asks for the subject of `to`'s edge instead. */
export async function explainByModel(
  model: NbfnetModel,
  graph: KnowledgeGraph,
  asked: { from: number; predicate: number; isBackwards: boolean; to: number },
  most: number,
): Promise<ModelExplanation> {
  const { from, predicate, isBackwards, to } = asked;
  const { edges, entities, predicates } = graph;
  const [subject, object] = isBackwards ? [to, from] : [from, to];
  const own = edgeOf(graph, subject, predicate, object);
  const seen = [...edges.subject.keys()].filter((edge) => edge !== own);
  const triples = { entities: entities.length, triples: triplesOf(graph, seen) };
  const relation = predicate + (isBackwards ? predicates.length : 0);
  const walks = explainLink(model, triples, { anchor: from, relation }, to, {
    beam: Math.max(10, most),
    paths: WALKS_EACH * most,
  });
  const paths = walks.paths.filter(({ steps }) => isSimple(from, steps)).slice(0, most);
  const scorer = openNbfnet(model, triples, 0);
  try {
    const scores = await scorer.scoreTails(Int32Array.of(from, relation));
    const known = knownAnswers(graph, from, predicate, isBackwards);
    const better = scores.reduce(
      (sum, score, entity) =>
        entity !== to && !known.has(entity) && score >= scores[to]! ? sum + 1 : sum,
      0,
    );
    return {
      paths: paths.map(({ steps }) => ({
        edges: steps.map(({ from: a, type, to: b }) =>
          type < predicates.length
            ? edgeOf(graph, a, type, b)!
            : edgeOf(graph, b, type - predicates.length, a)!,
        ),
        cost: null,
      })),
      weights: paths.map(({ weight }) => weight),
      rank: 1 + better,
      entities: entities.length,
      maxHops: model.shape.layers,
    };
  } finally {
    await scorer.close();
  }
}

/** A walk that comes back to where it was says nothing that a shorter one does not; so many are looked at for each path. */
const WALKS_EACH = 5;

const isSimple = (from: number, steps: readonly { to: number }[]): boolean =>
  new Set([from, ...steps.map(({ to }) => to)]).size === steps.length + 1;

function triplesOf({ edges }: KnowledgeGraph, which: readonly number[]): Int32Array {
  const triples = new Int32Array(3 * which.length);
  for (const [at, edge] of which.entries()) {
    triples[3 * at] = edges.subject[edge]!;
    triples[3 * at + 1] = edges.predicate[edge]!;
    triples[3 * at + 2] = edges.object[edge]!;
  }
  return triples;
}

function edgeOf(
  { edges, outStart }: KnowledgeGraph,
  subject: number,
  predicate: number,
  object: number,
): number | undefined {
  for (let edge = outStart[subject]!; edge < outStart[subject + 1]!; edge++)
    if (edges.predicate[edge] === predicate && edges.object[edge] === object) return edge;
  return undefined;
}

function knownAnswers(
  { edges }: KnowledgeGraph,
  from: number,
  predicate: number,
  isBackwards: boolean,
): Set<number> {
  const [near, far] = isBackwards ? [edges.object, edges.subject] : [edges.subject, edges.object];
  const known = new Set<number>();
  for (let edge = 0; edge < near.length; edge++)
    if (near[edge] === from && edges.predicate[edge] === predicate) known.add(far[edge]!);
  return known;
}
