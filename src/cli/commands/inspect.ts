import { writeFile } from 'node:fs/promises';
import { RecipeError } from '../../core/errors/recipe-error.ts';
import { messageText, SPLITS } from '../../core/records/index.ts';
import { runPaths } from '../../core/run/workspace.ts';
import { defineVerb, WORKSPACE_OPTION } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { readRejected } from '../inspect/read-rejected.ts';
import { renderSample } from '../inspect/render-text.ts';
import { type SampleView, viewSample } from '../inspect/sample-view.ts';
import { whole } from '../output/figures.ts';
import { plainLine, plainText, shorten } from '../output/plain-text.ts';
import { wrap } from '../output/table.ts';
import { printJson, type Terminal } from '../output/terminal.ts';
import { choiceOption, numberOption } from '../parse-arguments.ts';
import { locateRun } from '../samples/locate.ts';
import { openSamples } from '../samples/open-samples.ts';

const MAX_SHOWN = 10_000;
const MAX_REJECTED_CHARACTERS = 600;

export const verb = defineVerb({
  name: 'inspect',
  usage: 'inspect DATASET|RUN [options]',
  about:
    'Shows samples as conversations, each beside the evidence it was made from: the quoted words marked in their source, the world that a program solved, the checks with what they rest on, and where it all came from. ' +
    'It shows; to have everything replayed, use verify.',
  args: {
    dataset: {
      type: 'positional',
      valueHint: 'DATASET|RUN',
      required: true,
      description: 'a dataset folder or file, or a run by name or folder',
    },
    n: { type: 'string', valueHint: 'N', default: '5', description: 'how many samples' },
    id: { type: 'string', valueHint: 'ID', description: 'the sample whose id starts so' },
    split: { type: 'string', valueHint: SPLITS.join('|'), description: 'of this split only' },
    kind: {
      type: 'string',
      valueHint: 'KIND',
      description: 'of this kind only: KIND or METHOD/KIND',
    },
    rejected: {
      type: 'boolean',
      description: 'what a run rejected, by reason, with N examples of each',
    },
    html: {
      type: 'string',
      valueHint: 'FILE',
      description: 'write one page for a browser instead',
    },
    ...WORKSPACE_OPTION,
  },
  examples: [
    { command: 'wellspring inspect demo --n 3', does: 'three samples of a run' },
    { command: 'wellspring inspect runs/demo/dataset --id 3fa9', does: 'one sample of a dataset' },
    { command: 'wellspring inspect demo --rejected --n 2', does: 'why candidates were rejected' },
    { command: 'wellspring inspect demo --n 50 --html demo.html', does: 'a page for a browser' },
  ],
  exits: [],

  async run(args, { terminal }) {
    const n = numberOption(args.n, 'n', { integer: true, min: 1 })!;
    if (n > MAX_SHOWN) {
      throw new RecipeError(`--n ${n} is more than ${whole(MAX_SHOWN)}`, {
        hint: 'to read all rows with a program, use `wellspring export --format jsonl`',
      });
    }
    if (args.rejected) {
      if (args.html !== undefined || args.split !== undefined)
        throw new RecipeError('--rejected goes with neither --html nor --split');
      return showRejected(args, n, terminal);
    }
    const split = choiceOption(args.split, '--split', SPLITS);
    const opened = await openSamples(args.dataset, args.workspace);
    const views: SampleView[] = [];
    const kinds = new Set<string>();
    let seen = 0;
    try {
      const onBroken = (reason: string): void =>
        terminal.err(`${terminal.errPaint.yellow('unreadable:')} ${plainLine(reason)}\n`);
      for await (const sample of opened.read(onBroken)) {
        seen++;
        kinds.add(`${sample.method}/${sample.kind}`);
        if (args.id !== undefined && !sample.id.startsWith(args.id)) continue;
        if (split !== undefined && sample.split !== split) continue;
        if (args.kind !== undefined && !isKind(args.kind, sample)) continue;
        views.push(await viewSample(sample, opened.material));
        if (views.length >= n) break;
      }
    } finally {
      await opened.close();
    }
    if (views.length === 0) {
      throw new RecipeError(
        `no such sample among the ${whole(seen)} of ${plainLine(opened.label)}`,
        {
          hint:
            seen === 0
              ? 'nothing has been accepted yet'
              : `loosen --id, --split or --kind; kinds: ${plainLine([...kinds].slice(0, 20).join(', '))}`,
        },
      );
    }
    if (args.html !== undefined) {
      const { renderHtml } = await import('../inspect/render-html.ts');
      await writeFile(args.html, renderHtml(`Wellspring: ${opened.label}`, views));
      terminal.err(`${views.length} samples written to ${plainLine(args.html)}\n`);
    }
    if (args.json) printJson(terminal, { source: opened.label, samples: views });
    else if (args.html === undefined) {
      const width = terminal.outWidth();
      const rule = terminal.paint.dim('─'.repeat(Math.min(width, 100)));
      const pages = views.map((view) => renderSample(view, terminal.paint, Math.min(width, 110)));
      terminal.out(`${pages.join(`\n\n${rule}\n`)}\n`);
    }
    return EXIT.done;
  },
});

/** As the header of a sample shows it, or the kind alone. */
const isKind = (wanted: string, { method, kind }: { method: string; kind: string }): boolean =>
  wanted === kind || wanted === `${method}/${kind}`;

async function showRejected(
  args: {
    dataset: string;
    workspace: string;
    id?: string | undefined;
    kind?: string | undefined;
    json?: boolean | undefined;
  },
  n: number,
  terminal: Terminal,
): Promise<ExitCode> {
  const { workspace, run } = await locateRun(args.dataset, args.workspace);
  const { rejected } = runPaths(workspace, run);
  const found = await readRejected(rejected, { examples: n, id: args.id, kind: args.kind });
  if (args.json) {
    printJson(terminal, found);
    return EXIT.done;
  }
  const { paint } = terminal;
  const width = Math.min(terminal.outWidth(), 110);
  for (const { reason, count, examples } of found.reasons) {
    terminal.out(`${paint.bold(plainLine(reason))}  ${whole(count)}\n`);
    for (const { assignment, part, message, content } of examples) {
      terminal.out(`  ${paint.dim(plainLine(`${part}, assignment ${assignment.slice(0, 12)}`))}\n`);
      terminal.out(`${wrap(plainText(message), width, '    ')}\n`);
      for (const turn of content?.messages ?? []) {
        const text = shorten(messageText(turn), MAX_REJECTED_CHARACTERS);
        terminal.out(`    ${paint.cyan(turn.role)}\n${wrap(plainText(text), width, '      ')}\n`);
      }
    }
    terminal.out('\n');
  }
  if (found.reasons.length === 0) terminal.out('nothing was rejected\n');
  if (found.unreadable > 0)
    terminal.err(`${found.unreadable} lines of ${plainLine(rejected)} cannot be read\n`);
  return EXIT.done;
}
