import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { whole } from '../../output/figures.ts';
import { renderTable } from '../../output/table.ts';
import { printJson } from '../../output/terminal.ts';
import { numberOption } from '../../parse-arguments.ts';

export const verb = defineVerb({
  name: 'personas audit',
  usage: 'personas audit [--n N] [--from INDEX] [--seed S]',
  about:
    'Draws personas and compares shares, alone and joined, with what the tables say, computed exactly from them. Says of each table whether it was measured or assumed. Ends with 6 where one is not followed.',
  args: {
    n: { type: 'string', valueHint: 'N', description: 'how many are drawn (100000)' },
    from: { type: 'string', valueHint: 'INDEX', description: 'the first (0)' },
    seed: { type: 'string', valueHint: 'S', default: '0', description: 'of the hub' },
  },
  examples: [
    {
      command: 'wellspring personas audit',
      does: 'a hundred thousand personas beside their tables',
    },
    {
      command: 'wellspring personas audit --n 1000000 --from 900000000 --json',
      does: 'a million of another stretch, with the worst cell of each table',
    },
  ],
  exits: [EXIT.disproved],

  async run(args, { terminal }) {
    const { auditHub, mostDeviations } = await import('../../../methods/personas/hub/audit-hub.ts');
    const { openSampledHub } = await import('../../../methods/personas/hub/sampled-hub.ts');
    const count = numberOption(args.n, 'n', { integer: true, min: 100 }) ?? 100_000;
    const from = numberOption(args.from, 'from', { integer: true, min: 0 }) ?? 0;
    const hub = openSampledHub(args.seed);
    const rows = auditHub(hub, count, from).map((one) => ({
      ...one,
      follows: one.worst.deviations < mostDeviations(one.cells),
    }));
    const exit = rows.every(({ follows }) => follows) ? EXIT.done : EXIT.disproved;
    if (args.json) {
      printJson(terminal, { personas: count, distributions: rows, tables: hub.tables.listed });
      return exit;
    }
    terminal.out(`${whole(count)} personas beside their tables\n`);
    terminal.out(
      `${renderTable(
        [
          'distribution',
          'basis',
          'cells',
          'differs by',
          'chance alone',
          'worst cell',
          'expected',
          'drawn',
          '',
        ],
        rows.map(({ name, basis, cells, totalVariation, expectedVariation, worst, follows }) => [
          name,
          basis,
          whole(cells),
          percent(totalVariation),
          percent(expectedVariation),
          worst.cell,
          percent(worst.expected),
          percent(worst.observed),
          follows ? '' : 'NOT FOLLOWED',
        ]),
        [2, 3, 4, 6, 7],
      )}\n\n`,
    );
    for (const { name, given, basis, source } of hub.tables.listed)
      terminal.out(
        `${name}${given.length > 0 ? ` given ${given.join(', ')}` : ''}: ${basis}; ${source}\n`,
      );
    return exit;
  },
});

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
