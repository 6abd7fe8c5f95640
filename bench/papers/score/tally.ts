/** Of what is there, what was claimed and what of both is right. Tallies of several papers add up. */
export interface Tally {
  right: number;
  claimed: number;
  gold: number;
}

/** A part of a whole: an error rate, a share. */
export interface Share {
  part: number;
  whole: number;
}

export const precision = ({ right, claimed }: Tally): number =>
  claimed === 0 ? 1 : right / claimed;
export const recall = ({ right, gold }: Tally): number => (gold === 0 ? 1 : right / gold);
export const f1 = ({ right, claimed, gold }: Tally): number =>
  claimed + gold === 0 ? 1 : (2 * right) / (claimed + gold);
export const share = ({ part, whole }: Share): number => (whole === 0 ? 0 : part / whole);

/** Pairs of `truth` and `found`, each used once, the most alike first. */
export function pairUp<A, B>(
  truth: readonly A[],
  found: readonly B[],
  likeness: (a: A, b: B) => number,
  least: number,
): [number, number][] {
  const candidates: [number, number, number][] = [];
  truth.forEach((a, i) =>
    found.forEach((b, j) => {
      const value = likeness(a, b);
      if (value >= least) candidates.push([value, i, j]);
    }),
  );
  candidates.sort((a, b) => b[0] - a[0] || a[1] - b[1] || a[2] - b[2]);
  const [usedA, usedB] = [new Set<number>(), new Set<number>()];
  const pairs: [number, number][] = [];
  for (const [, i, j] of candidates) {
    if (usedA.has(i) || usedB.has(j)) continue;
    usedA.add(i);
    usedB.add(j);
    pairs.push([i, j]);
  }
  return pairs;
}
