import { type Clock, systemClock } from '../../core/clock.ts';
import type { RunStatus } from '../../core/run/progress.ts';
import { shorten, plainLine } from '../output/plain-text.ts';
import type { Terminal } from '../output/terminal.ts';
import { renderLine, renderPanel } from './panel.ts';

/** Shows on stderr what a run does: a panel that is drawn over on a terminal, plain lines elsewhere. */
export interface ProgressView {
  /** What is being done before and after the run itself. `total` null where it is not known. */
  activity(done: number, total: number | null, what: string): void;
  status(status: RunStatus): void;
  /** A line that stays. */
  note(text: string): void;
  /** Takes the panel away, so that what follows stands on a line of its own. */
  end(): void;
}

export const VIEW_DEFAULTS = {
  /** Between two plain lines of the same state. */
  lineEveryMs: 5_000,
  /** Between two drawings of the panel. */
  drawEveryMs: 100,
} as const;

export function createProgressView(terminal: Terminal, clock: Clock = systemClock): ProgressView {
  return terminal.canRedraw ? createPanelView(terminal, clock) : createLineView(terminal, clock);
}

function createPanelView(terminal: Terminal, clock: Clock): ProgressView {
  let height = 0;
  let drawnAt = -Infinity;
  const clear = (): string => (height === 0 ? '' : `\u001B[${height}A\u001B[0J`);
  const draw = (lines: readonly string[]): void => {
    terminal.err(`${clear()}${lines.join('\n')}\n`);
    height = lines.length;
    drawnAt = clock.elapsed();
  };
  return {
    activity(done, total, what) {
      if (clock.elapsed() - drawnAt < VIEW_DEFAULTS.drawEveryMs && done !== total) return;
      const line = shorten(plainLine(activityLine(done, total, what)), terminal.width() - 1);
      draw([terminal.errPaint.dim(line)]);
    },
    status: (status) => draw(renderPanel(status, terminal.errPaint, terminal.width())),
    note(text) {
      terminal.err(`${clear()}${text}\n`);
      height = 0;
    },
    end() {
      terminal.err(clear());
      height = 0;
    },
  };
}

function createLineView(terminal: Terminal, clock: Clock): ProgressView {
  let last = '';
  let saidAt = -Infinity;
  let subject = '';
  const say = (about: string, line: string, force: boolean): void => {
    const due = clock.elapsed() - saidAt >= VIEW_DEFAULTS.lineEveryMs;
    if (line === last || (about === subject && !due && !force)) return;
    terminal.err(`${line}\n`);
    last = line;
    subject = about;
    saidAt = clock.elapsed();
  };
  return {
    activity: (done, total, what) =>
      say(`activity ${what}`, plainLine(activityLine(done, total, what)), false),
    status: (status) =>
      say(`${status.run} ${status.state}`, renderLine(status), status.state !== 'running'),
    note: (text) => terminal.err(`${text}\n`),
    end() {},
  };
}

function activityLine(done: number, total: number | null, what: string): string {
  if (total !== null) return done === 0 ? what : `${what}: ${done}/${total}`;
  return done === 0 ? what : `${what}: ${done}`;
}
