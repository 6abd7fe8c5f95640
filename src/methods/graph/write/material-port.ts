import type { Hash } from '../../../core/hash.ts';
import type { Communities } from '../communities.ts';
import type { KnowledgeGraph } from '../knowledge-graph.ts';
import type { WriteOptions } from './options.ts';

/** Ranks every entity as the answer of a chain of steps; higher is likelier. */
export interface ChainScorer {
  /** `zero-shot`: the shipped weights, with which verify scores again. Any other name: a trained model's, attested. */
  name: string;
  /** Hash of its weights, so that verify knows whether it has the same. */
  revision: Hash;
  /** Steps are predicates by index, plus the number of predicates for the way back; `without` are edges, hidden both ways. */
  chain(
    anchor: number,
    steps: readonly number[],
    without?: readonly number[],
  ): Promise<Float32Array>;
}

export type EmbedQuestion = (question: string) => Promise<Float32Array>;

/** A prepared graph as writing needs it. */
export interface GraphWriting {
  /** Hash of the manifest record, and of the stored graph that it names. */
  manifestHash: Hash;
  snapshot: Hash;
  graph: KnowledgeGraph;
  /** The graph's communities, and the hash of their record. */
  communities: Communities;
  communitiesHash: Hash;
  options: WriteOptions;
  passageText(index: number): Promise<string>;
  /**
   * The passages that retrieval finds for a question, best first. `embed` gives the question's vector, and is asked where
   * passages have vectors.
   */
  retrieve(
    question: string,
    anchors: readonly number[],
    k: number,
    embed?: EmbedQuestion,
  ): Promise<readonly { passage: number; score: number }[]>;
  scorer?: ChainScorer | undefined;
}
