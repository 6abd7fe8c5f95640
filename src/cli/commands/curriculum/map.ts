import { writeFile } from 'node:fs/promises';
import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { printJson } from '../../output/terminal.ts';
import { choiceOption } from '../../parse-arguments.ts';

export const verb = defineVerb({
  name: 'curriculum map',
  usage: 'curriculum map [--format text|svg] [--out FILE]',
  about:
    'Draws what there is to learn: six stages as parallel tracks, their skills with the ages at which children come to them, and what each skill needs first. ' +
    'The data stands in one file, src/methods/curriculum/stages/skills.yaml, with its sources.',
  args: {
    format: {
      type: 'string',
      valueHint: 'F',
      description: 'text or svg (default: by the ending of FILE, else text)',
    },
    out: { type: 'string', valueHint: 'FILE', description: 'write here instead of to stdout' },
  },
  examples: [
    { command: 'wellspring curriculum map', does: 'stages and skills, to read' },
    { command: 'wellspring curriculum map --out skills.svg', does: 'the picture' },
    { command: 'wellspring curriculum map --json', does: 'the graph as data' },
  ],
  exits: [],

  async run(args, { terminal }) {
    const byName = args.out?.toLowerCase().endsWith('.svg') ? 'svg' : 'text';
    const format = choiceOption(args.format, 'the format', ['text', 'svg']) ?? byName;
    const { skillGraph } = await import('../../../methods/curriculum/stages/read-skills.ts');
    const { describeMap, drawMap } = await import('../../../methods/curriculum/stages/draw-map.ts');
    const graph = skillGraph();
    if (args.json && args.out === undefined) {
      printJson(terminal, graph);
      return EXIT.done;
    }
    const text = format === 'svg' ? drawMap(graph) : describeMap(graph);
    if (args.out === undefined) {
      terminal.out(text);
      return EXIT.done;
    }
    try {
      await writeFile(args.out, text);
    } catch (cause) {
      throw new RecipeError(`cannot write ${args.out}: ${(cause as Error).message}`, {
        hint: 'choose another --out',
        cause,
      });
    }
    if (args.json) printJson(terminal, { written: args.out });
    else terminal.err(`written: ${args.out}\n`);
    return EXIT.done;
  },
});
