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

export interface ProgressViewOptions {
  clock?: Clock;
  /** True where the run calls models that no price is known for. */
  isUnpriced?: boolean;
}

export function createProgressView(
  terminal: Terminal,
  { clock = systemClock, isUnpriced = false }: ProgressViewOptions = {},
): ProgressView {
  const create = terminal.canRedraw ? createPanelView : createLineView;
  return create(terminal, clock, isUnpriced);
}

function createPanelView(terminal: Terminal, clock: Clock, isUnpriced: boolean): ProgressView {
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
    status: (status) => draw(renderPanel(status, terminal.errPaint, terminal.width(), isUnpriced)),
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

function createLineView(terminal: Terminal, clock: Clock, isUnpriced: boolean): ProgressView {
  /** The latest count of an activity that no line has said yet. */
  let unsaid = '';
  let last = '';
  let saidAt = -Infinity;
  let subject = '';
  const say = (about: string, line: string, force: boolean): void => {
    const due = clock.elapsed() - saidAt >= VIEW_DEFAULTS.lineEveryMs;
    const isHeld = about === subject && !due && !force;
    if (isHeld) unsaid = about.startsWith('activity ') ? line : '';
    if (line === last || isHeld) return;
    if (about !== subject) sayUnsaid();
    unsaid = '';
    terminal.err(`${line}\n`);
    last = line;
    subject = about;
    saidAt = clock.elapsed();
  };
  /** Without this, the last line of a quick activity would be its first. */
  const sayUnsaid = (): void => {
    if (unsaid !== '' && unsaid !== last) terminal.err(`${unsaid}\n`);
    if (unsaid !== '') last = unsaid;
    unsaid = '';
  };
  return {
    activity: (done, total, what) =>
      say(`activity ${what}`, plainLine(activityLine(done, total, what)), false),
    status: (status) =>
      say(
        `${status.run} ${status.state}`,
        renderLine(status, isUnpriced),
        status.state !== 'running',
      ),
    note: (text) => terminal.err(`${text}\n`),
    end: sayUnsaid,
  };
}

function activityLine(done: number, total: number | null, what: string): string {
  if (total !== null) return done === 0 ? what : `${what}: ${done}/${total}`;
  return done === 0 ? what : `${what}: ${done}`;
}
