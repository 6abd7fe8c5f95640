import { describe, expect, it } from 'vitest';
import type { Clock } from '../../core/clock.ts';
import type { RunStatus } from '../../core/run/progress.ts';
import { createPaint } from '../output/paint.ts';
import type { Terminal } from '../output/terminal.ts';
import { renderLine, renderPanel, topReasons } from './panel.ts';
import { createProgressView } from './view.ts';

export function statusOf(change: Partial<RunStatus> = {}): RunStatus {
  return {
    run: 'demo',
    pid: 1,
    state: 'running',
    startedAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:10.000Z',
    activity: null,
    target: 60,
    accepted: 42,
    assignments: 80,
    rejected: {
      'near-duplicates': 14,
      length: 9,
      judge: 5,
      language: 3,
      licence: 2,
      repetition: 1,
    },
    parts: [
      {
        name: 'perception',
        target: 30,
        accepted: 22,
        assignments: 30,
        skipped: {},
        exhausted: false,
      },
      {
        name: 'readers',
        target: 30,
        accepted: 20,
        assignments: 50,
        skipped: { 'groups-cross-splits': 4 },
        exhausted: true,
      },
    ],
    inFlight: 8,
    waiting: 2,
    calls: { paid: 102, journaled: 20, failed: 1 },
    inputTokens: 12_345,
    outputTokens: 4567,
    costUsd: 0.0123,
    acceptedPerMinute: 12.4,
    etaSeconds: 87,
    models: [],
    error: null,
    ...change,
  };
}

function terminalOf(
  canRedraw: boolean,
): Terminal & { written(): string; at: Clock; pass(ms: number): void } {
  let text = '';
  let elapsed = 0;
  return {
    out: () => {},
    err: (more) => void (text += more),
    paint: createPaint(false),
    errPaint: createPaint(false),
    isRead: false,
    canRedraw,
    canAsk: false,
    width: () => 80,
    outWidth: () => 80,
    written: () => text,
    at: { now: () => elapsed, elapsed: () => elapsed, sleep: async () => {} },
    pass: (ms) => void (elapsed += ms),
  };
}

describe('renderPanel', () => {
  it('shows rate, target, reasons, tokens, cost, calls, time left and parts', () => {
    const text = renderPanel(statusOf(), createPaint(false), 120).join('\n');
    for (const piece of [
      '42/60 accepted',
      '12/min',
      '1 min 27 s left',
      '34: near-duplicates 14, length 9, judge 5, language 3, 2 other reasons 3',
      '102 paid, 20 from the journal, 1 failed',
      '8 in flight',
      '12.3k in, 4.6k out',
      '$0.012',
      'perception',
      '20/30 of 50 tried, 4 skipped, nothing more to try',
    ])
      expect(text).toContain(piece);
  });

  it('has no line wider than the terminal, in colour too, and obeys nothing in it', () => {
    const hostile = statusOf({
      run: 'x\u001B[2Jy',
      rejected: { ['a\u001B]0;t\u0007b'.repeat(40)]: 3 },
      activity: '\r\nhidden \u202E',
      parts: Array.from({ length: 30 }, (_, index) => ({
        name: `part\u001B[8m${index}`,
        target: null,
        accepted: 1,
        assignments: 2,
        skipped: {},
        exhausted: false,
      })),
    });
    for (const colour of [false, true]) {
      for (const line of renderPanel(hostile, createPaint(colour), 60)) {
        // oxlint-disable-next-line no-control-regex -- our own styles are taken out, nothing else may be left
        const bare = line.replace(/\u001B\[\d+m/g, '');
        // oxlint-disable-next-line no-control-regex -- what must not be there
        expect(bare).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202E]/);
        expect([...bare].length).toBeLessThan(60);
      }
    }
  });

  it('copes with no target, no model and a bar that is over-full', () => {
    const bare = statusOf({
      target: null,
      rejected: {},
      parts: [],
      inFlight: 0,
      calls: { paid: 0, journaled: 0, failed: 0 },
      etaSeconds: null,
    });
    expect(renderPanel(bare, createPaint(false), 80)).toEqual(['demo  42/all accepted  12/min']);
    expect(renderPanel(statusOf({ accepted: 70 }), createPaint(false), 80)[0]).toContain('70/60');
  });
});

describe('topReasons', () => {
  it('sorts by count and sums up the rest', () => {
    expect(topReasons({ a: 1, b: 5, c: 1 }, 1)).toBe('b 5, 2 other reasons 2');
    expect(topReasons({ a: 1, b: 5 }, 4)).toBe('b 5, a 1');
  });
});

describe('createProgressView', () => {
  it('writes a plain line at once on a change of state, else every five seconds, and never the same twice', () => {
    const terminal = terminalOf(false);
    const view = createProgressView(terminal, { clock: terminal.at });
    for (let second = 0; second < 12; second++) {
      view.status(statusOf({ accepted: second }));
      terminal.pass(1000);
    }
    view.status(statusOf({ accepted: 12, state: 'complete' }));
    view.status(statusOf({ accepted: 12, state: 'complete' }));
    view.end();
    const lines = terminal.written().trimEnd().split('\n');
    expect(lines.map((line) => /(\d+)\/60/.exec(line)![1])).toEqual(['0', '5', '10', '12']);
    expect(lines.at(-1)).toContain('demo: complete');
    expect(terminal.written()).not.toContain('\u001B');
  });

  it('redraws on a terminal in place, and leaves nothing behind', () => {
    const terminal = terminalOf(true);
    const view = createProgressView(terminal, { clock: terminal.at });
    view.status(statusOf());
    const height = terminal.written().split('\n').length - 1;
    view.status(statusOf({ accepted: 43 }));
    expect(terminal.written()).toContain(`\u001B[${height}A\u001B[0J`);
    view.end();
    expect(terminal.written().endsWith(`\u001B[${height}A\u001B[0J`)).toBe(true);
  });

  it('says what is being prepared', () => {
    const terminal = terminalOf(false);
    const view = createProgressView(terminal, { clock: terminal.at });
    view.activity(1, 3, 'reading pages');
    view.activity(2, 3, 'reading pages');
    view.activity(0, 60, 'writing the dataset');
    expect(terminal.written()).toBe(
      'reading pages: 1/3\nreading pages: 2/3\nwriting the dataset\n',
    );
  });

  it('ends an activity with its last count, once', () => {
    const terminal = terminalOf(false);
    const view = createProgressView(terminal, { clock: terminal.at });
    for (let done = 1; done <= 16; done++) view.activity(done, null, 'documents read');
    view.end();
    view.end();
    expect(terminal.written()).toBe('documents read: 1\ndocuments read: 16\n');
  });

  it('calls a price that nobody knows unknown, and never nothing', () => {
    const free = statusOf({ costUsd: 0 });
    for (const render of [
      (isUnpriced: boolean) => renderLine(free, isUnpriced),
      (isUnpriced: boolean) => renderPanel(free, createPaint(false), 120, isUnpriced).join(),
    ]) {
      expect(render(false)).toContain('$0.00');
      expect(render(true)).toContain('unknown price');
      expect(render(true)).not.toContain('$0.00');
    }
    expect(renderLine(statusOf(), true)).toContain('$0.012 and calls of unknown price');
  });

  it('foretells no end from a handful of samples, and says what goes on before the first', () => {
    const early = { accepted: 9, updatedAt: '2026-01-01T00:00:19.000Z' };
    expect(renderLine(statusOf(early))).not.toContain('left');
    expect(renderPanel(statusOf(early), createPaint(false), 120)[0]).not.toContain('left');
    expect(renderLine(statusOf({ ...early, accepted: 10 }))).toContain('1 min 27 s left');
    const longer = { ...early, updatedAt: '2026-01-01T00:00:20.000Z' };
    expect(renderLine(statusOf(longer))).toContain('1 min 27 s left');

    const first = statusOf({
      accepted: 0,
      assignments: 0,
      rejected: {},
      calls: { paid: 35, journaled: 0, failed: 0 },
    });
    expect(renderLine(first)).toContain('35 calls paid, first results on their way');
    expect(renderPanel(first, createPaint(false), 120).join('\n')).toContain(
      'first results on their way',
    );
    expect(renderLine(statusOf())).not.toContain('on their way');
  });

  it('is one line in a log', () => {
    expect(renderLine(statusOf())).not.toContain('\n');
    expect(renderLine(statusOf({ run: 'a\nb' }))).not.toContain('\n');
  });
});
