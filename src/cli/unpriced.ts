import { priceOf } from '../core/model/prices.ts';
import type { Recipe } from '../recipe/schema.ts';

/** Models of a recipe that no price is known for: calls to them are counted, and their cost is not. */
export function unpricedModels({ models }: Pick<Recipe, 'models'>): string[] {
  const names = Object.values(models)
    .flatMap((entry) => ('pool' in entry ? entry.pool : [entry]))
    .filter(
      ({ provider, model, price, baseUrl }) =>
        provider !== 'local' && price === undefined && priceOf(provider, model, baseUrl) === null,
    )
    .map(({ provider, model }) => `${provider}/${model}`);
  return [...new Set(names)].toSorted();
}
