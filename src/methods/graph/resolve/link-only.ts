import type { NameClusters } from './name-clusters.ts';

/** Links a shorter name where all that it may stand for is one thing. */
export function linkOnly(
  clusters: NameClusters,
  node: number,
  candidates: readonly number[],
  rule: 'initials' | 'surname' | 'given-name' | 'short-name' | 'middle-name',
): void {
  const roots = new Set(candidates.map(clusters.find));
  if (roots.size !== 1) return;
  const longest = candidates.reduce((best, other) =>
    clusters.nodes[other]!.tokens.length > clusters.nodes[best]!.tokens.length ? other : best,
  );
  if (clusters.link(node, longest, rule)) clusters.nodes[node]!.derived = true;
}
