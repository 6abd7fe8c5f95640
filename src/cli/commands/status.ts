import { type Clock, systemClock } from '../../core/clock.ts';
import type { RunStatus } from '../../core/run/progress.ts';
import { defineVerb, WORKSPACE_OPTION } from '../define-verb.ts';
import { EXIT } from '../exit-codes.ts';
import { duration } from '../output/figures.ts';
import { plainLine } from '../output/plain-text.ts';
import { withProgram } from '../output/program.ts';
import { printJson, type Terminal } from '../output/terminal.ts';
import { renderPanel } from '../progress/panel.ts';
import { isUnpricedRun, listRuns, readStatus } from '../runs.ts';

const WATCH_EVERY_MS = 1_000;
/** A run that lives renews its snapshot about once a second. */
const STALE_SECONDS = 30;
const AT_WORK: readonly RunStatus['state'][] = ['preparing', 'running', 'writing'];

export const verb = defineVerb({
  name: 'status',
  usage: 'status [NAME] [--watch] [options]',
  about:
    'Shows how runs are doing, from any terminal: it only reads the snapshot that each run keeps in its folder.',
  args: {
    name: {
      type: 'positional',
      valueHint: 'NAME',
      required: false,
      description: 'one run; without it, all runs of the workspace',
    },
    watch: { type: 'boolean', description: 'show it anew each second until the run ends' },
    ...WORKSPACE_OPTION,
  },
  examples: [
    { command: 'wellspring status', does: 'all runs of this folder' },
    { command: 'wellspring status demo --watch', does: 'follow one run from a second terminal' },
    { command: 'wellspring status demo --json | jq .etaSeconds', does: 'for a script' },
  ],
  exits: [],

  async run(args, { terminal }) {
    const redraw = terminal.isRead && terminal.canRedraw && args.watch === true;
    let height = 0;
    for (;;) {
      const views = await look(args.workspace, args.name);
      if (args.json) {
        if (args.watch) terminal.out(`${JSON.stringify(payload(views, args.name))}\n`);
        else printJson(terminal, payload(views, args.name));
      } else {
        const text = views.map((view) => render(view, terminal)).join('\n\n');
        const shown = text === '' ? `no runs in ${plainLine(args.workspace)}` : text;
        const back = redraw && height > 0 ? `\u001B[${height}A\u001B[0J` : '';
        terminal.out(`${back}${shown}\n`);
        height = shown.split('\n').length;
      }
      if (!args.watch || !views.some((view) => view.alive)) return EXIT.done;
      await systemClock.sleep(WATCH_EVERY_MS);
    }
  },
});

export interface RunView {
  status: RunStatus;
  /** True while the run is at work and its process lives. */
  alive: boolean;
  /** Age of the snapshot. */
  ageSeconds: number;
  /** What the figures do not say: a process that is gone, a snapshot that is old. */
  remark: string | null;
  /** True where it calls models that no price is known for: `costUsd` counts the others only. */
  isUnpriced: boolean;
}

async function look(workspace: string, name: string | undefined): Promise<RunView[]> {
  const names = name === undefined ? await listRuns(workspace) : [name];
  const views: RunView[] = [];
  for (const each of names) {
    const status = await readStatus(workspace, each, name !== undefined);
    if (status !== null)
      views.push({ ...viewOf(status, isAlive), isUnpriced: await isUnpricedRun(workspace, each) });
  }
  return views;
}

const payload = (views: readonly RunView[], name: string | undefined): unknown => {
  const flat = views.map(({ status, ...rest }) => ({ ...status, ...rest }));
  return name === undefined ? { runs: flat } : flat[0];
};

/** Puts a snapshot beside what the system knows of its process. */
export function viewOf(
  status: RunStatus,
  lives: (pid: number) => boolean,
  clock: Clock = systemClock,
): Omit<RunView, 'isUnpriced'> {
  const age = (clock.now() - Date.parse(status.updatedAt)) / 1000;
  const ageSeconds = Number.isFinite(age) ? Math.max(0, age) : Infinity;
  const working = AT_WORK.includes(status.state);
  const alive = working && lives(status.pid);
  let remark: string | null = null;
  if (working && !alive) {
    remark = `process ${status.pid} is gone: it was killed, or it crashed. \`wellspring run\` with the same recipe resumes`;
  } else if (alive && ageSeconds > STALE_SECONDS) {
    remark = `process ${status.pid} lives, but has said nothing for ${duration(ageSeconds)}: it may hang, or its number may have passed to another program`;
  }
  return { status, alive, ageSeconds, remark };
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid < 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function render(
  { status, alive, ageSeconds, remark, isUnpriced }: RunView,
  terminal: Terminal,
): string {
  const { paint } = terminal;
  const lines = renderPanel(status, paint, terminal.outWidth(), isUnpriced);
  const age = alive
    ? `process ${status.pid}, ${duration(ageSeconds)} old`
    : `${duration(ageSeconds)} ago`;
  lines.push(`  ${paint.dim('snapshot')}  ${age}`);
  if (remark !== null)
    lines.push(`  ${paint.yellow(plainLine(withProgram(remark, terminal.program)))}`);
  if (status.error !== null) {
    lines.push(`  ${paint.red('stopped')}   ${plainLine(status.error.message)}`);
    if (status.error.hint !== null)
      lines.push(
        `  ${paint.cyan('hint')}      ${plainLine(withProgram(status.error.hint, terminal.program))}`,
      );
  }
  return lines.join('\n');
}
