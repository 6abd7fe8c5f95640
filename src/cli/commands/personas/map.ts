import { join } from 'node:path';
import { writeFileAtomic } from '../../../core/store/atomic-write.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { percent, whole } from '../../output/figures.ts';
import { plainLine } from '../../output/plain-text.ts';
import { printJson } from '../../output/terminal.ts';
import { numberOption } from '../../parse-arguments.ts';

export const verb = defineVerb({
  name: 'personas map',
  usage: 'personas map DIR [--out FILE.html] [--most N]',
  about:
    'Draws what personas read in a crawl as one page that needs nothing else: in what order and why, which page led to which, how interests drifted, ' +
    'what was gained page by page, and how each host was treated. No script and nothing from outside is in it. Without --out it is written into the folder, as map.html.',
  args: {
    dir: {
      type: 'positional',
      valueHint: 'DIR',
      required: true,
      description: 'a folder of `web crawl`',
    },
    out: {
      type: 'string',
      valueHint: 'FILE.html',
      description: 'the page to write (DIR/map.html)',
    },
    most: {
      type: 'string',
      valueHint: 'N',
      description: 'pages in the tree and in each list at most (1000)',
    },
  },
  examples: [
    {
      command: 'wellspring personas map crawls/tides',
      does: 'crawls/tides/map.html, for a browser',
    },
    {
      command: 'wellspring personas map crawls/many --out many.html --most 200',
      does: 'a crawl for many personas, the first 200 pages of each listed',
    },
    {
      command: 'wellspring personas map crawls/tides --json',
      does: 'the same numbers, and no page',
    },
  ],
  exits: [],

  async run(args, { terminal }) {
    const { collectMap } = await import('../../personas-map/collect-map.ts');
    const { drawMap } = await import('../../personas-map/draw-map.ts');
    const { figuresOfMap } = await import('../../personas-map/figures-of-map.ts');
    const most = numberOption(args.most, 'most', { integer: true, min: 1 }) ?? 1_000;
    const map = await collectMap(args.dir);
    const figures = figuresOfMap(map);
    if (args.json && args.out === undefined) {
      printJson(terminal, { figures, ...map });
      return EXIT.done;
    }
    const out = args.out ?? join(args.dir, 'map.html');
    await writeFileAtomic(out, drawMap(map, { pages: most }));
    if (args.json) printJson(terminal, { out, figures, ...map });
    else
      terminal.out(
        `${plainLine(out)}: ${whole(figures.pages)} pages for ${whole(map.readers.length)} persona${map.readers.length === 1 ? '' : 's'}, worth ${percent(figures.meanWorth)} on average, from ${whole(figures.hosts)} hosts\n`,
      );
    return EXIT.done;
  },
});
