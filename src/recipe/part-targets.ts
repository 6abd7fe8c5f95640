import { RecipeError } from '../core/errors/index.ts';
import type { Recipe, RecipePart } from './schema.ts';

/**
 * How many accepted samples each part should give. Parts with a target of their own keep it (`all` is Infinity); the
 * others share what is left of the recipe's. An `override` is spread over all parts, as their targets or shares stand to
 * each other. Raises RecipeError where a part would be left without a sample.
 */
export function partTargets(
  recipe: Pick<Recipe, 'parts'> & { target?: number | undefined },
  override?: number,
): number[] {
  const { parts } = recipe;
  if (override !== undefined) {
    return shareOut(
      override,
      parts.map((part) => part.share ?? (typeof part.target === 'number' ? part.target : 1)),
    );
  }
  const own = parts.map((part) => (part.target === 'all' ? Infinity : part.target));
  const sharing = parts.filter((_part, index) => own[index] === undefined);
  if (sharing.length === 0) return own as number[];
  if (recipe.target === undefined) {
    throw new RecipeError(`part "${sharing[0]!.name}" has no target`, {
      hint: 'give the part a target, or the recipe one that its parts share',
    });
  }
  const fixed = own.reduce<number>(
    (sum, target) => sum + (Number.isFinite(target) ? target! : 0),
    0,
  );
  const shared = shareOut(
    recipe.target - fixed,
    sharing.map((part: RecipePart) => part.share ?? 1),
  );
  return own.map((target) => target ?? shared.shift()!);
}

/** Whole numbers that add up to `total`, in proportion to the weights (largest remainder), none of them 0. */
function shareOut(total: number, weights: number[]): number[] {
  if (total < weights.length) {
    throw new RecipeError(
      `${Math.max(0, total)} samples are left for ${weights.length} parts that share them`,
      {
        hint: 'raise the target, or leave parts out',
      },
    );
  }
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const whole = exact.map(Math.floor);
  const missing = total - whole.reduce((all, value) => all + value, 0);
  const byRemainder = [...exact.keys()].toSorted(
    (a, b) => exact[b]! - whole[b]! - (exact[a]! - whole[a]!) || a - b,
  );
  for (const index of byRemainder.slice(0, missing)) whole[index]!++;
  for (const index of whole.keys()) {
    if (whole[index]! > 0) continue;
    whole[whole.indexOf(Math.max(...whole))]!--;
    whole[index] = 1;
  }
  return whole;
}
