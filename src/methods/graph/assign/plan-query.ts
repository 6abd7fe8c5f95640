import type { KnowledgeGraph } from '../knowledge-graph.ts';
import { QUERY_FORMS, type GraphQuery, type QueryForm } from './query.ts';
import { readStep, type StepCode } from './step-index.ts';

/** How a set of entities comes about: an anchor, what a step reaches from a set, or what several sets have in common. */
export type SetPlan =
  | { kind: 'anchor'; entity: number }
  | { kind: 'step'; code: StepCode; from: SetPlan }
  | { kind: 'meet'; of: SetPlan[] };

/** A query in the numbers of a graph. */
export type QueryPlan =
  | { kind: 'set'; set: SetPlan }
  | { kind: 'count'; set: SetPlan }
  | { kind: 'compare'; wants: 'most' | 'least'; anchors: [number, number]; value: StepCode }
  | { kind: 'extreme'; wants: 'most' | 'least'; set: SetPlan; value: StepCode };

/** Anchors and predicates that each form takes. */
export const SHAPES: Record<QueryForm, { anchors: number; predicates: number }> = {
  '1p': { anchors: 1, predicates: 1 },
  '2p': { anchors: 1, predicates: 2 },
  '3p': { anchors: 1, predicates: 3 },
  '4p': { anchors: 1, predicates: 4 },
  '2i': { anchors: 2, predicates: 2 },
  '3i': { anchors: 3, predicates: 3 },
  pi: { anchors: 2, predicates: 3 },
  ip: { anchors: 2, predicates: 3 },
  count: { anchors: 1, predicates: 1 },
  more: { anchors: 2, predicates: 1 },
  less: { anchors: 2, predicates: 1 },
  most: { anchors: 1, predicates: 2 },
  least: { anchors: 1, predicates: 2 },
};

/** Steps from each anchor to the answer, by its place in the query: what no shorter path may undercut. */
export const DISTANCES: Record<QueryForm, readonly number[]> = {
  '1p': [1],
  '2p': [2],
  '3p': [3],
  '4p': [4],
  '2i': [1, 1],
  '3i': [1, 1, 1],
  pi: [2, 1],
  ip: [2, 2],
  count: [],
  more: [],
  less: [],
  most: [],
  least: [],
};

/** What is wrong with a query's shape: an unknown form, or a wrong number of anchors or predicates. */
export function faultOfQuery({ form, anchors, predicates }: GraphQuery): string | undefined {
  if (!QUERY_FORMS.includes(form)) return `"${form}" is no form of query`;
  const shape = SHAPES[form];
  if (anchors.length === shape.anchors && predicates.length === shape.predicates) return undefined;
  return `a ${form} query takes ${shape.anchors} anchors and ${shape.predicates} predicates, not ${anchors.length} and ${predicates.length}`;
}

/**
 * Reads a query into a graph's numbers; undefined where it names what the graph has not. Throws RangeError on a query of
 * a wrong shape.
 */
export function planQuery(graph: KnowledgeGraph, query: GraphQuery): QueryPlan | undefined {
  const fault = faultOfQuery(query);
  if (fault !== undefined) throw new RangeError(fault);
  const anchors = query.anchors.map((id) => graph.entityById.get(id));
  const codes = query.predicates.map((name) => readStep(graph, name));
  const [a, b] = anchors;
  const [p, q, r] = codes;
  if (anchors.includes(undefined) || codes.includes(undefined)) return undefined;
  switch (query.form) {
    case '1p':
    case '2p':
    case '3p':
    case '4p':
      return set(codes.reduce<SetPlan>(step, anchor(a)));
    case '2i':
    case '3i':
      return set({ kind: 'meet', of: anchors.map((one, at) => step(anchor(one), codes[at])) });
    case 'pi':
      return set({ kind: 'meet', of: [step(step(anchor(a), p), q), step(anchor(b), r)] });
    case 'ip':
      return set(step({ kind: 'meet', of: [step(anchor(a), p), step(anchor(b), q)] }, r));
    case 'count':
      return { kind: 'count', set: step(anchor(a), p) };
    case 'more':
    case 'less':
      return {
        kind: 'compare',
        wants: query.form === 'more' ? 'most' : 'least',
        anchors: [a!, b!],
        value: p!,
      };
    case 'most':
    case 'least':
      return { kind: 'extreme', wants: query.form, set: step(anchor(a), p), value: q! };
  }
}

const anchor = (entity: number | undefined): SetPlan => ({ kind: 'anchor', entity: entity! });

const step = (from: SetPlan, code: StepCode | undefined): SetPlan => ({
  kind: 'step',
  code: code!,
  from,
});

const set = (plan: SetPlan): QueryPlan => ({ kind: 'set', set: plan });
