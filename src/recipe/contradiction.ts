import type { CallRecord, Sample } from '../core/records/index.ts';
import type { Method } from '../core/run/method.ts';
import { splitOfGroups } from '../core/run/splits.ts';
import type { ResolvedRecipe } from './resolved.ts';

type ResolvedPart = ResolvedRecipe['parts'][number];

/** What a sample says of where it came from, held to the recipe's record: the first contradiction, or undefined. */
export function contradictionWith(
  recipe: ResolvedRecipe,
  sample: Sample,
  method: Method | undefined,
): string | undefined {
  const { lineage } = sample;
  const part = recipe.parts.find(({ name }) => name === lineage.part);
  if (part === undefined) return `its recipe has no part "${lineage.part}"`;
  return (
    contradictionOfMethod(part, sample) ??
    contradictionOfSplit(recipe, sample) ??
    contradictionOfCalls(recipe, part, sample) ??
    contradictionOfOptions(recipe, part, sample, method)
  );
}

function contradictionOfMethod(part: ResolvedPart, sample: Sample): string | undefined {
  const { lineage, method } = sample;
  if (lineage.method !== part.method) {
    return `it says that ${lineage.method} wrote it, and the part ${part.name} is of ${part.method}`;
  }
  return part.method.startsWith(`${method}@`)
    ? undefined
    : `its method is ${method}, and the part ${part.name} is of ${part.method}`;
}

function contradictionOfSplit(recipe: ResolvedRecipe, sample: Sample): string | undefined {
  const split = splitOfGroups(recipe.seed, sample.groups, recipe.splits);
  if (split === null) return 'its groups lie in more than one split';
  if (split !== sample.split) {
    return `it is in ${sample.split}, and the recipe's seed puts its group in ${split}`;
  }
  const start = `${recipe.seed}/${sample.lineage.part}/`;
  return sample.lineage.seed.startsWith(start)
    ? undefined
    : `its seed does not begin with the recipe's: ${start}`;
}

function contradictionOfCalls(
  recipe: ResolvedRecipe,
  part: ResolvedPart,
  { voice, lineage: { calls } }: Sample,
): string | undefined {
  if (voice === 'model' && calls.length === 0) return 'a model speaks in it, and no call is named';
  for (const call of calls) {
    const named = recipe.models[call.role]?.some((member) => isOf(call, member));
    if (!named) {
      return `its call ${call.step} names a model or sampling that the recipe's role ${call.role} has not: ${call.model}`;
    }
    if (call.prompt !== null && !Object.values(part.prompts).includes(call.prompt)) {
      return `its call ${call.step} names the prompt ${call.prompt}, which the part ${part.name} has not`;
    }
  }
  return undefined;
}

/** Whether a call is of a role's member. What the recipe sets of sampling stands above what the method wants. */
function isOf(call: CallRecord, member: ResolvedRecipe['models'][string][number]): boolean {
  return (
    call.model === member.id &&
    call.revision === member.revision &&
    Object.entries(member.sampling).every(
      ([name, value]) => JSON.stringify(call.parameters[name]) === JSON.stringify(value),
    )
  );
}

function contradictionOfOptions(
  { seed }: ResolvedRecipe,
  part: ResolvedPart,
  sample: Sample,
  method: Method | undefined,
): string | undefined {
  if (method?.contradiction === undefined) return undefined;
  if (`${method.name}@${method.version}` !== part.method) return undefined;
  const options = method.options.parse(part.options);
  return method.contradiction(sample, options, part.material, `${seed}/${part.name}`);
}
