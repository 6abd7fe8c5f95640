import { createRandom, type Random } from '../../../../../core/random.ts';
import type { Kernels, Numbers } from '../../kernels/kernels.ts';
import type { Neighbourhoods } from '../../neighbourhoods.ts';
import type { TripleSet } from '../../triples.ts';
import { runUltra } from '../model.ts';
import { prepareGraph } from '../prepare-graph.ts';
import { countParameters, drawParameters, type UltraShape, viewParameters } from '../shape.ts';
import { drawExercise, drawQuestion, type Exercise } from './draw-exercise.ts';
import { drawRuleGraph } from './draw-rule-graph.ts';
import { rankingLoss, type RankingLoss } from './ranking-loss.ts';
import { sampleSubgraph } from './sample-subgraph.ts';

export const DEFAULTS = {
  seed: 1,
  /** Graphs drawn for a step, and questions asked of each. */
  graphs: 4,
  questions: 3,
  /** Share of graphs of random rules; the others are parts of the training graphs, each as often. */
  ruleGraphShare: 0.5,
  /** Of Adam, after a linear rise over `warmUpSteps`; it falls with the root of the step after `decaySteps`. */
  rate: 1e-3,
  warmUpSteps: 100,
  decaySteps: 2000,
  /** Longest gradient; longer ones are shortened to it. */
  maxSlope: 1,
  /** Of the running average of the parameters, which is what is kept in the end. */
  averaging: 0.998,
};

export type TrainingOptions = typeof DEFAULTS;

/** All that a run is at a step; a run goes on from it as if it had never stopped. */
export interface TrainingState {
  step: number;
  parameters: Float32Array;
  average: Float32Array;
  first: Float32Array;
  second: Float32Array;
}

export function beginTraining(shape: UltraShape, { seed }: TrainingOptions): TrainingState {
  const parameters = drawParameters(shape, createRandom(`ultra/${seed}/parameters`));
  const count = parameters.length;
  return {
    step: 0,
    parameters,
    average: parameters.slice(),
    first: new Float32Array(count),
    second: new Float32Array(count),
  };
}

/**
 * Makes a step: draws graphs and questions by the seed and the step alone, and moves the parameters by Adam. The state is
 * changed in place.
 */
export function createTrainer(
  kernels: Kernels,
  shape: UltraShape,
  sources: readonly Neighbourhoods[],
  options: TrainingOptions,
): (state: TrainingState) => RankingLoss {
  const { graphs, questions, rate, warmUpSteps, decaySteps, maxSlope, averaging } = options;
  const count = countParameters(shape);
  const take = (): Numbers => kernels.numbers(count);
  const [parameter, slope, first, second] = [take(), take(), take(), take()];
  const parameters = viewParameters(shape, parameter);
  const back = viewParameters(shape, slope);
  return (state) => {
    parameter.set(state.parameters);
    first.set(state.first);
    second.set(state.second);
    slope.fill(0);
    state.step++;
    const random = createRandom(`ultra/${options.seed}/step/${state.step}`);
    const sum = { loss: 0, mrr: 0 };
    const weight = 1 / (graphs * questions);
    for (let graph = 0; graph < graphs; graph++) {
      const exercise = drawFrom(sources, options.ruleGraphShare, random);
      const mark = kernels.mark();
      const prepared = prepareGraph(exercise.facts, kernels);
      for (let i = 0; i < questions; i++) {
        const inner = kernels.mark();
        const question = drawQuestion(exercise, random);
        const pass = runUltra(kernels, shape, parameters, prepared, question, true);
        const scoreSlope = kernels.numbers(pass.scores.length);
        const scores = pass.scores.subarray(0, prepared.entities * question.heads.length);
        const { loss, mrr } = rankingLoss(exercise, question, scores, scoreSlope, weight);
        pass.back(scoreSlope, back);
        sum.loss += loss * weight;
        sum.mrr += mrr * weight;
        kernels.release(inner);
      }
      kernels.release(mark);
    }
    shorten(slope, maxSlope);
    const rise = Math.min(1, state.step / warmUpSteps);
    const fall = Math.sqrt(decaySteps / Math.max(decaySteps, state.step));
    kernels.adam(count, { parameter, slope, first, second }, rate * rise * fall, state.step);
    state.parameters.set(parameter);
    state.first.set(first);
    state.second.set(second);
    // Early parameters are forgotten faster, so that the average does not lag behind.
    const keep = Math.min(averaging, state.step / (state.step + 10));
    for (let i = 0; i < count; i++)
      state.average[i] = keep * state.average[i]! + (1 - keep) * parameter[i]!;
    return sum;
  };
}

/** A graph of random rules or a part of one of the sources, with triples hidden. */
export function drawFrom(
  sources: readonly Neighbourhoods[],
  ruleGraphShare: number,
  random: Random,
): Exercise {
  for (;;) {
    const graph: TripleSet =
      sources.length === 0 || random.next() < ruleGraphShare
        ? drawRuleGraph(random)
        : sampleSubgraph(random.pick(sources), random);
    const exercise = drawExercise(graph, random);
    if (exercise !== undefined) return exercise;
  }
}

function shorten(slope: Numbers, most: number): void {
  let square = 0;
  for (let i = 0; i < slope.length; i++) square += slope[i]! ** 2;
  const length = Math.sqrt(square);
  if (length <= most) return;
  for (let i = 0; i < slope.length; i++) slope[i]! *= most / length;
}
