import { cp, lstat, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { CancelledError, RecipeError } from '../../core/errors/index.ts';
import { defineVerb } from '../define-verb.ts';
import { EXIT } from '../exit-codes.ts';
import { plainLine } from '../output/plain-text.ts';
import { shellWord } from '../output/shell-word.ts';
import { printJson } from '../output/terminal.ts';
import { choiceOption } from '../parse-arguments.ts';
import { runNameFrom } from '../run-name.ts';
import { DEFAULT_TEMPLATE, filesOf, readTemplates, type Template } from '../templates.ts';

export const verb = defineVerb({
  name: 'init',
  usage: 'init [DIR] [--template NAME] [options]',
  about:
    'Writes a recipe that runs as it is, with the small pages that it reads, into DIR/recipes/ and DIR/examples/. The recipe is named after DIR, and so are its runs. Asks which recipe on a terminal. Never overwrites a file.',
  args: {
    dir: {
      type: 'positional',
      valueHint: 'DIR',
      required: false,
      description: 'the folder to write to; without it the working folder',
    },
    template: {
      type: 'string',
      valueHint: 'NAME',
      description: 'the recipe to start from, by its name in recipes/; without it demo',
    },
    yes: { type: 'boolean', description: 'ask nothing' },
  },
  examples: [
    { command: 'wellspring init', does: 'choose a recipe, and write it here' },
    { command: 'wellspring init my-data --template demo --yes', does: 'ask nothing' },
    {
      command: 'wellspring run my-data/recipes/demo.yaml --target 20',
      does: 'and then: runs/my-data',
    },
  ],
  exits: [EXIT.interrupted],

  async run(args, { terminal }) {
    const templates = await readTemplates();
    const named = choiceOption(
      args.template,
      '--template',
      templates.map((template) => template.name),
    );
    const ask = terminal.canAsk && !args.yes && !args.json;
    const chosen = named ?? (ask ? await askTemplate(templates) : DEFAULT_TEMPLATE);
    const template = templates.find((other) => other.name === chosen) ?? templates[0]!;
    const dir = args.dir ?? '.';
    const files = await filesOf(template);
    for (const { to } of files) {
      if ((await lstat(join(dir, to)).catch(() => undefined)) !== undefined) {
        throw new RecipeError(`${plainLine(join(dir, to))} is there already: nothing was written`, {
          hint: 'name another folder: wellspring init DIR',
        });
      }
    }
    for (const { from, to } of files) {
      await mkdir(dirname(join(dir, to)), { recursive: true });
      await cp(from, join(dir, to), { recursive: true, errorOnExist: true, force: false });
    }
    const recipe = join(dir, 'recipes', basename(template.path));
    if (args.dir !== undefined) await nameAfter(dir, recipe);
    const program = terminal.program ?? 'wellspring';
    const next = ['plan', 'run'].map(
      (word) => `${program} ${word} ${shellWord(recipe)}${word === 'plan' ? ' --pilot 0' : ''}`,
    );
    if (args.json) {
      printJson(terminal, {
        template: template.name,
        recipe,
        written: files.map(({ to }) => join(dir, to)),
        next,
      });
    } else {
      terminal.out(`${plainLine(recipe)} is written. Next:\n`);
      for (const command of next) terminal.out(`  ${plainLine(command)}\n`);
    }
    return EXIT.done;
  },
});

/** Gives a new recipe the name of its folder, so that its run does not land in that of the demo. */
async function nameAfter(dir: string, recipe: string): Promise<void> {
  const name = runNameFrom(basename(resolve(dir)));
  if (name === undefined) return;
  const text = await readFile(recipe, 'utf8');
  await writeFile(
    recipe,
    text.replace(/^name:.*$/m, () => `name: ${JSON.stringify(name)}`),
  );
}

async function askTemplate(templates: readonly Template[]): Promise<string> {
  const { cancel, isCancel, select } = await import('@clack/prompts');
  const answer = await select({
    message: 'Which recipe do you want to start from?',
    options: templates.map(({ name, description }) => ({
      value: name,
      label: name,
      hint: description.split('\n')[0]!,
    })),
  });
  if (isCancel(answer)) {
    cancel('Nothing was written.');
    throw new CancelledError('no recipe was chosen: nothing was written');
  }
  return answer;
}
