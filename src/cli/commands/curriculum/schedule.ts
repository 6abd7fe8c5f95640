import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { defineVerb, WORKSPACE_OPTION } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { whole } from '../../output/figures.ts';
import { printJson } from '../../output/terminal.ts';
import { choiceOption } from '../../parse-arguments.ts';
import { createProgressView } from '../../progress/view.ts';
import { listenForStop } from '../../stop-signals.ts';

export const verb = defineVerb({
  name: 'curriculum schedule',
  usage: 'curriculum schedule DATASET --out DIR [--strategy S] [--seed S]',
  about:
    'Writes the tasks of a dataset in the orders that trainers take: one configuration a stage, curriculum (in order), mixed (the same rows by chance, as the control), ' +
    'replay and anneal, with SCHEDULE.jsonl and configurations of Axolotl, LLaMA-Factory, TRL and llm-foundry that keep the order. Every row carries what it takes to score an answer to it.',
  args: {
    dataset: {
      type: 'positional',
      valueHint: 'DATASET',
      required: true,
      description: 'a dataset of `wellspring run`, or a run by its name',
    },
    out: { type: 'string', valueHint: 'DIR', description: 'the folder to write, not there yet' },
    strategy: {
      type: 'string',
      valueHint: 'S',
      default: 'staged',
      description: 'staged, gated, mixed, reverse or anneal: the order of curriculum and replay',
    },
    seed: { type: 'string', valueHint: 'S', default: '0', description: 'seed of the orders' },
    ...WORKSPACE_OPTION,
  },
  examples: [
    {
      command: 'wellspring curriculum schedule runs/curriculum/dataset --out schedule',
      does: 'easy before hard, with replay, and its control',
    },
    {
      command: 'wellspring curriculum schedule curriculum --out backwards --strategy reverse',
      does: 'hard before easy: does the order matter at all?',
    },
  ],
  exits: [EXIT.absent, EXIT.interrupted],

  async run(args, { terminal }) {
    if (args.out === undefined) {
      throw new RecipeError('`wellspring curriculum schedule` needs --out DIR', {
        hint: 'for example: --out schedule',
      });
    }
    const strategy = choiceOption(args.strategy, 'the strategy', [
      'staged',
      'gated',
      'mixed',
      'reverse',
      'anneal',
    ])!;
    const { openSamples, readSamples } = await import('../../samples/open-samples.ts');
    const { writeSchedule } =
      await import('../../../methods/curriculum/schedule/write-schedule.ts');
    const { skillGraph } = await import('../../../methods/curriculum/stages/read-skills.ts');
    const view = createProgressView(terminal);
    const stop = listenForStop((signal) => view.note(`${signal}: stopping`));
    const opened = await openSamples(args.dataset, args.workspace);
    try {
      const samples = await readSamples(args.dataset, args.workspace);
      const schedule = await writeSchedule(samples, opened.material, {
        dir: args.out,
        strategy,
        seed: args.seed,
        graph: skillGraph(),
        signal: stop.signal,
        onProgress: (done, what) => view.activity(done, null, what),
      });
      view.end();
      if (args.json) printJson(terminal, { dir: args.out, ...schedule });
      else {
        for (const [name, rows] of Object.entries(schedule.configs)) {
          terminal.out(`${name}: ${whole(rows)} rows\n`);
        }
        for (const [reason, count] of Object.entries(schedule.skipped)) {
          terminal.err(`left out: ${whole(count)} samples (${reason})\n`);
        }
        terminal.err(`written: ${args.out}\n`);
      }
      return EXIT.done;
    } finally {
      stop.close();
      await opened.close();
    }
  },
});
