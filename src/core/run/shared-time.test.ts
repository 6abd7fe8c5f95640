import { expect, it } from 'vitest';
import { createSharedTime } from './shared-time.ts';

it('shares out exactly the time in which calls were in flight', () => {
  let nowMs = 0;
  const time = createSharedTime({
    elapsed: () => nowMs,
    now: () => nowMs,
    sleep: () => Promise.resolve(),
  });
  const first = time.begin();
  nowMs += 100;
  const second = time.begin();
  nowMs += 100;
  expect(first()).toBe(150);
  nowMs += 50;
  expect(second()).toBe(100);
  nowMs += 1000;
  const third = time.begin();
  nowMs += 30;
  expect(third()).toBe(30);
});
