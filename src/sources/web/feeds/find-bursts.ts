/**
 * Bursts in a stream of batches, after J. Kleinberg, “Bursty and Hierarchical Structure in Streams” (KDD 2002), section 4: a two-state
 * automaton over the share of relevant items in each batch.
 */
export const BURST_DEFAULTS = {
  /** s: how many times the usual share a burst has. */
  scale: 2,
  /** γ: what it costs to enter a burst, in units of ln(batches). */
  gamma: 1,
} as const;

export interface Burst {
  /** First and last batch, both included. */
  start: number;
  end: number;
  /** How much better, in nats, the batches are explained by the burst than without it. */
  weight: number;
}

/**
 * `relevant[t]` of `total[t]` items are relevant in batch t. Raises RangeError where the lengths differ or a count is not from
 * 0 to its total. Viterbi, in time and memory linear in the batches.
 */
export function findBursts(
  relevant: readonly number[],
  total: readonly number[],
  options: { scale?: number; gamma?: number } = {},
): Burst[] {
  const { scale, gamma } = { ...BURST_DEFAULTS, ...options };
  const batches = total.length;
  if (relevant.length !== batches)
    throw new RangeError('findBursts: two counts a batch are needed');
  if (!(scale > 1) || !(gamma >= 0)) throw new RangeError('findBursts: scale > 1 and gamma ≥ 0');
  let hits = 0;
  let items = 0;
  for (let t = 0; t < batches; t++) {
    if (!(relevant[t]! >= 0 && relevant[t]! <= total[t]!))
      throw new RangeError(`findBursts: ${relevant[t]} of ${total[t]} in batch ${t}`);
    hits += relevant[t]!;
    items += total[t]!;
  }
  const usual = hits / items;
  const raised = scale * usual;
  // What never occurs has no bursts, nor has what is so usual that no share is `scale` times as high.
  if (hits === 0 || raised >= 1) return [];
  // σ(usual) − σ(raised): the binomial coefficient is the same in both.
  const gain = (t: number): number =>
    relevant[t]! * Math.log(raised / usual) +
    (total[t]! - relevant[t]!) * Math.log((1 - raised) / (1 - usual));
  const toEnter = gamma * Math.log(batches);

  // Costs relative to staying usual in every batch; leaving a burst is free.
  const cameFromBurst = [new Uint8Array(batches), new Uint8Array(batches)] as const;
  let usualCost = 0;
  let burstCost = Infinity;
  for (let t = 0; t < batches; t++) {
    const stays = burstCost <= usualCost + toEnter;
    const leaves = burstCost < usualCost;
    cameFromBurst[0][t] = leaves ? 1 : 0;
    cameFromBurst[1][t] = stays ? 1 : 0;
    const nextUsual = leaves ? burstCost : usualCost;
    burstCost = (stays ? burstCost : usualCost + toEnter) - gain(t);
    usualCost = nextUsual;
  }
  const bursts: Burst[] = [];
  let state: 0 | 1 = burstCost < usualCost ? 1 : 0;
  for (let t = batches - 1; t >= 0; t--) {
    const last = bursts.at(-1);
    if (state === 1) {
      if (last !== undefined && last.start === t + 1) {
        last.start = t;
        last.weight += gain(t);
      } else bursts.push({ start: t, end: t, weight: gain(t) });
    }
    state = cameFromBurst[state][t] === 1 ? 1 : 0;
  }
  return bursts.toReversed();
}
