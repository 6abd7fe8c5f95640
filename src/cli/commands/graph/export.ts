import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { GRAPH_FORMATS } from '../../../methods/graph/export/write-triples.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { openGraph } from '../../graph/open-graph.ts';
import { whole } from '../../output/figures.ts';
import { plainLine } from '../../output/plain-text.ts';
import { printJson } from '../../output/terminal.ts';

export const verb = defineVerb({
  name: 'graph export',
  usage: 'graph export DIR [--format tsv|ntriples|graphml] [--out FILE]',
  about:
    'Writes a graph for other tools: triples with tabs, N-Triples, or GraphML with names, kinds and confidences. Facts that any text denies are left out.',
  args: {
    dir: {
      type: 'positional',
      required: true,
      valueHint: 'DIR',
      description: 'a folder of `graph build`, or of a run',
    },
    part: { type: 'string', valueHint: 'P', description: 'the part of a run with several graphs' },
    format: {
      type: 'string',
      valueHint: 'F',
      default: 'tsv',
      description: GRAPH_FORMATS.join(', '),
    },
    out: {
      type: 'string',
      valueHint: 'FILE',
      description: 'where to write (default: standard output)',
    },
  },
  examples: [
    { command: 'wellspring graph export harbour > harbour.tsv', does: 'a line for each edge' },
    {
      command: 'wellspring graph export harbour --format graphml --out harbour.graphml',
      does: 'for Gephi, yEd, NetworkX',
    },
  ],
  exits: [],

  async run(args, { terminal }) {
    const format = GRAPH_FORMATS.find((one) => one === args.format);
    if (format === undefined) {
      throw new RecipeError(
        `--format ${plainLine(args.format)} is none of ${GRAPH_FORMATS.join(', ')}`,
      );
    }
    if (args.json && args.out === undefined) {
      throw new RecipeError('--json tells of a file: name it with --out');
    }
    const { writeTriples } = await import('../../../methods/graph/export/write-triples.ts');
    const opened = await openGraph(args.dir, args.part);
    try {
      const edges = opened.graph.edges.subject.length;
      if (args.out === undefined) {
        for (const text of writeTriples(opened.graph, format)) terminal.out(text);
        return EXIT.done;
      }
      await pipeline(
        Readable.from(writeTriples(opened.graph, format)),
        createWriteStream(args.out),
      );
      if (args.json) printJson(terminal, { file: args.out, format, edges });
      else terminal.err(`${whole(edges)} edges written to ${args.out}\n`);
      return EXIT.done;
    } finally {
      opened.close();
    }
  },
});
