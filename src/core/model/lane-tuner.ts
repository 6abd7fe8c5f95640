/**
 * Finds how many calls an endpoint can take at once from completed work alone.
 *
 * A server that queues answers nothing of its load: past its capacity, throughput stays and latency grows. So the limit
 * climbs while throughput climbs with it (hill climbing on the throughput curve; cf. Hellerstein et al., "Feedback Control
 * of Computing Systems", 2004, ch. 9, and the .NET thread pool's hill climbing), measured in whole rounds of as many
 * completions as there are lanes, which makes a rate exact even where calls end in lockstep. Rounds give a mean and a
 * standard error; a step is judged once the error is small against what is asked, or after `mostRounds`.
 *
 *  - growing: raise by `growth` while at least `gain` of the proportional rise comes true; else fall back to the knee
 *    that the two rates imply, plus headroom;
 *  - resting: hold; now and then probe up (kept if throughput rises) or down (kept if it does not fall), each probe that
 *    changes nothing doubling the rest before the next;
 *  - a rate limit multiplies by `decrease`, once a burst, and its height is remembered as a ceiling for a while.
 *
 * Rounds in which lanes stood empty for want of work say nothing and are dropped.
 */
export const TUNER_DEFAULTS = {
  growth: 2,
  probeUp: 1.25,
  probeDown: 0.8,
  /** Share of the proportional rise that must come true. */
  gain: 0.5,
  /** A probe down may cost this share of the proportional fall. */
  loss: 0.25,
  headroom: 1.15,
  decrease: 0.7,
  leastRounds: 2,
  mostRounds: 8,
  /** Standard errors between a rate and its threshold that settle the matter early. */
  certainty: 2,
  firstRestRounds: 8,
  longestRestRounds: 128,
  /** Rounds without a rate limit after which its ceiling is forgotten. */
  ceilingRounds: 256,
};

export interface LaneTuner {
  limit(): number;
  done(call: { weight: number; startedMs: number; nowMs: number; busy: boolean }): void;
  limited(inFlight: number, nowMs: number): void;
}

interface Rate {
  mean: number;
  /** Standard error of the mean. */
  error: number;
}

/** Starts a tuner at `start` lanes. Plain arithmetic: no clock, no timer, O(1) a call. */
export function createLaneTuner(start: number, max: number, nowMs: number): LaneTuner {
  const d = TUNER_DEFAULTS;
  let limit = start;
  let phase: 'growing' | 'resting' | 'probing' = 'growing';
  /** The level that the present one is compared with; null until one has been measured. */
  let base: { limit: number; rate: Rate } | null = null;
  let restRounds = d.firstRestRounds;
  let rested = 0;
  let probeDownNext = false;
  let saturated = false;
  let ceiling = Infinity;
  let roundsSinceLimited = 0;

  // The measurement under way. `skip` completions after a change still belong to the level before.
  let skip = 0;
  let inRound = 0;
  let roundWeight = 0;
  let roundStartMs = nowMs;
  let idle = false;
  let rounds = 0;
  let work = 0;
  let timeMs = 0;
  let sum = 0;
  let squares = 0;

  function setLimit(next: number): void {
    const bounded = Math.max(
      1,
      Math.min(max, Math.round(next), ceiling === Infinity ? max : Math.max(1, ceiling - 1)),
    );
    skip = limit;
    limit = bounded;
    restart();
  }

  function restart(): void {
    inRound = rounds = roundWeight = work = timeMs = sum = squares = 0;
    idle = false;
  }

  function rate(): Rate {
    // The mean is all work over all time: single rounds are coarse where a server works in batches.
    const average = sum / rounds;
    const variance =
      rounds > 1 ? Math.max(0, (squares - rounds * average * average) / (rounds - 1)) : 0;
    return { mean: work / timeMs, error: Math.sqrt(variance / rounds) };
  }

  /** Compares the present rate with a threshold: above, below, or not known yet. */
  function judge(threshold: number, baseError: number): 'above' | 'below' | null {
    if (rounds < d.leastRounds) return null;
    const { mean, error } = rate();
    const distance = (mean - threshold) / Math.max(1e-12, Math.hypot(error, baseError));
    if (rounds < d.mostRounds && Math.abs(distance) < d.certainty) return null;
    return mean >= threshold ? 'above' : 'below';
  }

  function grow(): void {
    const next = Math.max(limit + 1, limit * (ceiling === Infinity ? d.growth : d.probeUp));
    if (limit >= max || Math.min(Math.round(next), ceiling - 1) <= limit) return rest();
    base = { limit, rate: rate() };
    phase = 'growing';
    setLimit(next);
  }

  function rest(): void {
    phase = 'resting';
    base = null;
    rested = 0;
    restart();
  }

  function onRound(): void {
    roundsSinceLimited++;
    if (roundsSinceLimited > d.ceilingRounds) ceiling = Infinity;
    if (phase === 'growing') return onGrowingRound();
    if (phase === 'probing') return onProbingRound();
    rested++;
    if (rested < restRounds || rounds < d.leastRounds) return;
    probe();
  }

  function onGrowingRound(): void {
    if (base === null) {
      if (rounds >= d.leastRounds) grow();
      return;
    }
    const proportional = limit / base.limit - 1;
    const needed = base.rate.mean * (1 + d.gain * proportional);
    // Two rounds that bring most of what can be had are enough to go on; the next step would show the error.
    const plain =
      rounds === d.leastRounds && rate().mean > base.rate.mean * (1 + 0.8 * proportional);
    const verdict = plain ? 'above' : judge(needed, base.rate.error * (1 + d.gain * proportional));
    if (verdict === null) return;
    if (verdict === 'above') return grow();
    saturated = true;
    const knee = base.limit * Math.max(1, rate().mean / base.rate.mean);
    setLimit(Math.min(limit, Math.ceil(knee * d.headroom)));
    rest();
  }

  function probe(): void {
    base = { limit, rate: rate() };
    const down = probeDownNext && saturated && limit > 1;
    probeDownNext = !probeDownNext;
    const next = down
      ? Math.min(limit - 1, limit * d.probeDown)
      : Math.max(limit + 1, limit * d.probeUp);
    if (!down && Math.min(Math.round(next), max, ceiling - 1) <= limit) {
      rested = 0;
      restart();
      return;
    }
    phase = 'probing';
    setLimit(next);
  }

  function onProbingRound(): void {
    const { limit: before, rate: was } = base!;
    const change = limit / before - 1;
    const share = change > 0 ? d.gain : 1 - d.loss;
    const factor = change > 0 ? 1 + share * change : 1 + d.loss * change;
    const verdict = judge(was.mean * factor, was.error * factor);
    if (verdict === null) return;
    if (verdict === 'below') {
      if (change > 0) saturated = true;
      restRounds = Math.min(d.longestRestRounds, restRounds * 2);
      setLimit(before);
      return rest();
    }
    restRounds = d.firstRestRounds;
    if (change > 0) return grow();
    rest();
  }

  return {
    limit: () => limit,
    done({ weight, nowMs: now, busy }) {
      if (!busy) idle = true;
      if (skip > 0) {
        skip--;
        if (skip === 0) {
          restart();
          roundStartMs = now;
        }
        return;
      }
      inRound++;
      roundWeight += weight;
      if (inRound < limit) return;
      const tookMs = now - roundStartMs;
      const counts = !idle && tookMs > 0;
      if (counts) {
        const value = roundWeight / tookMs;
        rounds++;
        work += roundWeight;
        timeMs += tookMs;
        sum += value;
        squares += value * value;
      }
      inRound = roundWeight = 0;
      roundStartMs = now;
      idle = false;
      if (counts) onRound();
    },
    limited(inFlight, now) {
      ceiling = Math.min(limit, Math.max(1, inFlight));
      roundsSinceLimited = 0;
      restRounds = d.firstRestRounds;
      setLimit(Math.max(1, Math.floor(ceiling * d.decrease)));
      phase = 'growing';
      base = null;
      roundStartMs = now;
    },
  };
}
