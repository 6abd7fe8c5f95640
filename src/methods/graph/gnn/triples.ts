/** Facts as integers: head, relation and tail of each in turn, so `triples.length` is three times their number. */
export interface TripleSet {
  entities: number;
  relations: number;
  triples: Int32Array;
}

/** A graph split for link prediction. Entities and relations are numbered over all three files, in order of appearance. */
export interface LinkSplit {
  entityNames: string[];
  relationNames: string[];
  /** Head, relation and tail of each in turn. */
  train: Int32Array;
  valid: Int32Array;
  test: Int32Array;
}

/** Scores of every entity as the tail of each query; heads are asked for through inverse relations, `relation + relations`. */
export interface TailScorer {
  /**
   * `queries` holds head and relation (below `2 × relations`) of each in turn. Gives one row of `entities` scores for
   * each query, higher is likelier.
   */
  scoreTails(queries: Int32Array): Promise<Float32Array>;
}
