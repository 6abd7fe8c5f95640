import { RecipeError } from '../../../../core/errors/index.ts';
import { blendScorers } from '../link-prediction/blend-scorers.ts';
import { calibrateLinks } from '../link-prediction/calibrate-links.ts';
import { type ChosenWeight, chooseWeight } from '../link-prediction/choose-weight.ts';
import { evaluateLinks } from '../link-prediction/evaluate-links.ts';
import type { Calibration } from '../calibrate.ts';
import type { LinkSplit } from '../triples.ts';
import { openEnsemble } from './open-ensemble.ts';
import type { TrainContext, Trained } from './train-context.ts';
import { trainNbfnet } from './train-nbfnet.ts';
import { TRAIN_DEFAULTS, type TrainOptions } from './train-options.ts';

export const DEFAULTS = {
  /** Models, of seeds one after another. */
  ensemble: 1,
  /** Whether the shipped zero-shot model is heard as well, as much as serves the validation set. */
  zeroShot: false,
};
export type EnsembleOptions = typeof DEFAULTS;

export interface TrainedEnsemble {
  members: Trained[];
  /** How much the zero-shot model counts beside all members together; null where it was not asked for. */
  zeroShot: ChosenWeight | null;
  /** Of the whole; that of a lone member is its own. */
  calibration: Calibration | null;
  /** Of all members together on the validation set, filtered. */
  validationMrr: number | null;
  /** Of all members, one after another. */
  seconds: number;
}

/**
 * Trains several models that differ in their seed alone, and weighs in the zero-shot model where asked for. Chosen by the validation set;
 * the test set is not looked at. With a checkpoint, member k ≥ 2 has its own, `<checkpoint>.<k>`; minutes are shared out evenly. Raises
 * what {@link trainNbfnet} raises, and RecipeError where there is to be no member.
 */
export async function trainEnsemble(
  split: LinkSplit,
  given: Partial<TrainOptions>,
  { ensemble, zeroShot }: EnsembleOptions,
  context: TrainContext,
): Promise<TrainedEnsemble> {
  if (!Number.isInteger(ensemble) || ensemble < 1)
    throw new RecipeError('an ensemble needs at least one member');
  const { seed, mostValidated } = { ...TRAIN_DEFAULTS, ...given };
  const members: Trained[] = [];
  for (let member = 0; member < ensemble; member++) {
    const { checkpoint, maxMinutes, onProgress } = context;
    const trained = await trainNbfnet(
      split,
      { ...given, seed: seed + member },
      {
        ...context,
        ...(checkpoint !== undefined && {
          checkpoint: member === 0 ? checkpoint : `${checkpoint}.${member + 1}`,
        }),
        ...(maxMinutes !== undefined && { maxMinutes: maxMinutes / ensemble }),
        ...(onProgress !== undefined && {
          onProgress: ({ step, steps, ...now }) =>
            onProgress({ ...now, step: member * steps + step, steps: ensemble * steps }),
        }),
      },
    );
    members.push(trained);
  }
  const seconds = members.reduce((sum, each) => sum + each.seconds, 0);
  if (members.length === 1 && !zeroShot) {
    const [{ bestMrr: validationMrr, model }] = members as [Trained];
    return { members, zeroShot: null, calibration: model.calibration, validationMrr, seconds };
  }
  const graph = {
    entities: split.entityNames.length,
    relations: split.relationNames.length,
    triples: split.train,
  };
  const { signal, workers } = context;
  const stop = signal && { signal };
  const opened = await openEnsemble({ members, zeroShotWeight: zeroShot ? 1 : 0 }, graph, workers);
  try {
    const chosen =
      opened.zeroShot === null
        ? null
        : await chooseWeight(opened.trained, opened.zeroShot, split, {
            mostTriples: mostValidated,
            seed,
            ...stop,
          });
    const blend =
      chosen === null
        ? opened.trained
        : blendScorers(
            [
              { scorer: opened.trained, weight: 1 },
              { scorer: opened.zeroShot!, weight: chosen.weight },
            ],
            graph.entities,
          );
    const validationMrr =
      chosen === null
        ? (
            await evaluateLinks(blend, split, {
              part: 'valid',
              maxTriples: mostValidated,
              seed,
              bootstrapDraws: 0,
              ...stop,
            })
          ).overall.mrr
        : Math.max(...chosen.tried.map(({ mrr }) => mrr));
    const calibration = await calibrateLinks(blend, split, seed, signal);
    return { members, zeroShot: chosen, calibration, validationMrr, seconds };
  } finally {
    await opened.close();
  }
}
