import type { Communities, Community } from '../communities.ts';
import type { FactLine, FactSpan, KnowledgeGraph } from '../knowledge-graph.ts';
import { sayTriple } from '../report/say-fact.ts';

/** A fact of the graph that a claim rests on, and where it stands. */
export interface Citation {
  /** Index in the graph's facts. */
  fact: number;
  source: FactSpan | FactLine;
}

/** A sentence with what it rests on: never without. */
export interface CitedClaim {
  text: string;
  cites: Citation[];
}

/** What a community is about. */
export interface CommunityReport {
  /** Its id in the hierarchy. */
  community: number;
  title: string;
  /** How many entities and how many edges lie within it. */
  entities: number;
  edges: number;
  /** Its most connected entities, most first. */
  central: number[];
  claims: CitedClaim[];
  voice: 'template' | 'model';
  /** Sentences of a model that were dropped, by reason. */
  dropped: Record<string, number>;
}

export interface ReportOptions {
  /** Claims of one report at the most. */
  maxClaims: number;
  /** Claims about one subject at the most, so that a report speaks of more than its hub. */
  maxOfSubject: number;
}

export const REPORT_DEFAULTS: ReportOptions = { maxClaims: 12, maxOfSubject: 4 };
const CENTRAL = 5;

/**
 * Reports of all communities with edges, by template: the most important facts within each as sentences, every one with the
 * facts that it cites. Important is what joins entities that much else joins, trusted facts first. A parent speaks of what
 * its children's reports say and of what joins these, so that its claims are those of its children or between them.
 */
export function reportCommunities(
  graph: KnowledgeGraph,
  communities: Communities,
  options: Partial<ReportOptions> = {},
): CommunityReport[] {
  const settings = { ...REPORT_DEFAULTS, ...options };
  const { list } = communities;
  const chosen = new Map<number, number[]>();
  const reports: CommunityReport[] = [];
  const within = new Int32Array(graph.entities.length).fill(-1);
  for (const community of list.toReversed()) {
    // Children come behind their parents in the list, so that each entity still bears its child's number.
    const childOf = new Map(community.entities.map((entity) => [entity, within[entity]!]));
    for (const entity of community.entities) within[entity] = community.id;
    const inner = edgesWithin(community, within, graph);
    if (inner.length === 0) continue;
    const degree = degreesOf(inner, graph);
    const offered = offerEdges(community, inner, childOf, chosen, graph);
    const edges = chooseEdges(offered, degree, graph, settings);
    chosen.set(community.id, edges);
    reports.push({
      community: community.id,
      title: community.title,
      entities: community.entities.length,
      edges: inner.length,
      central: [...degree]
        .toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
        .slice(0, CENTRAL)
        .map(([entity]) => entity),
      claims: edges.map((edge) => claimOf(edge, graph)),
      voice: 'template',
      dropped: {},
    });
  }
  return reports.toSorted((a, b) => a.community - b.community);
}

/** An edge as a sentence that cites its facts, the most trusted first. */
export function claimOf(edge: number, graph: KnowledgeGraph): CitedClaim {
  const { edges, facts } = graph;
  const own = edges.facts.subarray(edges.factStart[edge], edges.factStart[edge + 1]);
  const [subject, predicate, object] = [
    edges.subject[edge]!,
    edges.predicate[edge]!,
    edges.object[edge]!,
  ];
  return {
    text: `${sayTriple(graph, { subject, predicate, object })}.`,
    cites: Array.from(own, (fact) => ({ fact, source: facts[fact]!.source })),
  };
}

function edgesWithin(
  { id, entities }: Community,
  within: Int32Array,
  { outStart, edges }: KnowledgeGraph,
): number[] {
  const found: number[] = [];
  for (const entity of entities) {
    for (let edge = outStart[entity]!; edge < outStart[entity + 1]!; edge++) {
      if (within[edges.object[edge]!] === id) found.push(edge);
    }
  }
  return found;
}

function degreesOf(inner: readonly number[], { edges }: KnowledgeGraph): Map<number, number> {
  const degree = new Map<number, number>();
  for (const edge of inner) {
    for (const entity of [edges.subject[edge]!, edges.object[edge]!]) {
      degree.set(entity, (degree.get(entity) ?? 0) + 1);
    }
  }
  return degree;
}

/** Of a leaf all its edges; of a parent what its children chose, and what lies between them. */
function offerEdges(
  { children }: Community,
  inner: readonly number[],
  childOf: ReadonlyMap<number, number>,
  chosen: ReadonlyMap<number, readonly number[]>,
  { edges }: KnowledgeGraph,
): number[] {
  if (children.length === 0) return [...inner];
  const between = inner.filter(
    (edge) => childOf.get(edges.subject[edge]!) !== childOf.get(edges.object[edge]!),
  );
  return between.concat(children.flatMap((child) => chosen.get(child) ?? []));
}

function chooseEdges(
  offered: readonly number[],
  degree: ReadonlyMap<number, number>,
  { edges }: KnowledgeGraph,
  { maxClaims, maxOfSubject }: ReportOptions,
): number[] {
  const weight = (edge: number): number =>
    Math.log1p(degree.get(edges.subject[edge]!) ?? 0) *
    Math.log1p(degree.get(edges.object[edge]!) ?? 0) *
    edges.confidence[edge]! *
    Math.log2(1 + edges.factStart[edge + 1]! - edges.factStart[edge]!);
  const ranked = offered
    .map((edge) => ({ edge, weight: weight(edge) }))
    .toSorted((a, b) => b.weight - a.weight || a.edge - b.edge);
  const times = new Map<number, number>();
  const taken: number[] = [];
  for (const { edge } of ranked) {
    if (taken.length === maxClaims) break;
    const subject = edges.subject[edge]!;
    const before = times.get(subject) ?? 0;
    if (before === maxOfSubject) continue;
    times.set(subject, before + 1);
    taken.push(edge);
  }
  return taken;
}
