import { systemClock } from '../../../../core/clock.ts';
import { RecipeError } from '../../../../core/errors/index.ts';
import { hashRecord, sha256 } from '../../../../core/hash.ts';
import { createRandom } from '../../../../core/random.ts';
import { createWasmKernels } from '../kernels/wasm-kernels.ts';
import { calibrateLinks } from '../link-prediction/calibrate-links.ts';
import { evaluateLinks } from '../link-prediction/evaluate-links.ts';
import { type NbfnetShape, nbfnetLayout } from '../nbfnet/nbfnet-layout.ts';
import type { LinkSplit } from '../triples.ts';
import type { ShardJob } from './shard-learner.ts';
import { pooledScorer, scoreSizeFor, shared, sharedIntegers } from './open-nbfnet.ts';
import { openShardPool, type ShardPool } from './shard-pool.ts';
import { openBatches } from './open-batches.ts';
import { fittingShardSize } from './shard-memory.ts';
import { checkTrainOptions, TRAIN_DEFAULTS, type TrainOptions } from './train-options.ts';
import type { TrainContext, Trained } from './train-context.ts';
import {
  readCheckpoint,
  type TrainProgress,
  type TrainState,
  writeCheckpoint,
} from './train-state.ts';

export type { TrainContext, Trained };

/**
 * Trains NBFNet on a graph (Zhu et al. 2021): batches of triples whose own edges are hidden, strict negatives, Adam, early
 * stopping on the validation set. The same split, options and seed give the same bytes, with any number of workers, broken
 * off and resumed or not. Raises RecipeError where the split or the options allow no training, SourceError on a checkpoint of
 * another training; an abort raises the signal's reason, after the checkpoint is written.
 */
export async function trainNbfnet(
  split: LinkSplit,
  given: Partial<TrainOptions>,
  context: TrainContext,
): Promise<Trained> {
  const options = { ...TRAIN_DEFAULTS, ...given };
  checkTrainOptions(options);
  const training = openTraining(split, options, context);
  try {
    return await training.run();
  } finally {
    await training.close();
  }
}

function openTraining(split: LinkSplit, options: TrainOptions, context: TrainContext) {
  const { batchSize, averaging } = options;
  const clock = context.clock ?? systemClock;
  const { entityNames, relationNames, train, valid } = split;
  const count = train.length / 3;
  if (count === 0 || valid.length === 0) {
    throw new RecipeError('training needs triples to train on and others to validate on', {
      hint: 'train.txt and valid.txt must both have lines',
    });
  }
  const { dimension, layers, dependent, frontier } = options;
  const shape: NbfnetShape = {
    relations: relationNames.length,
    dimension,
    layers,
    dependent,
    frontier,
  };
  const layout = nbfnetLayout(shape);
  const parameters = shared(layout.length);
  const size = {
    shape,
    entities: entityNames.length,
    triples: sharedIntegers(train),
    scoreSize: scoreSizeFor(entityNames.length),
    negatives: options.negatives,
    shardSize: options.shardSize,
    slopes: parameters,
  };
  const shardSize = fittingShardSize(size);
  const slopes = shared(layout.length * Math.ceil(batchSize / shardSize));
  const pool: ShardPool = openShardPool(
    {
      ...size,
      shardSize,
      parameters,
      slopes,
      temperature: options.temperature,
      hidesPairs: options.hidesPairs,
      edgeDropout: options.edgeDropout,
    },
    context.workers,
  );
  const kernels = createWasmKernels(layout.length * 4 * 6);
  const block = () => kernels.numbers(layout.length) as Float32Array;
  const [values, sum, first, second, average] = [block(), block(), block(), block(), block()];
  let best: Float32Array = new Float32Array(0);
  const identity = hashRecord({
    options,
    train: sha256(bytesOf(train)),
    valid: sha256(bytesOf(valid)),
  });
  const stepsAnEpoch = Math.ceil(count / batchSize);
  const steps = Math.max(1, Math.round(stepsAnEpoch * options.epochs));
  const validateEvery = Math.max(1, Math.floor(stepsAnEpoch / options.validations));
  const batchOf = openBatches(count, batchSize, options.seed);

  async function takeStep(step: number): Promise<number> {
    const batch = batchOf(step);
    parameters.set(values);
    const jobs: ShardJob[] = Array.from(
      { length: Math.ceil(batch.length / shardSize) },
      (_, shard) => ({
        kind: 'learn',
        step: `nbfnet/${options.seed}/step/${step}`,
        batch,
        shard,
      }),
    );
    const results = await pool.run(jobs);
    // In the order of the shards: a sum of floats depends on it.
    sum.fill(0);
    const part = kernelsScratch();
    for (let shard = 0; shard < jobs.length; shard++) {
      part.set(slopes.subarray(shard * layout.length, (shard + 1) * layout.length));
      kernels.add(layout.length, part, sum);
    }
    kernels.adam(
      layout.length,
      { parameter: values, slope: sum, first, second },
      options.learningRate * (1 - (1 - options.finalRate) * (step / steps)),
      step + 1,
    );
    // Early on a plain mean, so that the first values are soon forgotten.
    const decay = averaging === 0 ? 0 : Math.min(averaging, (step + 1) / (step + 10));
    for (let at = 0; at < values.length; at++) {
      average[at] = decay * average[at]! + (1 - decay) * values[at]!;
    }
    return results.reduce((loss, result) => loss + ('loss' in result ? result.loss : 0), 0);
  }
  let scratch: Float32Array | undefined;
  const kernelsScratch = (): Float32Array => (scratch ??= block());

  const stateNow = (progress: TrainProgress): TrainState => ({
    progress,
    parameters: values,
    first,
    second,
    average,
    best,
  });

  async function begin(): Promise<TrainProgress> {
    const path = context.checkpoint;
    const found =
      path === undefined ? undefined : await readCheckpoint(path, identity, layout.length);
    if (found !== undefined) {
      values.set(found.parameters);
      first.set(found.first);
      second.set(found.second);
      average.set(found.average);
      best = found.best;
      return found.progress;
    }
    values.set(layout.draw(createRandom(`nbfnet/${options.seed}/first`)));
    average.set(values);
    best = values.slice();
    return { step: 0, seconds: 0, bestMrr: null, barren: 0, history: [], lossSum: 0, lossCount: 0 };
  }

  async function validate(): Promise<number> {
    parameters.set(average);
    const { overall } = await evaluateLinks(pooledScorer(pool, entityNames.length), split, {
      part: 'valid',
      maxTriples: options.mostValidated,
      seed: options.seed,
      bootstrapDraws: 0,
      ...(context.signal && { signal: context.signal }),
    });
    return overall.mrr;
  }

  return {
    async run(): Promise<Trained> {
      const progress = await begin();
      const secondsBefore = progress.seconds;
      const started = clock.elapsed();
      const save = async (): Promise<void> => {
        progress.seconds = secondsBefore + (clock.elapsed() - started) / 1000;
        if (context.checkpoint !== undefined)
          await writeCheckpoint(context.checkpoint, identity, stateNow(progress));
      };
      const isLate = (): boolean =>
        context.maxMinutes !== undefined && clock.elapsed() - started > context.maxMinutes * 60_000;
      let ended: Trained['ended'] = 'epochs';
      for (;;) {
        if (isDue(progress)) await noteValidation(progress, secondsBefore, started, save);
        if (progress.barren >= options.patience) ended = 'patience';
        if (ended !== 'epochs' || progress.step >= steps) break;
        if (context.signal?.aborted) {
          await save();
          throw context.signal.reason;
        }
        progress.lossSum += await takeStep(progress.step);
        progress.lossCount++;
        progress.step++;
        if (isLate()) {
          if (!isDue(progress)) await noteValidation(progress, secondsBefore, started, save);
          ended = 'minutes';
        }
        tell(progress);
      }
      await save();
      parameters.set(best);
      const scorer = pooledScorer(pool, entityNames.length);
      const calibration = await calibrateLinks(scorer, split, options.seed, context.signal);
      return {
        model: { shape, parameters: Float32Array.from(best), calibration },
        history: progress.history,
        bestMrr: progress.bestMrr,
        graph: sha256(bytesOf(train)),
        seconds: progress.seconds,
        epochs: progress.step / stepsAnEpoch,
        ended,
      };
    },
    close: () => pool.close(),
  };

  /** Whether a validation is to come before the next step: a stop may have come between. */
  function isDue({ step, history }: TrainProgress): boolean {
    const isMark = step > 0 && (step % validateEvery === 0 || step === steps);
    return isMark && history.at(-1)?.step !== step;
  }

  async function noteValidation(
    progress: TrainProgress,
    before: number,
    started: number,
    save: () => Promise<void>,
  ): Promise<void> {
    const mrr = await validate().catch(async (error: unknown) => {
      if (!context.signal?.aborted) throw error;
      await save();
      throw context.signal.reason;
    });
    progress.history.push({
      step: progress.step,
      epoch: progress.step / stepsAnEpoch,
      loss: progress.lossSum / Math.max(1, progress.lossCount),
      mrr,
      seconds: before + (clock.elapsed() - started) / 1000,
    });
    [progress.lossSum, progress.lossCount] = [0, 0];
    if (progress.bestMrr === null || mrr > progress.bestMrr) {
      progress.bestMrr = mrr;
      progress.barren = 0;
      best = average.slice();
    } else {
      progress.barren++;
    }
    await save();
    tell(progress);
  }

  function tell({ step, history }: TrainProgress): void {
    const { mrr = null, loss = null } = history.at(-1) ?? {};
    context.onProgress?.({ step, steps, epoch: step / stepsAnEpoch, mrr, loss });
  }
}

const bytesOf = (values: Int32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
