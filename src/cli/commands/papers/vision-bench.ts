import { readFile } from 'node:fs/promises';
import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { MODEL_OPTIONS, openNamedModel, parseModelName } from '../../open-named-model.ts';
import { printJson } from '../../output/terminal.ts';
import { renderTable } from '../../output/table.ts';
import { numberOption } from '../../parse-arguments.ts';
import { createProgressView } from '../../progress/view.ts';
import { listenForStop } from '../../stop-signals.ts';

/** Fewer elements than this say too little of a model. */
const ENOUGH = 200;

export const verb = defineVerb({
  name: 'papers vision-bench',
  usage: 'papers vision-bench FILE|DIR… --model NAME [--n N] [--workspace DIR]',
  about:
    'Measures how far a vision model can be trusted: tables, equations and paragraphs of papers with a sound text layer are shown to it as pictures, and what it says is held against the words that stand there. ' +
    'Counts what is supported, changed, left out and invented. Replies are kept: the same command goes on where it stopped, and pays for nothing twice.',
  args: {
    paths: {
      type: 'positional',
      required: true,
      valueHint: 'FILE|DIR…',
      description: 'born-digital PDFs',
    },
    model: {
      type: 'string',
      valueHint: 'NAME',
      description: 'the vision model: provider/name, or a name with --base-url',
    },
    ...MODEL_OPTIONS,
    n: { type: 'string', valueHint: 'N', description: `elements shown at most (${ENOUGH})` },
    seed: { type: 'string', valueHint: 'S', default: '0', description: 'chooses the elements' },
    scale: { type: 'string', valueHint: 'S', description: 'pixels a point of the pictures (2)' },
    workspace: {
      type: 'string',
      valueHint: 'DIR',
      default: 'runs',
      description: 'where replies are kept',
    },
    'max-cost': {
      type: 'string',
      valueHint: 'USD',
      description: 'stop before more than this is spent',
    },
  },
  manyWords: true,
  examples: [
    {
      command:
        'wellspring papers vision-bench papers --base-url http://localhost:8000/v1 --model my-vlm',
      does: 'a model that an own server serves',
    },
    {
      command:
        'wellspring papers vision-bench papers --model openai/gpt-4o --n 300 --max-cost 2 --json',
      does: 'a hosted model, with a limit; every claim with its verdict as JSON',
    },
  ],
  exits: [EXIT.stopped, EXIT.missing, EXIT.interrupted],

  async run(args, { terminal, words }) {
    if (args.model === undefined)
      throw new RecipeError('`wellspring papers vision-bench` needs --model NAME', {
        hint: 'a model that takes pictures, for example --base-url http://localhost:8000/v1 --model NAME',
      });
    const count = numberOption(args.n, 'n', { integer: true, min: 1 }) ?? ENOUGH;
    const { findPdfs } = await import('../../papers/parse-files.ts');
    const { openPaperReaders } = await import('../../../sources/pdf/read-pdfs.ts');
    const { benchVision } = await import('../../../recipe/bench-vision.ts');
    const { openWorkspace } = await import('../../../core/run/workspace.ts');
    const files = await findPdfs(words);
    const view = createProgressView(terminal);
    const stop = listenForStop((signal) => view.note(`${signal}: stopping; replies are kept`));
    const readers = openPaperReaders();
    const name = parseModelName(args.model, args['base-url'] !== undefined);
    const model = await openNamedModel(
      name,
      { baseUrl: args['base-url'], apiKeyEnv: args['api-key-env'] },
      (notice) => view.note(notice),
    );
    const workspace = await openWorkspace(args.workspace);
    try {
      const papers = [];
      for (const { name: file, path } of files) {
        const bytes = new Uint8Array(await readFile(path));
        papers.push({
          name: file,
          bytes,
          paper: await readers.run(bytes, { ocr: 'off' }, { signal: stop.signal }),
        });
        view.activity(papers.length, files.length, 'papers read');
      }
      const bench = await benchVision({
        papers,
        model,
        workspace,
        count,
        seed: args.seed,
        scale: numberOption(args.scale, 'scale', { min: 0.5 }) ?? 2,
        limits: { maxCostUsd: numberOption(args['max-cost'], 'max-cost') },
        signal: stop.signal,
        progress: (done, total) => view.activity(done, total, 'elements shown'),
      });
      view.end();
      if (args.json) {
        printJson(terminal, bench);
        return EXIT.done;
      }
      terminal.out(`${bench.model}: ${bench.elements} elements of ${papers.length} papers\n`);
      terminal.out(
        `${renderTable(
          [
            '',
            'asked',
            'supported',
            'substituted',
            'omitted',
            'fabricated',
            'failed',
            'precision',
            'recall',
            'structure F1',
          ],
          bench.scores.map(({ task, asked, verdicts, precision, recall, structure }) => [
            task,
            String(asked),
            ...(['supported', 'substituted', 'omitted', 'fabricated', 'failed'] as const).map(
              (one) => String(verdicts[one]),
            ),
            ...[precision, recall, structure].map((share) =>
              share === null ? '–' : `${(100 * share).toFixed(1)} %`,
            ),
          ]),
          [1, 2, 3, 4, 5, 6, 7, 8, 9],
        )}\n`,
      );
      if (bench.elements < ENOUGH)
        terminal.err(
          `only ${bench.elements} elements: fewer than ${ENOUGH} say too little of a model; name more papers\n`,
        );
      return EXIT.done;
    } finally {
      view.end();
      stop.close();
      await readers.close();
      await model.close();
      workspace.close();
    }
  },
});
