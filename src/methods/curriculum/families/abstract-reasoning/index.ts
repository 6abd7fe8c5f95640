import type { Family } from '../family.ts';
import { causeFinding } from './cause-finding.ts';
import { kinshipComposition } from './kinship-composition.ts';
import { knightsAndKnaves } from './knights-and-knaves.ts';
import { matrixCompletion } from './matrix-completion.ts';
import { numberSequence } from './number-sequence.ts';
import { programTrace } from './program-trace.ts';
import { propositionalEntailment } from './propositional-entailment.ts';
import { syllogism } from './syllogism.ts';
import { transitiveInference } from './transitive-inference.ts';
import { unknownNumbers } from './unknown-numbers.ts';
import { wordProblem } from './word-problem.ts';

/** Task families of the sixth stage: rules, quantities and causes apart from what one sees. */
export const ABSTRACT_REASONING = [
  transitiveInference,
  syllogism,
  propositionalEntailment,
  knightsAndKnaves,
  numberSequence,
  kinshipComposition,
  programTrace,
  unknownNumbers,
  matrixCompletion,
  causeFinding,
  wordProblem,
] as unknown as readonly Family[];
