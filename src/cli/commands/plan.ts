import { CancelledError, RecipeError } from '../../core/errors/index.ts';
import type { LoadedRecipe } from '../../recipe/load.ts';
import type { Forecast } from '../../recipe/plan-recipe.ts';
import { defineVerb, WORKSPACE_OPTION } from '../define-verb.ts';
import { EXIT } from '../exit-codes.ts';
import { forecastJson, renderForecast } from '../forecast-table.ts';
import { plainLine } from '../output/plain-text.ts';
import { printJson, type Terminal } from '../output/terminal.ts';
import { numberOption } from '../parse-arguments.ts';
import { requireRecipeFile } from '../recipe-file.ts';
import { createProgressView } from '../progress/view.ts';
import { listenForStop } from '../stop-signals.ts';
import { requireWritable } from '../workspace-folder.ts';

export const verb = defineVerb({
  name: 'plan',
  usage: 'plan RECIPE [--pilot N] [--yes] [options]',
  about:
    'Foretells what a run will take: calls, tokens, money and time, as ranges, from a small pilot of real assignments. What the pilot pays for stays in the journal, so the run does not pay for it again. With --pilot 0 it checks the recipe, reads its sources and spends nothing.',
  args: {
    recipe: {
      type: 'positional',
      valueHint: 'RECIPE',
      required: true,
      description: 'a recipe (.yaml)',
    },
    pilot: {
      type: 'string',
      valueHint: 'N',
      default: '8',
      description: 'assignments of each part that are carried out',
    },
    target: {
      type: 'string',
      valueHint: 'N',
      description: 'accepted samples, in place of the recipe’s',
    },
    yes: { type: 'boolean', description: 'let the pilot pay for calls without asking' },
    ...WORKSPACE_OPTION,
  },
  examples: [
    { command: 'wellspring plan recipes/demo.yaml', does: 'from 8 assignments of each part' },
    {
      command: 'wellspring plan recipes/demo.yaml --pilot 0',
      does: 'check the recipe, spend nothing',
    },
    {
      command: 'wellspring plan recipes/demo.yaml --target 100000 --pilot 40 --yes',
      does: 'narrower ranges for a large run',
    },
  ],
  exits: [EXIT.stopped, EXIT.missing, EXIT.interrupted],

  async run(args, { terminal }) {
    const pilot = numberOption(args.pilot, 'pilot', { integer: true })!;
    const target = numberOption(args.target, 'target', { integer: true, min: 1 });
    await requireRecipeFile(args.recipe, 'plan');
    const { loadRecipe } = await import('../../recipe/load.ts');
    const loaded = await loadRecipe(args.recipe);
    await requireWritable(args.workspace);
    if (pilot > 0 && !args.yes) await askToSpend(loaded, pilot, terminal);
    const { planRecipe } = await import('../../recipe/plan-recipe.ts');
    const view = createProgressView(terminal);
    const stop = listenForStop((signal) => view.note(`${signal}: stopping`));
    let forecast: Forecast;
    try {
      forecast = await planRecipe({
        loaded,
        workspaceDir: args.workspace,
        signal: stop.signal,
        pilot,
        target,
        onActivity: view.activity,
      });
    } finally {
      view.end();
      stop.close();
    }
    if (args.json) printJson(terminal, forecastJson(forecast, pilot));
    else terminal.out(`${renderForecast(forecast, pilot, terminal)}\n`);
    return EXIT.done;
  },
});

/** A pilot on models that others bill for needs a yes. */
async function askToSpend(
  { recipe }: LoadedRecipe,
  pilot: number,
  terminal: Terminal,
): Promise<void> {
  const billed = Object.values(recipe.models)
    .flatMap((entry) => ('pool' in entry ? entry.pool : [entry]))
    .filter((entry) => entry.provider !== 'local');
  if (billed.length === 0) return;
  const names = [...new Set(billed.map((entry) => `${entry.provider}/${entry.model}`))];
  const what = `up to ${pilot} assignments of each of ${recipe.parts.length} parts, on ${names.map(plainLine).join(', ')}`;
  if (!terminal.canAsk) {
    throw new RecipeError(`the pilot would call models: ${what}`, {
      hint: '--yes lets it, --pilot 0 spends nothing',
    });
  }
  const { createInterface } = await import('node:readline/promises');
  const questions = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await questions.question(`The pilot carries out ${what}. Go on? [y/N] `);
    if (!/^y(es)?$/i.test(answer.trim())) {
      throw new CancelledError('the pilot was declined: nothing was spent', {
        hint: '--pilot 0 checks the recipe and spends nothing',
      });
    }
  } finally {
    questions.close();
  }
}
