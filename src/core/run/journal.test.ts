import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sha256 } from '../hash.ts';
import { NO_USAGE } from '../records/usage.ts';
import { openJournal } from './journal.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'wellspring-journal-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const usage = { ...NO_USAGE, inputTokens: 10, outputTokens: 5 };

it('keeps replies and spending over a reopening, and presumes the worst of what was in flight', async () => {
  const journal = await openJournal(dir);
  journal.intend('a', sha256('1'), { calls: 1, tokens: 100, costUsd: 0.5 });
  journal.settle('a', sha256('1'), 'model/x', { reply: '{"text":"hello"}', usage, costUsd: 0.25 });
  journal.intend('a', sha256('2'), { calls: 1, tokens: 70, costUsd: 0.125 });
  journal.intend('b', sha256('3'), { calls: 1, tokens: 9, costUsd: 0 });
  journal.abandon('b', sha256('3'), { calls: 0, tokens: 0, costUsd: 0 });
  journal.close();

  const reopened = await openJournal(dir);
  expect(reopened.call(sha256('1'))).toEqual({ reply: '{"text":"hello"}', usage, costUsd: 0.25 });
  expect(reopened.call(sha256('2'))).toBeUndefined();
  expect(reopened.spent('a')).toMatchObject({
    settled: { calls: 1, tokens: 15, costUsd: 0.25 },
    presumed: { calls: 1, tokens: 70, costUsd: 0.125 },
    byModel: [{ model: 'model/x', calls: 1, usage, costUsd: 0.25 }],
  });
  expect(reopened.spent('b')).toMatchObject({
    settled: { calls: 0 },
    presumed: { calls: 0, tokens: 0 },
  });
  reopened.close();
  const third = await openJournal(dir);
  expect(third.spent('a').presumed.calls).toBe(1);
  third.close();
});

it('knows an unpriced model from a free one', async () => {
  const journal = await openJournal(dir);
  journal.settle('r', sha256('x'), 'free', { reply: '{}', usage, costUsd: 0 });
  journal.settle('r', sha256('y'), 'unpriced', { reply: '{}', usage, costUsd: null });
  expect(journal.spent('r').byModel.map(({ model, costUsd }) => [model, costUsd])).toEqual([
    ['free', 0],
    ['unpriced', null],
  ]);
  journal.close();
});

it('stays usable after a reply that cannot be stored, and stores nothing of it', async () => {
  const journal = await openJournal(dir);
  const broken = { reply: '{}', usage: { ...usage, inputTokens: NaN }, costUsd: 0.5 };
  journal.intend('r', sha256('x'), { calls: 1, tokens: 100, costUsd: 1 });
  expect(() => journal.settle('r', sha256('x'), 'm', broken)).toThrow(/NOT NULL/);
  expect(journal.call(sha256('x'))).toBeUndefined();
  journal.abandon('r', sha256('x'), { calls: 1, tokens: 100, costUsd: 1 });
  journal.settle('r', sha256('y'), 'm', { reply: '{}', usage, costUsd: 0.25 });
  expect(journal.spent('r')).toMatchObject({
    settled: { calls: 1, costUsd: 0.25 },
    presumed: { calls: 1, costUsd: 1 },
  });
  journal.close();
});

it('keeps every outcome over a reopening, written or waiting', async () => {
  const journal = await openJournal(dir);
  const numbers = Array.from({ length: 150 }, (_, n) => n);
  for (const n of numbers) journal.putOutcome(sha256(`${n}`), `outcome ${n}`);
  expect(journal.outcome(sha256('149'))).toBe('outcome 149');
  journal.close();
  const reopened = await openJournal(dir);
  expect(numbers.map((n) => reopened.outcome(sha256(`${n}`)))).toEqual(
    numbers.map((n) => `outcome ${n}`),
  );
  reopened.close();
});
