import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { writeLinesAtomic } from '../../../core/store/atomic-lines.ts';
import { GRAPH_FORMATS } from '../../../methods/graph/export/write-triples.ts';
import { checkTarget } from '../../graph/check-target.ts';
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
      await checkTarget(args.out);
      // Whoever reads the file, or fills the disk, finds the old content or the whole of the new.
      await writeLinesAtomic(args.out, linesOf(writeTriples(opened.graph, format)));
      if (args.json) printJson(terminal, { file: args.out, format, edges });
      else terminal.err(`${whole(edges)} edges written to ${args.out}\n`);
      return EXIT.done;
    } finally {
      opened.close();
    }
  },
});

/** Pieces that are whole lines, without the last line's end. */
async function* linesOf(pieces: Iterable<string>): AsyncGenerator<string> {
  for (const piece of pieces) yield piece.slice(0, -1);
}
