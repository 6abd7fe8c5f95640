import { basename, resolve } from 'node:path';
import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { duration } from '../../output/figures.ts';
import { renderTable } from '../../output/table.ts';
import { printJson } from '../../output/terminal.ts';
import { numberOption } from '../../parse-arguments.ts';
import { createProgressView } from '../../progress/view.ts';
import { listenForStop } from '../../stop-signals.ts';

export const verb = defineVerb({
  name: 'graph pretrain',
  usage: 'graph pretrain GRAPH_DIR… --out FILE [--minutes M] [--seed S]',
  about:
    'Trains the zero-shot model, which ranks the links of graphs that it never saw. Every folder holds train.txt, valid.txt and test.txt; parts of the train ' +
    'triples and graphs of random rules are trained on, the weights that rank the valid triples best are kept, test triples are never looked at. The run is kept in ' +
    'FILE.training, and the same command goes on from there for M minutes more, step by step as if it had not stopped.',
  manyWords: true,
  args: {
    graphs: {
      type: 'positional',
      required: true,
      valueHint: 'GRAPH_DIR…',
      description: 'folders of the graphs to train on',
    },
    out: { type: 'string', valueHint: 'FILE', description: 'where the weights go' },
    minutes: { type: 'string', valueHint: 'M', description: 'how long this call trains (60)' },
    seed: { type: 'string', valueHint: 'S', description: 'of parameters and all draws (1)' },
  },
  examples: [
    {
      command: 'wellspring graph pretrain data/fb15k-237 data/wn18rr --out ultra.bin',
      does: 'an hour on two public graphs; give it again for one more',
    },
    {
      command: 'wellspring graph pretrain my-graph --out ultra.bin --minutes 10 --seed 7',
      does: 'weights of your own, from one graph',
    },
  ],
  exits: [EXIT.interrupted],

  async run(args, { terminal, words }) {
    const minutes = numberOption(args.minutes, 'minutes', { min: 0 });
    const seed = numberOption(args.seed, 'seed', { integer: true, min: 0 });
    if (args.out === undefined) {
      throw new RecipeError('--out is missing', {
        hint: 'name the file that the weights go to, for example `--out ultra.bin`',
      });
    }
    const { readLinkSplit } =
      await import('../../../methods/graph/gnn/link-prediction/read-link-split.ts');
    const { pretrain } = await import('../../../methods/graph/gnn/ultra/pretrain/pretrain.ts');
    const names = new Set(words.map((folder) => basename(resolve(folder))));
    if (names.size < words.length) {
      throw new RecipeError('two of the folders have the same name', {
        hint: 'the weights name their graphs by it: rename one',
      });
    }
    const view = createProgressView(terminal);
    const stop = listenForStop((signal) =>
      view.note(`${signal}: stopping after this step; what was done is kept`),
    );
    try {
      const graphs = [];
      for (const folder of words)
        graphs.push({ name: basename(resolve(folder)), split: await readLinkSplit(folder) });
      const planned = minutes ?? 60;
      const report = await pretrain(graphs, args.out, {
        minutes: planned,
        signal: stop.signal,
        ...(seed === undefined ? {} : { training: { seed } }),
        onProgress: ({ step, doneShare, loss, mrr, validationMrr }) => {
          const total = Math.round(planned * 60);
          view.activity(Math.round(doneShare * total), total, 'seconds of training');
          if (validationMrr === undefined) return;
          const training = `loss ${loss.toFixed(3)}, training MRR ${mrr.toFixed(3)}`;
          view.note(`step ${step}: ${training}, valid MRR ${figures(validationMrr)}`);
        },
      });
      if (args.json) printJson(terminal, report);
      else {
        const rows = [
          ['weights', args.out],
          ['parameters', String(report.parameters)],
          ['steps', `${report.steps}, best at ${report.bestStep}`],
          ['trained for', duration(report.seconds)],
          ['valid MRR', figures(report.validationMrr)],
        ];
        terminal.out(`${renderTable(['pretraining', ''], rows, [])}\n`);
      }
      return EXIT.done;
    } finally {
      stop.close();
      view.end();
    }
  },
});

function figures(mrr: Record<string, number>): string {
  return Object.entries(mrr)
    .map(([name, value]) => `${name} ${value.toFixed(3)}`)
    .join(', ');
}
