import type { RunOutcome } from '../recipe/run-recipe.ts';
import { type ErrorReport, EXIT, type ExitCode } from './exit-codes.ts';
import { byCount, cost, listCounts, sum, whole } from './output/figures.ts';
import { plainLine, plainText } from './output/plain-text.ts';
import { withProgram } from './output/program.ts';
import { shellWord } from './output/shell-word.ts';
import type { Terminal } from './output/terminal.ts';

/** What `run --json` prints, and what the text at the end is made of. */
export interface RunSummary {
  run: string;
  state: RunOutcome['result']['status']['state'];
  exitCode: ExitCode;
  accepted: number;
  target: number | null;
  rejected: Record<string, number>;
  skipped: Record<string, number>;
  parts: RunOutcome['report']['parts'];
  calls: RunOutcome['result']['status']['calls'];
  inputTokens: number;
  outputTokens: number;
  /** What calls of a known price came to. */
  costUsd: number;
  /** Models that were called and that no price is known for. */
  unpriced: string[];
  dataset: string | null;
  verify: string | null;
  error: ErrorReport | null;
}

/** Sums up how a run ended. `failure` is what stopped it. */
export function summarise(
  { result, report, dataset, paths }: RunOutcome,
  failure: (ErrorReport & { exit: ExitCode }) | null,
  exitCode: ExitCode,
  { unpriced = [], program = 'wellspring' }: { unpriced?: string[]; program?: string } = {},
): RunSummary {
  const { status } = result;
  const called = report.models.filter((model) => model.costUsd === null);
  const spent = status.inputTokens + status.outputTokens > 0;
  const skipped: Record<string, number> = { ...report.sourceSkips };
  for (const part of status.parts) {
    for (const [reason, count] of Object.entries(part.skipped))
      skipped[reason] = (skipped[reason] ?? 0) + count;
  }
  return {
    run: status.run,
    state: status.state,
    exitCode,
    accepted: status.accepted,
    target: status.target,
    rejected: Object.fromEntries(byCount(status.rejected)),
    skipped: Object.fromEntries(byCount(skipped)),
    parts: report.parts,
    calls: status.calls,
    inputTokens: status.inputTokens,
    outputTokens: status.outputTokens,
    costUsd: status.costUsd,
    unpriced: [
      ...new Set([...called.map((model) => model.model), ...(spent ? unpriced : [])]),
    ].toSorted(),
    dataset,
    verify: dataset === null ? null : `${program} verify ${shellWord(paths.dataset)}`,
    error: failure && {
      code: failure.code,
      message: failure.message,
      hint: failure.hint === null ? null : withProgram(failure.hint, program),
    },
  };
}

/** The text at the end of a run: the account on `out`, what stopped it on `err`. */
export function printSummary(terminal: Terminal, summary: RunSummary): void {
  const { paint } = terminal;
  const good = summary.exitCode === EXIT.done;
  const line = (label: string, text: string): void =>
    terminal.out(`  ${paint.dim(label.padEnd(9))} ${text}\n`);
  terminal.out(
    `${paint.bold(plainLine(summary.run))}: ${(good ? paint.green : paint.yellow)(summary.state)}, ` +
      `${whole(summary.accepted)} ${summary.target === null ? '' : `of ${whole(summary.target)} `}accepted\n`,
  );
  if (sum(summary.rejected) > 0)
    line('rejected', `${whole(sum(summary.rejected))}: ${listCounts(summary.rejected)}`);
  if (sum(summary.skipped) > 0)
    line('skipped', `${whole(sum(summary.skipped))}: ${listCounts(summary.skipped)}`);
  for (const part of summary.parts.filter(
    (other) => other.exhausted && other.accepted < other.target,
  ))
    line(
      'exhausted',
      `part ${part.name} had nothing more to try at ${part.accepted} of ${part.target}`,
    );
  for (const part of summary.parts) line('material', plainLine(`${part.name}: ${part.material}`));
  const { paid, journaled, failed } = summary.calls;
  line(
    'calls',
    `${whole(paid)} paid, ${whole(journaled)} from the journal${failed > 0 ? `, ${whole(failed)} failed` : ''}`,
  );
  line('tokens', `${whole(summary.inputTokens)} in, ${whole(summary.outputTokens)} out`);
  line('cost', cost(summary.costUsd, summary.unpriced.length > 0));
  line('dataset', summary.dataset === null ? 'not written' : plainLine(summary.dataset));
  if (summary.verify !== null) line('verify', plainLine(summary.verify));
  if (summary.error !== null) {
    terminal.err(`${terminal.errPaint.red('stopped:')} ${plainText(summary.error.message)}\n`);
    if (summary.error.hint !== null)
      terminal.err(`${terminal.errPaint.cyan('hint:')} ${plainText(summary.error.hint)}\n`);
  }
}
