import { createPaint, type Paint, wantsColour } from './paint.ts';
import { programName } from './program.ts';

/** Where a command writes: data to `out`, everything else to `err`. Both end in a line feed already. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** For text on `out`. */
  paint: Paint;
  /** For text on `err`. */
  errPaint: Paint;
  /** True where a person reads `out`. */
  isRead: boolean;
  /** True where a person reads `err` on a terminal that can be drawn over. */
  canRedraw: boolean;
  /** True where questions can be asked and answered. */
  canAsk: boolean;
  /** What stands before a verb in printed commands. Default `wellspring`. */
  program?: string;
  /** Columns of `err`. */
  width(): number;
  /** Columns of `out`, at least 40. */
  outWidth(): number;
}

const DEFAULT_WIDTH = 100;

export function openTerminal(env = process.env): Terminal {
  const { stdin, stdout, stderr } = process;
  const dumb = env['TERM'] === 'dumb';
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    paint: createPaint(wantsColour(env, stdout.isTTY === true)),
    errPaint: createPaint(wantsColour(env, stderr.isTTY === true)),
    isRead: stdout.isTTY === true,
    canRedraw: stderr.isTTY === true && !dumb,
    canAsk: stdin.isTTY === true && stdout.isTTY === true && !dumb && env['CI'] === undefined,
    program: programName({ env, script: process.argv[1], cwd: process.cwd() }),
    width: () => stderr.columns ?? DEFAULT_WIDTH,
    outWidth: () => Math.max(40, stdout.columns ?? DEFAULT_WIDTH),
  };
}

/** One JSON value on `out`, indented for people only where they look at it. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.out(`${JSON.stringify(value, null, terminal.isRead ? 2 : undefined)}\n`);
}
