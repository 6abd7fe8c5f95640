import type { Ranked } from './select-top.ts';

/** What damps the first places (Cormack, Clarke, Büttcher 2009; doi:10.1145/1571941.1572114). */
const DAMPING = 60;

/** Reciprocal rank fusion: one ranking of several, each with a weight. Best first, ties by index. */
export function fuseRanks(
  rankings: readonly { ranked: readonly Ranked[]; weight: number }[],
  limit: number,
): Ranked[] {
  const scores = new Map<number, number>();
  for (const { ranked, weight } of rankings) {
    for (const [place, { index }] of ranked.entries()) {
      scores.set(index, (scores.get(index) ?? 0) + weight / (DAMPING + place + 1));
    }
  }
  return Array.from(scores, ([index, score]) => ({ index, score }))
    .toSorted((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, limit);
}
