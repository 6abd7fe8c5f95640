import type { ResolvedRecipe } from '../../src/recipe/resolved.ts';
import { type OpenedDataset, replaceRecord } from './reseal.ts';

/** Puts a changed recipe in place of the one that all samples name. */
export function editRecipe(dataset: OpenedDataset, edit: (recipe: ResolvedRecipe) => void): void {
  const { recipe: hash } = dataset.samples[0]!.lineage;
  const recipe = dataset.records.get(hash) as ResolvedRecipe;
  edit(recipe);
  replaceRecord(dataset, hash, recipe);
}
