import type { ResolvedRecipe } from '../../src/recipe/resolved.ts';

/** A change of the recipe's record, and what verify must say of the samples that name it. */
export interface RecipeForgery {
  edit(recipe: ResolvedRecipe): void;
  seen: RegExp;
}

const gate = (recipe: ResolvedRecipe, name: string) =>
  recipe.gates.find((one) => one.name === `${name}@1`)!.options as Record<string, unknown>;

/** Changes that contradict what samples say of themselves. */
export const RECIPE_FORGERIES: Record<string, RecipeForgery> = {
  'all gates removed, their checks left': {
    edit: (recipe) => void (recipe.gates = []),
    seen: /this build cannot replay near-duplicates@1/,
  },
  'one gate removed, its checks left': {
    edit: (recipe) => void (recipe.gates = recipe.gates.filter(({ name }) => name !== 'licence@1')),
    seen: /this build cannot replay licence@1/,
  },
  'a gate put in that nobody passed': {
    edit: (recipe) => void recipe.gates.push({ name: 'judge@1', options: {}, attested: true }),
    seen: /its recipe names this gate|criteria/,
  },
  'a gate of another version': {
    edit: (recipe) => void (recipe.gates[0]!.name = 'length@2'),
    seen: /its recipe names this gate, and the check is not there/,
  },
  'a replayed gate called attested': {
    edit: (recipe) => void (recipe.gates[0]!.attested = true),
    seen: /it claims to be replayed, and the gate's verdict is attested/,
  },
  'duplicates let through': {
    edit: (recipe) => void (gate(recipe, 'near-duplicates')['threshold'] = 1),
    seen: /it records .* and run again the gate gives/,
  },
  'more languages': {
    edit: (recipe) => void (gate(recipe, 'language')['allow'] = ['en', 'de']),
    seen: /language@1 records .* checking again gives/,
  },
  'more licences': {
    edit: (recipe) => void (gate(recipe, 'licence')['allow'] = ['CC0-1.0', 'MIT']),
    seen: /licence@1 records .* checking again gives/,
  },
  'more overlap with benchmarks': {
    edit: (recipe) => void (gate(recipe, 'contamination')['maxOverlap'] = 0.5),
    seen: /contamination@1 records .* checking again gives/,
  },
  'fewer kinds of personal data': {
    edit: (recipe) => void (gate(recipe, 'personal-data')['scope'] = ['messages']),
    seen: /personal-data@1 records .* checking again gives/,
  },
  'a stricter limit than the samples keep': {
    edit: (recipe) => void (gate(recipe, 'length')['assistant'] = { maxWords: 2 }),
    seen: /length@1 records .* checking again gives/,
  },
  'another seed': {
    edit: (recipe) => void (recipe.seed = '12'),
    seen: /the recipe's seed puts its group in|its seed does not begin with/,
  },
  'other shares of splits': {
    edit: (recipe) => void (recipe.splits = { train: 1, validation: 0, test: 0 }),
    seen: /it is in (test|validation), and the recipe's seed puts its group in train/,
  },
  'other levels': {
    edit: (recipe) => void ((recipe.parts[0]!.options as { levels: number[] }).levels = [1, 2]),
    seen: /its level is \d, and its part's are 1 to 2/,
  },
  'a persona described otherwise': {
    edit(recipe) {
      const { personas } = recipe.parts[3]!.options as { personas: { description: string }[] };
      personas[0]!.description = 'a king in exile';
    },
    seen: /its part describes the persona "sailor" otherwise/,
  },
  'another model': {
    edit: (recipe) => void (recipe.models['writer']![0]!.id = 'openai/best'),
    seen: /that the recipe's role writer has not: local\/obedient/,
  },
  'a part of another name': {
    edit: (recipe) => void (recipe.parts[1]!.name = 'others'),
    seen: /its recipe has no part "pairs"/,
  },
  'no recipe at all': {
    edit: (recipe) => void Reflect.deleteProperty(recipe, 'parts'),
    seen: /parts/,
  },
};
