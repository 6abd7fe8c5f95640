import type { Communities } from '../communities.ts';
import { isImported, type KnowledgeGraph } from '../knowledge-graph.ts';
import type { QueryPayload } from './query.ts';
import { findEdge } from './unanswerable.ts';

/** How much of one kind of thing questions rest on. */
export interface CoverageShare {
  /** How many there are that could be covered. */
  all: number;
  covered: number;
  /** `covered / all`; 1 where there are none. */
  share: number;
  /** Gini coefficient of how often each is used: 0 where all are used alike, towards 1 where few have all. */
  gini: number;
}

export interface CoverageReport {
  questions: number;
  /** Entities with an edge. */
  entities: CoverageShare;
  /** Facts of edges: a question uses every fact that says an edge of its path. */
  facts: CoverageShare;
  /** Passages that hold such a fact; none in an imported graph. */
  passages: CoverageShare;
  /** Smallest communities with an entity that has an edge. */
  communities: CoverageShare;
}

export interface Coverage {
  add(payload: QueryPayload): void;
  report(): CoverageReport;
}

/**
 * Counts what questions rest on, one by one, so that coverage can be watched as it grows. Unanswerable twins are not
 * counted: what they withhold was covered by the question that they are twins of. Edges that the graph has not are not
 * counted either.
 */
export function measureCoverage(graph: KnowledgeGraph, { leaf }: Communities): Coverage {
  const { edges, facts } = graph;
  const uses = {
    entities: new Float64Array(graph.entities.length),
    facts: new Float64Array(facts.length),
    passages: new Float64Array(graph.passages.length),
    communities: new Float64Array(leaf.reduce((most, id) => Math.max(most, id + 1), 0)),
  };
  let questions = 0;
  const countEdges = (list: Iterable<number>, into: typeof uses): void => {
    const [things, places, spots] = [new Set<number>(), new Set<number>(), new Set<number>()];
    for (const edge of list) {
      for (const thing of [edges.subject[edge]!, edges.object[edge]!]) {
        things.add(thing);
        places.add(leaf[thing]!);
      }
      for (let at = edges.factStart[edge]!; at < edges.factStart[edge + 1]!; at++) {
        const fact = edges.facts[at]!;
        into.facts[fact]!++;
        const { source } = facts[fact]!;
        if (!isImported(source)) spots.add(source.passage);
      }
    }
    for (const thing of things) into.entities[thing]!++;
    for (const place of places) into.communities[place]!++;
    for (const spot of spots) into.passages[spot]!++;
  };
  const able = {
    entities: uses.entities.slice(),
    facts: uses.facts.slice(),
    passages: uses.passages.slice(),
    communities: uses.communities.slice(),
  };
  countEdges(edges.subject.keys(), able);
  return {
    add({ path, withheld }) {
      if (withheld !== null) return;
      questions++;
      const found = path.map((ids) => findEdge(graph, ids));
      countEdges(new Set(found.filter((edge) => edge !== undefined)), uses);
    },
    report: () => ({
      questions,
      entities: shareOf(uses.entities, able.entities),
      facts: shareOf(uses.facts, able.facts),
      passages: shareOf(uses.passages, able.passages),
      communities: shareOf(uses.communities, able.communities),
    }),
  };
}

/** The coverage of a list of questions. */
export function coverageOf(
  payloads: Iterable<QueryPayload>,
  graph: KnowledgeGraph,
  communities: Communities,
): CoverageReport {
  const coverage = measureCoverage(graph, communities);
  for (const payload of payloads) coverage.add(payload);
  return coverage.report();
}

function shareOf(uses: Float64Array, able: Float64Array): CoverageShare {
  const counts = uses.filter((_, index) => able[index]! > 0);
  const covered = counts.filter((count) => count > 0).length;
  const all = counts.length;
  return { all, covered, share: all === 0 ? 1 : covered / all, gini: giniOf(counts) };
}

/** Gini coefficient (Gini, 1912), from the sorted counts. 0 where nothing was used. */
function giniOf(counts: Float64Array): number {
  const sorted = counts.toSorted();
  let sum = 0;
  let weighted = 0;
  for (const [index, count] of sorted.entries()) {
    sum += count;
    weighted += (index + 1) * count;
  }
  const n = sorted.length;
  return sum === 0 ? 0 : (2 * weighted) / (n * sum) - (n + 1) / n;
}
