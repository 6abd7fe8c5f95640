import type { Communities } from '../../communities.ts';
import { isImported, type KnowledgeGraph } from '../../knowledge-graph.ts';
import { sayTriple } from '../say-fact.ts';
import { findComponents } from './find-components.ts';
import { countByDoubling, measureSpread, type Spread } from './measure-spread.ts';

export const DEFAULTS = { connected: 20 } as const;

/** Bounds of the bands of confidence; the last one holds 1 itself. */
const CONFIDENCE_BOUNDS = [0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 1] as const;

export interface PredicateStats {
  id: string;
  label: string;
  /** Distinct triples that nothing denies. */
  edges: number;
  facts: number;
  denied: number;
  subjects: number;
  objects: number;
  /** Its most confident edge, in words; null where all its facts are denied. */
  example: string | null;
}

/** A graph in numbers. */
export interface GraphStats {
  counts: Record<
    'documents' | 'files' | 'passages' | 'entities' | 'predicates' | 'facts' | 'edges',
    number
  >;
  /** Most frequent first. */
  entitiesByKind: { kind: string; count: number }[];
  /** Number of edges at an entity, in and out. */
  degree: Spread & { bands: { from: number; to: number; count: number }[] };
  /** The most connected entities. */
  connected: { id: string; kind: string; degree: number }[];
  predicates: PredicateStats[];
  components: { count: number; largest: number; alone: number };
  /** Coarsest level first; null where none were given. */
  communities: {
    modularity: number;
    levels: { level: number; count: number; largest: number; median: number; alone: number }[];
  } | null;
  facts: {
    imported: number;
    quoted: number;
    denied: number;
    /** Facts whose text says when they held. */
    timed: number;
    /** A fact on which two extractors agreed counts for `a+b`. */
    byExtractor: Record<string, number>;
    byConfidence: { from: number; to: number; count: number }[];
    /** Facts that give the same edge again, in other words or another place. */
    repeats: number;
  };
  passages: { withFacts: number; withoutFacts: number };
  documents: { withoutFacts: number; factsEach: Spread };
  /** Entities that facts of several documents name: what hops between documents go through. */
  sharedEntities: number;
  /** Merges of names by rule; null where the merge log was not given. */
  mergesByRule: Record<string, number> | null;
  /** What the manifest counted besides: dropped claims by reason, and the like. */
  manifestCounts: Record<string, number>;
}

/** What is known of a graph beside itself. */
export interface StatsSources {
  communities?: Communities | undefined;
  manifestCounts?: Readonly<Record<string, number>> | undefined;
  mergesByRule?: Readonly<Record<string, number>> | undefined;
}

/** Counts everything that can be told of a graph at a glance. Linear in its size, but for sorting. */
export function collectGraphStats(
  graph: KnowledgeGraph,
  { communities, manifestCounts, mergesByRule }: StatsSources = {},
): GraphStats {
  const { entities, edges } = graph;
  const degrees = countDegrees(graph);
  const components = findComponents(graph);
  const connected = [...degrees.keys()]
    .filter((entity) => degrees[entity]! > 0)
    .toSorted((a, b) => degrees[b]! - degrees[a]! || (entities[a]!.id < entities[b]!.id ? -1 : 1))
    .slice(0, DEFAULTS.connected);
  return {
    counts: {
      documents: graph.documents.length,
      files: graph.files.length,
      passages: graph.passages.length,
      entities: entities.length,
      predicates: graph.predicates.length,
      facts: graph.facts.length,
      edges: edges.subject.length,
    },
    entitiesByKind: countBy(entities.map(({ kind }) => kind)).map(([kind, count]) => ({
      kind,
      count,
    })),
    degree: { ...measureSpread(degrees), bands: countByDoubling(degrees) },
    connected: connected.map((entity) => ({
      id: entities[entity]!.id,
      kind: entities[entity]!.kind,
      degree: degrees[entity]!,
    })),
    predicates: countPredicates(graph),
    components: {
      count: components.length,
      largest: components[0] ?? 0,
      alone: components.filter((size) => size === 1).length,
    },
    communities: communities === undefined ? null : countCommunities(communities),
    facts: countFacts(graph),
    ...countPlaces(graph),
    mergesByRule: mergesByRule === undefined ? null : { ...mergesByRule },
    manifestCounts: { ...manifestCounts },
  };
}

/** Edges at each entity, in and out; an edge from an entity to itself counts twice. */
export function countDegrees({
  entities,
  edges,
}: Pick<KnowledgeGraph, 'entities' | 'edges'>): Int32Array {
  const degrees = new Int32Array(entities.length);
  for (const entity of edges.subject) degrees[entity]!++;
  for (const entity of edges.object) degrees[entity]!++;
  return degrees;
}

function countBy(words: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

function countPredicates(graph: KnowledgeGraph): PredicateStats[] {
  const { predicates, facts, edges } = graph;
  const blank = { edges: 0, facts: 0, denied: 0, example: -1 };
  const found = predicates.map(() => ({
    ...blank,
    subjects: new Set<number>(),
    objects: new Set<number>(),
  }));
  for (const { predicate, negated } of facts) {
    found[predicate]!.facts++;
    if (negated) found[predicate]!.denied++;
  }
  for (const [edge, predicate] of edges.predicate.entries()) {
    const one = found[predicate]!;
    one.edges++;
    one.subjects.add(edges.subject[edge]!);
    one.objects.add(edges.object[edge]!);
    if (one.example < 0 || edges.confidence[edge]! > edges.confidence[one.example]!)
      one.example = edge;
  }
  return predicates
    .map(({ id, label }, index): PredicateStats => {
      const { example, subjects, objects, ...counts } = found[index]!;
      return {
        id,
        label,
        ...counts,
        subjects: subjects.size,
        objects: objects.size,
        example: example < 0 ? null : sayTriple(graph, edgeTriple(graph, example)),
      };
    })
    .toSorted((a, b) => b.edges - a.edges || (a.id < b.id ? -1 : 1));
}

function edgeTriple({ edges }: KnowledgeGraph, edge: number) {
  return {
    subject: edges.subject[edge]!,
    predicate: edges.predicate[edge]!,
    object: edges.object[edge]!,
  };
}

function countCommunities({ list, modularity }: Communities): GraphStats['communities'] {
  const byLevel = Map.groupBy(list, ({ level }) => level);
  const levels = [...byLevel].toSorted(([a], [b]) => a - b);
  return {
    modularity,
    levels: levels.map(([level, members]) => {
      const sizes = members.map(({ entities }) => entities.length);
      const { count, max, median } = measureSpread(sizes);
      const alone = sizes.filter((size) => size === 1).length;
      return { level, count, largest: max, median, alone };
    }),
  };
}

function countFacts({ facts, edges }: KnowledgeGraph): GraphStats['facts'] {
  const bands = CONFIDENCE_BOUNDS.slice(1).map((to, index) => ({
    from: CONFIDENCE_BOUNDS[index]!,
    to,
    count: 0,
  }));
  const extractors: string[] = [];
  let [imported, denied, timed] = [0, 0, 0];
  for (const { source, negated, time, extractors: names, confidence } of facts) {
    if (isImported(source)) imported++;
    if (negated) denied++;
    if (time !== null) timed++;
    extractors.push(names.join('+'));
    (bands.find(({ to }) => confidence < to) ?? bands.at(-1)!).count++;
  }
  return {
    imported,
    quoted: facts.length - imported,
    denied,
    timed,
    byExtractor: Object.fromEntries(countBy(extractors)),
    byConfidence: bands,
    repeats: edges.facts.length - edges.subject.length,
  };
}

function countPlaces({ documents, passages, facts, entities }: KnowledgeGraph) {
  const inPassage = new Int32Array(passages.length);
  const inDocument = new Int32Array(documents.length);
  const homes = new Int32Array(entities.length).fill(NOWHERE);
  for (const { subject, object, source } of facts) {
    if (isImported(source)) continue;
    const { document } = passages[source.passage]!;
    inPassage[source.passage]!++;
    inDocument[document]!++;
    for (const entity of [subject, object]) {
      if (homes[entity] === NOWHERE) homes[entity] = document;
      else if (homes[entity] !== document) homes[entity] = SEVERAL;
    }
  }
  const withFacts = inPassage.filter((count) => count > 0).length;
  return {
    passages: { withFacts, withoutFacts: passages.length - withFacts },
    documents: {
      withoutFacts: inDocument.filter((count) => count === 0).length,
      factsEach: measureSpread(inDocument),
    },
    sharedEntities: homes.filter((home) => home === SEVERAL).length,
  };
}

const NOWHERE = -1;
const SEVERAL = -2;
