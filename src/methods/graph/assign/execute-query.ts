import type { KnowledgeGraph } from '../knowledge-graph.ts';
import { compareValues } from './compare-values.ts';
import { planQuery, type QueryPlan, type SetPlan } from './plan-query.ts';
import type { GraphQuery } from './query.ts';
import { findGroup, findTarget, type StepCode, stepsOf, turnBack } from './step-index.ts';

export const DEFAULTS = {
  /** Proofs listed; there may be as many as there are walks. */
  mostProofs: 64,
};

export interface ExecuteOptions {
  /** Whether an edge may be followed; all may by default. */
  usable?: (edge: number) => boolean;
  mostProofs?: number;
}

/** Edges that together give an answer, in the order of reasoning. */
export interface QueryProof {
  /** The entity; null for a count. */
  answer: number | null;
  edges: number[];
}

export interface Execution {
  /** Entities, in the order of their ids. Of a comparison the winner; empty where there is none, and for a count. */
  answers: number[];
  /** Of `count` the number of things reached; null for other forms, and where nothing is reached. */
  count: number | null;
  proofs: QueryProof[];
  /** False where there are more proofs than were listed. */
  hasAllProofs: boolean;
}

/**
 * Executes a query over a graph's edges. Semantics, by form:
 *
 * - Sets (`1p` to `4p`, `2i`, `3i`, `pi`, `ip`): all entities for which the variables of the query can be filled in.
 *   Variables may share a value, and no form leaves an anchor out: `p` then `^p` reaches the anchor itself.
 * - `count`: how many distinct entities the step reaches, the anchor among them where it loops. Nothing reached is no
 *   answer and not 0, since a graph does not know what it has not been told.
 * - `more`, `less`: the anchor with the value that is surely above (below) the other's: each has exactly one value, of one
 *   kind and unit, and the ranges are disjoint. Otherwise there is no answer.
 * - `most`, `least`: of at least two things reached, each with exactly one value, the one whose value is surely above
 *   (below) every other's. Otherwise there is no answer.
 *
 * A query that names what the graph has not gives nothing. Throws RangeError on one of a wrong shape ({@link faultOfQuery}).
 */
export function executeQuery(
  graph: KnowledgeGraph,
  query: GraphQuery,
  { usable = () => true, mostProofs = DEFAULTS.mostProofs }: ExecuteOptions = {},
): Execution {
  const plan = planQuery(graph, query);
  const nothing: Execution = { answers: [], count: null, proofs: [], hasAllProofs: true };
  if (plan === undefined) return nothing;
  const walk = new Walk(graph, usable);
  if (plan.kind === 'set') {
    const answers = sortById(graph, walk.reach(plan.set));
    const proofs: QueryProof[] = [];
    for (const answer of answers) {
      for (const edges of walk.prove(plan.set, answer)) {
        if (proofs.length === mostProofs)
          return { ...nothing, answers, proofs, hasAllProofs: false };
        proofs.push({ answer, edges });
      }
    }
    return { ...nothing, answers, proofs };
  }
  if (plan.kind === 'count') {
    const members = sortById(graph, walk.reach(plan.set));
    if (members.length === 0) return nothing;
    const edges = members.flatMap((member) => walk.proveOnce(plan.set, member));
    return { ...nothing, count: members.length, proofs: [{ answer: null, edges }] };
  }
  const won = findWinner(walk, plan);
  return won === undefined ? nothing : { ...nothing, answers: [won.answer], proofs: [won] };
}

/** Answers as proofs and payloads name them: sorted ids, or the count in digits. */
export function answerIds(graph: KnowledgeGraph, { answers, count }: Execution): string[] {
  if (count !== null) return [String(count)];
  return answers.map((answer) => graph.entities[answer]!.id).toSorted();
}

/** The order of ids, so that a proof reads the same wherever its things stand in the graph's lists. */
function sortById({ entities }: KnowledgeGraph, things: Iterable<number>): number[] {
  const idOf = (thing: number): string => entities[thing]!.id;
  return [...things].toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}

function findWinner(
  walk: Walk,
  plan: Extract<QueryPlan, { kind: 'compare' | 'extreme' }>,
): { answer: number; edges: number[] } | undefined {
  const isExtreme = plan.kind === 'extreme';
  const things = isExtreme ? sortById(walk.graph, walk.reach(plan.set)) : plan.anchors;
  if (things.length < 2) return undefined;
  const valued = things.map((thing) => ({ thing, ...walk.onlyStep(thing, plan.value) }));
  if (valued.some(({ target }) => target === undefined)) return undefined;
  const { entities } = walk.graph;
  const sign = plan.wants === 'most' ? 1 : -1;
  const winner = valued.find((one) =>
    valued.every(
      (other) =>
        other === one || compareValues(entities[one.target!]!, entities[other.target!]!) === sign,
    ),
  );
  if (winner === undefined) return undefined;
  const edges = isExtreme ? things.flatMap((thing) => walk.proveOnce(plan.set, thing)) : [];
  return { answer: winner.thing, edges: [...edges, ...valued.map(({ edge }) => edge!)] };
}

/** Follows usable edges of one graph. */
class Walk {
  readonly graph: KnowledgeGraph;
  readonly #steps;
  readonly #usable;
  readonly #reached = new Map<SetPlan, ReadonlySet<number>>();

  constructor(graph: KnowledgeGraph, usable: (edge: number) => boolean) {
    this.graph = graph;
    this.#steps = stepsOf(graph);
    this.#usable = usable;
  }

  /** Entries of the step index that leave an entity by a code and may be followed. */
  *#entries(entity: number, code: StepCode): Generator<number> {
    const group = findGroup(this.#steps, entity, code);
    if (group < 0) return;
    const end = this.#steps.start[group + 1]!;
    for (let entry = this.#steps.start[group]!; entry < end; entry++) {
      if (this.#usable(this.#steps.edge[entry]!)) yield entry;
    }
  }

  reach(plan: SetPlan): ReadonlySet<number> {
    if (plan.kind === 'anchor') return new Set([plan.entity]);
    let reached = this.#reached.get(plan);
    if (reached !== undefined) return reached;
    if (plan.kind === 'meet') {
      const [first, ...others] = plan.of
        .map((part) => this.reach(part))
        .toSorted((a, b) => a.size - b.size);
      reached = new Set([...first!].filter((entity) => others.every((set) => set.has(entity))));
    } else {
      const targets = new Set<number>();
      for (const entity of this.reach(plan.from)) {
        for (const entry of this.#entries(entity, plan.code))
          targets.add(this.#steps.target[entry]!);
      }
      reached = targets;
    }
    this.#reached.set(plan, reached);
    return reached;
  }

  /** Every way to reach an entity, lazily: walked backwards through sets that are known to be reached. */
  *prove(plan: SetPlan, entity: number): Generator<number[]> {
    if (plan.kind === 'anchor') {
      if (plan.entity === entity) yield [];
    } else if (plan.kind === 'step') {
      for (const [source, edge] of this.#stepsInto(plan, entity)) {
        for (const before of this.prove(plan.from, source)) yield [...before, edge];
      }
    } else {
      yield* this.#proveAll(plan.of, entity);
    }
  }

  /**
   * Sources of a step's plan from which it reaches an entity, ascending, with the edges; found from whichever side has
   * less to look at.
   */
  *#stepsInto(
    { from, code }: Extract<SetPlan, { kind: 'step' }>,
    entity: number,
  ): Generator<[source: number, edge: number]> {
    const { start, target, edge } = this.#steps;
    const sources = this.reach(from);
    const back = findGroup(this.#steps, entity, turnBack(this.#steps, code));
    if (back < 0) return;
    if (sources.size > start[back + 1]! - start[back]!) {
      for (let entry = start[back]!; entry < start[back + 1]!; entry++) {
        const isSource = sources.has(target[entry]!) && this.#usable(edge[entry]!);
        if (isSource) yield [target[entry]!, edge[entry]!];
      }
      return;
    }
    for (const source of [...sources].toSorted((a, b) => a - b)) {
      const group = findGroup(this.#steps, source, code);
      if (group < 0) continue;
      let entry = findTarget(this.#steps, group, entity);
      for (; entry >= 0 && entry < start[group + 1]! && target[entry] === entity; entry++) {
        if (this.#usable(edge[entry]!)) yield [source, edge[entry]!];
      }
    }
  }

  *#proveAll([first, ...others]: readonly SetPlan[], entity: number): Generator<number[]> {
    if (first === undefined) return yield [];
    for (const edges of this.prove(first, entity)) {
      for (const rest of this.#proveAll(others, entity)) yield [...edges, ...rest];
    }
  }

  proveOnce(plan: SetPlan, entity: number): number[] {
    return this.prove(plan, entity).next().value ?? [];
  }

  /** The only thing that a step reaches, and the edge; nothing where there is none or more than one. */
  onlyStep(entity: number, code: StepCode): { target?: number; edge?: number } {
    let found: { target?: number; edge?: number } = {};
    for (const entry of this.#entries(entity, code)) {
      const target = this.#steps.target[entry]!;
      if (found.target === undefined) found = { target, edge: this.#steps.edge[entry]! };
      else if (found.target !== target) return {};
    }
    return found;
  }
}
