import { RecipeError } from '../../core/errors/recipe-error.ts';
import { defineVerb, type VerbContext } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { renderTable } from '../output/table.ts';
import { printJson } from '../output/terminal.ts';
import { choiceOption, numberOption } from '../parse-arguments.ts';

const ACTIONS = ['audit', 'sample'] as const;

export const verb = defineVerb({
  name: 'curriculum',
  usage:
    'curriculum audit [--family F] [--n N]   |   curriculum sample --family F [--level L] [--n N] [--seed S]',
  about:
    'Looks at the task families themselves. audit makes items of every level and counts disagreements of the two solvers, ambiguous items and faults of the verifier, ' +
    'and lets readers who understand nothing guess: what one of them reaches beyond chance is a shortcut. sample prints items.',
  args: {
    action: {
      type: 'positional',
      valueHint: ACTIONS.join('|'),
      required: true,
      description: 'what to do',
    },
    family: {
      type: 'string',
      valueHint: 'F',
      description: 'one skill, or a family such as counting@1',
    },
    level: {
      type: 'string',
      valueHint: 'L',
      description: 'level of the samples, from 1 (default: 1)',
    },
    n: {
      type: 'string',
      valueHint: 'N',
      description: 'items: for an audit of each family (8000), else in all (3)',
    },
    seed: { type: 'string', valueHint: 'S', description: 'seed of the items (default: 0)' },
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
    {
      command: 'wellspring curriculum sample --family odd-one-out --level 5 --n 2',
      does: 'two items to read',
    },
  ],
  exits: [EXIT.disproved],

  async run(args, context) {
    const action = choiceOption(args.action, 'the action of curriculum', ACTIONS)!;
    const n = numberOption(args.n, 'n', { integer: true, min: 1 });
    const seed = args.seed ?? '0';
    const families = await familiesOf(args.family);
    if (action === 'audit') return audit(families, n, seed, args.json ?? false, context);
    if (args.family === undefined) {
      throw new RecipeError('`wellspring curriculum sample` needs --family', {
        hint: `skills: ${families.map((family) => family.skill).join(', ')}`,
      });
    }
    const level = numberOption(args.level, 'level', { integer: true, min: 1 }) ?? 1;
    return sample(families[0]!, level, n ?? 3, seed, args.json ?? false, context);
  },
});

type Family = Awaited<ReturnType<typeof familiesOf>>[number];

async function familiesOf(name: string | undefined) {
  const { FAMILIES } = await import('../../methods/curriculum/families/registry.ts');
  if (name === undefined) return FAMILIES;
  const found = FAMILIES.filter(({ id, skill }) => id === name || skill === name);
  if (found.length > 0) return found;
  throw new RecipeError(`there is no task family "${name}"`, {
    hint: `skills: ${FAMILIES.map(({ skill }) => skill).join(', ')}`,
  });
}

async function audit(
  families: readonly Family[],
  n: number | undefined,
  seed: string,
  asJson: boolean,
  { terminal }: VerbContext,
): Promise<ExitCode> {
  const { auditFamily } = await import('../../methods/curriculum/audit/audit-family.ts');
  const audits = families.map((family) => auditFamily(family, n, seed));
  const isSound = audits.every(({ passed }) => passed);
  if (asJson) printJson(terminal, { passed: isSound, families: audits });
  else {
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
      'items',
      'differ',
      'ambiguous',
      'faults',
      'twice',
      'chance',
      'worst shallow reader',
      'sound',
    ];
    terminal.out(`${renderTable(heads, rows, [2, 3, 4, 5, 6, 7])}\n`);
  }
  return isSound ? EXIT.done : EXIT.disproved;
}

function sample(
  family: Family,
  level: number,
  n: number,
  seed: string,
  asJson: boolean,
  { terminal }: VerbContext,
): ExitCode {
  if (level > family.levels.length) {
    throw new RecipeError(`${family.id} has levels 1 to ${family.levels.length}, not ${level}`);
  }
  const items = Array.from({ length: n }, (_unused, index) => {
    const { world, prompt, answer, trace } = family.generate(`sample/${seed}/${index}`, level);
    return {
      family: family.id,
      level,
      prompt,
      answer,
      response: family.say(answer, world.scene),
      trace,
      world,
    };
  });
  if (asJson) printJson(terminal, { items });
  else {
    for (const { prompt, response, trace } of items) {
      terminal.out(
        `${prompt}\n\n  ${terminal.paint.green(response)}\n${trace.map((line) => `  ${terminal.paint.dim(line)}`).join('\n')}\n\n`,
      );
    }
  }
  return EXIT.done;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
