import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { openGraph } from '../../graph/open-graph.ts';
import { writePage } from '../../graph/write-page.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { printJson } from '../../output/terminal.ts';
import { numberOption } from '../../parse-arguments.ts';

/** Beyond this a page takes minutes to lay out, and a browser seconds to draw. */
const MOST_ENTITIES = 50_000;

export const verb = defineVerb({
  name: 'graph view',
  usage: 'graph view DIR --out FILE.html [--most N]',
  about:
    'Draws a graph as one page that needs nothing else: entities by community, to move, zoom and search, with every fact beside its quotation and the reports of the communities. ' +
    'The layout is computed here, so that the same graph gives the same bytes. The page says what is left out of a large one.',
  args: {
    dir: {
      type: 'positional',
      valueHint: 'DIR',
      required: true,
      description: 'a folder of `graph build`, or of a run',
    },
    out: { type: 'string', valueHint: 'FILE.html', description: 'the page to write' },
    most: {
      type: 'string',
      valueHint: 'N',
      description: 'entities drawn at most: those with the most edges (10000)',
    },
    part: { type: 'string', valueHint: 'P', description: 'the part of a run with several graphs' },
  },
  examples: [
    { command: 'wellspring graph view graph --out graph.html', does: 'the graph, for a browser' },
    {
      command: 'wellspring graph view runs/graph --out core.html --most 500',
      does: 'its 500 most connected entities',
    },
  ],
  exits: [EXIT.absent],

  async run(args, { terminal }) {
    if (args.out === undefined) {
      throw new RecipeError('`wellspring graph view` needs --out FILE.html', {
        hint: 'for example: --out graph.html',
      });
    }
    const most = numberOption(args.most, 'most', { integer: true, min: 1 });
    if (most !== undefined && most > MOST_ENTITIES) {
      throw new RecipeError(`--most ${most} is more than ${MOST_ENTITIES}`, {
        hint: 'a picture of so many shows nothing; `graph query` and `graph explain` look closer',
      });
    }
    const opened = await openGraph(args.dir, args.part);
    try {
      const { collectView } = await import('../../../methods/graph/report/view/collect-view.ts');
      const { drawView } = await import('../../../methods/graph/report/view/draw-view.ts');
      const { reportCommunities } =
        await import('../../../methods/graph/communities/report-communities.ts');
      const { graph, communities, passageText } = opened;
      const view = await collectView(graph, communities, passageText, {
        title: `Graph of ${args.dir}`,
        ...(most !== undefined && { mostEntities: most }),
        reports: reportCommunities(graph, communities),
      });
      await writePage(terminal, args.out, drawView(view));
      if (args.json) {
        const { nodes, facts, communities: groups, notes } = view;
        const counts = { entities: nodes.length, facts: facts.length, communities: groups.length };
        printJson(terminal, { written: args.out, ...counts, notes });
      }
      return EXIT.done;
    } finally {
      opened.close();
    }
  },
});
