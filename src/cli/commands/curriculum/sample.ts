import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { findFamilies } from '../../curriculum/find-families.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { printJson } from '../../output/terminal.ts';
import { choiceOption, numberOption } from '../../parse-arguments.ts';

export const verb = defineVerb({
  name: 'curriculum sample',
  usage:
    'curriculum sample [--family F] [--level L] [--n N] [--seed S] [--pool training|exam] [--pictures DIR]',
  about:
    'Prints tasks with their answers and the steps to them. The same seed gives the same tasks, on every machine. ' +
    'Tasks of the exam pool have other questions, other things and people, and other structures than any that are trained on.',
  args: {
    family: {
      type: 'string',
      valueHint: 'F',
      description: 'one skill, a family such as counting@1, or a stage (default: all)',
    },
    level: { type: 'string', valueHint: 'L', default: '1', description: 'level, from 1 to 8' },
    n: { type: 'string', valueHint: 'N', description: 'tasks of each family (3)' },
    seed: { type: 'string', valueHint: 'S', default: '0', description: 'seed of the tasks' },
    pool: {
      type: 'string',
      valueHint: 'P',
      default: 'training',
      description: 'training or exam; only exams have a level 9, longer than all that is trained',
    },
    pictures: {
      type: 'string',
      valueHint: 'DIR',
      description: 'tasks as pictures: writes SVG and PNG here, and prints what stands beside them',
    },
  },
  examples: [
    {
      command: 'wellspring curriculum sample --family odd-one-out --level 5 --n 2',
      does: 'two tasks to read',
    },
    {
      command: 'wellspring curriculum sample --family nested-belief --level 9 --pool exam --json',
      does: 'what an exam asks to see whether the skill carries over',
    },
    {
      command: 'wellspring curriculum sample --family shortest-route --level 4 --pictures pictures',
      does: 'what a model that sees is shown',
    },
    {
      command: 'wellspring curriculum sample --n 1 --level 8',
      does: 'the hardest of every family, one each',
    },
  ],
  exits: [],

  async run(args, { terminal }) {
    const n = numberOption(args.n, 'n', { integer: true, min: 1 }) ?? 3;
    const level = numberOption(args.level, 'level', { integer: true, min: 1 }) ?? 1;
    const { composePrompt } = await import('../../../methods/curriculum/families/forms.ts');
    const pool = choiceOption(args.pool, 'the pool', ['training', 'exam']) ?? 'training';
    const found = await findFamilies(args.family);
    const families =
      args.pictures === undefined ? found : found.filter(({ picture }) => picture !== undefined);
    if (families.length === 0) {
      throw new RecipeError(`${args.family} cannot be shown as a picture`, {
        hint: 'leave --pictures out, or --family to see all that can',
      });
    }
    const items = families.flatMap((family) => {
      const highest = family.levels.length + (pool === 'exam' ? 1 : 0);
      if (level > highest) {
        throw new RecipeError(`${family.id} has levels 1 to ${highest}, not ${level}`);
      }
      return Array.from({ length: n }, (_unused, index) => {
        const item = family.generate(`sample/${args.seed}/${index}`, level, pool);
        const { world, answer, trace } = item;
        const prompt = args.pictures === undefined ? item.prompt : composePrompt(item, 'picture');
        const response = family.say(answer, world.scene);
        return { family: family.id, level, prompt, answer, response, trace, world };
      });
    });
    if (args.pictures !== undefined) {
      const { writePictures } = await import('../../curriculum/write-pictures.ts');
      for (const path of await writePictures(args.pictures, items)) {
        terminal.err(`written: ${path}\n`);
      }
    }
    if (args.json) printJson(terminal, { items });
    else {
      const { paint } = terminal;
      for (const { family, prompt, response, trace } of items) {
        const steps = trace.map((line) => `  ${paint.dim(line)}`).join('\n');
        const head = families.length > 1 ? `${paint.bold(family)}\n` : '';
        terminal.out(`${head}${prompt}\n\n  ${paint.green(response)}\n${steps}\n\n`);
      }
    }
    return EXIT.done;
  },
});
