import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { onAbort } from './on-abort.ts';

describe('onAbort', () => {
  it('calls everyone who still listens, once, and leaves nothing behind', () => {
    const controller = new AbortController();
    const called: number[] = [];
    const stops = Array.from({ length: 5 }, (_, i) =>
      onAbort(controller.signal, () => called.push(i)),
    );
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
    stops[1]!();
    stops[1]!();
    controller.abort();
    controller.abort();
    expect(called).toEqual([0, 2, 3, 4]);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  it('takes its own listener off when the last one leaves, and starts again', () => {
    const controller = new AbortController();
    onAbort(controller.signal, () => {})();
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
    let called = 0;
    onAbort(controller.signal, () => called++);
    controller.abort();
    expect(called).toBe(1);
  });
});
