/** Disjoint sets of the numbers below `size` (Tarjan, 1975): union by size, paths halved. */
export interface UnionFind {
  find(item: number): number;
  /** Joins the sets of two items and gives the root of both. */
  union(a: number, b: number): number;
}

export function createUnionFind(size: number): UnionFind {
  const parent = Int32Array.from({ length: size }, (_, index) => index);
  const members = new Int32Array(size).fill(1);
  const find = (item: number): number => {
    let at = item;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  return {
    find,
    union(a, b) {
      const [x, y] = [find(a), find(b)];
      if (x === y) return x;
      const isLarger = members[x]! > members[y]! || (members[x] === members[y] && x < y);
      const [root, other] = isLarger ? [x, y] : [y, x];
      parent[other] = root;
      members[root]! += members[other]!;
      return root;
    },
  };
}
