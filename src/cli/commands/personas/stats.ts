import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { writePage } from '../../graph/write-page.ts';
import { printJson } from '../../output/terminal.ts';
import { numberOption } from '../../parse-arguments.ts';

export const verb = defineVerb({
  name: 'personas stats',
  usage: 'personas stats --hub DIR [--sample N] [--seed S] [--html FILE]',
  about:
    'Counts what a stored hub holds: origins, languages, rounds, attributes, and what was dropped and why. Measures on a sample of its descriptions how long and how varied they are: ' +
    'distinct n-grams, nearest neighbours, mean similarity of pairs, share of near duplicates. Diversity is reported, never assumed.',
  args: {
    hub: { type: 'string', required: true, valueHint: 'DIR', description: 'the hub’s folder' },
    sample: {
      type: 'string',
      valueHint: 'N',
      description: 'descriptions that are measured (5000)',
    },
    seed: {
      type: 'string',
      valueHint: 'S',
      default: '0',
      description: 'another seed draws others',
    },
    html: { type: 'string', valueHint: 'FILE', description: 'writes a page with bars too' },
  },
  examples: [
    { command: 'wellspring personas stats --hub hub', does: 'the figures of a hub' },
    {
      command: 'wellspring personas stats --hub hub --sample 20000 --html hub.html',
      does: 'a larger sample, and a page to look at',
    },
  ],
  exits: [EXIT.stopped, EXIT.missing, EXIT.disproved, EXIT.absent],

  async run(args, { terminal }) {
    const { openStoredHub } =
      await import('../../../methods/personas/hub/stored/open-stored-hub.ts');
    const { measureHub } = await import('../../../recipe/measure-hub.ts');
    const { describeHub } = await import('../../personas/describe-hub.ts');
    const sample = numberOption(args.sample, 'sample', { integer: true, min: 2 });
    const hub = await openStoredHub(args.hub);
    try {
      const measure = await measureHub(hub, {
        ...(sample !== undefined && { sample }),
        seed: args.seed,
      });
      if (args.html !== undefined) {
        const { renderHubPage } = await import('../../personas/render-hub-page.ts');
        await writePage(terminal, args.html, renderHubPage(measure));
      }
      if (args.json) printJson(terminal, measure);
      else terminal.out(describeHub(measure));
      return EXIT.done;
    } finally {
      hub.close();
    }
  },
});
