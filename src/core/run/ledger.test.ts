import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { createLedger } from './ledger.ts';

const signal = new AbortController().signal;

describe('the ledger', () => {
  it('never lets settled and reserved together pass a limit, whatever the order of settling', async () => {
    for (let trial = 0; trial < 40; trial++) {
      const random = createRandom(`ledger ${trial}`);
      const limits = { maxCostUsd: 3, maxTokens: 2000, maxCalls: 60 };
      const ledger = createLedger(limits);
      const check = (): void => {
        const { settled, reserved } = ledger.snapshot();
        expect(settled.costUsd + reserved.costUsd).toBeLessThanOrEqual(limits.maxCostUsd + 1e-9);
        expect(settled.tokens + reserved.tokens).toBeLessThanOrEqual(limits.maxTokens);
        expect(settled.calls + reserved.calls).toBeLessThanOrEqual(limits.maxCalls);
      };
      const calls = Array.from({ length: 120 }, async () => {
        const worst = { calls: 1, tokens: 1 + random.integer(100), costUsd: random.next() / 5 };
        const reservation = await ledger.reserve(worst, signal);
        check();
        for (let wait = random.integer(5); wait > 0; wait--) await Promise.resolve();
        reservation.settle({
          calls: 1,
          tokens: random.integer(worst.tokens + 1),
          costUsd: worst.costUsd * random.next(),
        });
        check();
      });
      const results = await Promise.allSettled(calls);
      const refused = results.filter((result) => result.status === 'rejected');
      expect(refused.length).toBeGreaterThan(0);
      for (const { reason } of refused as PromiseRejectedResult[])
        expect(reason.code).toBe('limit-reached');
    }
  });

  it('waits while what is in flight may make room, and refuses when nothing is', async () => {
    const ledger = createLedger({ maxTokens: 100 });
    const first = await ledger.reserve({ calls: 1, tokens: 80, costUsd: 0 }, signal);
    let admitted = false;
    const second = ledger
      .reserve({ calls: 1, tokens: 60, costUsd: 0 }, signal)
      .then((reservation) => {
        admitted = true;
        return reservation;
      });
    await Promise.resolve();
    expect(admitted).toBe(false);
    first.settle({ calls: 1, tokens: 10, costUsd: 0 });
    (await second).settle({ calls: 1, tokens: 60, costUsd: 0 });
    await expect(
      ledger.reserve({ calls: 1, tokens: 31, costUsd: 0 }, signal),
    ).rejects.toMatchObject({ limit: 'maxTokens' });
    await expect(
      ledger.reserve({ calls: 1, tokens: 30, costUsd: 0 }, signal),
    ).resolves.toBeDefined();
  });

  it('lets go of a waiter that is aborted', async () => {
    const ledger = createLedger({ maxCalls: 1 });
    const held = await ledger.reserve({ calls: 1, tokens: 0, costUsd: 0 }, signal);
    const controller = new AbortController();
    const waiting = ledger.reserve({ calls: 1, tokens: 0, costUsd: 0 }, controller.signal);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    held.settle({ calls: 0, tokens: 0, costUsd: 0 });
    await expect(
      ledger.reserve({ calls: 1, tokens: 0, costUsd: 0 }, signal),
    ).resolves.toBeDefined();
  });
});
