import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { whole } from '../../output/figures.ts';
import { plainLine } from '../../output/plain-text.ts';
import { printJson } from '../../output/terminal.ts';
import { numberOption } from '../../parse-arguments.ts';
import { createProgressView } from '../../progress/view.ts';
import { listenForStop } from '../../stop-signals.ts';

const FORMATS = ['wellspring', 'docling', 'markdown', 'document', 'triples'] as const;

export const verb = defineVerb({
  name: 'papers parse',
  usage: 'papers parse FILE|DIR… [--format F] [--out DIR] [--max-pages N] [--no-ocr]',
  about:
    'Reads PDFs without a model: text in reading order with the box of every character, headings as a tree, figures, tables as grids, equations, references, and links between them. ' +
    'A DoclingDocument (JSON) that is named is read too. Several files are read at once; a call that was interrupted goes on where it stopped; a damaged page is noted and costs no more than itself.',
  args: {
    paths: {
      type: 'positional',
      required: true,
      valueHint: 'FILE|DIR…',
      description: 'PDFs, folders of PDFs, DoclingDocuments (.json)',
    },
    format: {
      type: 'string',
      valueHint: 'F',
      default: 'wellspring',
      description:
        'wellspring (everything, JSON), docling (DoclingDocument 1.10 JSON), markdown, document (blocks as the other methods read them), triples (sections, floats and references with their links, which `graph build` reads)',
    },
    out: {
      type: 'string',
      valueHint: 'DIR',
      description: 'a folder to write to (default: standard output, for one file)',
    },
    'max-pages': {
      type: 'string',
      valueHint: 'N',
      description: 'pages of a file that are read at most (2000)',
    },
    'no-ocr': { type: 'boolean', description: 'leave pages without a text layer empty' },
  },
  manyWords: true,
  examples: [
    {
      command: 'wellspring papers parse paper.pdf --format markdown > paper.md',
      does: 'one paper as Markdown',
    },
    {
      command: 'wellspring papers parse papers --format docling --out parsed',
      does: 'a folder of papers, for tools that read Docling',
    },
    {
      command: 'wellspring papers parse papers --format triples --out graphs',
      does: 'how each paper hangs together, as triples for the graph method',
    },
    {
      command: 'wellspring papers parse converted.json --format markdown',
      does: 'what Docling made of a paper, as Markdown',
    },
  ],
  exits: [EXIT.short, EXIT.interrupted],

  async run(args, { terminal, words }) {
    const format = FORMATS.find((one) => one === args.format);
    if (format === undefined)
      throw new RecipeError(`--format ${plainLine(args.format)} is none of ${FORMATS.join(', ')}`);
    const maxPages =
      numberOption(args['max-pages'], 'max-pages', { integer: true, min: 1 }) ?? 2000;
    const { findPdfs, parseFiles } = await import('../../papers/parse-files.ts');
    const { openPaperReaders } = await import('../../../sources/pdf/read-pdfs.ts');
    const files = await findPdfs(words);
    const out = args.out ?? null;
    if (out === null && files.length > 1) {
      throw new RecipeError(`${files.length} papers do not fit on standard output`, {
        hint: 'name a folder with --out',
      });
    }
    const view = createProgressView(terminal);
    const stop = listenForStop((signal) =>
      view.note(`${signal}: stopping; what was written is kept`),
    );
    const readers = openPaperReaders();
    try {
      let done = 0;
      const results = await parseFiles(files, {
        format,
        out,
        options: { maxPages, ocr: args['no-ocr'] ? 'off' : 'auto' },
        readers,
        signal: stop.signal,
        onText: (text) => terminal.out(text),
        onPage: (file, page) =>
          view.activity(done, files.length, `papers read; page ${page} of ${file}`),
        onFile: (count) => {
          done = count;
          view.activity(done, files.length, 'papers read');
        },
      });
      view.end();
      const failed = results.filter(({ error }) => error !== null);
      if (args.json && out !== null) printJson(terminal, { out, format, files: results });
      else {
        const pages = results.reduce((sum, one) => sum + one.pages, 0);
        const before = results.filter(({ remembered }) => remembered).length;
        terminal.err(
          `${whole(results.length - failed.length)} of ${whole(results.length)} papers, ${whole(pages)} pages${before > 0 ? `, ${whole(before)} read before` : ''}${out === null ? '' : `, in ${out}`}\n`,
        );
        for (const { file, error, faults } of results) {
          for (const fault of [...(error === null ? [] : [error]), ...faults.slice(0, 3)])
            terminal.err(`  ${plainLine(file)}: ${plainLine(fault)}\n`);
        }
      }
      if (failed.length === results.length)
        throw new RecipeError(
          results.length === 1 ? 'the paper could not be read' : 'no paper could be read',
          {
            hint: 'the lines above say why of each; a damaged file may be repaired with `qpdf in.pdf out.pdf`',
          },
        );
      return failed.length > 0 ? EXIT.short : EXIT.done;
    } finally {
      view.end();
      stop.close();
      await readers.close();
    }
  },
});
