import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/random.ts';
import type { Kernels, Numbers } from '../kernels/kernels.ts';
import { createPlainKernels } from '../kernels/plain-kernels.ts';
import { createWasmKernels } from '../kernels/wasm-kernels.ts';
import type { TripleSet } from '../triples.ts';
import { runUltra } from './model.ts';
import { prepareGraph } from './prepare-graph.ts';
import { drawExercise, drawQuestion } from './pretrain/draw-exercise.ts';
import { drawRuleGraph } from './pretrain/draw-rule-graph.ts';
import { rankingLoss } from './pretrain/ranking-loss.ts';
import { countParameters, drawParameters, viewParameters } from './shape.ts';

const SHAPE = { dimension: 8, relationLayers: 2, entityLayers: 3 };

function exerciseOf(seed: string) {
  const random = createRandom(seed);
  for (;;) {
    const graph = drawRuleGraph(random, { maxEntities: 14, maxTriples: 80 });
    const exercise = drawExercise(graph, random);
    if (exercise) return { exercise, question: drawQuestion(exercise, random) };
  }
}

/** Loss of a question as a function of the parameters, with its gradient. */
function lossOn(kernels: Kernels, seed: string) {
  const { exercise, question } = exerciseOf(seed);
  const prepared = prepareGraph(exercise.facts, kernels);
  const values = kernels.numbers(countParameters(SHAPE));
  values.set(drawParameters(SHAPE, createRandom(`${seed}/parameters`)));
  const parameters = viewParameters(SHAPE, values);
  const slopes = kernels.numbers(values.length);
  const evaluate = (withSlopes: boolean): number => {
    const mark = kernels.mark();
    const pass = runUltra(kernels, SHAPE, parameters, prepared, question, withSlopes);
    const slope = kernels.numbers(pass.scores.length);
    const scores = pass.scores.subarray(0, prepared.entities * question.heads.length);
    const { loss } = rankingLoss(exercise, question, scores, slope);
    if (withSlopes) pass.back(slope, viewParameters(SHAPE, slopes));
    kernels.release(mark);
    return loss;
  };
  return { values, slopes, evaluate };
}

describe('runUltra', () => {
  it('has the gradients that finite differences give, for every parameter', () => {
    for (const seed of ['a', 'b', 'c']) {
      const { values, slopes, evaluate } = lossOn(createPlainKernels('double'), seed);
      evaluate(true);
      const step = 1e-6;
      let [moved, far] = [0, 0];
      for (let i = 0; i < values.length; i++) {
        const before = values[i]!;
        values[i] = before + step;
        const above = evaluate(false);
        values[i] = before - step;
        const below = evaluate(false);
        values[i] = before;
        const expected = (above - below) / (2 * step);
        if (Math.abs(expected) > 1e-6) moved++;
        if (Math.abs(slopes[i]! - expected) > 1e-7 + 1e-4 * Math.abs(expected)) far++;
      }
      // A rectifier's corner may lie within a step.
      expect(far).toBeLessThanOrEqual(values.length / 500);
      expect(moved).toBeGreaterThan(values.length / 3);
    }
  });

  it('gives the same scores and gradients compiled as in double precision', () => {
    const exact = lossOn(createPlainKernels('double'), 'kernels');
    const compiled = lossOn(createWasmKernels(2 ** 26), 'kernels');
    expect(compiled.evaluate(true)).toBeCloseTo(exact.evaluate(true), 4);
    const scale = Math.hypot(...exact.slopes);
    const error = Math.hypot(...exact.slopes.map((slope, i) => slope - compiled.slopes[i]!));
    expect(error / scale).toBeLessThan(1e-4);
  });

  it('scores the same whatever entities and relations are called', () => {
    const { exercise, question } = exerciseOf('names');
    const { facts } = exercise;
    const random = createRandom('names/order');
    const order = (count: number): number[] =>
      random.shuffle(Array.from({ length: count }, (_, i) => i));
    const entity = order(facts.entities);
    const relation = order(facts.relations);
    const renamed: TripleSet = {
      ...facts,
      triples: facts.triples.map((value, i) => (i % 3 === 1 ? relation : entity)[value]!),
    };
    const kernels = createPlainKernels('double');
    const parameters = viewParameters(
      SHAPE,
      Float64Array.from(drawParameters(SHAPE, createRandom('names'))),
    );
    const scoresOf = (graph: TripleSet, q: number, heads: Int32Array): Numbers =>
      runUltra(
        kernels,
        SHAPE,
        parameters,
        prepareGraph(graph, kernels),
        { relation: q, heads },
        false,
      ).scores;
    const q = question.relation;
    const isInverse = q >= facts.relations;
    const asked = relation[q % facts.relations]! + (isInverse ? facts.relations : 0);
    const heads = question.heads.slice(0, 1);
    const plain = scoresOf(facts, q, heads);
    const other = scoresOf(
      renamed,
      asked,
      heads.map((head) => entity[head]!),
    );
    for (let e = 0; e < facts.entities; e++) expect(other[entity[e]!]).toBeCloseTo(plain[e]!, 8);
  });

  it('scores a query the same alone and among others', () => {
    const { exercise, question } = exerciseOf('batch');
    const kernels = createPlainKernels('double');
    const prepared = prepareGraph(exercise.facts, kernels);
    const parameters = viewParameters(
      SHAPE,
      Float64Array.from(drawParameters(SHAPE, createRandom('batch'))),
    );
    const heads = Int32Array.of(0, 3, 5);
    const run = (asked: Int32Array): Numbers =>
      runUltra(kernels, SHAPE, parameters, prepared, { ...question, heads: asked }, false).scores;
    const together = run(heads);
    for (const [i, head] of heads.entries()) {
      const alone = run(Int32Array.of(head));
      for (let e = 0; e < prepared.entities; e++)
        expect(together[3 * e + i]).toBeCloseTo(alone[e]!, 10);
    }
  });
});
