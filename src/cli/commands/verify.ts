import type { Finding, VerifyResult } from '../../dataset/index.ts';
import { type Clock, systemClock } from '../../core/clock.ts';
import { defineVerb } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { listCounts, whole } from '../output/figures.ts';
import type { Paint } from '../output/paint.ts';
import { plainLine } from '../output/plain-text.ts';
import { wrap } from '../output/table.ts';
import { printJson } from '../output/terminal.ts';
import { createProgressView } from '../progress/view.ts';
import { listenForStop } from '../stop-signals.ts';

const FIRST = 10;

export const verb = defineVerb({
  name: 'verify',
  usage: 'verify DATASET [--material DIR] [options]',
  about:
    'Replays every proof of a dataset from the material stored beside it, with no model and no network: a whole dataset, a copy, a folder with some of its rows, or one file. ' +
    'It tells missing from altered, and replayed from attested (a model’s recorded verdict, which can only be found intact). Unknown is not a pass.',
  args: {
    dataset: {
      type: 'positional',
      valueHint: 'DATASET',
      required: true,
      description: 'a dataset folder, or a Parquet or JSONL file of it',
    },
    material: {
      type: 'string',
      valueHint: 'DIR',
      description: 'a proof folder with material that the dataset may not ship',
    },
  },
  examples: [
    { command: 'wellspring verify runs/demo/dataset', does: 'replay everything' },
    {
      command: 'wellspring verify rows.parquet --material proof/',
      does: 'some rows, with their proof kept elsewhere',
    },
    {
      command: "wellspring verify runs/demo/dataset --json | jq '.failed[0]'",
      does: 'for a script: {samples, checked, replayed, attested, failed, …}',
    },
  ],
  exits: [EXIT.missing, EXIT.disproved, EXIT.absent, EXIT.interrupted],

  async run(args, { terminal }) {
    const { verifyDataset } = await import('../../dataset/index.ts');
    const { proofRegistry } = await import('../../recipe/registry.ts');
    const view = createProgressView(terminal);
    const stop = listenForStop(() => {});
    let result: VerifyResult;
    const clock: Clock = systemClock;
    const started = clock.elapsed();
    try {
      result = await verifyDataset(args.dataset, {
        registry: proofRegistry(),
        ...(args.material !== undefined && { material: args.material }),
        onProgress: (samples) => view.activity(samples, null, 'samples replayed'),
        signal: stop.signal,
      });
    } finally {
      view.end();
      stop.close();
    }
    const exit = exitOf(result);
    if (args.json) printJson(terminal, inOrder(result));
    else {
      const seconds = (clock.elapsed() - started) / 1000;
      terminal.out(`${renderResult(result, terminal.paint, terminal.outWidth(), seconds)}\n`);
    }
    return exit;
  },
});

/** Failed and unknown are not passes; what is only missing has a code of its own. */
export function exitOf({ ok, totals }: Pick<VerifyResult, 'ok' | 'totals'>): ExitCode {
  if (ok) return EXIT.done;
  if (totals.failed > 0 || totals.unknown > 0) return EXIT.disproved;
  return totals.missing > 0 ? EXIT.absent : EXIT.disproved;
}

function inOrder({ samples, checked, replayed, attested, failed, ...rest }: VerifyResult): object {
  return { samples, checked, replayed, attested, failed, ...rest };
}

function renderResult(result: VerifyResult, paint: Paint, width: number, seconds: number): string {
  const { tally, totals } = result;
  const verdict = result.ok
    ? paint.green('every proof holds')
    : totals.failed > 0
      ? paint.red(`${whole(totals.failed)} failed`)
      : paint.yellow(
          totals.unknown > 0
            ? `${whole(totals.unknown)} unknown`
            : `${whole(totals.missing)} missing`,
        );
  const facts: [string, string][] = [
    [
      'samples',
      `${whole(result.samples)}${result.sealed === null ? '' : ` of ${whole(result.sealed)} sealed`}`,
    ],
    [
      'checked',
      `${whole(result.checked)} evidences, passages and checks in ${seconds.toFixed(1)} s`,
    ],
    ['replayed', `${whole(result.replayed)} done again by program, and found to hold`],
    ['attested', `${whole(result.attested)} verdicts of models, found intact: not replayable`],
    ['answers', `resting on ${listCounts(tally.answers)}`],
    ['grounded', `${whole(result.grounded)} samples of kinds that claim no answer`],
    ['manifest', result.manifest],
  ];
  const lines = [paint.bold(verdict)];
  for (const [label, text] of facts) lines.push(`  ${paint.dim(label.padEnd(9))} ${text}`);
  lines.push(
    ...findings('failed', result.failed, totals.failed, paint.red, width),
    ...findings('unknown', result.unknown, totals.unknown, paint.yellow, width),
    ...findings('missing', result.missing, totals.missing, paint.yellow, width),
  );
  if (totals.missing > 0)
    lines.push(
      `  ${paint.cyan('hint:')} --material DIR names a folder with what the dataset may not ship`,
    );
  for (const note of result.notes.slice(0, FIRST))
    lines.push(`  ${paint.dim(`note: ${plainLine(note)}`)}`);
  if (result.notes.length > FIRST)
    lines.push(`  ${paint.dim(`and ${result.notes.length - FIRST} notes more`)}`);
  return lines.join('\n');
}

function findings(
  title: string,
  list: readonly Finding[],
  total: number,
  style: (text: string) => string,
  width: number,
): string[] {
  if (total === 0) return [];
  const lines = [`  ${style(`${title} ${whole(total)}`)}`];
  for (const { sample, evidence, reason } of list.slice(0, FIRST)) {
    const where = [sample === null ? '' : `sample ${sample}`, evidence ?? ''].filter(Boolean);
    lines.push(`    ${plainLine(where.join(', ')) || 'the dataset'}`);
    lines.push(wrap(plainLine(reason), width, '      '));
  }
  if (total > FIRST) lines.push(`    and ${whole(total - FIRST)} more (--json lists them)`);
  return lines;
}
