import { CancelledError, RecipeError } from '../../../../../core/errors/index.ts';
import { type Clock, systemClock } from '../../../../../core/clock.ts';
import { hashRecord, sha256 } from '../../../../../core/hash.ts';
import { writeFileAtomic } from '../../../../../core/store/atomic-write.ts';
import { createWasmKernels } from '../../kernels/wasm-kernels.ts';
import { indexNeighbourhoods } from '../../neighbourhoods.ts';
import { calibrate } from '../../calibrate.ts';
import { evaluateLinks } from '../../link-prediction/evaluate-links.ts';
import type { LinkSplit, TripleSet } from '../../triples.ts';
import { openUltra } from '../open-ultra.ts';
import { DEFAULTS as SHAPE, type UltraShape } from '../shape.ts';
import { encodeWeights, type TrainingGraph } from '../weights-file.ts';
import { judgeAnswers } from './judge-answers.ts';
import { type Best, readTraining, type StoredTraining, writeTraining } from './training-file.ts';
import {
  beginTraining,
  createTrainer,
  DEFAULTS as TRAINING,
  type TrainingOptions,
} from './training-run.ts';

export const DEFAULTS = {
  minutes: 60,
  /** Steps between two looks at the held-out triples. */
  validateEvery: 1000,
  /** Held-out triples of each graph that are looked at. */
  validationTriples: 100,
  /** Graphs from which plausibility is fitted at the end. */
  calibrationGraphs: 100,
  /** For one step: the largest drawn graph needs about a fifth. */
  memoryBytes: 1.5 * 2 ** 30,
};

export interface NamedSplit {
  name: string;
  split: LinkSplit;
}

export interface PretrainOptions extends Partial<typeof DEFAULTS> {
  shape?: UltraShape;
  training?: Partial<TrainingOptions>;
  signal?: AbortSignal;
  onProgress?: (progress: PretrainProgress) => void;
  clock?: Clock;
}

export interface PretrainProgress {
  step: number;
  /** Of this call and those before. */
  seconds: number;
  /** Of the minutes of this call, 0 to 1. */
  doneShare: number;
  loss: number;
  mrr: number;
  validationMrr: Record<string, number> | undefined;
}

export interface PretrainReport {
  steps: number;
  seconds: number;
  parameters: number;
  loss: number;
  bestStep: number;
  validationMrr: Record<string, number>;
  /** Of the file of weights. */
  bytes: number;
}

/**
 * Trains a model on parts of the train triples of some graphs and on graphs of random rules, and writes the averaged
 * parameters that rank the graphs' valid triples best to `out`. The run itself is kept in `out.training` and goes on from there, step by
 * step as if it had not stopped; what a step does depends on seed and step alone. Test triples are never read.
 * Throws RecipeError where `out.training` is of another run, CancelledError when stopped (what was done is kept).
 */
export async function pretrain(
  graphs: readonly NamedSplit[],
  out: string,
  { shape = SHAPE, training, signal, onProgress, clock = systemClock, ...given }: PretrainOptions,
): Promise<PretrainReport> {
  if (graphs.length === 0) throw new RecipeError('pretrain: there is no graph to train on');
  const { minutes, validateEvery, validationTriples, calibrationGraphs, memoryBytes } = {
    ...DEFAULTS,
    ...given,
  };
  const options: TrainingOptions = { ...TRAINING, ...training };
  const described = graphs.map(({ name, split }) => describe(name, split));
  const sets = graphs.map(({ split }) => tripleSet(split));
  const setting = hashRecord({
    shape,
    options,
    graphs: described,
    validateEvery,
    validationTriples,
  });
  const path = `${out}.training`;
  const run: StoredTraining = (await readTraining(path, setting)) ?? {
    state: beginTraining(shape, options),
    seconds: 0,
    loss: 0,
    mrr: 0,
    best: null,
  };
  const { state } = run;
  const sources = sets.map(indexNeighbourhoods);
  const step = createTrainer(createWasmKernels(memoryBytes), shape, sources, options);

  const began = clock.elapsed();
  const before = run.seconds;
  const keep = async (): Promise<void> => {
    run.seconds = before + (clock.elapsed() - began) / 1000;
    await writeTraining(path, setting, run);
  };
  const validate = async (): Promise<Record<string, number>> => {
    const found: Record<string, number> = {};
    for (const [i, { name, split }] of graphs.entries()) {
      const scorer = openUltra(shape, state.average, sets[i]!);
      const metrics = await evaluateLinks(scorer, split, {
        part: 'valid',
        maxTriples: validationTriples,
        seed: options.seed,
        bootstrapDraws: 1,
      });
      found[name] = metrics.overall.mrr;
    }
    return found;
  };
  const isOver = (): boolean => (clock.elapsed() - began) / 60_000 >= minutes;
  while (!isOver()) {
    if (signal?.aborted) {
      await keep();
      throw new CancelledError('The training was stopped.', {
        hint: 'give the same command again: it goes on where it was',
      });
    }
    const { loss, mrr } = step(state);
    if (!Number.isFinite(loss)) {
      throw new RecipeError(`the training ran away at step ${state.step}: its loss is ${loss}`, {
        hint: `lower the rate; the last good state is in ${path}`,
      });
    }
    const share = state.step === 1 ? 1 : Math.max(0.01, 1 / state.step);
    run.loss = state.step === 1 ? loss : run.loss + share * (loss - run.loss);
    run.mrr = state.step === 1 ? mrr : run.mrr + share * (mrr - run.mrr);
    let validationMrr: Record<string, number> | undefined;
    if (state.step % validateEvery === 0) {
      validationMrr = await validate();
      if (run.best === null || meanOf(validationMrr) > meanOf(run.best.validationMrr))
        run.best = {
          step: state.step,
          loss: run.loss,
          validationMrr,
          values: state.average.slice(),
        };
      await keep();
    }
    const elapsedMs = clock.elapsed() - began;
    onProgress?.({
      step: state.step,
      seconds: before + elapsedMs / 1000,
      doneShare: Math.min(1, elapsedMs / (minutes * 60_000)),
      loss: run.loss,
      mrr: run.mrr,
      validationMrr,
    });
  }
  const best: Best = run.best ?? {
    step: state.step,
    loss: run.loss,
    validationMrr: await validate(),
    values: state.average.slice(),
  };
  await keep();
  const bytes = encodeWeights(
    {
      ...shape,
      training: {
        seed: options.seed,
        steps: best.step,
        seconds: Math.round(run.seconds),
        graphs: described,
        ruleGraphShare: options.ruleGraphShare,
        loss: best.loss,
        validationMrr: best.validationMrr,
      },
      calibration: calibrate(judgeAnswers(shape, best.values, sources, options, calibrationGraphs)),
    },
    best.values,
  );
  await writeFileAtomic(out, bytes);
  return {
    steps: state.step,
    seconds: run.seconds,
    parameters: best.values.length,
    loss: best.loss,
    bestStep: best.step,
    validationMrr: best.validationMrr,
    bytes: bytes.length,
  };
}

function describe(name: string, split: LinkSplit): TrainingGraph {
  const { train, entityNames, relationNames } = split;
  const lines: string[] = [];
  for (let i = 0; i < train.length; i += 3)
    lines.push(
      `${entityNames[train[i]!]}\t${relationNames[train[i + 1]!]}\t${entityNames[train[i + 2]!]}\n`,
    );
  return {
    name,
    entities: entityNames.length,
    relations: relationNames.length,
    triples: train.length / 3,
    sha256: sha256(lines.join('')),
  };
}

function tripleSet({ entityNames, relationNames, train }: LinkSplit): TripleSet {
  return { entities: entityNames.length, relations: relationNames.length, triples: train };
}

function meanOf(values: Record<string, number>): number {
  const list = Object.values(values);
  return list.reduce((sum, value) => sum + value, 0) / list.length;
}
