import type { Family } from '../family.ts';
import { knightsAndKnaves } from './knights-and-knaves.ts';
import { numberSequence } from './number-sequence.ts';
import { propositionalEntailment } from './propositional-entailment.ts';
import { syllogism } from './syllogism.ts';
import { transitiveInference } from './transitive-inference.ts';

/** Task families of the sixth stage: rules, quantities and causes apart from what one sees. */
export const ABSTRACT_REASONING = [
  transitiveInference,
  syllogism,
  propositionalEntailment,
  knightsAndKnaves,
  numberSequence,
] as unknown as readonly Family[];
