import type { CommunityReport } from '../communities/report-communities.ts';

/**
 * How passages are found. `lexical`: by their words. `vector`: by meaning, where an embedder is configured. `local`: by the
 * facts of the entities that the question names. `multi-hop`: by a walk over the graph from these entities and facts, so
 * that a passage is found whose subject the question does not name. `global`: by reports of communities.
 */
export const RETRIEVAL_MODES = ['lexical', 'vector', 'local', 'multi-hop', 'global'] as const;
export type RetrievalMode = (typeof RETRIEVAL_MODES)[number];

export interface RetrieveOptions {
  mode: RetrievalMode;
  /** How many passages, facts and entities of each at the most. */
  limit: number;
  /** Entities that are meant, by index, whatever the question's words: those that it was made of. */
  anchors: readonly number[];
  /** The question's own vector, where vectors of passages are stored: what is near by meaning is joined to what is found. */
  vector: Float32Array | null;
}

export const RETRIEVE_DEFAULTS: RetrieveOptions = {
  mode: 'multi-hop',
  limit: 10,
  anchors: [],
  vector: null,
};

/** A passage by its index in the graph, with the reasons for which it came, strongest first. */
export interface RankedPassage {
  index: number;
  score: number;
  because: string[];
}

/** Best first; ties by index. Scores compare within one list of one answer only. */
export interface Retrieved {
  mode: RetrievalMode;
  passages: RankedPassage[];
  /** By index in the graph's facts. */
  facts: { fact: number; score: number }[];
  entities: { entity: number; score: number; because: string }[];
  /** Of `global`: communities whose reports speak of it. */
  reports: { community: number; score: number }[];
}

/** What one search gives. */
export type Found = Omit<Retrieved, 'mode'>;

export interface Retriever {
  /**
   * Finds what bears on a question. A question that names nothing in the graph gives empty lists. Throws RecipeError on one
   * that is empty or too long, and on `vector` where there is no embedder.
   */
  retrieve(question: string, options?: Partial<RetrieveOptions>): Promise<Retrieved>;
  /** Reports of the graph's communities, by community. */
  reports(): readonly CommunityReport[];
}

/**
 * Scores candidates as answers to a question that starts at some entities, the likeliest start first: one for each, higher
 * is likelier, 0 where nothing speaks for it. `relevance`: of each predicate, how much of it the question says, 0 to 1.
 */
export type RerankEntities = (
  queryEntities: number[],
  candidates: number[],
  relevance: Float32Array,
) => Promise<Float32Array>;
