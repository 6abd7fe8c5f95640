import type { Communities } from '../../communities.ts';
import type { CommunityReport } from '../../communities/report-communities.ts';
import { isImported, type KnowledgeGraph } from '../../knowledge-graph.ts';
import { type PassageText, quoteFact } from '../explain/explain-answer.ts';
import { whole } from '../stats/describe-stats.ts';
import { shortenName } from '../shorten-name.ts';
import { layoutGraph } from './layout-graph.ts';
import { type Picked, pickEntities } from './pick-entities.ts';

export const DEFAULTS = {
  mostEntities: 10_000,
  mostEdges: 60_000,
  seed: 'layout',
} as const;

const NAME_LENGTH = 160;
const QUOTE_LENGTH = 400;

/** What the page shows, small and without indices into the graph. Lists refer to one another by position. */
export interface GraphView {
  title: string;
  /** What is left out and why, in sentences. */
  notes: string[];
  kinds: string[];
  nodes: {
    name: string;
    aliases: string[];
    kind: number;
    /** Its coarsest community, in `communities`. */
    community: number;
    x: number;
    y: number;
    /** Edges in the whole graph. */
    degree: number;
  }[];
  predicates: { label: string; statement: string }[];
  documents: { title: string; uri: string }[];
  quotes: { text: string; document: number }[];
  /** Subject, predicate, object, confidence in hundredths, 1 where the text denies it, then positions in `quotes`. */
  facts: number[][];
  communities: {
    title: string;
    level: number;
    parent: number;
    /** Entities in the whole graph. */
    size: number;
    /** Those that are shown. */
    nodes: number[];
    claims: { text: string; quotes: number[] }[];
  }[];
}

export interface ViewOptions {
  title: string;
  mostEntities?: number;
  mostEdges?: number;
  seed?: string;
  /** Reports of communities; those that have none are listed without claims. */
  reports?: readonly CommunityReport[];
}

/** Chooses what is shown, lays it out, and gathers names, quotations and communities. */
export async function collectView(
  graph: KnowledgeGraph,
  communities: Communities,
  passageText: PassageText,
  options: ViewOptions,
): Promise<GraphView> {
  const { title, mostEntities, mostEdges, seed } = { ...DEFAULTS, ...options };
  const reports = new Map(options.reports?.map((report) => [report.community, report.claims]));
  const { entities, predicates, edges } = graph;
  const picked = pickEntities(graph, mostEntities, mostEdges);
  const nodeOf = new Map(picked.entities.map((entity, node) => [entity, node]));
  const links = picked.edges.map(
    (edge) => [nodeOf.get(edges.subject[edge]!)!, nodeOf.get(edges.object[edge]!)!] as const,
  );
  const places = await layoutGraph(
    picked.entities.map((entity) => communities.top[entity]!),
    links,
    seed,
  );
  const kinds = [...new Set(picked.entities.map((entity) => entities[entity]!.kind))].toSorted();
  const quotes = createQuoteList(graph, passageText);
  const shown = showCommunities(communities, nodeOf);
  const view: GraphView = {
    title,
    notes: notesOn(graph, picked),
    kinds,
    nodes: picked.entities.map((entity, node) => {
      const { id, kind, aliases } = entities[entity]!;
      return {
        name: shortenName(id, NAME_LENGTH),
        aliases: aliases.slice(0, 8).map((alias) => shortenName(alias, NAME_LENGTH)),
        kind: kinds.indexOf(kind),
        community: shown.positions.get(communities.top[entity]!)!,
        x: places[2 * node]!,
        y: places[2 * node + 1]!,
        degree: picked.degrees[entity]!,
      };
    }),
    predicates: predicates.map(({ label, statement }) => ({ label, statement })),
    documents: graph.documents.map(({ title: name, uri }) => ({
      title: shortenName(name || uri, NAME_LENGTH),
      uri,
    })),
    quotes: quotes.list,
    facts: [],
    communities: [],
  };
  for (const edge of picked.edges) {
    const fact = edges.facts[edges.factStart[edge]!]!;
    view.facts.push(await showFact(graph, nodeOf, fact, quotes));
  }
  for (const [fact, { negated, subject, object }] of graph.facts.entries()) {
    if (negated && nodeOf.has(subject) && nodeOf.has(object))
      view.facts.push(await showFact(graph, nodeOf, fact, quotes));
  }
  for (const community of shown.kept) {
    const { title: name, level, parent, entities: members } = communities.list[community]!;
    const claims = [];
    for (const { text, cites } of reports.get(community) ?? []) {
      const cited = new Set<number>();
      // One after another, so that quotations stand in one order.
      for (const { fact } of cites) cited.add(await quotes.place(fact));
      claims.push({ text, quotes: [...cited].filter((at) => at >= 0) });
    }
    view.communities.push({
      title: shortenName(name, NAME_LENGTH),
      level,
      parent: parent === null ? -1 : (shown.positions.get(parent) ?? -1),
      size: members.length,
      nodes: members.flatMap((entity) => nodeOf.get(entity) ?? []),
      claims,
    });
  }
  return view;
}

async function showFact(
  graph: KnowledgeGraph,
  nodeOf: ReadonlyMap<number, number>,
  fact: number,
  quotes: QuoteList,
): Promise<number[]> {
  const { subject, predicate, object, confidence, negated } = graph.facts[fact]!;
  const quote = await quotes.place(fact);
  const [from, to] = [nodeOf.get(subject)!, nodeOf.get(object)!];
  const flags = [Math.round(confidence * 100), negated ? 1 : 0];
  return [from, predicate, to, ...flags, ...(quote < 0 ? [] : [quote])];
}

interface QuoteList {
  list: GraphView['quotes'];
  /** The position of a fact's quotation, added where it is new; -1 for an imported fact. */
  place(fact: number): Promise<number>;
}

/** Quotations, each once: many facts stand in one sentence. */
function createQuoteList(graph: KnowledgeGraph, passageText: PassageText): QuoteList {
  const list: GraphView['quotes'] = [];
  const known = new Map<string, number>();
  return {
    list,
    async place(fact) {
      const { source } = graph.facts[fact]!;
      if (isImported(source)) return -1;
      const key = `${source.passage} ${source.start} ${source.end}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const quote = await quoteFact(graph, fact, passageText);
      if ('file' in quote) return -1;
      const { document } = graph.passages[source.passage]!;
      known.set(key, list.push({ text: shortenName(quote.text, QUOTE_LENGTH), document }) - 1);
      return list.length - 1;
    },
  };
}

/** Communities of which anything is shown: the coarsest level whole, of finer ones those of at least two. */
function showCommunities({ list }: Communities, nodeOf: ReadonlyMap<number, number>) {
  const positions = new Map<number, number>();
  const kept: number[] = [];
  for (const [community, { level, entities }] of list.entries()) {
    const visible = entities.filter((entity) => nodeOf.has(entity)).length;
    if (visible >= (level === 0 ? 1 : 2)) positions.set(community, kept.push(community) - 1);
  }
  return { positions, kept };
}

function notesOn(graph: KnowledgeGraph, { entities, edges, hiddenEdges }: Picked): string[] {
  const notes = [
    `${whole(entities.length)} of ${whole(graph.entities.length)} entities and ${whole(edges.length)} of ${whole(graph.edges.subject.length)} edges are drawn.`,
  ];
  if (entities.length < graph.entities.length)
    notes.push('Of all entities, those with the most edges are drawn; equal ones by name.');
  if (hiddenEdges > 0)
    notes.push(
      `Of the edges between them, the most confident are drawn; ${whole(hiddenEdges)} are left out.`,
    );
  return notes;
}
