/**
 * Forms of queries, in the names of the multi-hop literature (Ren et al., Query2box, arXiv 2002.05969): `2p` is a path of
 * two relations, `2i` the things that two relations meet in, `pi` a path that meets a relation, `ip` a relation of what
 * two meet in. `count` counts what a path of one reaches; `more` and `less` compare two things by a value; `most` and
 * `least` take the extreme of what a relation reaches.
 */
export const QUERY_FORMS = [
  '1p',
  '2p',
  '3p',
  '4p',
  '2i',
  '3i',
  'pi',
  'ip',
  'count',
  'more',
  'less',
  'most',
  'least',
] as const;
export type QueryForm = (typeof QUERY_FORMS)[number];

/**
 * A query over a graph by ids, so that it means the same in the next state of the graph. A predicate is followed from
 * subject to object, with `^` before it from object to subject.
 *
 * `1p`–`4p`: one anchor, one to four predicates in order. `2i`, `3i`: as many anchors as predicates, pairwise.
 * `pi`: anchors a, b; predicates p, q (path from a), r (from b). `ip`: anchors a, b; predicates p (from a), q (from b), r.
 * `count`: anchor, predicate. `more`, `less`: anchors a and b, one predicate whose objects have a range.
 * `most`, `least`: anchor, predicate to the things compared, predicate to their values.
 */
export interface GraphQuery {
  form: QueryForm;
  anchors: string[];
  predicates: string[];
}

/** An edge by ids, in the direction in which the graph holds it. */
export interface EdgeIds {
  subject: string;
  predicate: string;
  object: string;
}

/** One assignment: a query with its answers, chosen before any token is spent. Ids only, no indices. */
export interface QueryPayload {
  query: GraphQuery;
  /** Ids of all answers, sorted; of `count` the number in digits. */
  answers: string[];
  /** The edges that prove the answer, in the order of reasoning. */
  path: EdgeIds[];
  /** What the path goes through and the question must not name: ids of things that are neither anchor nor answer. */
  bridges: string[];
  /** Ids of near misses, likeliest first; none of them an answer. */
  distractors: string[];
  /** Null for an answerable question; else the edge of the path whose passages are withheld. */
  withheld: EdgeIds | null;
  /**
   * What was drawn on purpose: steps between the furthest anchor and the answer; documents that must be read for all edges;
   * communities that the path's things lie in, or null where they were left to chance.
   */
  plan: { hops: number; documents: number; communities: number | null };
}
