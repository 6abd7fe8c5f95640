import type { KnowledgeGraph } from '../knowledge-graph.ts';

/**
 * A step as one number: twice the predicate, plus 1 where it goes from object to subject. A predicate that is its own
 * inverse (`spouse`) goes both ways under its even number, and the odd one has no steps.
 */
export type StepCode = number;

/**
 * Every way to leave an entity. Groups `firstGroup[x]` to `firstGroup[x + 1]` are the codes that leave x, ascending; group
 * g holds entries `start[g]` to `start[g + 1]`, sorted by target and then by edge. A target comes twice in a group where
 * two edges say the same (both ways round a predicate that is its own inverse).
 */
export interface StepIndex {
  firstGroup: Int32Array;
  code: Int32Array;
  start: Int32Array;
  /** Distinct targets of each group. */
  targets: Int32Array;
  /** Of each entry: its code, where it leads, by which edge. */
  entryCode: Int32Array;
  target: Int32Array;
  edge: Int32Array;
  /** By predicate: 1 where it is its own inverse. */
  isSymmetric: Uint8Array;
}

const known = new WeakMap<KnowledgeGraph, StepIndex>();

/** The step index of a graph, computed once: linear in edges, by three counting sorts. */
export function stepsOf(graph: KnowledgeGraph): StepIndex {
  let steps = known.get(graph);
  if (steps === undefined) {
    steps = indexSteps(graph);
    known.set(graph, steps);
  }
  return steps;
}

function indexSteps({ edges, entities, predicates }: KnowledgeGraph): StepIndex {
  const isSymmetric = Uint8Array.from(predicates, ({ id, inverse }) => (id === inverse ? 1 : 0));
  const count = edges.subject.length;
  const from = new Int32Array(2 * count);
  const code = new Int32Array(2 * count);
  const target = new Int32Array(2 * count);
  const edge = new Int32Array(2 * count);
  let filled = 0;
  const add = (x: number, by: StepCode, y: number, along: number): void => {
    from[filled] = x;
    code[filled] = by;
    target[filled] = y;
    edge[filled++] = along;
  };
  for (let along = 0; along < count; along++) {
    const subject = edges.subject[along]!;
    const object = edges.object[along]!;
    const predicate = edges.predicate[along]!;
    const isBothWays = isSymmetric[predicate] === 1;
    add(subject, 2 * predicate, object, along);
    if (isBothWays && subject === object) continue;
    add(object, isBothWays ? 2 * predicate : 2 * predicate + 1, subject, along);
  }

  // Entries were added in the order of edges, and a counting sort keeps what is equal in order.
  let order = Int32Array.from({ length: filled }, (_, entry) => entry);
  order = sortByKey(order, target, entities.length);
  order = sortByKey(order, code, 2 * predicates.length);
  order = sortByKey(order, from, entities.length);

  const firstGroup = new Int32Array(entities.length + 1);
  const groupCode: number[] = [];
  const start: number[] = [];
  const targets: number[] = [];
  for (const [at, entry] of order.entries()) {
    const before = order[at - 1];
    const isNewGroup =
      before === undefined || from[before] !== from[entry] || code[before] !== code[entry];
    if (isNewGroup) {
      groupCode.push(code[entry]!);
      start.push(at);
      targets.push(0);
      firstGroup[from[entry]! + 1]!++;
    }
    if (isNewGroup || target[before] !== target[entry]) targets[targets.length - 1]!++;
  }
  for (let entity = 0; entity < entities.length; entity++)
    firstGroup[entity + 1]! += firstGroup[entity]!;
  return {
    firstGroup,
    code: Int32Array.from(groupCode),
    start: Int32Array.from([...start, filled]),
    targets: Int32Array.from(targets),
    entryCode: order.map((entry) => code[entry]!),
    target: order.map((entry) => target[entry]!),
    edge: order.map((entry) => edge[entry]!),
    isSymmetric,
  };
}

function sortByKey(order: Int32Array, keys: Int32Array, bound: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(bound + 1);
  for (const entry of order) next[keys[entry]! + 1]!++;
  for (let key = 0; key < bound; key++) next[key + 1]! += next[key]!;
  const sorted = new Int32Array(order.length);
  for (const entry of order) sorted[next[keys[entry]!]!++] = entry;
  return sorted;
}

/** The group of a code that leaves an entity, or -1. */
export function findGroup(steps: StepIndex, entity: number, code: StepCode): number {
  let low = steps.firstGroup[entity]!;
  let high = steps.firstGroup[entity + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps.code[middle]! < code) low = middle + 1;
    else high = middle;
  }
  return low < steps.firstGroup[entity + 1]! && steps.code[low] === code ? low : -1;
}

/** The first entry of a group that leads to a thing, or -1. */
export function findTarget(steps: StepIndex, group: number, thing: number): number {
  let low = steps.start[group]!;
  let high = steps.start[group + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps.target[middle]! < thing) low = middle + 1;
    else high = middle;
  }
  return low < steps.start[group + 1]! && steps.target[low] === thing ? low : -1;
}

/** The code that goes the same way back. */
export const turnBack = (steps: StepIndex, code: StepCode): StepCode =>
  steps.isSymmetric[code >> 1] === 1 ? code : code ^ 1;

/** A code as queries write it. */
export const nameStep = (graph: KnowledgeGraph, code: StepCode): string =>
  (code % 2 === 1 ? '^' : '') + graph.predicates[code >> 1]!.id;

/**
 * The code of a step by name; undefined where the graph has no such predicate. `^` before a name always turns it, so a
 * predicate whose own id begins with `^` can only be followed backwards.
 */
export function readStep(graph: KnowledgeGraph, name: string): StepCode | undefined {
  const isBack = name.startsWith('^');
  const predicate = graph.predicateById.get(isBack ? name.slice(1) : name);
  if (predicate === undefined) return undefined;
  const { id, inverse } = graph.predicates[predicate]!;
  return 2 * predicate + (isBack && id !== inverse ? 1 : 0);
}
