import { RecipeError } from '../../../../core/errors/index.ts';
import { NBFNET_DEFAULTS } from '../nbfnet/nbfnet-layout.ts';

/** How a model is trained. Chosen on the validation sets of UMLS, Kinship, Nations and CoDEx-S; never by a test set. */
export const TRAIN_DEFAULTS = {
  ...NBFNET_DEFAULTS,
  /** Triples a step; half of them ask for the tail, half for the head. */
  batchSize: 32,
  /** Queries that one worker takes at once: fixed, so that the result does not depend on the number of workers. */
  shardSize: 8,
  negatives: 32,
  temperature: 1,
  learningRate: 5e-3,
  /** Share of the learning rate that is left at the end; it falls evenly with the steps. */
  finalRate: 0.1,
  epochs: 20,
  /** Validations an epoch. */
  validations: 2,
  /** Validations without a better result, after which training ends. */
  patience: 6,
  /** Triples of the validation set that are ranked, drawn once. */
  mostValidated: 2000,
  /** Decay, a step, of the running mean of the parameters, which is what is validated and kept; 0 takes them as they are. */
  averaging: 0.99,
  hidesPairs: false,
  /** Share of the graph's edges that each batch does without, drawn anew: keeps a model from learning the graph by heart. */
  edgeDropout: 0,
  seed: 0,
};
export type TrainOptions = typeof TRAIN_DEFAULTS;

/** Raises RecipeError on a number that training cannot work with. */
export function checkTrainOptions(options: TrainOptions): void {
  const faults: [boolean, string][] = [
    [options.dimension % 8 !== 0 || options.dimension < 8, 'dimension must be a multiple of 8'],
    [options.layers < 1, 'layers must be at least 1'],
    [options.batchSize < 1, 'batchSize must be at least 1'],
    [options.negatives < 1, 'negatives must be at least 1'],
    [options.epochs <= 0, 'epochs must be above 0'],
    [!(options.learningRate > 0), 'learningRate must be above 0'],
    [!(options.finalRate > 0 && options.finalRate <= 1), 'finalRate must be in (0, 1]'],
    [options.edgeDropout < 0 || options.edgeDropout >= 1, 'edgeDropout must be in [0, 1)'],
    [options.averaging < 0 || options.averaging >= 1, 'averaging must be in [0, 1)'],
  ];
  const found = faults.find(([wrong]) => wrong);
  if (found !== undefined) throw new RecipeError(`the training cannot begin: ${found[1]}`);
}
