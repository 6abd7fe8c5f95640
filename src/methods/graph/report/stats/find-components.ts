import type { KnowledgeGraph } from '../../knowledge-graph.ts';

/**
 * Sizes of the weakly connected components, greatest first: what edges join, whatever their direction. Union-find with
 * path halving and union by size (Tarjan 1975). An entity without edges is a component of one.
 */
export function findComponents({
  entities,
  edges,
}: Pick<KnowledgeGraph, 'entities' | 'edges'>): number[] {
  const parent = Int32Array.from(entities.keys());
  const size = new Int32Array(entities.length).fill(1);
  const root = (entity: number): number => {
    let at = entity;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  for (let edge = 0; edge < edges.subject.length; edge++) {
    const a = root(edges.subject[edge]!);
    const b = root(edges.object[edge]!);
    if (a === b) continue;
    const [small, large] = size[a]! < size[b]! ? [a, b] : [b, a];
    parent[small] = large;
    size[large]! += size[small]!;
  }
  const sizes: number[] = [];
  for (const [entity, own] of parent.entries()) if (own === entity) sizes.push(size[entity]!);
  return sizes.toSorted((a, b) => b - a);
}
