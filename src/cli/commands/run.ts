import { RecipeError } from '../../core/errors/recipe-error.ts';
import { defineVerb, WORKSPACE_OPTION } from '../define-verb.ts';
import { describeFailure, EXIT } from '../exit-codes.ts';
import { plainLine, plainText } from '../output/plain-text.ts';
import { printJson } from '../output/terminal.ts';
import { numberOption } from '../parse-arguments.ts';
import { requireRecipeFile } from '../recipe-file.ts';
import { createProgressView } from '../progress/view.ts';
import { isRowFile, recipeForRows } from '../rows-recipe.ts';
import { printSummary, summarise } from '../run-summary.ts';
import { listenForStop } from '../stop-signals.ts';
import { unpricedModels } from '../unpriced.ts';
import { requireWritable } from '../workspace-folder.ts';

const GRACE_MS = 10_000;

export const verb = defineVerb({
  name: 'run',
  usage: 'run RECIPE [options]   or   run ROWS… [--gate NAME]… [options]',
  about:
    'Turns a recipe into a dataset: pulls assignments until the target is reached or a limit is met, and writes a dataset with the proof of every sample. ' +
    'It resumes by itself: nothing that was paid for is paid again. Given rows that exist already (.jsonl, .json, .parquet), it puts them through gates alone.',
  args: {
    recipe: {
      type: 'positional',
      valueHint: 'RECIPE|ROWS…',
      required: true,
      description: 'a recipe (.yaml), or files of rows',
    },
    target: {
      type: 'string',
      valueHint: 'N',
      description: 'accepted samples wanted, in place of what the recipe says',
    },
    'max-cost': {
      type: 'string',
      valueHint: 'USD',
      description: 'stop before more is spent than this',
    },
    'max-tokens': {
      type: 'string',
      valueHint: 'N',
      description: 'stop before more tokens are used',
    },
    'max-calls': { type: 'string', valueHint: 'N', description: 'stop before more calls are made' },
    'max-minutes': { type: 'string', valueHint: 'N', description: 'stop after so long' },
    concurrency: { type: 'string', valueHint: 'N', description: 'assignments in flight' },
    gate: {
      type: 'string',
      valueHint: 'NAME[,KEY=VALUE…]',
      description:
        'for rows: a gate that they pass through; may be given again (length, exact-duplicates, near-duplicates)',
    },
    fresh: {
      type: 'boolean',
      description: 'start again: decide everything anew; replies that were paid for stay',
    },
    name: {
      type: 'string',
      valueHint: 'NAME',
      description: 'name of the run, in place of the recipe’s',
    },
    ...WORKSPACE_OPTION,
  },
  repeatable: ['gate'],
  manyWords: true,
  examples: [
    { command: 'wellspring run recipes/demo.yaml', does: 'make what the recipe says' },
    {
      command: 'wellspring run recipes/demo.yaml --target 500 --max-cost 2.50',
      does: 'more samples, and never more than 2.50 US dollars',
    },
    {
      command:
        'wellspring run rows.jsonl --gate language,allow=[en] --gate near-duplicates,threshold=0.8',
      does: 'put rows that exist through gates of your choice',
    },
    {
      command: 'wellspring run recipes/demo.yaml --json | jq .accepted',
      does: 'for a script: one JSON object at the end',
    },
  ],
  exits: [EXIT.short, EXIT.stopped, EXIT.missing, EXIT.interrupted],

  async run(args, { terminal, words, all }) {
    const target = numberOption(args.target, 'target', { integer: true, min: 1 });
    const concurrency = numberOption(args.concurrency, 'concurrency', { integer: true, min: 1 });
    const limits = {
      maxCostUsd: numberOption(args['max-cost'], 'max-cost'),
      maxTokens: numberOption(args['max-tokens'], 'max-tokens', { integer: true, min: 1 }),
      maxCalls: numberOption(args['max-calls'], 'max-calls', { integer: true }),
      maxMinutes: numberOption(args['max-minutes'], 'max-minutes', { above: 0 }),
    };
    const loaded = await loadFor(words, all('gate'), args.name);
    const unpriced = unpricedModels(loaded.recipe);
    await requireWritable(args.workspace);
    const { runRecipe } = await import('../../recipe/run-recipe.ts');

    const view = createProgressView(terminal, { isUnpriced: unpriced.length > 0 });
    const stop = listenForStop((signal) => {
      view.note(
        `${signal}: no new work; calls in flight have ${GRACE_MS / 1000} s to end. Once more to stop at once.`,
      );
    });
    try {
      const outcome = await runRecipe({
        loaded,
        workspaceDir: args.workspace,
        signal: stop.signal,
        target,
        concurrency,
        limits: Object.fromEntries(
          Object.entries(limits).filter(([, limit]) => limit !== undefined),
        ),
        fresh: args.fresh ?? false,
        graceMs: GRACE_MS,
        onActivity: view.activity,
        onStatus: view.status,
      });
      view.end();
      const { end } = outcome.result;
      const failure = end.kind === 'stopped' ? describeFailure(end.error) : null;
      const exit = failure?.exit ?? (end.kind === 'short' ? EXIT.short : EXIT.done);
      const summary = summarise(outcome, failure, exit, {
        unpriced,
        ...(terminal.program !== undefined && { program: terminal.program }),
      });
      if (args.json) printJson(terminal, summary);
      else printSummary(terminal, summary);
      if (exit === EXIT.bug && end.kind === 'stopped' && end.error instanceof Error)
        terminal.err(`${plainText(end.error.stack ?? '')}\n`);
      return exit;
    } catch (error) {
      view.end();
      throw error;
    } finally {
      stop.close();
    }
  },
});

async function loadFor(
  words: readonly string[],
  gates: readonly string[],
  name: string | undefined,
) {
  const rows = words.filter(isRowFile);
  if (rows.length === words.length) return recipeForRows(words, gates, name);
  if (words.length > 1) {
    throw new RecipeError('one run takes one recipe, or only files of rows', {
      hint:
        rows.length > 0
          ? 'name the rows in the recipe, as a part with `method: rows`'
          : 'run them one after another',
    });
  }
  if (gates.length > 0) {
    throw new RecipeError('--gate is for rows; a recipe names its own gates', {
      hint: 'put the gate under gates: in the recipe',
    });
  }
  await requireRecipeFile(words[0]!, 'run');
  const { loadRecipe } = await import('../../recipe/load.ts');
  const loaded = await loadRecipe(words[0]!);
  if (name === undefined) return loaded;
  const { Recipe } = await import('../../recipe/schema.ts');
  const named = Recipe.shape.name.safeParse(name);
  if (!named.success) {
    throw new RecipeError(`--name ${plainLine(name)}: ${named.error.issues[0]!.message}`);
  }
  return { ...loaded, recipe: { ...loaded.recipe, name } };
}
