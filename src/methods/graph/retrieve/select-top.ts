export interface Ranked {
  index: number;
  score: number;
}

/**
 * The `limit` candidates with the highest scores, best first, ties by index. `scores` is looked up by candidate. A heap of
 * `limit` entries: n log(limit).
 */
export function selectTop(
  candidates: ArrayLike<number>,
  scores: ArrayLike<number>,
  limit: number,
  length = candidates.length,
): Ranked[] {
  const heap: number[] = [];
  const isWorse = (a: number, b: number): boolean =>
    scores[a]! < scores[b]! || (scores[a] === scores[b] && a > b);
  const sink = (from: number): void => {
    let at = from;
    for (;;) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && isWorse(heap[child]!, heap[worst]!)) worst = child;
      }
      if (worst === at) return;
      [heap[at], heap[worst]] = [heap[worst]!, heap[at]!];
      at = worst;
    }
  };
  if (limit < 1) return [];
  for (let i = 0; i < length; i++) {
    const candidate = candidates[i]!;
    if (heap.length < limit) {
      heap.push(candidate);
      if (heap.length === limit) for (let at = heap.length >> 1; at >= 0; at--) sink(at);
    } else if (isWorse(heap[0]!, candidate)) {
      heap[0] = candidate;
      sink(0);
    }
  }
  return heap
    .toSorted((a, b) => (isWorse(a, b) ? 1 : -1))
    .map((index) => ({ index, score: scores[index]! }));
}

/** Best first, ties by index. */
export const sortRanked = (ranked: readonly Ranked[]): Ranked[] =>
  ranked.toSorted((a, b) => b.score - a.score || a.index - b.index);

/** The `limit` best of scores by index, best first, ties by index. */
export function rankTop(scores: ReadonlyMap<number, number>, limit: number): Ranked[] {
  const all = Array.from(scores, ([index, score]) => ({ index, score }));
  if (all.length <= 4 * limit) return sortRanked(all).slice(0, limit);
  // Few are above the worst of the best: it is looked for first, and only what reaches it is sorted.
  const least = Float64Array.from(scores.values()).toSorted().at(-limit)!;
  return sortRanked(all.filter(({ score }) => score >= least)).slice(0, limit);
}
