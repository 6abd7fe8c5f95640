import { canonicalJson } from '../../../core/hash.ts';
import type { KnowledgeGraph } from '../knowledge-graph.ts';
import { DEFAULTS } from './forms/entry-choices.ts';
import { LEAST_COMPARED } from './forms/extreme.ts';
import { contestedStepsOf, isOfValue, shareNoName } from './gold-index.ts';
import { findGivenAway, nameRulesOf } from './name-rules.ts';
import { MOST_COUNTED } from './options.ts';
import type { GraphQuery } from './query.ts';
import { COMPARISONS, orderAnchors } from './settle-draft.ts';
import { findGroup, readStep, stepsOf } from './step-index.ts';

/** Answers of a query and the edges that prove them, by index. */
export interface Proved {
  answers: readonly number[];
  path: readonly number[];
}

/**
 * Why a query that has its answer is none that would be drawn, with whatever options, or undefined. That the answer is the
 * only one is not enough: a question says `the member of the board`, and is unclear where there are two, even if one alone
 * leads on. So each form promises more (the table in README.md): the steps of a chain reach one thing each, no clue can be
 * left out, no value is gone through, what is counted or compared is of one kind, no text denies what another says of a step, and no name gives away
 * what is to be found.
 */
export function faultOfForm(
  graph: KnowledgeGraph,
  query: GraphQuery,
  proved: Proved,
): string | undefined {
  const { form, predicates } = query;
  const anchors = query.anchors.map((id) => graph.entityById.get(id)!);
  if (canonicalJson(orderAnchors(query)) !== canonicalJson(query))
    return 'its anchors are in another order than theirs';
  const { step, single, thing, clues, set, fault } = followSteps(graph);
  const [a, b] = anchors as [number, number];
  const [p, q, r] = predicates as [string, string, string];
  switch (form) {
    case '2i':
    case '3i':
      thing(clues(anchors.map((anchor, at) => step([anchor], predicates[at]!))), anchors);
      break;
    case 'pi':
      thing(clues([step(thing(single(step([a], p), p), anchors), q), step([b], r)]), anchors);
      break;
    case 'ip': {
      const met = clues([step([a], p), step([b], q)]);
      single(step(thing(single(met, `${p} and ${q}`), anchors), r), r);
      break;
    }
    case 'count':
      set(step([a], p), 2);
      break;
    case 'most':
    case 'least':
      step(set(step([a], p), LEAST_COMPARED), q);
      break;
    case 'more':
    case 'less':
      step(anchors, p);
      if (graph.entities[a]!.kind !== graph.entities[b]!.kind) return 'it compares unlike things';
      break;
    default:
      predicates.reduce<number[]>((from, one) => single(step(from, one), one), anchors);
  }
  return fault() ?? faultOfNames(graph, query, anchors, proved);
}

function faultOfNames(
  graph: KnowledgeGraph,
  { form, predicates }: GraphQuery,
  anchors: readonly number[],
  { answers, path }: Proved,
): string | undefined {
  const { subject, object } = graph.edges;
  const things = new Set(path.flatMap((edge) => [subject[edge]!, object[edge]!]));
  const given = findGivenAway(nameRulesOf(graph), {
    anchors,
    predicates: predicates.map((name) => readStep(graph, name)! >> 1),
    bridges: [...things].filter((thing) => !anchors.includes(thing) && !answers.includes(thing)),
    answers,
    isComparison: COMPARISONS.has(form),
  });
  return given === undefined
    ? undefined
    : `${sayThings(graph, [given])} is given away by a name or a phrase of the query`;
}

const MOST_SAID = 5;

function sayThings({ entities }: KnowledgeGraph, things: readonly number[]): string {
  const said = things.slice(0, MOST_SAID).map((thing) => `"${entities[thing]!.name}"`);
  const more = things.length > MOST_SAID ? ` and ${things.length - MOST_SAID} more` : '';
  return (said.join(' and ') || 'nothing') + more;
}

/** Follows steps over all edges, and remembers the first thing that is not as a question supposes. */
function followSteps(graph: KnowledgeGraph) {
  const steps = stepsOf(graph);
  const contested = contestedStepsOf(graph, steps);
  let broken: string | undefined;
  return {
    fault: () => broken,
    step(from: readonly number[], predicate: string): number[] {
      const reached = new Set<number>();
      for (const thing of from) {
        if (isOfValue(graph.entities[thing]!))
          broken ??= `it starts from a value, or goes through one: ${sayThings(graph, [thing])}`;
        const group = findGroup(steps, thing, readStep(graph, predicate)!);
        if (group < 0) continue;
        if (contested[group] === 1)
          broken ??= `what ${predicate} leads to from ${sayThings(graph, [thing])} is said and denied`;
        for (let entry = steps.start[group]!; entry < steps.start[group + 1]!; entry++)
          reached.add(steps.target[entry]!);
      }
      return [...reached];
    },
    /** One thing, reached by a step. */
    single(reached: number[], by: string): number[] {
      if (reached.length !== 1) broken ??= `its step ${by} leads to ${sayThings(graph, reached)}`;
      return reached;
    },
    /** Things that are no values and none of those that the question names. */
    thing(reached: number[], named: readonly number[]): number[] {
      const other = reached.find((one) => isOfValue(graph.entities[one]!) || named.includes(one));
      if (other !== undefined)
        broken ??= `it looks for things, and finds ${sayThings(graph, [other])}`;
      return reached;
    },
    /** What clues meet in, each of which fits several things and none can be left out. */
    clues(sets: readonly number[][]): number[] {
      const met = meet(sets);
      const idle = sets.findIndex(
        (set, at) =>
          set.length < 2 ||
          set.length > DEFAULTS.mostArmTargets ||
          meet(sets.toSpliced(at, 1)).length <= met.length,
      );
      if (idle >= 0)
        broken ??= `its clue ${idle + 1} is not needed, or fits ${sets[idle]!.length} things`;
      return met;
    },
    /** Things that may be counted, or compared for a superlative. */
    set(things: number[], least: number): number[] {
      const { entities } = graph;
      const isSet =
        things.length >= least &&
        things.length <= MOST_COUNTED &&
        things.every((one) => !isOfValue(entities[one]!)) &&
        things.every((one) => entities[one]!.kind === entities[things[0]!]!.kind) &&
        shareNoName(nameRulesOf(graph), things);
      if (!isSet)
        broken ??= `${sayThings(graph, things)}: no ${least} things or more, of one kind and with names of their own`;
      return things;
    },
  };
}

function meet([first, ...others]: readonly number[][]): number[] {
  const sets = others.map((one) => new Set(one));
  return first!.filter((thing) => sets.every((set) => set.has(thing)));
}
