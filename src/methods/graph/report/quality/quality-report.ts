import type { Hash } from '../../../../core/hash.ts';
import type { CoverageReport } from '../../assign/coverage.ts';
import type { Communities } from '../../communities.ts';
import type { KnowledgeGraph } from '../../knowledge-graph.ts';
import type { Spread } from '../stats/measure-spread.ts';
import type { Balance } from './balance.ts';

/** Verdicts of one test. */
export interface Verdicts {
  pass: number;
  fail: number;
  unknown: number;
  notTested: number;
  /** Candidates that the test threw out before they became samples; null where rejections were not given. */
  rejected: number | null;
  /** Of all that were tested with a verdict, accepted or not, the share that failed; null where none was. */
  failedShare: number | null;
}

/** What the samples cost; tokens and money of the whole run, also of what it rejected. */
export interface Spending {
  calls: number;
  inputTokens: number;
  outputTokens: number;
  costUsd: number;
  /** True where some models have no known price: the cost is then more. */
  isUnpriced: boolean;
}

/** What samples of the graph method are like, as a whole. */
export interface QualityReport {
  samples: number;
  /** Samples of other methods, left out of everything here. */
  others: number;
  kinds: Record<string, number>;
  voices: Record<string, number>;
  splits: Record<string, number>;
  forms: Balance;
  hops: Balance;
  /** Sequences of predicates that the questions follow. */
  patterns: { distinct: number; entropyBits: number; largestShare: number };
  /** Documents that the facts of a path stand in. */
  documents: Balance;
  /** Of each graph that the samples name. `coverage` is null where the graph is not at hand. */
  graphs: { graph: Hash; samples: number; coverage: CoverageReport | null }[];
  answers: {
    /** The graph gives this one answer and no other, found by executing the query again. */
    unique: number;
    /** As many answers as the sample names, more than one. */
    several: number;
    /** The graph gives something else. */
    different: number;
    /** Graph not at hand. */
    notChecked: number;
    /** Share of the most frequent answer. */
    largestShare: number;
  };
  /** Samples whose every fact has a quoted sentence, an imported line, or neither. */
  support: { quoted: number; imported: number; missing: number };
  shortcut: Verdicts;
  necessity: Verdicts;
  retrieval: {
    /** Samples that show passages or statements. */
    open: number;
    passagesEach: Spread;
    /** Share of gold passages that retrieval found by itself, over the samples that say it. */
    measured: number;
    meanRetrievedGold: number | null;
    allRetrieved: number;
  };
  /** Samples that ask the very query of an earlier one of their kind, and such that put the same words. */
  duplicates: { queries: number; prompts: number };
  /** Null where no list of rejections was given. */
  rejections: Record<string, number> | null;
  spending: (Spending & { perAccepted: { tokens: number; costUsd: number } | null }) | null;
}

/** A graph that samples name, with its communities. */
export interface ReportedGraph {
  graph: KnowledgeGraph;
  communities: Communities;
}

export interface QualitySources {
  /** Opens what `evidence.graph` names; undefined where it is not at hand. Asked once for each graph. */
  openGraph(manifest: Hash): Promise<ReportedGraph | undefined>;
  /** Rejected candidates by part and reason. */
  rejections?:
    | readonly { part: string; reason: string }[]
    | AsyncIterable<{ part: string; reason: string }>;
  spending?: Spending | undefined;
}
