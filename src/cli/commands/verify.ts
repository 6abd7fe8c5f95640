import type { Finding, VerifyResult } from '../../dataset/index.ts';
import { type Clock, systemClock } from '../../core/clock.ts';
import { RecipeError } from '../../core/errors/recipe-error.ts';
import { defineVerb, WORKSPACE_OPTION } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { listCounts, whole } from '../output/figures.ts';
import type { Paint } from '../output/paint.ts';
import { plainLine } from '../output/plain-text.ts';
import { wrap } from '../output/table.ts';
import { printJson } from '../output/terminal.ts';
import { createProgressView } from '../progress/view.ts';
import { locateDataset } from '../samples/locate.ts';
import { listenForStop } from '../stop-signals.ts';

const FIRST = 10;

export const verb = defineVerb({
  name: 'verify',
  usage: 'verify DATASET|RUN [--material DIR] [options]',
  about:
    'Replays every proof of a dataset from the material stored beside it, with no model and no network: a whole dataset, a copy, a folder with some of its rows, or one file. ' +
    'It tells missing from altered, and replayed from attested (a model’s recorded verdict, which can only be found intact). Unknown is not a pass.',
  args: {
    dataset: {
      type: 'positional',
      valueHint: 'DATASET|RUN',
      required: true,
      description: 'a dataset folder, a Parquet or JSONL file of it, or a run by name or folder',
    },
    material: {
      type: 'string',
      valueHint: 'DIR',
      description:
        'a proof folder: of the dataset that rows were taken from, or with material that a licence withheld',
    },
    ...WORKSPACE_OPTION,
  },
  examples: [
    { command: 'wellspring verify demo', does: 'replay everything that a run made' },
    {
      command: 'wellspring verify rows.jsonl --material runs/demo/dataset/proof',
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
    const path = await locateDataset(args.dataset, args.workspace);
    const view = createProgressView(terminal);
    const stop = listenForStop(() => {});
    let result: VerifyResult;
    const clock: Clock = systemClock;
    const started = clock.elapsed();
    try {
      result = await verifyDataset(path, {
        registry: proofRegistry(),
        ...(args.material !== undefined && { material: args.material }),
        onProgress: (samples) => view.activity(samples, null, 'samples replayed'),
        signal: stop.signal,
      });
    } finally {
      view.end();
      stop.close();
    }
    requireDataset(path, result);
    const exit = exitOf(result);
    if (args.json) printJson(terminal, inOrder(result));
    else {
      const seconds = (clock.elapsed() - started) / 1000;
      terminal.out(`${renderResult(result, terminal.paint, terminal.outWidth(), seconds)}\n`);
    }
    return exit;
  },
});

/** A damaged file of rows is no foreign one. */
const isDamagedRows = ({ evidence, reason }: Finding): boolean =>
  /\.(?:parquet|jsonl)$/i.test(evidence ?? '') && reason.startsWith('it cannot be read');

/** Raises RecipeError where there was nothing of a dataset to verify: no seal, and no row that has our columns. */
function requireDataset(path: string, result: VerifyResult): void {
  const { manifest, sealed, samples, failed } = result;
  if (manifest !== 'absent' || sealed !== null || samples > 0) return;
  if (failed.some(isDamagedRows)) return;
  throw new RecipeError(`${plainLine(path)} is no dataset of Wellspring`, {
    hint: 'name a folder with manifest.json and data/, one of its files, rows of `wellspring export --format jsonl`, or a run; rows from elsewhere become one with `wellspring run ROWS`',
  });
}

/** Failed and unknown are not passes; what is only missing has a code of its own. */
export function exitOf({ ok, totals }: Pick<VerifyResult, 'ok' | 'totals'>): ExitCode {
  if (ok) return EXIT.done;
  if (totals.failed > 0 || totals.unknown > 0) return EXIT.disproved;
  return totals.missing > 0 ? EXIT.absent : EXIT.disproved;
}

function inOrder({ samples, checked, replayed, attested, failed, ...rest }: VerifyResult): object {
  return { samples, checked, replayed, attested, failed, ...rest };
}

/** Sealed files of proof objects that are not there: all else that is missing follows from them. */
function absentProof({ notes }: VerifyResult): string[] {
  return notes.flatMap(
    (note) => /^(proof\/objects-\d{5}\.jsonl) is not here$/.exec(note)?.[1] ?? [],
  );
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
    ['manifest', `${result.manifest}${result.hash === null ? '' : `, hash ${result.hash}`}`],
  ];
  const lines = [paint.bold(verdict)];
  for (const [label, text] of facts) lines.push(`  ${paint.dim(label.padEnd(9))} ${text}`);
  if (totals.missing > 0)
    for (const name of absentProof(result))
      lines.push(`  ${paint.yellow('absent')}    ${name}, which the manifest seals, is not here`);
  lines.push(
    ...findings('failed', result.failed, totals.failed, paint.red, width),
    ...findings('unknown', result.unknown, totals.unknown, paint.yellow, width),
    ...findings('missing', result.missing, totals.missing, paint.yellow, width),
  );
  if (totals.missing > 0)
    lines.push(
      wrap(
        `${paint.cyan('hint:')} --material PATH/proof, where PATH is the dataset that these rows come from; what a licence withheld stays in the folder withheld/ of its run`,
        width,
        '  ',
      ),
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
