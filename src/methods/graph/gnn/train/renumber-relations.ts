import { RecipeError } from '../../../../core/errors/index.ts';
import { Numbering } from '../numbering.ts';
import type { LinkSplit } from '../triples.ts';

/**
 * A split with its relations numbered as a trained model knows them. Entities may all be new to the model. Raises
 * RecipeError where the split has a relation that the model has not.
 */
export function renumberRelations<Split extends LinkSplit>(
  split: Split,
  relationNames: readonly string[],
): Split {
  const numbers = new Numbering(relationNames);
  const missing = split.relationNames.filter((name) => numbers.find(name) === undefined);
  if (missing.length > 0) {
    throw new RecipeError(
      `the model does not know ${missing.length} of the ${split.relationNames.length} relations, "${missing[0]}" for one`,
      { hint: 'train a model on this graph, or use --zero-shot, which needs no common relation' },
    );
  }
  const to = split.relationNames.map((name) => numbers.find(name)!);
  const renumbered = (triples: Int32Array): Int32Array =>
    triples.map((value, at) => (at % 3 === 1 ? to[value]! : value));
  return {
    ...split,
    relationNames: [...relationNames],
    train: renumbered(split.train),
    valid: renumbered(split.valid),
    test: renumbered(split.test),
  };
}
