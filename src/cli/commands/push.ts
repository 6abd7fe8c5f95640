import { RecipeError } from '../../core/errors/recipe-error.ts';
import type { PushResult } from '../../dataset/index.ts';
import { defineVerb, WORKSPACE_OPTION } from '../define-verb.ts';
import { EXIT } from '../exit-codes.ts';
import { bytes, whole } from '../output/figures.ts';
import { plainLine } from '../output/plain-text.ts';
import { printJson, type Terminal } from '../output/terminal.ts';
import { createProgressView } from '../progress/view.ts';
import { locateDataset } from '../samples/locate.ts';
import { listenForStop } from '../stop-signals.ts';

export const verb = defineVerb({
  name: 'push',
  usage: 'push DATASET|RUN --repo OWNER/NAME [--public] [--dry-run] [options]',
  about:
    'Puts a dataset on the Hugging Face Hub in one commit: the files that its manifest seals, with the stored material that proves it. A run’s journal, rejects and events are never sent. Says first what goes along, by licence. Needs HF_TOKEN; HF_ENDPOINT names another hub.',
  args: {
    dataset: {
      type: 'positional',
      valueHint: 'DATASET|RUN',
      required: true,
      description: 'a dataset folder, or a run by name or folder',
    },
    repo: {
      type: 'string',
      valueHint: 'OWNER/NAME',
      description: 'the repository, made where absent',
    },
    public: { type: 'boolean', description: 'everyone may read it; without this it is private' },
    'dry-run': { type: 'boolean', description: 'say what would be sent, and send nothing' },
    ...WORKSPACE_OPTION,
  },
  examples: [
    {
      command: 'wellspring push runs/demo/dataset --repo me/demo --dry-run',
      does: 'see what would be sent, material included',
    },
    {
      command: 'wellspring push runs/demo/dataset --repo me/demo',
      does: 'into a private repository',
    },
    { command: 'wellspring push runs/demo/dataset --repo me/demo --public', does: 'for everyone' },
  ],
  exits: [EXIT.stopped, EXIT.missing, EXIT.disproved, EXIT.interrupted],

  async run(args, { terminal }) {
    if (args.repo === undefined) {
      throw new RecipeError('push needs --repo OWNER/NAME', {
        hint: `for example: wellspring push ${plainLine(args.dataset)} --repo me/demo --dry-run`,
      });
    }
    const { pushDataset } = await import('../../dataset/index.ts');
    const dir = await locateDataset(args.dataset, args.workspace);
    const view = createProgressView(terminal);
    const stop = listenForStop((signal) => view.note(`${signal}: stopping; nothing is committed`));
    const dryRun = args['dry-run'] ?? false;
    try {
      const result = await pushDataset({
        dir,
        repo: args.repo,
        private: !args.public,
        dryRun,
        signal: stop.signal,
        onPlan: (plan) => {
          if (!args.json) describe(plan, args.repo!, dryRun, terminal);
        },
        onProgress: (path, progress) =>
          view.activity(Math.round(progress * 100), 100, `sending ${path}`),
      });
      view.end();
      if (args.json) printJson(terminal, result);
      else if (result.url !== null) {
        if (result.deleted.length > 0)
          terminal.out(`  took away ${whole(result.deleted.length)} files of an earlier push\n`);
        terminal.out(`${plainLine(result.url)}\n`);
      }
      return EXIT.done;
    } finally {
      view.end();
      stop.close();
    }
  },
});

function describe(
  plan: PushResult['plan'],
  repo: string,
  dryRun: boolean,
  terminal: Terminal,
): void {
  terminal.out(
    `${whole(plan.files.length)} files, ${bytes(plan.bytes)}, for ${plainLine(repo)}${dryRun ? ': a dry run, nothing is sent' : ''}\n`,
  );
  for (const { license, documents } of plan.material)
    terminal.out(`  stored material under ${plainLine(license)}: ${whole(documents)} documents\n`);
  for (const { license, records } of plan.withheld)
    terminal.out(
      `  hashes in place of what ${plainLine(license)} forbids to ship: ${whole(records)}\n`,
    );
  if (plan.otherRecords + plan.blobs > 0)
    terminal.out(
      `  records that programs made: ${whole(plan.otherRecords)}; images: ${whole(plan.blobs)}\n`,
    );
  if (dryRun) {
    for (const file of plan.files)
      terminal.out(`  ${plainLine(file.path)}  ${bytes(file.bytes)}\n`);
  }
}
