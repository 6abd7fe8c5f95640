import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type {
  LinkMetrics,
  RankFigures,
} from '../../../methods/graph/gnn/link-prediction/evaluate-links.ts';
import type { LinkSplitFolder } from '../../../methods/graph/gnn/link-prediction/read-link-split.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { duration, whole } from '../../output/figures.ts';
import { renderTable } from '../../output/table.ts';
import { printJson } from '../../output/terminal.ts';
import { numberOption } from '../../parse-arguments.ts';
import { createProgressView, type ProgressView } from '../../progress/view.ts';
import { listenForStop } from '../../stop-signals.ts';

export const verb = defineVerb({
  name: 'graph link-predict',
  usage:
    'graph link-predict DIR [--zero-shot] [--epochs N] [--seed S] [--checkpoint FILE] [options]',
  about:
    'Trains a graph neural network (NBFNet) on the triples of a folder and ranks, for every triple of its test set, the true tail and the true head among all entities: ' +
    'filtered, both directions, ties counted against the answer. DIR has train.txt, valid.txt and test.txt (or .txt.gz), a triple a line with tabs. ' +
    'What is trained is chosen on valid.txt; test.txt is read once, at the end. With --zero-shot the shipped model scores a graph that it never saw, and nothing is trained.',
  args: {
    dir: {
      type: 'positional',
      required: true,
      valueHint: 'DIR',
      description: 'the folder of the split',
    },
    'zero-shot': { type: 'boolean', description: 'the shipped model, without training' },
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
      command:
        'wellspring graph link-predict data/fb15k-237 --hide-pairs --layers 6 --checkpoint fb.checkpoint --minutes 120',
      does: 'a long training that a stop does not lose',
    },
  ],
  exits: [EXIT.interrupted],

  async run(args, { terminal }) {
    const integer = (name: 'dimension' | 'layers' | 'batch' | 'negatives' | 'workers') =>
      numberOption(args[name], name, { integer: true, min: 1 });
    const epochs = numberOption(args.epochs, 'epochs', { min: 0.001 });
    const rate = numberOption(args.rate, 'rate');
    const minutes = numberOption(args.minutes, 'minutes');
    const seed = numberOption(args.seed, 'seed', { integer: true, min: 0 }) ?? 0;
    const workers = integer('workers') ?? availableParallelism();
    const { readLinkSplit } =
      await import('../../../methods/graph/gnn/link-prediction/read-link-split.ts');
    const split = await readLinkSplit(args.dir);
    const view = createProgressView(terminal);
    const stop = listenForStop((signal) =>
      view.note(
        `${signal}: stopping${args.checkpoint === undefined ? '' : '; the checkpoint is kept'}`,
      ),
    );
    try {
      const result = args['zero-shot']
        ? await predictZeroShot(split, view, stop.signal)
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
            },
            { workers, minutes, checkpoint: args.checkpoint },
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
      else terminal.out(`${describe(report)}\n`);
      return EXIT.done;
    } finally {
      view.end();
      stop.close();
    }
  },
});

interface Prediction {
  model: 'nbfnet' | 'zero-shot';
  trainingSeconds: number;
  evaluationSeconds: number;
  epochs: number;
  endedBy: string | null;
  validation: { epoch: number; mrr: number; loss: number; seconds: number }[];
  metrics: LinkMetrics;
  [more: string]: unknown;
}

async function predictTrained(
  split: LinkSplitFolder,
  options: Record<string, number | boolean>,
  context: { workers: number; minutes: number | undefined; checkpoint: string | undefined },
  view: ProgressView,
  signal: AbortSignal,
): Promise<Prediction> {
  const { openNbfnet, trainNbfnet } =
    await import('../../../methods/graph/gnn/train/train-nbfnet.ts');
  const trained = await trainNbfnet(split, options, {
    workers: context.workers,
    signal,
    ...(context.checkpoint !== undefined && { checkpoint: join(context.checkpoint) }),
    ...(context.minutes !== undefined && { maxMinutes: context.minutes }),
    onProgress: ({ step, steps, mrr }) =>
      view.activity(
        step,
        steps,
        mrr === null ? 'steps' : `steps, validation MRR ${mrr.toFixed(3)}`,
      ),
  });
  const scorer = openNbfnet(
    trained.model,
    { entities: split.entityNames.length, triples: split.train },
    context.workers,
  );
  try {
    const { metrics, seconds } = await evaluate(split, scorer, view, signal);
    return {
      model: 'nbfnet',
      options,
      trainingSeconds: trained.seconds,
      evaluationSeconds: seconds,
      epochs: trained.epochs,
      endedBy: trained.ended,
      validation: trained.history.map(({ epoch, mrr, loss, seconds: at }) => ({
        epoch,
        mrr,
        loss,
        seconds: at,
      })),
      metrics,
    };
  } finally {
    await scorer.close();
  }
}

async function predictZeroShot(
  split: LinkSplitFolder,
  view: ProgressView,
  signal: AbortSignal,
): Promise<Prediction> {
  const { openZeroShot } = await import('../../../methods/graph/gnn/ultra/zero-shot.ts');
  const graph = {
    entities: split.entityNames.length,
    relations: split.relationNames.length,
    triples: split.train,
  };
  const { metrics, seconds } = await evaluate(split, await openZeroShot(graph), view, signal);
  return {
    model: 'zero-shot',
    trainingSeconds: 0,
    evaluationSeconds: seconds,
    epochs: 0,
    endedBy: null,
    validation: [],
    metrics,
  };
}

async function evaluate(
  split: LinkSplitFolder,
  scorer: { scoreTails(queries: Int32Array): Promise<Float32Array> },
  view: ProgressView,
  signal: AbortSignal,
): Promise<{ metrics: LinkMetrics; seconds: number }> {
  const { evaluateLinks } =
    await import('../../../methods/graph/gnn/link-prediction/evaluate-links.ts');
  const { systemClock } = await import('../../../core/clock.ts');
  const start = systemClock.elapsed();
  const metrics = await evaluateLinks(scorer, split, {
    signal,
    onProgress: (done, total) => view.activity(done, total, 'test queries ranked'),
  });
  return { metrics, seconds: (systemClock.elapsed() - start) / 1000 };
}

/** Without the members that are not set. */
function defined(values: Record<string, number | undefined>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function describe({
  entities,
  relations,
  triples,
  notes,
  model,
  metrics,
  trainingSeconds,
  epochs,
  endedBy,
  peakMemoryBytes,
}: Prediction &
  Pick<LinkSplitFolder, 'notes'> & {
    entities: number;
    relations: number;
    triples: Record<string, number>;
    peakMemoryBytes: number;
  }): string {
  const row = (
    name: string,
    { queries, mrr, hits1, hits3, hits10, meanRank }: RankFigures,
  ): string[] => [
    name,
    whole(queries),
    ...[mrr, hits1, hits3, hits10].map((value) => value.toFixed(3)),
    meanRank.toFixed(1),
  ];
  const { low, high } = metrics.mrrInterval;
  const lines = [
    `${whole(entities)} entities, ${whole(relations)} relations, ${whole(triples['train']!)} / ${whole(triples['valid']!)} / ${whole(triples['test']!)} triples`,
    model === 'zero-shot'
      ? 'The shipped model, which never saw this graph.'
      : `NBFNet, trained for ${duration(trainingSeconds)} (${epochs.toFixed(1)} epochs, ended by ${endedBy}), peak memory ${whole(peakMemoryBytes / 1e6)} MB.`,
    '',
    renderTable(
      ['direction', 'queries', 'MRR', 'Hits@1', 'Hits@3', 'Hits@10', 'mean rank'],
      [row('both', metrics.overall), row('tail', metrics.tails), row('head', metrics.heads)],
      [1, 2, 3, 4, 5, 6],
    ),
    '',
    `Filtered; ties count against the answer. 95 % of the MRR: ${low.toFixed(3)} to ${high.toFixed(3)}.`,
  ];
  if (notes.leaked.test > 0)
    lines.push(
      `Caution: ${whole(notes.leaked.test)} triples of test.txt stand in train.txt as well.`,
    );
  if (notes.unseenEntities > 0)
    lines.push(`${whole(notes.unseenEntities)} entities are in valid.txt or test.txt alone.`);
  return lines.join('\n');
}
