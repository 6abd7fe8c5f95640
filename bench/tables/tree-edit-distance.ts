/** Edit distance of ordered trees: Zhang and Shasha, SIAM J. Comput. 18 (1989). */

export interface Tree<T> {
  label: T;
  children: Tree<T>[];
}

/** Deleting and inserting cost 1 each; `rename` gives the cost of one label for another. */
export function treeEditDistance<T>(
  a: Tree<T>,
  b: Tree<T>,
  rename: (from: T, to: T) => number,
): number {
  const one = flatten(a);
  const two = flatten(b);
  const costs = new Float64Array(one.labels.length * two.labels.length);
  const width = two.labels.length;
  const distance = Array.from({ length: one.labels.length + 1 }, () => new Float64Array(width + 1));
  for (const rootA of one.keyRoots) {
    for (const rootB of two.keyRoots) {
      const [lowA, lowB] = [one.leftmost[rootA]!, two.leftmost[rootB]!];
      distance[lowA]![lowB] = 0;
      for (let i = lowA; i <= rootA; i++) distance[i + 1]![lowB] = distance[i]![lowB]! + 1;
      for (let j = lowB; j <= rootB; j++) distance[lowA]![j + 1] = distance[lowA]![j]! + 1;
      for (let i = lowA; i <= rootA; i++) {
        for (let j = lowB; j <= rootB; j++) {
          const drop = Math.min(distance[i]![j + 1]!, distance[i + 1]![j]!) + 1;
          const [leftA, leftB] = [one.leftmost[i]!, two.leftmost[j]!];
          if (leftA === lowA && leftB === lowB) {
            const cost = Math.min(drop, distance[i]![j]! + rename(one.labels[i]!, two.labels[j]!));
            distance[i + 1]![j + 1] = cost;
            costs[i * width + j] = cost;
          } else {
            distance[i + 1]![j + 1] = Math.min(
              drop,
              distance[leftA]![leftB]! + costs[i * width + j]!,
            );
          }
        }
      }
    }
  }
  return costs[(one.labels.length - 1) * width + width - 1]!;
}

/** Nodes in postorder, with the leftmost leaf under each, and those roots whose leftmost leaf no later node shares. */
function flatten<T>(tree: Tree<T>): { labels: T[]; leftmost: number[]; keyRoots: number[] } {
  const labels: T[] = [];
  const leftmost: number[] = [];
  const visit = (node: Tree<T>): number => {
    let first = -1;
    for (const child of node.children) {
      const left = visit(child);
      if (first < 0) first = left;
    }
    labels.push(node.label);
    leftmost.push(first < 0 ? labels.length - 1 : first);
    return leftmost.at(-1)!;
  };
  visit(tree);
  const last = new Map<number, number>();
  leftmost.forEach((left, index) => last.set(left, index));
  return { labels, leftmost, keyRoots: [...last.values()].toSorted((x, y) => x - y) };
}
