import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { whole } from '../../output/figures.ts';
import { plainLine, shorten } from '../../output/plain-text.ts';
import { printJson } from '../../output/terminal.ts';
import { numberOption } from '../../parse-arguments.ts';

export const verb = defineVerb({
  name: 'personas find',
  usage: 'personas find [WORDS…] --hub DIR [--any] [--where FILTER] [--n N]',
  about:
    'Finds personas of a stored hub: by words in their description and attributes, the best first (BM25), or by a filter in the manner of an SQL condition. ' +
    'Every word must occur, unless `--any`. Ends with 3 where there is none.',
  manyWords: true,
  args: {
    words: {
      type: 'positional',
      required: false,
      valueHint: 'WORDS',
      description: 'what they say',
    },
    hub: { type: 'string', required: true, valueHint: 'DIR', description: 'the hub’s folder' },
    any: { type: 'boolean', description: 'one of the words is enough' },
    where: {
      type: 'string',
      valueHint: 'FILTER',
      description: "names are columns or attributes: language = 'en' and age >= 30 and age < 40",
    },
    n: { type: 'string', valueHint: 'N', description: 'at most so many (20)' },
  },
  examples: [
    {
      command: 'wellspring personas find "marine biologist" --hub hub',
      does: 'those who have both words',
    },
    {
      command:
        'wellspring personas find --hub hub --where "age >= 60 and gender = \'woman\' and not occupation is null"',
      does: 'those who fit, and how many do',
    },
  ],
  exits: [EXIT.short, EXIT.missing, EXIT.disproved, EXIT.absent],

  async run(args, { terminal, words }) {
    const { openStoredHub } =
      await import('../../../methods/personas/hub/stored/open-stored-hub.ts');
    const limit = numberOption(args.n, 'n', { integer: true, min: 1 }) ?? 20;
    if (words.length > 0 === (args.where !== undefined))
      throw new RecipeError('name either words or --where', {
        hint: 'for example: personas find nurse --hub DIR',
      });
    const hub = await openStoredHub(args.hub);
    try {
      const found = [];
      let total: number | null = null;
      if (args.where === undefined) {
        const { searchHub } = await import('../../../methods/personas/hub/stored/search-hub.ts');
        for (const { persona, rank } of await searchHub(hub, words.join(' '), {
          limit,
          all: args.any !== true,
        }))
          found.push({ ...persona, score: -rank });
      } else {
        total = await hub.count(args.where);
        for await (const persona of hub.personas({ where: args.where, count: limit }))
          found.push(persona);
      }
      if (args.json) printJson(terminal, { hub: hub.hash, personas: hub.size, total, found });
      else {
        for (const { id, description } of found)
          terminal.out(
            `${terminal.paint.dim(plainLine(id))}  ${plainLine(shorten(description, 400))}\n`,
          );
        const all = total === null ? '' : ` of ${whole(total)} that fit`;
        terminal.err(`${whole(found.length)}${all}, in a hub of ${whole(hub.size)}\n`);
        if (found.length === 0 && words.length > 1 && args.any !== true)
          terminal.err('no persona has every word; --any looks for one of them\n');
      }
      return found.length > 0 ? EXIT.done : EXIT.short;
    } finally {
      hub.close();
    }
  },
});
