import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { writePage } from '../../graph/write-page.ts';
import { printJson } from '../../output/terminal.ts';
import { numberOption } from '../../parse-arguments.ts';
import { createProgressView } from '../../progress/view.ts';
import { listenForStop } from '../../stop-signals.ts';

export const verb = defineVerb({
  name: 'papers look',
  usage: 'papers look FILE.pdf [--out FILE.html] [--scale S] [--max-pages N]',
  about:
    'Draws what was read of a paper as one HTML page that needs nothing else: every page with boxes by kind, reading order and links, tables beside their crops, how sure the reader is and why.',
  args: {
    file: { type: 'positional', required: true, valueHint: 'FILE.pdf', description: 'a PDF' },
    out: {
      type: 'string',
      valueHint: 'FILE.html',
      description: 'the page to write (default: the name of the PDF, with .html)',
    },
    scale: { type: 'string', valueHint: 'S', description: 'pixels a point of the pages (1.3)' },
    'max-pages': {
      type: 'string',
      valueHint: 'N',
      description: 'pages that are drawn at most (100)',
    },
  },
  examples: [
    { command: 'wellspring papers look paper.pdf', does: 'paper.html, for a browser' },
    {
      command: 'wellspring papers look thesis.pdf --max-pages 20 --out look.html',
      does: 'its first twenty pages',
    },
  ],
  exits: [EXIT.interrupted],

  async run(args, { terminal }) {
    const scale = numberOption(args.scale, 'scale', { min: 0.2 }) ?? 1.3;
    const maxPages = numberOption(args['max-pages'], 'max-pages', { integer: true, min: 1 }) ?? 100;
    const out = args.out ?? `${basename(args.file).replace(/\.pdf$/i, '')}.html`;
    const { openPaperReaders } = await import('../../../sources/pdf/read-pdfs.ts');
    const { lookAt } = await import('../../papers/look-at.ts');
    let bytes: Uint8Array;
    try {
      bytes = new Uint8Array(await readFile(args.file));
    } catch (cause) {
      throw new RecipeError(`cannot read ${args.file}: ${(cause as Error).message}`, { cause });
    }
    const view = createProgressView(terminal);
    const stop = listenForStop((signal) => view.note(`${signal}: stopping`));
    const readers = openPaperReaders(1);
    try {
      const paper = await readers.run(
        bytes,
        { maxPages, ocr: 'auto' },
        {
          signal: stop.signal,
          onPage: (page) => view.activity(page, null, 'pages read'),
        },
      );
      const page = await lookAt(bytes, paper, {
        name: basename(args.file),
        scale,
        signal: stop.signal,
        onPage: (done) => view.activity(done, paper.pages.length, 'pages drawn'),
      });
      view.end();
      await writePage(terminal, out, page);
      if (args.json)
        printJson(terminal, {
          written: out,
          pages: paper.pages.length,
          elements: paper.elements.length,
          links: paper.links.length,
        });
      return EXIT.done;
    } finally {
      view.end();
      stop.close();
      await readers.close();
    }
  },
});
