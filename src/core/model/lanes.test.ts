import { describe, expect, it } from 'vitest';
import { createSimulatedClock, type SimulatedClock } from '../../../test/simulated-clock.ts';
import { createRandom, type Random } from '../random.ts';
import { createLanes, type LanesOptions } from './lanes.ts';
import type { Lanes, Permit } from './port.ts';

const never = new AbortController().signal;

interface Server {
  /** Calls at work at once; the others queue. */
  capacity: number;
  serviceMs(random: Random): number;
  /** 429 above so many in the house. */
  limitAbove?: number;
  retryAfterMs?: number;
  tokens?(random: Random): number;
}

interface Outcome {
  lanes: Lanes;
  clock: SimulatedClock;
  done: number;
  limited: number;
  /** The limit after each completion. */
  limits: number[];
  /** Mean calls in flight over time, while there was work left. */
  occupancy: number;
}

/** Drives `calls` calls with endless demand through lanes into a simulated server. */
async function simulate(
  server: Server,
  concurrency: LanesOptions['concurrency'],
  calls: number,
  seed: string,
): Promise<Outcome> {
  const clock = createSimulatedClock();
  const random = createRandom(seed);
  const lanes = createLanes({ concurrency, clock, random: random.fork('jitter') });
  const outcome: Outcome = { lanes, clock, done: 0, limited: 0, limits: [], occupancy: 0 };
  const queue: (() => void)[] = [];
  let atWork = 0;
  let house = 0;
  let area = 0;
  let lastMs = 0;
  const move = (by: number) => {
    area += house * (clock.elapsed() - lastMs);
    lastMs = clock.elapsed();
    house += by;
  };
  const serve = async (): Promise<'done' | 'limited'> => {
    if (house >= (server.limitAbove ?? Infinity)) return 'limited';
    move(1);
    if (atWork >= server.capacity) await new Promise<void>((resolve) => queue.push(resolve));
    else atWork++;
    await clock.sleep(server.serviceMs(random));
    const next = queue.shift();
    if (next === undefined) atWork--;
    else next();
    move(-1);
    return 'done';
  };
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < calls) {
      next++;
      if (next === calls) {
        move(0);
        outcome.occupancy = area / lastMs;
      }
      for (;;) {
        const permit = await lanes.acquire(never);
        const kind = await serve();
        if (kind === 'done') {
          permit.release({ kind, outputTokens: server.tokens?.(random) ?? 100 });
          outcome.done++;
          outcome.limits.push(lanes.snapshot().limit);
          break;
        }
        outcome.limited++;
        permit.release({ kind, retryAfterMs: server.retryAfterMs });
      }
    }
  };
  const workers = Array.from(
    { length: Math.min(calls, (concurrency.fixed ?? concurrency.max) * 2) },
    worker,
  );
  await clock.run();
  await Promise.all(workers);
  return outcome;
}

const logNormal = (medianMs: number, p99OverP50: number) => (random: Random) => {
  const normal =
    Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return medianMs * Math.exp((normal * Math.log(p99OverP50)) / 2.326);
};
const tail = (limits: number[]) => limits.slice(limits.length >> 1);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('createLanes against a server that queues without a word', () => {
  it.each([
    ['fixed service time', () => 500],
    ['uniform service time', (random: Random) => 250 + 500 * random.next()],
    ['exponential service time', (random: Random) => -500 * Math.log(1 - random.next())],
  ])('settles about its capacity of 40: %s', async (_name, serviceMs) => {
    for (const seed of ['a', 'b', 'c']) {
      const { limits, done } = await simulate(
        { capacity: 40, serviceMs },
        { start: 8, max: 1_000 },
        12_000,
        seed,
      );
      expect(done).toBe(12_000);
      expect(Math.max(...limits)).toBeLessThanOrEqual(130);
      expect(mean(tail(limits))).toBeGreaterThan(36);
      expect(mean(tail(limits))).toBeLessThan(66);
    }
  });

  it('is as fast there as with no limit at all, within 5 %', async () => {
    const server: Server = {
      capacity: 40,
      serviceMs: (random) => 250 + 500 * random.next(),
      tokens: (random) => 50 + random.integer(200),
    };
    const adaptive = await simulate(server, { start: 8, max: 1_000 }, 12_000, 'x');
    const free = await simulate(server, { start: 8, max: 1_000, fixed: 1_000 }, 12_000, 'x');
    expect(adaptive.clock.elapsed()).toBeLessThan(free.clock.elapsed() * 1.05);
  });

  it('runs up to max where the server takes it', async () => {
    const { limits } = await simulate(
      { capacity: 10_000, serviceMs: (random) => 250 + 500 * random.next() },
      { start: 8, max: 256 },
      8_000,
      'y',
    );
    expect(limits.at(-1)).toBeGreaterThanOrEqual(200);
  });
});

describe('createLanes against rate limits', () => {
  it.each([
    ['with Retry-After', 2_000],
    ['without Retry-After', undefined],
  ])('settles below a limit of 30 with few refusals: %s', async (_name, retryAfterMs) => {
    const server: Server = {
      capacity: 1_000,
      limitAbove: 30,
      serviceMs: (random) => 250 + 500 * random.next(),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    };
    const { limits, limited, done } = await simulate(server, { start: 8, max: 1_000 }, 12_000, 'r');
    expect(done).toBe(12_000);
    expect(limited).toBeLessThan(120);
    expect(mean(tail(limits))).toBeGreaterThan(20);
    expect(mean(tail(limits))).toBeLessThanOrEqual(30);
  });

  it('lowers once a burst and holds everyone until Retry-After is over', async () => {
    const clock = createSimulatedClock();
    const lanes = createLanes({
      concurrency: { start: 20, max: 100 },
      clock,
      random: createRandom('j'),
    });
    const permits = await Promise.all(Array.from({ length: 20 }, () => lanes.acquire(never)));
    let granted = 0;
    const waiters = Array.from({ length: 10 }, () =>
      lanes.acquire(never).then((permit) => {
        granted++;
        return permit;
      }),
    );
    for (const permit of permits) permit.release({ kind: 'limited', retryAfterMs: 5_000 });
    expect(lanes.snapshot()).toEqual({ limit: 14, inFlight: 0, waiting: 10 });
    await clock.run(4_999);
    expect(granted).toBe(0);
    await clock.run(6_251);
    expect(granted).toBe(10);
    await Promise.all(waiters);
    expect(clock.sleepers()).toBe(0);
  });

  it('waits longer with each burst in a row where the server names no time', async () => {
    const clock = createSimulatedClock();
    const lanes = createLanes({
      concurrency: { start: 1, max: 1 },
      clock,
      random: createRandom('k'),
    });
    const waits: number[] = [];
    for (let burst = 0; burst < 4; burst++) {
      const begun = clock.elapsed();
      const acquired = lanes.acquire(never);
      await clock.run();
      waits.push(clock.elapsed() - begun);
      (await acquired).release({ kind: 'limited', retryAfterMs: undefined });
    }
    expect(waits[0]).toBe(0);
    expect(waits[1]).toBeGreaterThanOrEqual(1_000);
    expect(waits[2]).toBeGreaterThanOrEqual(2_000);
    expect(waits[3]).toBeGreaterThanOrEqual(4_000);
    expect(waits[3]).toBeLessThanOrEqual(5_000);
  });
});

describe('createLanes with a slow server of heavy-tailed latency', () => {
  it('does not collapse, and climbs', async () => {
    for (const seed of ['a', 'b', 'c']) {
      const { limits } = await simulate(
        { capacity: 10_000, serviceMs: logNormal(8_000, 30) },
        { start: 16, max: 256 },
        12_000,
        seed,
      );
      expect(Math.min(...limits)).toBeGreaterThanOrEqual(12);
      expect(mean(tail(limits))).toBeGreaterThan(48);
    }
  });
});

describe('createLanes, fixed', () => {
  it('keeps its occupancy whatever the latency', async () => {
    const { occupancy, limits } = await simulate(
      { capacity: 10_000, serviceMs: logNormal(200, 30) },
      { start: 8, max: 8, fixed: 256 },
      50_000,
      'f',
    );
    expect(new Set(limits)).toEqual(new Set([256]));
    expect(occupancy).toBeGreaterThan(256 * 0.98);
  });
});

function open(start: number): { clock: SimulatedClock; lanes: Lanes } {
  const clock = createSimulatedClock();
  const lanes = createLanes({
    concurrency: { start, max: start },
    clock,
    random: createRandom('q'),
  });
  return { clock, lanes };
}

describe('createLanes, the queue', () => {
  const done = { kind: 'done', outputTokens: 1 } as const;

  it('serves first come, first served', async () => {
    const { lanes } = open(1);
    const first = await lanes.acquire(never);
    const order: number[] = [];
    const waiting = Array.from({ length: 50 }, (_, i) =>
      (async () => {
        const permit = await lanes.acquire(never);
        order.push(i);
        permit.release(done);
      })(),
    );
    first.release(done);
    await Promise.all(waiting);
    expect(order).toEqual(Array.from({ length: 50 }, (_, i) => i));
  });

  it('lets go of whoever is aborted, with the reason, and nobody else', async () => {
    const { lanes } = open(1);
    const held = await lanes.acquire(never);
    const controllers = Array.from({ length: 5 }, () => new AbortController());
    const results = controllers.map(({ signal }) => lanes.acquire(signal));
    controllers[0]!.abort(new Error('first'));
    controllers[2]!.abort(new Error('third'));
    controllers[4]!.abort(new Error('fifth'));
    await expect(results[0]).rejects.toThrow('first');
    await expect(results[2]).rejects.toThrow('third');
    await expect(results[4]).rejects.toThrow('fifth');
    expect(lanes.snapshot().waiting).toBe(2);
    held.release(done);
    (await results[1])!.release(done);
    (await results[3])!.release(done);
    expect(lanes.snapshot()).toEqual({ limit: 1, inFlight: 0, waiting: 0 });
    await expect(lanes.acquire(AbortSignal.abort(new Error('late')))).rejects.toThrow('late');
  });

  it('takes the timer back when the last of those who wait out a limit gives up', async () => {
    const { lanes, clock } = open(2);
    (await lanes.acquire(never)).release({ kind: 'limited', retryAfterMs: 60_000 });
    const controller = new AbortController();
    const waiting = lanes.acquire(controller.signal);
    await Promise.resolve();
    expect(clock.sleepers()).toBe(1);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    expect(clock.sleepers()).toBe(0);
  });

  it('counts a permit once, however often it is released', async () => {
    const { lanes } = open(3);
    const permit: Permit = await lanes.acquire(never);
    permit.release(done);
    permit.release(done);
    expect(lanes.snapshot().inFlight).toBe(0);
  });

  it('stays fast with many waiting', async () => {
    const { lanes } = open(10);
    const begun = performance.now();
    const controller = new AbortController();
    const waiting = Array.from({ length: 100_000 }, async (_, i) => {
      try {
        (await lanes.acquire(i % 2 === 0 ? never : controller.signal)).release(done);
        return 1;
      } catch {
        return 0;
      }
    });
    const served = (await Promise.all(waiting)).reduce<number>((sum, one) => sum + one, 0);
    expect(served).toBe(100_000);
    expect(performance.now() - begun).toBeLessThan(4_000);
  });

  it('refuses numbers that make no sense', () => {
    expect(() => createLanes({ concurrency: { start: 0, max: 4 } })).toThrow('concurrency.start');
    expect(() => createLanes({ concurrency: { start: 8, max: 4 } })).toThrow(
      'above concurrency.max',
    );
    expect(() => createLanes({ concurrency: { start: 1, max: 4, fixed: 1.5 } })).toThrow(
      'concurrency.fixed',
    );
  });
});
