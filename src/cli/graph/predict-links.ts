import { join } from 'node:path';
import { systemClock } from '../../core/clock.ts';
import type { ChosenWeight } from '../../methods/graph/gnn/link-prediction/choose-weight.ts';
import type { LinkMetrics } from '../../methods/graph/gnn/link-prediction/evaluate-links.ts';
import type { LinkSplitFolder } from '../../methods/graph/gnn/link-prediction/read-link-split.ts';
import type { TailScorer } from '../../methods/graph/gnn/triples.ts';
import type { ProgressView } from '../progress/view.ts';

/** What a model makes of a split's test set, and how it came to be. */
export interface Prediction {
  model: 'nbfnet' | 'zero-shot' | 'stored';
  trainingSeconds: number;
  evaluationSeconds: number;
  epochs: number;
  endedBy: string | null;
  validation: { epoch: number; mrr: number; loss: number; seconds: number }[];
  metrics: LinkMetrics;
  /** The models trained, and how much the shipped one counts beside them; where there were any. */
  members?: { seed: number; validationMrr: number | null; epochs: number; endedBy: string }[];
  zeroShot?: ChosenWeight | null;
  [more: string]: unknown;
}

/** Trains on the split's training triples, one model or several, and ranks its test triples. */
export async function predictTrained(
  split: LinkSplitFolder,
  options: Record<string, number | boolean>,
  context: {
    workers: number;
    minutes: number | undefined;
    checkpoint: string | undefined;
    /** Where the trained model is written. */
    out: string | undefined;
    /** Models, of seeds one after another; with `zeroShot` the shipped model is weighed in. */
    ensemble: number;
    zeroShot: boolean;
  },
  view: ProgressView,
  signal: AbortSignal,
): Promise<Prediction> {
  const { openEnsemble } = await import('../../methods/graph/gnn/train/open-ensemble.ts');
  const { trainEnsemble } = await import('../../methods/graph/gnn/train/train-ensemble.ts');
  const { ensemble, zeroShot } = context;
  const whole = await trainEnsemble(
    split,
    options,
    { ensemble, zeroShot },
    {
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
    },
  );
  const trained = whole.members[0]!;
  if (context.out !== undefined) {
    const { writeModel } = await import('../../methods/graph/gnn/train/model-file.ts');
    await writeModel(context.out, {
      model: trained.model,
      relationNames: split.relationNames,
      training: {
        seed: Number(options['seed'] ?? 0),
        epochs: trained.epochs,
        validationMrr: trained.bestMrr,
        graph: trained.graph,
      },
    });
  }
  const graph = {
    entities: split.entityNames.length,
    relations: split.relationNames.length,
    triples: split.train,
  };
  const { members } = whole;
  const scorer = await openEnsemble(
    { members, zeroShotWeight: whole.zeroShot?.weight ?? 0 },
    graph,
    context.workers,
  );
  try {
    const { metrics, seconds } = await evaluate(split, scorer, view, signal);
    return {
      model: 'nbfnet',
      out: context.out ?? null,
      calibration: whole.calibration,
      options: { ...options, ensemble, zeroShot },
      members: members.map(({ bestMrr, epochs, ended }, member) => ({
        seed: Number(options['seed'] ?? 0) + member,
        validationMrr: bestMrr,
        epochs,
        endedBy: ended,
      })),
      zeroShot: whole.zeroShot,
      validationMrr: whole.validationMrr,
      trainingSeconds: whole.seconds,
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

/** Ranks the test triples by a model that was trained before and kept, on this graph or on another with its relations. */
export async function predictStored(
  split: LinkSplitFolder,
  path: string,
  workers: number,
  view: ProgressView,
  signal: AbortSignal,
): Promise<Prediction> {
  const { openNbfnet } = await import('../../methods/graph/gnn/train/open-nbfnet.ts');
  const { readModel } = await import('../../methods/graph/gnn/train/model-file.ts');
  const { renumberRelations } = await import('../../methods/graph/gnn/train/renumber-relations.ts');
  const { model, relationNames, training } = await readModel(path);
  const numbered = renumberRelations(split, relationNames);
  const graph = { entities: numbered.entityNames.length, triples: numbered.train };
  const scorer = openNbfnet(model, graph, workers);
  try {
    const { metrics, seconds } = await evaluate(numbered, scorer, view, signal);
    return {
      model: 'stored',
      file: path,
      training,
      calibration: model.calibration,
      trainingSeconds: 0,
      evaluationSeconds: seconds,
      epochs: training.epochs,
      endedBy: null,
      validation: [],
      metrics,
    };
  } finally {
    await scorer.close();
  }
}

/** Ranks the test triples by the shipped model. */
export async function predictZeroShot(
  split: LinkSplitFolder,
  view: ProgressView,
  signal: AbortSignal,
): Promise<Prediction> {
  const { openZeroShot } = await import('../../methods/graph/gnn/ultra/zero-shot.ts');
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
  scorer: TailScorer,
  view: ProgressView,
  signal: AbortSignal,
): Promise<{ metrics: LinkMetrics; seconds: number }> {
  const { evaluateLinks } =
    await import('../../methods/graph/gnn/link-prediction/evaluate-links.ts');
  const start = systemClock.elapsed();
  const metrics = await evaluateLinks(scorer, split, {
    signal,
    onProgress: (done, total) => view.activity(done, total, 'test queries ranked'),
  });
  return { metrics, seconds: (systemClock.elapsed() - start) / 1000 };
}
