/** What the endpoint has seen. Plain JSON; `bodies` by SHA-256 of the request's body. */
export interface FakeStats {
  requests: number;
  /** Replies of which the last byte was handed to the socket: what a provider would bill. */
  completed: number;
  /** Requests whose client went away before that. */
  aborted: number;
  inFlight: number;
  peakInFlight: number;
  byStatus: Record<string, number>;
  byBehaviour: Record<string, number>;
  inputTokens: number;
  outputTokens: number;
  /** Open sockets, and all that ever were. */
  sockets: { open: number; accepted: number };
  /** Mean number of requests in the house since the first, weighted by time: occupancy. */
  meanInFlight: number;
  /** Since the first request; with the mean, what two snapshots say of the time between them. */
  elapsedMs: number;
  bodies: Record<string, { started: number; completed: number; aborted: number }>;
}

/** Counts as requests come and go. */
export class StatsKeeper {
  readonly counts: Omit<FakeStats, 'meanInFlight' | 'elapsedMs' | 'bodies'> = {
    requests: 0,
    completed: 0,
    aborted: 0,
    inFlight: 0,
    peakInFlight: 0,
    byStatus: {},
    byBehaviour: {},
    inputTokens: 0,
    outputTokens: 0,
    sockets: { open: 0, accepted: 0 },
  };
  readonly bodies = new Map<string, { started: number; completed: number; aborted: number }>();
  #area = 0;
  #firstAt = -1;
  #lastAt = 0;

  enter(): void {
    this.#advance();
    this.counts.requests++;
    this.counts.inFlight++;
    this.counts.peakInFlight = Math.max(this.counts.peakInFlight, this.counts.inFlight);
  }

  leave(): void {
    this.#advance();
    this.counts.inFlight--;
  }

  /** Counts a body and returns how often it came before. */
  body(hash: string): number {
    const entry = this.bodies.get(hash);
    if (entry !== undefined) return entry.started++;
    this.bodies.set(hash, { started: 1, completed: 0, aborted: 0 });
    return 0;
  }

  snapshot(): FakeStats {
    this.#advance();
    const span = this.#lastAt - this.#firstAt;
    return structuredClone({
      ...this.counts,
      meanInFlight: span > 0 ? this.#area / span : 0,
      elapsedMs: Math.max(0, span),
      bodies: Object.fromEntries(this.bodies),
    });
  }

  #advance(): void {
    const now = performance.now();
    if (this.#firstAt < 0) this.#firstAt = now;
    else this.#area += this.counts.inFlight * (now - this.#lastAt);
    this.#lastAt = now;
  }
}
