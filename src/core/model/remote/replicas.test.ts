import { describe, expect, it } from 'vitest';
import { openAgainst } from '../../../../test/fake-endpoint/open-against.ts';
import { startFakeEndpoint } from '../../../../test/fake-endpoint/start-fake-endpoint.ts';
import { createSimulatedClock } from '../../../../test/simulated-clock.ts';
import { createReplicas } from './replicas.ts';

describe('createReplicas', () => {
  const urls = ['http://a/v1', 'http://b/v1', 'http://c/v1'];

  it('takes the one with the least in flight, and goes round among equals', () => {
    const replicas = createReplicas(urls, createSimulatedClock());
    const hosts = Array.from({ length: 6 }, () => replicas.take().replica.host);
    expect(hosts.slice(0, 3).toSorted()).toEqual(['a', 'b', 'c']);
    expect(replicas.snapshot().map(({ inFlight }) => inFlight)).toEqual([2, 2, 2]);
    const fresh = createReplicas(urls, createSimulatedClock());
    const seen = new Set<string>();
    for (let i = 0; i < 9; i++) {
      const ticket = fresh.take();
      seen.add(ticket.replica.host);
      ticket.end('well');
    }
    expect(seen.size).toBe(3);
  });

  it('sets a failing one aside, for longer each time, and takes it back', async () => {
    const clock = createSimulatedClock();
    const replicas = createReplicas(urls, clock);
    const failA = () => {
      for (;;) {
        const ticket = replicas.take();
        if (ticket.replica.host === 'a') return ticket.end('failed');
        ticket.end('well');
      }
    };
    const usesA = () =>
      Array.from({ length: 9 }, () => replicas.take())
        .map((ticket) => {
          const { host } = ticket.replica;
          ticket.end('unknown');
          return host;
        })
        .includes('a');
    failA();
    expect(usesA()).toBe(false);
    await clock.run(1_001);
    expect(usesA()).toBe(true);
    failA();
    await clock.run(2_500);
    expect(usesA()).toBe(false);
    await clock.run(3_100);
    expect(usesA()).toBe(true);
  });

  it('uses the one that has been aside longest when all are', () => {
    const clock = createSimulatedClock();
    const replicas = createReplicas(urls.slice(0, 2), clock);
    const first = replicas.take();
    first.end('failed');
    const second = replicas.take();
    expect(second.replica.host).not.toBe(first.replica.host);
    second.end('failed');
    second.end('failed');
    expect(['a', 'b']).toContain(replicas.take().replica.host);
    expect(replicas.snapshot().map(({ failures }) => failures)).toEqual([1, 1]);
  });
});

describe('a model with replicas', () => {
  it('shares calls evenly, and goes on when one dies', async () => {
    const others = await Promise.all([
      startFakeEndpoint({ latency: { kind: 'fixed', ms: 5 } }),
      startFakeEndpoint({ latency: { kind: 'fixed', ms: 5 } }),
    ]);
    await using opened = await openAgainst(
      { latency: { kind: 'fixed', ms: 5 } },
      { replicas: others.map(({ url }) => url) },
    );
    const ask = (i: number) => opened.ask({ messages: [{ role: 'user', content: `item ${i}` }] });
    await Promise.all(Array.from({ length: 90 }, (_, i) => ask(i)));
    for (const endpoint of [opened.endpoint, ...others]) expect(endpoint.stats().requests).toBe(30);

    await others[1]!.close();
    const settled = await Promise.allSettled(Array.from({ length: 30 }, (_, i) => ask(100 + i)));
    const failed = settled.filter(({ status }) => status === 'rejected');
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.length).toBeLessThanOrEqual(11);
    // From now on the dead one is left alone.
    const later = await Promise.allSettled(Array.from({ length: 30 }, (_, i) => ask(200 + i)));
    expect(later.every(({ status }) => status === 'fulfilled')).toBe(true);
    await others[0]!.close();
  });
});
