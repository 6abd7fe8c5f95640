import type { Random } from '../../src/core/random.ts';
import { indexGraph } from '../../src/methods/graph/index-graph.ts';
import type {
  Fact,
  GraphContent,
  KnowledgeGraph,
} from '../../src/methods/graph/knowledge-graph.ts';

/** A fact of a small graph, by ids. */
export type Said = readonly [
  subject: string,
  predicate: string,
  object: string,
  more?: { negated?: boolean; confidence?: number; passage?: number; line?: number },
];

export interface SmallGraph {
  said: readonly Said[];
  /** Of things with a range, a kind or other names. */
  entities?: Record<
    string,
    { name?: string; kind?: string; aliases?: string[]; range?: [number, number] }
  >;
  /** Predicates that are their own inverse. */
  symmetric?: readonly string[];
  phrases?: Record<string, string>;
}

/** Passages of a small graph: eight documents of two each. */
const PASSAGES = 16;

/** A graph in a few lines. Ids in order of the alphabet; facts stand in passage 0 unless they say otherwise. */
export function makeSmallGraph({
  said,
  entities = {},
  symmetric = [],
  phrases = {},
}: SmallGraph): KnowledgeGraph {
  const ids = [
    ...new Set([...said.flatMap(([s, , o]) => [s, o]), ...Object.keys(entities)]),
  ].toSorted();
  const predicates = [...new Set(said.map(([, predicate]) => predicate))].toSorted();
  const content: GraphContent = {
    documents: Array.from({ length: PASSAGES / 2 }, (_, document) => ({
      record: '0'.repeat(64),
      id: `document-${document}`,
      uri: `small:${document}`,
      title: `Document ${document}`,
      license: null,
    })),
    files: [{ hash: '0'.repeat(64), uri: 'triples.tsv', license: null }],
    passages: Array.from({ length: PASSAGES }, (_, passage) => ({
      document: passage >> 1,
      block: passage & 1,
      start: 0,
      end: 100,
    })),
    entities: ids.map((id) => ({
      id,
      name: entities[id]?.name ?? id,
      kind: entities[id]?.kind ?? 'thing',
      aliases: entities[id]?.aliases ?? [],
      range: entities[id]?.range ?? null,
    })),
    predicates: predicates.map((id) => ({
      id,
      label: phrases[id] ?? id,
      statement: `{subject} ${phrases[id] ?? id} {object}`,
      forward: `what {x} ${phrases[id] ?? id}`,
      backward: `what ${phrases[id] ?? id} {x}`,
      inverse: symmetric.includes(id) ? id : null,
      subjectKind: null,
      objectKind: null,
    })),
    facts: said.map(([subject, predicate, object, more = {}]): Fact => ({
      subject: ids.indexOf(subject),
      predicate: predicates.indexOf(predicate),
      object: ids.indexOf(object),
      phrase: predicate,
      negated: more.negated ?? false,
      time: null,
      extractors: ['fast@1'],
      confidence: more.confidence ?? 0.9,
      source:
        more.line === undefined
          ? {
              passage: more.passage ?? 0,
              start: 0,
              end: 10,
              subject: [0, 1],
              object: [2, 3],
              cue: null,
            }
          : { file: 0, line: more.line },
    })),
  };
  return indexGraph(content);
}

/** Words of which none stands in another. */
const NAMES = 'ash birch cedar dogwood elm fir gorse hazel ivy juniper larch maple'.split(' ');

/**
 * A small graph with everything that trips: loops, both directions, a predicate that is its own inverse, facts said
 * twice, doubtful, denied, or said and denied, shared names, values whose ranges overlap.
 */
export function makeRandomGraph(random: Random, facts = 26): KnowledgeGraph {
  const things = NAMES.slice(0, 6 + random.integer(5));
  const years = Array.from({ length: 4 }, (_, at) => `year-${at}`);
  const said: Said[] = Array.from({ length: facts }, () => {
    const isValued = random.next() < 0.3;
    const predicate = isValued ? 'opened' : random.pick(['p', 'q', 'r', 'married']);
    const more = {
      negated: random.next() < 0.04,
      confidence: random.next() < 0.12 ? 0.3 : 0.9,
      passage: random.integer(PASSAGES),
    };
    return [random.pick(things), predicate, random.pick(isValued ? years : things), more];
  });
  const kinds = ['person', 'place'];
  return makeSmallGraph({
    said: [...said, ...said.slice(0, 2)],
    entities: {
      ...Object.fromEntries(things.map((id) => [id, { kind: kinds[random.integer(2)]! }])),
      [things[0]!]: { kind: 'person', aliases: random.next() < 0.3 ? [things[1]!] : [] },
      ...Object.fromEntries(
        years.map((id, at) => [id, { kind: 'time', range: [at * 300, at * 300 + 365] }]),
      ),
    },
    symmetric: ['married'],
  });
}
