import type { Communities } from '../communities.ts';
import { type Entity, isImported, type KnowledgeGraph } from '../knowledge-graph.ts';
import { degreeOf, type Neighbours, neighboursOf } from './find-shortcut.ts';
import { hashIds, type IdWords } from './hash-ids.ts';
import { type NameRules, nameRulesOf } from './name-rules.ts';
import type { AssignOptions } from './options.ts';
import { findGroup, type StepCode, type StepIndex, stepsOf } from './step-index.ts';

/** What questions may rest on, and go through. */
export interface GoldIndex {
  graph: KnowledgeGraph;
  communities: Communities;
  options: AssignOptions;
  steps: StepIndex;
  neighbours: Neighbours;
  names: NameRules;
  /** By edge: 1 where a fact of enough confidence says it, with its words or its line. */
  isGold: Uint8Array;
  /** Documents that say edge e: `documents[documentStart[e]]` to `documents[documentStart[e + 1]]`; files count down from -1. */
  documentStart: Int32Array;
  documents: Int32Array;
  /** By group of the step index: 1 where a triple of it is both said and denied, so that what it reaches is open. */
  isContested: Uint8Array;
  /** By group: the entry that it reaches alone, by a gold edge, uncontested; else -1. */
  only: Int32Array;
  /** By entity: whether it is a time or a number, may be named by a question, and may be a bridge. */
  isValue: Uint8Array;
  mayAnchor: Uint8Array;
  mayBridge: Uint8Array;
  words: { entities: IdWords; predicates: IdWords };
}

export function indexGold(
  graph: KnowledgeGraph,
  communities: Communities,
  options: AssignOptions,
): GoldIndex {
  const steps = stepsOf(graph);
  const neighbours = neighboursOf(graph);
  const names = nameRulesOf(graph);
  const isGold = findGold(graph, options.leastConfidence);
  const isContested = contestedStepsOf(graph, steps);
  const isValue = Uint8Array.from(graph.entities, (entity) => (isOfValue(entity) ? 1 : 0));
  const mayAnchor = isValue.map((value, entity) =>
    value === 0 && names.isUnambiguous(entity) ? 1 : 0,
  );
  const mayBridge = isValue.map((value, entity) =>
    value === 0 && degreeOf(neighbours, entity) <= options.mostBridgeDegree ? 1 : 0,
  );
  const only = new Int32Array(steps.code.length).fill(-1);
  for (let group = 0; group < only.length; group++) {
    if (steps.targets[group] !== 1 || isContested[group] === 1) continue;
    const end = steps.start[group + 1]!;
    for (let entry = steps.start[group]!; entry < end; entry++) {
      if (isGold[steps.edge[entry]!] === 1) only[group] = entry;
    }
  }
  return {
    graph,
    communities,
    options,
    steps,
    neighbours,
    names,
    isGold,
    ...listDocuments(graph),
    isContested,
    only,
    isValue,
    mayAnchor,
    mayBridge,
    words: { entities: hashIds(graph.entities), predicates: hashIds(graph.predicates) },
  };
}

/** Whether a thing is a time or a number. */
export const isOfValue = ({ range, kind }: Pick<Entity, 'range' | 'kind'>): boolean =>
  range !== null || kind === 'time' || kind === 'number';

function findGold({ edges, facts }: KnowledgeGraph, leastConfidence: number): Uint8Array {
  const isGold = new Uint8Array(edges.subject.length);
  for (let edge = 0; edge < isGold.length; edge++) {
    for (let at = edges.factStart[edge]!; at < edges.factStart[edge + 1]!; at++) {
      // The facts' own confidence: 0.7 in 32 bits is below 0.7.
      const { confidence, source } = facts[edges.facts[at]!]!;
      if (confidence < leastConfidence) break;
      if (isImported(source) || source.end > source.start) {
        isGold[edge] = 1;
        break;
      }
    }
  }
  return isGold;
}

function listDocuments({ edges, facts, passages }: KnowledgeGraph) {
  const documentStart = new Int32Array(edges.subject.length + 1);
  const documents: number[] = [];
  for (let edge = 0; edge < edges.subject.length; edge++) {
    const own: number[] = [];
    for (let at = edges.factStart[edge]!; at < edges.factStart[edge + 1]!; at++) {
      const { source } = facts[edges.facts[at]!]!;
      const document = isImported(source) ? -1 - source.file : passages[source.passage]!.document;
      if (!own.includes(document)) own.push(document);
    }
    documents.push(...own.toSorted((a, b) => a - b));
    documentStart[edge + 1] = documents.length;
  }
  return { documentStart, documents: Int32Array.from(documents) };
}

const contested = new WeakMap<KnowledgeGraph, Uint8Array>();

/** By group of the step index: 1 where a triple of it is both said and denied. Found once a graph. */
export function contestedStepsOf(graph: KnowledgeGraph, steps: StepIndex): Uint8Array {
  let found = contested.get(graph);
  if (found === undefined) contested.set(graph, (found = findContested(graph, steps)));
  return found;
}

function findContested({ facts, predicates }: KnowledgeGraph, steps: StepIndex): Uint8Array {
  const isContested = new Uint8Array(steps.code.length);
  const nameOf = ({ subject, predicate, object }: (typeof facts)[number]): string =>
    `${subject} ${predicate} ${object}`;
  const denied = new Set(facts.filter(({ negated }) => negated).map(nameOf));
  if (denied.size === 0) return isContested;
  const mark = (entity: number, code: StepCode): void => {
    const group = findGroup(steps, entity, code);
    if (group >= 0) isContested[group] = 1;
  };
  for (const fact of facts) {
    if (fact.negated || !denied.has(nameOf(fact))) continue;
    const isBothWays = predicates[fact.predicate]!.inverse === predicates[fact.predicate]!.id;
    mark(fact.subject, 2 * fact.predicate);
    mark(fact.object, 2 * fact.predicate + (isBothWays ? 0 : 1));
  }
  return isContested;
}

export const documentsOf = ({ documents, documentStart }: GoldIndex, edge: number): Int32Array =>
  documents.subarray(documentStart[edge], documentStart[edge + 1]);

/** Documents that say every one of the edges. */
export function sharedDocuments(index: GoldIndex, edges: readonly number[]): number[] {
  const [first, ...others] = edges;
  if (first === undefined) return [];
  return [...documentsOf(index, first)].filter((document) =>
    others.every((edge) => documentsOf(index, edge).includes(document)),
  );
}

/**
 * Whether a group may be counted: a set is closed where it has 2 to `mostCounted` things of one kind, with no name in
 * common, every edge to them is gold, none is contested, and (`countWithin: document`) one document says them all.
 */
export function isClosed(index: GoldIndex, group: number): boolean {
  const { steps, options, graph, isGold, isValue, isContested, names } = index;
  const size = steps.targets[group]!;
  if (size < 2 || size > options.mostCounted || isContested[group] === 1) return false;
  const entries = entriesOf(steps, group);
  const things = [...new Set(entries.map((entry) => steps.target[entry]!))];
  const edges = entries.map((entry) => steps.edge[entry]!);
  const { kind } = graph.entities[things[0]!]!;
  return (
    edges.every((edge) => isGold[edge] === 1) &&
    things.every((one) => isValue[one] === 0 && graph.entities[one]!.kind === kind) &&
    shareNoName(names, things) &&
    (options.countWithin === 'graph' || sharedDocuments(index, edges).length > 0)
  );
}

export const shareNoName = (names: NameRules, things: readonly number[]): boolean =>
  things.every((one, at) => things.slice(0, at).every((other) => !names.shareName(one, other)));

export function entriesOf({ start }: StepIndex, group: number): number[] {
  const from = start[group]!;
  return Array.from({ length: start[group + 1]! - from }, (_, at) => from + at);
}
