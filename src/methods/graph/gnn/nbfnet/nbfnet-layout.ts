import { glorot, layOutParameters, type ParameterLayout } from './parameters.ts';

/** What shapes a model. Its numbers depend on relations alone: an entity has none, so that new ones need no training. */
export interface NbfnetShape {
  relations: number;
  /** A multiple of 8. */
  dimension: number;
  layers: number;
  /**
   * Whether a layer's relation vectors follow from the query (`wᵣ = Wᵣ q + bᵣ`, as for FB15k-237) or are free (as for
   * WN18RR): the former has 2 relations × d² numbers a layer.
   */
  dependent: boolean;
  /**
   * Whether a node holds nothing until a message from the anchor reaches it, as in RED-GNN (Zhang and Yao 2022, arXiv
   * 2108.06040), so that a query costs what it reaches. Else all nodes are computed from the first layer on, from biases alone, and
   * tell their degrees to each other, as in NBFNet's own code: the same work for every query.
   */
  frontier: boolean;
}

export const NBFNET_DEFAULTS = { dimension: 32, layers: 4, dependent: true, frontier: false };

export function nbfnetLayout({
  relations,
  dimension: d,
  layers,
  dependent,
}: NbfnetShape): ParameterLayout {
  const types = 2 * relations;
  const entries = [{ name: 'query', length: types * d, scale: Math.sqrt(3) }];
  const each = (layer: number) => [
    ...(dependent
      ? [
          { name: `relation ${layer}`, length: types * d * d, scale: 1 / Math.sqrt(d) },
          { name: `relation bias ${layer}`, length: types * d, scale: 1 / Math.sqrt(d) },
        ]
      : [{ name: `relation ${layer}`, length: types * d, scale: Math.sqrt(3) }]),
    { name: `self ${layer}`, length: d * d, scale: glorot(2 * d, d) },
    { name: `message ${layer}`, length: d * d, scale: glorot(2 * d, d) },
    { name: `bias ${layer}`, length: d },
    { name: `gain ${layer}`, length: d, fill: 1 },
    { name: `shift ${layer}`, length: d },
  ];
  const head = [
    { name: 'head node', length: d * 2 * d, scale: glorot(2 * d, 2 * d) },
    { name: 'head query', length: d * 2 * d, scale: glorot(2 * d, 2 * d) },
    { name: 'head bias', length: 2 * d },
    { name: 'head out', length: 2 * d, scale: glorot(2 * d, 1) },
    { name: 'head out bias', length: 1 },
  ];
  return layOutParameters([
    ...entries,
    ...Array.from({ length: layers }, (_, layer) => each(layer)).flat(),
    ...head,
  ]);
}
