import { openGraph } from '../../graph/open-graph.ts';
import { writePage } from '../../graph/write-page.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { plainText } from '../../output/plain-text.ts';
import { printJson } from '../../output/terminal.ts';

export const verb = defineVerb({
  name: 'graph stats',
  usage: 'graph stats DIR [--part P] [--html FILE]',
  about:
    'Counts what a graph holds: entities by kind, predicates with an example of each, degrees, components, communities by level, facts by extractor and confidence, ' +
    'names merged by rule, claims dropped, facts denied, passages without facts.',
  args: {
    dir: {
      type: 'positional',
      valueHint: 'DIR',
      required: true,
      description: 'a folder of `graph build`, or of a run',
    },
    part: { type: 'string', valueHint: 'P', description: 'the part of a run with several graphs' },
    html: { type: 'string', valueHint: 'FILE', description: 'write a page for a browser instead' },
  },
  examples: [
    { command: 'wellspring graph stats graph', does: 'what a built graph holds' },
    {
      command: 'wellspring graph stats runs/graph --html stats.html',
      does: 'the graph of a run, with charts',
    },
  ],
  exits: [EXIT.absent],

  async run(args, { terminal }) {
    const opened = await openGraph(args.dir, args.part);
    try {
      const { collectGraphStats } =
        await import('../../../methods/graph/report/stats/graph-stats.ts');
      const { countMerges } = await import('../../../methods/graph/report/stats/count-merges.ts');
      const stats = collectGraphStats(opened.graph, {
        communities: opened.communities,
        manifestCounts: opened.manifest.counts,
        mergesByRule: countMerges(await opened.store.record(opened.manifest.merges)),
      });
      if (args.html !== undefined) {
        const { drawStats } = await import('../../../methods/graph/report/stats/draw-stats.ts');
        const { drawPage } = await import('../../../methods/graph/report/page/draw-page.ts');
        await writePage(terminal, args.html, drawPage(`Graph of ${args.dir}`, drawStats(stats)));
      }
      if (args.json) {
        printJson(terminal, stats);
      } else if (args.html === undefined) {
        const { describeStats } =
          await import('../../../methods/graph/report/stats/describe-stats.ts');
        terminal.out(plainText(describeStats(stats)));
      }
      return EXIT.done;
    } finally {
      opened.close();
    }
  },
});
