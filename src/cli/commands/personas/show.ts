import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { printJson } from '../../output/terminal.ts';
import { numberOption } from '../../parse-arguments.ts';

export const verb = defineVerb({
  name: 'personas show',
  usage: 'personas show INDEX [--seed S]',
  about:
    'Shows one persona of the hub by its index: the same in every run, in constant time, without storage. Every index has a persona of its own.',
  args: {
    index: {
      type: 'positional',
      required: true,
      valueHint: 'INDEX',
      description: 'a whole number from 0 to 4503599627370495',
    },
    seed: {
      type: 'string',
      valueHint: 'S',
      default: '0',
      description: 'another seed orders the hub anew',
    },
  },
  examples: [
    { command: 'wellspring personas show 0', does: 'the first' },
    {
      command: 'wellspring personas show 999999999 --json',
      does: 'the billionth, with every attribute',
    },
  ],
  exits: [],

  async run(args, { terminal }) {
    const { HUB_SIZE } = await import('../../../methods/personas/hub/hub-size.ts');
    const { openSampledHub } = await import('../../../methods/personas/hub/sampled-hub.ts');
    const { describePersona } = await import('../../../methods/personas/hub/describe-persona.ts');
    const index = numberOption(args.index, 'INDEX', { integer: true, min: 0 })!;
    if (index >= HUB_SIZE)
      throw new RecipeError(`the hub has no persona ${args.index}`, {
        hint: `its last is ${HUB_SIZE - 1}`,
      });
    const persona = openSampledHub(args.seed).persona(index);
    if (args.json) printJson(terminal, { ...persona, description: describePersona(persona) });
    else terminal.out(`${describePersona(persona)}\n`);
    return EXIT.done;
  },
});
