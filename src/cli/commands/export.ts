import { RecipeError } from '../../core/errors/recipe-error.ts';
import { type Sample, SPLITS } from '../../core/records/index.ts';
import { defineVerb, WORKSPACE_OPTION } from '../define-verb.ts';
import { EXIT } from '../exit-codes.ts';
import { byCount, whole } from '../output/figures.ts';
import { plainLine } from '../output/plain-text.ts';
import { shellWord } from '../output/shell-word.ts';
import { printJson } from '../output/terminal.ts';
import { choiceOption } from '../parse-arguments.ts';
import { createProgressView } from '../progress/view.ts';
import { proofFolder, readSamples } from '../samples/open-samples.ts';

export const verb = defineVerb({
  name: 'export',
  usage: 'export DATASET|RUN --format FORMAT --out PATH [options]',
  about:
    'Writes samples in the form that a trainer takes, as JSON Lines. Every sample is written, or counted under the reason why its form has no place for it. ' +
    'Formats: jsonl (whole samples, nothing lost), openai-chat, sharegpt, alpaca, prompt-completion, dpo.',
  args: {
    dataset: {
      type: 'positional',
      valueHint: 'DATASET|RUN',
      required: true,
      description: 'a dataset folder or file, or a run by name or folder',
    },
    format: { type: 'string', valueHint: 'FORMAT', description: 'one of the formats above' },
    out: {
      type: 'string',
      valueHint: 'PATH',
      description: 'the file, replaced as a whole; its folder must be there',
    },
    split: {
      type: 'string',
      valueHint: `${SPLITS.join('|')}|all`,
      description:
        'which samples; for formats without a split column train, so that no test row slips into training',
    },
    variant: {
      type: 'string',
      valueHint: 'NAME',
      description: 'of formats that have several forms',
    },
    ...WORKSPACE_OPTION,
  },
  examples: [
    {
      command: 'wellspring export demo --format openai-chat --out train.jsonl',
      does: 'chat rows, as most trainers take them',
    },
    {
      command: 'wellspring export runs/demo/dataset --format dpo --out pairs.jsonl',
      does: 'preference pairs',
    },
    {
      command: 'wellspring export demo --format jsonl --split all --out all.jsonl',
      does: 'whole samples: `verify` reads these too',
    },
  ],
  exits: [EXIT.short, EXIT.disproved],

  async run(args, { terminal }) {
    const { EXPORTERS } = await import('../../export/index.ts');
    const formats = EXPORTERS.map((exporter) => exporter.name);
    const format = choiceOption(args.format, '--format', formats);
    if (format === undefined || args.out === undefined) {
      throw new RecipeError(
        `export needs --${format === undefined ? 'format FORMAT' : 'out PATH'}`,
        {
          hint: `for example: wellspring export ${plainLine(args.dataset)} --format openai-chat --out train.jsonl; formats: ${formats.join(', ')}`,
        },
      );
    }
    const split = choiceOption(args.split, '--split', [...SPLITS, 'all']);
    const exporter = EXPORTERS.find((other) => other.name === format)!;
    const samples = await readSamples(args.dataset, args.workspace);
    const view = createProgressView(terminal);
    try {
      const report = await exporter.export(counted(samples, view.activity), args.out, {
        ...(split !== undefined && { split }),
        ...(args.variant !== undefined && { variant: args.variant }),
      });
      view.end();
      const proof =
        format === 'jsonl' && report.written > 0
          ? await proofFolder(args.dataset, args.workspace)
          : undefined;
      const verify =
        proof === undefined
          ? null
          : `${terminal.program ?? 'wellspring'} verify ${shellWord(args.out)} --material ${shellWord(proof)}`;
      const skipped = byCount(report.skipped);
      if (args.json) printJson(terminal, { format, out: args.out, ...report, verify });
      else if (report.written > 0) {
        terminal.out(`${whole(report.written)} samples written to ${plainLine(args.out)}\n`);
        for (const [reason, count] of skipped)
          terminal.out(`  skipped ${plainLine(reason)}: ${whole(count)}\n`);
        if (exporter.drops !== '') terminal.out(`  not carried by ${format}: ${exporter.drops}\n`);
        if (verify !== null) terminal.out(`  to verify: ${plainLine(verify)}\n`);
      }
      if (report.written > 0) return EXIT.done;
      const reasons = skipped.map(([reason, count]) => `${plainLine(reason)} ${whole(count)}`);
      terminal.err(
        `${terminal.errPaint.yellow('nothing was written:')} no sample fits ${format}` +
          `${reasons.length > 0 ? ` (${reasons.join(', ')})` : ': there is none yet'}. ${plainLine(args.out)} was left as it was\n`,
      );
      return EXIT.short;
    } finally {
      view.end();
    }
  },
});

async function* counted(
  samples: AsyncIterable<Sample>,
  activity: (done: number, total: null, what: string) => void,
): AsyncGenerator<Sample> {
  let count = 0;
  for await (const sample of samples) {
    activity(++count, null, 'samples read');
    yield sample;
  }
}
