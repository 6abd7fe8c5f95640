import { rename, rm } from 'node:fs/promises';
import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { writeLinesAtomic } from '../../../core/store/atomic-lines.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { checkTarget } from '../../graph/check-target.ts';
import { whole } from '../../output/figures.ts';
import { plainLine } from '../../output/plain-text.ts';
import { choiceOption, numberOption } from '../../parse-arguments.ts';

export const verb = defineVerb({
  name: 'personas export',
  usage:
    'personas export --hub DIR [--format jsonl|parquet] [--out FILE] [--where FILTER] [--dropped]',
  about:
    'Writes the personas of a hub, to standard output or a file. JSON lines have `persona`, as Persona Hub names it, with id, language, origin, attributes and lineage; ' +
    'either format can be imported again without loss. `--dropped` writes what did not become a persona, with the reason of each.',
  args: {
    hub: { type: 'string', required: true, valueHint: 'DIR', description: 'the hub’s folder' },
    format: {
      type: 'string',
      valueHint: 'F',
      description: 'jsonl or parquet; without it what the ending of --out says, else jsonl',
    },
    out: { type: 'string', valueHint: 'FILE', description: 'replaced as a whole' },
    where: {
      type: 'string',
      valueHint: 'FILTER',
      description: "only those that fit: age >= 30 and occupation like '%nurse%'",
    },
    from: { type: 'string', valueHint: 'N', description: 'the first of them (0)' },
    n: { type: 'string', valueHint: 'N', description: 'at most so many (all)' },
    dropped: { type: 'boolean', description: 'what did not become a persona, as JSON lines' },
  },
  examples: [
    {
      command: 'wellspring personas export --hub hub --out personas.jsonl',
      does: 'all of a hub as JSON lines',
    },
    {
      command:
        'wellspring personas export --hub hub --format parquet --out grown.parquet --where "how = \'from-persona\'"',
      does: 'those that were grown from others, as Parquet',
    },
  ],
  exits: [EXIT.stopped, EXIT.missing, EXIT.disproved, EXIT.absent],

  async run(args, { terminal }) {
    const { openStoredHub } =
      await import('../../../methods/personas/hub/stored/open-stored-hub.ts');
    const isParquet = args.out?.endsWith('.parquet') === true;
    const format =
      choiceOption(args.format, 'format', ['jsonl', 'parquet']) ??
      (isParquet ? 'parquet' : 'jsonl');
    if (isParquet && format === 'jsonl')
      throw new RecipeError('JSON lines do not go into a file named .parquet', {
        hint: 'leave --format out, or name the file .jsonl',
      });
    const selection = {
      where: args.where,
      from: numberOption(args.from, 'from', { integer: true }),
      count: numberOption(args.n, 'n', { integer: true, min: 1 }),
    };
    if (format === 'parquet' && args.out === undefined)
      throw new RecipeError('Parquet goes to a file', { hint: 'name it: --out personas.parquet' });
    if (
      args.dropped &&
      (format === 'parquet' || Object.values(selection).some((one) => one !== undefined))
    )
      throw new RecipeError('--dropped takes neither --format parquet nor a selection');
    if (args.out !== undefined) await checkTarget(args.out);
    const hub = await openStoredHub(args.hub);
    try {
      let count = 0;
      if (format === 'parquet') {
        const temporary = `${args.out}.writing`;
        try {
          count = await hub.writeParquet(temporary, selection);
          await rename(temporary, args.out!);
        } catch (error) {
          await rm(temporary, { force: true });
          throw error;
        }
      } else {
        const lines = args.dropped
          ? linesOf(hub.dropped())
          : linesOf(named(hub.personas(selection)));
        if (args.out !== undefined) count = await writeLinesAtomic(args.out, lines);
        else
          for await (const line of lines) {
            terminal.out(`${line}\n`);
            count++;
          }
      }
      const target = args.out === undefined ? '' : ` to ${plainLine(args.out)}`;
      terminal.err(`${whole(count)} ${args.dropped ? 'rows' : 'personas'} written${target}\n`);
      return EXIT.done;
    } finally {
      hub.close();
    }
  },
});

async function* named<Row extends { description: string }>(rows: AsyncIterable<Row>) {
  for await (const { description, ...rest } of rows) yield { persona: description, ...rest };
}

async function* linesOf(rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const row of rows) yield JSON.stringify(row);
}
