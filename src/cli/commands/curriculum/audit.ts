import { findFamilies } from '../../curriculum/find-families.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { percent } from '../../output/figures.ts';
import { renderTable } from '../../output/table.ts';
import { printJson } from '../../output/terminal.ts';
import { numberOption } from '../../parse-arguments.ts';
import { createProgressView } from '../../progress/view.ts';

export const verb = defineVerb({
  name: 'curriculum audit',
  usage: 'curriculum audit [--family F] [--n N] [--seed S]',
  about:
    'Makes tasks of every level of every task family and counts disagreements of the two solvers, tasks with no answer or several, and faults of the verifier. ' +
    'Readers who understand nothing guess too (the commonest answer, the words, the question alone, first and last mention, tempting rules of the family): ' +
    'what one of them reaches beyond chance is a shortcut that a model would learn in place of the skill. Ends with 6 where a family is not sound.',
  args: {
    family: {
      type: 'string',
      valueHint: 'F',
      description: 'one skill, a family such as counting@1, or a stage (default: all)',
    },
    n: { type: 'string', valueHint: 'N', description: 'tasks of each family (8000)' },
    seed: { type: 'string', valueHint: 'S', default: '0', description: 'seed of the tasks' },
  },
  examples: [
    {
      command: 'wellspring curriculum audit',
      does: 'every family, the worst shortcut of each named',
    },
    {
      command: 'wellspring curriculum audit --family counting --n 20000 --json',
      does: 'one family, closely',
    },
  ],
  exits: [EXIT.disproved],

  async run(args, { terminal }) {
    const n = numberOption(args.n, 'n', { integer: true, min: 1 });
    const families = await findFamilies(args.family);
    const { auditFamily } = await import('../../../methods/curriculum/audit/audit-family.ts');
    const view = createProgressView(terminal);
    const audits = families.map((family, index) => {
      view.activity(index, families.length, `families audited; now ${family.id}`);
      return auditFamily(family, n, args.seed);
    });
    view.end();
    const isSound = audits.every(({ passed }) => passed);
    if (args.json) {
      printJson(terminal, { passed: isSound, families: audits });
      return isSound ? EXIT.done : EXIT.disproved;
    }
    const rows = audits.map((found) => [
      found.family,
      found.stage,
      String(found.items),
      String(found.disagreements),
      String(found.ambiguous),
      String(found.verifierFaults),
      percent(found.duplicates),
      percent(found.worst.chance),
      `${percent(found.worst.accuracy)} ${found.worst.reader}, level ${found.worst.level}`,
      found.passed ? 'yes' : 'NO',
    ]);
    const heads = [
      'family',
      'stage',
      'tasks',
      'differ',
      'ambiguous',
      'faults',
      'twice',
      'chance',
      'worst shallow reader',
      'sound',
    ];
    terminal.out(`${renderTable(heads, rows, [2, 3, 4, 5, 6, 7])}\n`);
    return isSound ? EXIT.done : EXIT.disproved;
  },
});
