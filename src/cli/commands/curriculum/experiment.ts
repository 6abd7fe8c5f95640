import { availableParallelism } from 'node:os';
import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { duration } from '../../output/figures.ts';
import { renderTable } from '../../output/table.ts';
import { printJson, type Terminal } from '../../output/terminal.ts';
import { numberOption } from '../../parse-arguments.ts';
import { createProgressView } from '../../progress/view.ts';
import { listenForStop } from '../../stop-signals.ts';
import type { ExperimentReport } from '../../../methods/curriculum/experiment/run-experiment.ts';

export const verb = defineVerb({
  name: 'curriculum experiment',
  usage: 'curriculum experiment [--smoke] [--out DIR] [--workers N] [--so-far] [--markdown]',
  about:
    'Trains a tiny student on stories of seven levels, once for every curriculum strategy, learning rate and seed, with equal tokens, and compares tokens to ' +
    'mastery, final accuracy, transfer to longer stories, and forgetting, with paired bootstrap intervals; what they cannot tell apart is called a tie. ' +
    'Finished runs are kept in DIR, and the same command goes on from there. A student of 300k parameters is no evidence about large models.',
  args: {
    smoke: {
      type: 'boolean',
      description:
        'three levels and few runs, under two minutes; ends with 6 where the student learned nothing',
    },
    out: {
      type: 'string',
      valueHint: 'DIR',
      description:
        'where finished runs are kept (curriculum-experiment, or curriculum-experiment-smoke)',
    },
    workers: { type: 'string', valueHint: 'N', description: 'threads (cores − 1)' },
    seeds: {
      type: 'string',
      valueHint: 'N',
      description: 'runs of each arm that are compared (5)',
    },
    'so-far': {
      type: 'boolean',
      description: 'print the comparison of the runs that DIR has; train nothing',
    },
    markdown: { type: 'boolean', description: 'print the tables as Markdown' },
  },
  examples: [
    {
      command: 'wellspring curriculum experiment --smoke',
      does: 'whether the student learns at all',
    },
    {
      command: 'wellspring curriculum experiment --out experiment --workers 1',
      does: 'all arms, about three quarters of an hour on one core; resumes',
    },
    {
      command: 'wellspring curriculum experiment --out experiment --so-far --markdown',
      does: 'the table of what is done, without training',
    },
  ],
  exits: [EXIT.disproved, EXIT.interrupted],

  async run(args, { terminal }) {
    const workers = numberOption(args.workers, 'workers', { integer: true, min: 1 });
    const seeds = numberOption(args.seeds, 'seeds', { integer: true, min: 2 });
    if (args.smoke === true && args['so-far'] === true)
      throw new RecipeError('--smoke and --so-far do not go together');
    const { FULL, SMOKE } = await import('../../../methods/curriculum/experiment/setting.ts');
    const { reportSoFar, runExperiment } =
      await import('../../../methods/curriculum/experiment/run-experiment.ts');
    const base = args.smoke === true ? SMOKE : FULL;
    const setting = { ...base, seeds: seeds ?? base.seeds };
    const out =
      args.out ?? (args.smoke === true ? 'curriculum-experiment-smoke' : 'curriculum-experiment');
    let report: ExperimentReport;
    if (args['so-far'] === true) {
      report = reportSoFar(setting, out);
    } else {
      const view = createProgressView(terminal);
      const stop = listenForStop((signal) =>
        view.note(`${signal}: stopping; finished runs are kept`),
      );
      try {
        report = await runExperiment(setting, {
          out,
          workers: workers ?? Math.max(1, availableParallelism() - 1),
          signal: stop.signal,
          onProgress: (done, total, what, etaMs) =>
            view.activity(
              done,
              total,
              etaMs === null ? what : `${what}, about ${duration(etaMs / 1000)} left`,
            ),
        });
      } finally {
        stop.close();
        view.end();
      }
    }
    const { hasLearned } = await import('../../../methods/curriculum/experiment/has-learned.ts');
    const faults = args.smoke === true ? hasLearned(report) : [];
    if (args.json) printJson(terminal, { ...report, faults });
    else await print(report, terminal, args.markdown === true);
    for (const fault of faults) terminal.err(`${fault}\n`);
    return faults.length > 0 ? EXIT.disproved : EXIT.done;
  },
});

async function print(
  report: ExperimentReport,
  terminal: Terminal,
  asMarkdown: boolean,
): Promise<void> {
  const { armRows, caution, levelRows, pairRows, renderMarkdown } =
    await import('../../../methods/curriculum/experiment/render-report.ts');
  if (asMarkdown) {
    terminal.out(`${renderMarkdown(report)}\n`);
    return;
  }
  if (!report.isComplete)
    terminal.out(`Not complete: ${report.runs.done} of ${report.runs.total} runs.\n\n`);
  for (const { head, rows } of [armRows(report), levelRows(report), pairRows(report)]) {
    const right = head.map((_name, column) => column).filter((column) => column > 0);
    terminal.out(`${renderTable(head, rows, head[1] === 'against' ? [3, 4] : right)}\n\n`);
  }
  terminal.out(`${caution(report)}\n`);
}
