import type { QueryForm } from './query.ts';
import type { StepCode } from './step-index.ts';

/** A query in numbers, before it is executed. */
export interface Draft {
  anchors: number[];
  codes: StepCode[];
}

/**
 * All queries of one form as a tree: an owner (the anchor, the answer or the bridge that a query is drawn from), then a
 * choice at each level. Choices are numbers whose meaning is the form's own; what they are chosen by must depend on ids,
 * never on the numbers.
 */
export interface FormSpace {
  form: QueryForm;
  levels: number;
  /** Entities that queries are drawn from. */
  owners: readonly number[];
  /** How often a round comes to an owner. */
  visits(owner: number): number;
  /** Adds to `into` what may come after `chosen`. Cheap: whatever is dear is left to `admits`. */
  list(owner: number, chosen: readonly number[], into: number[]): void;
  /** A word that names a choice by ids; `which` of two. */
  word(choice: number, level: number, which: 0 | 1): number;
  /** How common the thing is that a choice leads to, from 1: the rarer, the likelier. */
  commonness(choice: number, level: number): number;
  /** The edge and the thing that a choice adds, or -1. */
  edge(choice: number, level: number): number;
  thing(choice: number, level: number): number;
  /** Whether a choice may be made: called once for each, as late as can be. */
  admits(owner: number, chosen: readonly number[], choice: number): boolean;
  /** The query of `levels` choices. */
  finish(owner: number, chosen: readonly number[]): Draft | undefined;
}
