import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { plainLine } from '../../output/plain-text.ts';
import { numberOption } from '../../parse-arguments.ts';

export const verb = defineVerb({
  name: 'personas sample',
  usage:
    'personas sample [--n N] [--from INDEX] [--seed S] [--hub DIR [--where FILTER]] [--format text|jsonl]',
  about:
    'Writes a stretch of the hub to standard output: one persona a line. Any stretch follows the tables as the whole does, since the index is permuted before it is decoded. ' +
    'With `--hub`, a stretch of a stored hub in the order of its rows.',
  args: {
    n: { type: 'string', valueHint: 'N', description: 'how many (10)' },
    from: { type: 'string', valueHint: 'INDEX', description: 'the first (0)' },
    seed: {
      type: 'string',
      valueHint: 'S',
      description: 'another seed orders the hub anew (0)',
    },
    hub: { type: 'string', valueHint: 'DIR', description: 'the folder of a stored hub' },
    where: {
      type: 'string',
      valueHint: 'FILTER',
      description: "of a stored hub: only those that fit, such as language = 'en'",
    },
    format: {
      type: 'string',
      valueHint: 'F',
      default: 'text',
      description: 'text: a description a line; jsonl: every attribute',
    },
  },
  examples: [
    { command: 'wellspring personas sample --n 20', does: 'twenty descriptions' },
    {
      command: 'wellspring personas sample --n 1000000 --format jsonl > personas.jsonl',
      does: 'a million, with every attribute',
    },
    {
      command: 'wellspring personas sample --hub hub --n 20',
      does: 'the first twenty of a stored hub',
    },
  ],
  exits: [EXIT.missing, EXIT.disproved, EXIT.absent],

  async run(args, { terminal }) {
    const { HUB_SIZE } = await import('../../../methods/personas/hub/hub-size.ts');
    const { openSampledHub } = await import('../../../methods/personas/hub/sampled-hub.ts');
    const { describePersona } = await import('../../../methods/personas/hub/describe-persona.ts');
    const count = numberOption(args.n, 'n', { integer: true, min: 1 }) ?? 10;
    const from = numberOption(args.from, 'from', { integer: true, min: 0 }) ?? 0;
    const isText = args.format === 'text' && !args.json;
    if (!isText && args.format !== 'jsonl' && !args.json)
      throw new RecipeError(`--format ${args.format} is neither text nor jsonl`);
    if (args.hub === undefined && args.where !== undefined)
      throw new RecipeError('--where needs --hub: the sampled hub is not searched');
    if (args.hub !== undefined) {
      if (args.seed !== undefined)
        throw new RecipeError('--seed is of the sampled hub, not of --hub');
      const { openStoredHub } =
        await import('../../../methods/personas/hub/stored/open-stored-hub.ts');
      const stored = await openStoredHub(args.hub);
      try {
        const { where } = args;
        for await (const persona of stored.personas({ from, count, where }))
          terminal.out(`${isText ? plainLine(persona.description) : JSON.stringify(persona)}\n`);
      } finally {
        stored.close();
      }
      return EXIT.done;
    }
    if (from + count > HUB_SIZE)
      throw new RecipeError(`the hub ends at ${HUB_SIZE}`, { hint: 'lower --from or --n' });
    const hub = openSampledHub(args.seed ?? '0');
    for (let index = from; index < from + count; index++) {
      const persona = hub.persona(index);
      terminal.out(
        `${isText ? describePersona(persona) : JSON.stringify({ ...persona, description: describePersona(persona) })}\n`,
      );
    }
    return EXIT.done;
  },
});
