import type { Hash } from '../../core/hash.ts';

/** A document that facts were taken from. */
export interface GraphDocument {
  /** Hash of the stored document record. */
  record: Hash;
  /** The document's identity: what splits keep together. */
  id: string;
  uri: string;
  title: string;
  license: string | null;
}

/** A run of one block of a document: what is extracted at once, retrieved and shown. Offsets in code points of the block. */
export interface GraphPassage {
  document: number;
  block: number;
  start: number;
  end: number;
}

/** A thing or a value. */
export interface Entity {
  /** Unique in the graph, and what proofs name: the name, with a number behind it where several share one: `Paris (2)`. */
  id: string;
  /** As a text says it. */
  name: string;
  /** `person`, `organization`, `place`, `work`, `event`, `time`, `number`, `other`, or a word of the user's ontology. */
  kind: string;
  /** Other names, sorted, without `name`. */
  aliases: string[];
  /** Of times (days since 1970-01-01, end excluded) and numbers: the range that the text allows. Null for things. */
  range: [number, number] | null;
}

/** A relation. Sentences are made of it by putting names in place of `{subject}` and `{object}`, or `{x}`. */
export interface Predicate {
  /** Unique in the graph: `place-of-birth`, or the words of an open predicate: `design`. */
  id: string;
  /** For people: `place of birth`. */
  label: string;
  /** `{subject} was born in {object}`. */
  statement: string;
  /** Names an object by its subject: `the place where {x} was born`. */
  forward: string;
  /** Names a subject by its object: `the person who was born in {x}`. */
  backward: string;
  /** The predicate whose facts say the same the other way round, or null. Only one of the two has facts. */
  inverse: string | null;
  /** Kinds of subject and object, for question words; null where mixed. */
  subjectKind: string | null;
  objectKind: string | null;
}

/** Where the words of a fact stand: offsets in code points of the block. */
export interface FactSpan {
  passage: number;
  /** The sentence or sentences that say it. */
  start: number;
  end: number;
  subject: [number, number];
  object: [number, number];
  /** The words that say the relation; null where punctuation does (`Berlin, Germany`). */
  cue: [number, number] | null;
}

/** A line of an imported file, from 1. `file` counts among the graph's files. */
export interface FactLine {
  file: number;
  line: number;
}

/** A statement as one place gives it. Subject, predicate and object are indices into the graph's lists. */
export interface Fact {
  subject: number;
  predicate: number;
  object: number;
  /** The words of the predicate in the text. */
  phrase: string;
  /** True where the text denies it. */
  negated: boolean;
  /** When it held, in the text's words; null where it does not say. */
  time: string | null;
  /** `fast@1`, `model@1`, `import@1`; several, sorted, where extractors agreed on the same words. */
  extractors: string[];
  /** 0 to 1. */
  confidence: number;
  source: FactSpan | FactLine;
}

/** An imported file. */
export interface GraphFile {
  /** Hash of its stored bytes. */
  hash: Hash;
  uri: string;
  license: string | null;
}

/** What is stored of a graph: everything else is computed from it. Lists are in canonical order. */
export interface GraphContent {
  documents: GraphDocument[];
  files: GraphFile[];
  passages: GraphPassage[];
  entities: Entity[];
  predicates: Predicate[];
  facts: Fact[];
}

/** Distinct, undenied (subject, predicate, object), sorted by these three; index i of each array is edge i. */
export interface Edges {
  subject: Int32Array;
  predicate: Int32Array;
  object: Int32Array;
  /** Highest confidence among the edge's facts. */
  confidence: Float32Array;
  /** Facts of edge i: `facts[factStart[i]] … facts[factStart[i + 1] - 1]`, most confident first. */
  factStart: Int32Array;
  facts: Int32Array;
}

/** A graph with its indices. Edges of subject s: `outStart[s]` to `outStart[s + 1]`, as they are sorted by subject. */
export interface KnowledgeGraph extends GraphContent {
  edges: Edges;
  outStart: Int32Array;
  /** Edges of object o: `inEdges[inStart[o]] … inEdges[inStart[o + 1] - 1]`, ascending. */
  inStart: Int32Array;
  inEdges: Int32Array;
  entityById: ReadonlyMap<string, number>;
  predicateById: ReadonlyMap<string, number>;
}

export const isImported = (source: Fact['source']): source is FactLine => 'file' in source;
