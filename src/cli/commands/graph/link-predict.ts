import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { describeLinks } from '../../graph/describe-links.ts';
import { predictStored, predictTrained, predictZeroShot } from '../../graph/predict-links.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { printJson } from '../../output/terminal.ts';
import { numberOption } from '../../parse-arguments.ts';
import { createProgressView } from '../../progress/view.ts';
import { listenForStop } from '../../stop-signals.ts';
import { requireWritable } from '../../workspace-folder.ts';

export const verb = defineVerb({
  name: 'graph link-predict',
  usage:
    'graph link-predict DIR [--zero-shot | --model FILE] [--epochs N] [--seed S] [--checkpoint FILE] [--out FILE] [options]',
  about:
    'Trains a graph neural network (NBFNet) on the triples of a folder and ranks, for every triple of its test set, the true tail and the true head among all entities: ' +
    'filtered, both directions, ties counted against the answer. DIR has train.txt, valid.txt and test.txt (or .txt.gz), a triple a line with tabs. ' +
    'What is trained is chosen on valid.txt; test.txt is read once, at the end. With --zero-shot the shipped model scores a graph that it never saw, and nothing is trained; with --model one that --out wrote, on this graph or on another with the same relations.',
  args: {
    dir: {
      type: 'positional',
      required: true,
      valueHint: 'DIR',
      description: 'the folder of the split',
    },
    'zero-shot': { type: 'boolean', description: 'the shipped model, without training' },
    model: {
      type: 'string',
      valueHint: 'FILE',
      description: 'a model that --out wrote, without training',
    },
    out: {
      type: 'string',
      valueHint: 'FILE',
      description: 'write the trained model here, with its calibration',
    },
    epochs: {
      type: 'string',
      valueHint: 'N',
      description: 'passes over train.txt at the most (20)',
    },
    seed: {
      type: 'string',
      valueHint: 'S',
      default: '0',
      description: 'a whole number; the same seed gives the same model',
    },
    dimension: {
      type: 'string',
      valueHint: 'D',
      description: 'length of vectors, a multiple of 8 (32)',
    },
    layers: { type: 'string', valueHint: 'T', description: 'hops that an answer may be away (4)' },
    batch: { type: 'string', valueHint: 'N', description: 'triples a step (32)' },
    negatives: {
      type: 'string',
      valueHint: 'N',
      description: 'false answers beside each true one (32)',
    },
    rate: { type: 'string', valueHint: 'R', description: 'learning rate of Adam (0.005)' },
    'hide-pairs': {
      type: 'boolean',
      description: 'while learning a triple, hide every edge between its two ends, not only itself',
    },
    'free-relations': {
      type: 'boolean',
      description:
        'one vector for each relation whatever is asked: fewer numbers, for graphs of few relations',
    },
    frontier: {
      type: 'boolean',
      description:
        'compute for each question only the nodes that it reaches: many times faster where entities have few links, and what is out of reach scores alike',
    },
    ensemble: {
      type: 'string',
      valueHint: 'N',
      description:
        'train N models, of seeds S, S + 1, …, and rank by the mean of their log-probabilities (1)',
    },
    'with-zero-shot': {
      type: 'boolean',
      description: 'hear the shipped model beside what is trained, as much as serves valid.txt',
    },
    minutes: {
      type: 'string',
      valueHint: 'M',
      description: 'end training after this; test what was best',
    },
    checkpoint: {
      type: 'string',
      valueHint: 'FILE',
      description: 'keep the training here, and go on from it',
    },
    workers: { type: 'string', valueHint: 'N', description: 'threads (all cores)' },
  },
  examples: [
    { command: 'wellspring graph link-predict data/umls', does: 'train, then rank the test set' },
    {
      command: 'wellspring graph link-predict data/umls --zero-shot --json',
      does: 'what the shipped model says of a graph that it never saw',
    },
    {
      command: 'wellspring graph link-predict data/nations --ensemble 3 --with-zero-shot',
      does: 'several models and the shipped one, heard together',
    },
    {
      command: 'wellspring graph link-predict data/umls --out umls.model',
      does: 'keep the trained model, for --model',
    },
    {
      command:
        'wellspring graph link-predict data/fb15k-237 --hide-pairs --layers 6 --checkpoint fb.checkpoint --minutes 120',
      does: 'a long training that a stop does not lose',
    },
  ],
  exits: [EXIT.interrupted],

  async run(args, { terminal }) {
    const integer = (
      name: 'dimension' | 'layers' | 'batch' | 'negatives' | 'workers' | 'ensemble',
    ) => numberOption(args[name], name, { integer: true, min: 1 });
    const epochs = numberOption(args.epochs, 'epochs', { min: 0.001 });
    const rate = numberOption(args.rate, 'rate');
    const minutes = numberOption(args.minutes, 'minutes');
    if (args.model !== undefined && args['zero-shot']) {
      throw new RecipeError('--model and --zero-shot exclude each other', {
        hint: 'leave one out',
      });
    }
    if (args.out !== undefined && (args.model !== undefined || args['zero-shot'])) {
      throw new RecipeError('--out writes a model that was trained, and nothing is to be trained', {
        hint: 'leave out --out, or --model and --zero-shot',
      });
    }
    const ensemble = integer('ensemble') ?? 1;
    const zeroShot = args['with-zero-shot'] ?? false;
    if ((ensemble > 1 || zeroShot) && (args.model !== undefined || args['zero-shot'])) {
      throw new RecipeError('--ensemble and --with-zero-shot are for models that are trained now', {
        hint: 'leave them out, or --model and --zero-shot',
      });
    }
    if ((ensemble > 1 || zeroShot) && args.out !== undefined) {
      throw new RecipeError('--out keeps one trained model, and here several are heard together', {
        hint: 'train each with its own --seed and --out, or leave out --out',
      });
    }
    const seed = numberOption(args.seed, 'seed', { integer: true, min: 0 }) ?? 0;
    const workers = integer('workers') ?? availableParallelism();
    const { readLinkSplit } =
      await import('../../../methods/graph/gnn/link-prediction/read-link-split.ts');
    const split = await readLinkSplit(args.dir);
    const view = createProgressView(terminal);
    if (args.out !== undefined) {
      await requireWritable(dirname(resolve(args.out)), 'no model', '--out FILE');
    }
    const stop = listenForStop((signal) =>
      view.note(
        `${signal}: stopping${args.checkpoint === undefined ? '' : '; the checkpoint is kept'}`,
      ),
    );
    try {
      const result = args['zero-shot']
        ? await predictZeroShot(split, view, stop.signal)
        : args.model !== undefined
          ? await predictStored(split, args.model, workers, view, stop.signal)
          : await predictTrained(
              split,
              {
                ...defined({
                  epochs,
                  dimension: integer('dimension'),
                  layers: integer('layers'),
                  batchSize: integer('batch'),
                  negatives: integer('negatives'),
                  learningRate: rate,
                }),
                seed,
                hidesPairs: args['hide-pairs'] ?? false,
                dependent: !(args['free-relations'] ?? false),
                frontier: args.frontier ?? false,
              },
              {
                workers,
                minutes,
                checkpoint: args.checkpoint,
                out: args.out,
                ensemble,
                zeroShot,
              },
              view,
              stop.signal,
            );
      view.end();
      const report = {
        folder: args.dir,
        entities: split.entityNames.length,
        relations: split.relationNames.length,
        triples: {
          train: split.train.length / 3,
          valid: split.valid.length / 3,
          test: split.test.length / 3,
        },
        notes: split.notes,
        ...result,
        peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
      };
      if (args.json) printJson(terminal, report);
      else terminal.out(`${describeLinks(report)}\n`);
      return EXIT.done;
    } finally {
      view.end();
      stop.close();
    }
  },
});

/** Without the members that are not set. */
function defined(values: Record<string, number | undefined>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
