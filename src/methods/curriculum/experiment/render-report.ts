import { METRICS, type Metric, type Pair } from './compare.ts';
import type { ExperimentReport } from './run-experiment.ts';

/** What this experiment cannot show; printed with every table. */
export function caution({
  parameters,
  setting,
}: Pick<ExperimentReport, 'parameters' | 'setting'>): string {
  const size = parameters === 0 ? 'so small a' : `a ${Math.round(parameters / 1000)}k-parameter`;
  return (
    `A student of at most 300k parameters (here ${size} student on ${setting.levels.length} levels of made-up stories) ` +
    'is no evidence about large models.'
  );
}

type Rows = { head: string[]; rows: string[][] };

/** One row an arm: means over its seeds. */
export function armRows({ arms, setting }: ExperimentReport): Rows {
  return {
    head: ['arm', 'rate', 'mastered', 'tokens to mastery', 'final', 'transfer', 'forgetting'],
    rows: arms.map(({ arm, learningRate, seeds, mastered, means }) => [
      arm,
      String(learningRate),
      `${mastered} of ${seeds}`,
      `${mastered < seeds ? '≥ ' : ''}${thousands(Math.min(setting.tokens, means['tokens to mastery']))}`,
      points(means['final accuracy']),
      points(means.transfer),
      points(means.forgetting),
    ]),
  };
}

/** One row an arm: mean final accuracy of each level. */
export function levelRows({ arms, baselines }: ExperimentReport): Rows {
  return {
    head: ['', ...baselines.map(({ level }) => level)],
    rows: [
      ...arms.map(({ arm, levels }) => pointsLine(arm, levels)),
      pointsLine(
        'best rule of thumb',
        baselines.map(({ heuristic }) => heuristic.accuracy),
      ),
      pointsLine(
        'commonest answer',
        baselines.map(({ majority }) => majority),
      ),
      pointsLine(
        'untrained',
        baselines.map(({ untrained }) => untrained),
      ),
    ],
  };
}

/** One row a pair with its primary metric, then the others; a tie is a row like every other. */
export function pairRows({ pairs }: ExperimentReport, only?: (pair: Pair) => boolean): Rows {
  return {
    head: ['arm', 'against', 'measure', 'difference', '95 % interval', 'verdict'],
    rows: METRICS.flatMap((metric) =>
      pairs
        .filter((pair) => pair.metric === metric && (only?.(pair) ?? true))
        .map(({ arm, against, difference: { mean, low, high }, verdict }) => [
          arm,
          against,
          metric,
          amount(metric, mean),
          `${amount(metric, low)} to ${amount(metric, high)}`,
          verdict,
        ]),
    ),
  };
}

/** The whole report as Markdown. */
export function renderMarkdown(report: ExperimentReport): string {
  const { runs, setting, isComplete } = report;
  const state = isComplete
    ? `${runs.total} runs`
    : `Not complete: ${runs.done} of ${runs.total} runs so far`;
  return [
    `${state}; ${thousands(setting.tokens)} tokens each, ${setting.seeds} seeds an arm, learning rate chosen among ` +
      `${setting.learningRates.join(', ')} by ${setting.sweepSeeds} further seed(s) each. ${caution(report)}`,
    markdownTable(armRows(report)),
    'Final accuracy of each level, in percent:',
    markdownTable(levelRows(report)),
    'All pairs by the primary metric:',
    markdownTable(pairRows(report, ({ metric }) => metric === METRICS[0])),
    'Every arm against `mixed` by the other three, in percentage points:',
    markdownTable(
      pairRows(report, ({ metric, against }) => metric !== METRICS[0] && against === 'mixed'),
    ),
  ].join('\n\n');
}

function pointsLine(name: string, values: readonly number[]): string[] {
  return [name, ...values.map(points)];
}

function markdownTable({ head, rows }: Rows): string {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function amount(metric: Metric, value: number): string {
  const sign = value > 0 ? '+' : value < 0 ? '−' : '';
  const size = Math.abs(value);
  return `${sign}${metric === 'tokens to mastery' ? thousands(size) : points(size)}`;
}

/** A share in percent, without the sign. */
function points(share: number): string {
  return (share * 100).toFixed(1).replace('-', '−');
}

function thousands(tokens: number): string {
  return `${Math.round(tokens / 1000)}k`;
}
