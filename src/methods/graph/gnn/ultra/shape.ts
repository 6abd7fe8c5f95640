import type { Random } from '../../../../core/random.ts';
import type { Numbers } from '../kernels/kernels.ts';
import type { LayerNumbers } from '../nbfnet/pass.ts';
import type { Perceptron } from './perceptron.ts';
import { EDGE_TYPES } from './relation-graph.ts';

/** Sizes of a model. */
export interface UltraShape {
  /** Width of every vector, a multiple of 8. */
  dimension: number;
  /** Steps of message passing over the graph of relations. */
  relationLayers: number;
  /** Steps of message passing over the graph itself: the longest path that counts. */
  entityLayers: number;
}

export const DEFAULTS: UltraShape = { dimension: 32, relationLayers: 3, entityLayers: 4 };

/** A model's parameters, or, in the same shape, their gradients. */
export interface UltraParameters {
  /** Every number, in one array; all others are views of it. */
  all: Numbers;
  /** `kinds` has a vector of d for each type of edge between relations. */
  relation: { kinds: Numbers; layer: LayerNumbers }[];
  /** `mix` makes a relation's vector into its weight in this layer. */
  entity: { mix: Perceptron; layer: LayerNumbers }[];
  /** Entity and query to a score. */
  head: Perceptron;
}

export function countParameters({
  dimension: d,
  relationLayers,
  entityLayers,
}: UltraShape): number {
  const layer = 2 * d * d + 3 * d;
  const mix = 2 * (d * d + d);
  return (
    relationLayers * (EDGE_TYPES * d + layer) + entityLayers * (mix + layer) + 4 * d * d + 4 * d + 1
  );
}

/** Cuts an array of {@link countParameters} numbers into the parts of a model. Throws RangeError on another length. */
export function viewParameters(shape: UltraShape, all: Numbers): UltraParameters {
  const { dimension: d } = shape;
  const count = countParameters(shape);
  if (all.length !== count)
    throw new RangeError(`ultra: ${all.length} parameters where the shape has ${count}`);
  let at = 0;
  const take = (length: number): Numbers => all.subarray(at, (at += length));
  const layer = (): LayerNumbers => ({
    self: take(d * d),
    message: take(d * d),
    bias: take(d),
    gain: take(d),
    shift: take(d),
  });
  const perceptron = (from: number, middle: number, to: number): Perceptron => ({
    weight1: take(from * middle),
    bias1: take(middle),
    weight2: take(middle * to),
    bias2: take(to),
  });
  return {
    all,
    relation: Array.from({ length: shape.relationLayers }, () => ({
      kinds: take(EDGE_TYPES * d),
      layer: layer(),
    })),
    entity: Array.from({ length: shape.entityLayers }, () => ({
      mix: perceptron(d, d, d),
      layer: layer(),
    })),
    head: perceptron(2 * d, 2 * d, 1),
  };
}

/** Draws parameters to begin with: linear parts evenly within 1/√inputs, vectors of kinds within 1, norms neutral. */
export function drawParameters(shape: UltraShape, random: Random): Float32Array {
  const all = new Float32Array(countParameters(shape));
  const { relation, entity, head } = viewParameters(shape, all);
  const { dimension: d } = shape;
  const evenly = (part: Numbers, bound: number): void => {
    for (let i = 0; i < part.length; i++) part[i] = (2 * random.next() - 1) * bound;
  };
  const drawLayer = ({ self, message, bias, gain }: LayerNumbers): void => {
    for (const part of [self, message, bias]) evenly(part, 1 / Math.sqrt(2 * d));
    gain.fill(1);
  };
  const drawPerceptron = ({ weight1, bias1, weight2, bias2 }: Perceptron): void => {
    const inputs = weight1.length / bias1.length;
    for (const part of [weight1, bias1]) evenly(part, 1 / Math.sqrt(inputs));
    for (const part of [weight2, bias2]) evenly(part, 1 / Math.sqrt(bias1.length));
  };
  for (const { kinds, layer } of relation) {
    evenly(kinds, 1);
    drawLayer(layer);
  }
  for (const { mix, layer } of entity) {
    drawPerceptron(mix);
    drawLayer(layer);
  }
  drawPerceptron(head);
  return all;
}
