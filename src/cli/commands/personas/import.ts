import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { byCount, bytes, whole } from '../../output/figures.ts';
import { plainLine } from '../../output/plain-text.ts';
import { printJson } from '../../output/terminal.ts';
import { readSimilarity } from '../../personas/read-similarity.ts';
import { createProgressView } from '../../progress/view.ts';
import { listenForStop } from '../../stop-signals.ts';

export const verb = defineVerb({
  name: 'personas import',
  usage: 'personas import FILES… --hub DIR [--column NAME] [--near SIMILARITY]',
  about:
    'Reads personas of other collections into a hub: JSON lines and Parquet, among them those of Persona Hub and Nemotron-Personas. A column describes the person, the others become attributes. ' +
    'Rows that are none and duplicates are counted by reason and listed in the hub (`personas export --dropped`). A file that is in the hub is not read again; a stopped import goes on.',
  manyWords: true,
  args: {
    files: {
      type: 'positional',
      required: true,
      valueHint: 'FILES',
      description: 'files, folders or globs: .jsonl, .jsonl.gz, .parquet',
    },
    hub: {
      type: 'string',
      required: true,
      valueHint: 'DIR',
      description: 'the hub’s folder, made where absent',
    },
    column: {
      type: 'string',
      valueHint: 'NAME',
      description: 'what describes the person (persona, description, professional_persona …)',
    },
    language: {
      type: 'string',
      valueHint: 'CODE',
      default: 'en',
      description: 'of rows that state none',
    },
    near: {
      type: 'string',
      valueHint: 'S',
      default: '0.9',
      description: 'duplicates from this similarity of words on, .3 to 1; `off`: equal texts only',
    },
  },
  examples: [
    {
      command: 'wellspring personas import persona.jsonl --hub hub',
      does: 'rows like {"persona": "…"} become personas',
    },
    {
      command:
        'wellspring personas import "nemotron/*.parquet" --hub people --column professional_persona --near off',
      does: 'every file of a folder, described by another column, only equal texts left out',
    },
  ],
  exits: [EXIT.stopped, EXIT.missing, EXIT.disproved, EXIT.interrupted],

  async run(args, { terminal, words: paths }) {
    const { importPersonas } = await import('../../../recipe/import-personas.ts');
    const { DUPLICATES_DEFAULTS } = await import('../../../recipe/persona-duplicates.ts');
    const { personasOf } = await import('../../../methods/personas/hub/stored/hub-manifest.ts');
    const threshold = readSimilarity(args.near);
    const view = createProgressView(terminal);
    const stop = listenForStop((signal) => view.note(`${signal}: stopping; what was read is kept`));
    try {
      const { files, skipped, manifest, stateBytes } = await importPersonas({
        hub: args.hub,
        paths,
        language: args.language,
        column: args.column,
        threshold,
        cosine: DUPLICATES_DEFAULTS.cosine,
        signal: stop.signal,
        onActivity: (done, total, what) => view.activity(done, total, what),
      });
      view.end();
      const personas = personasOf(manifest);
      if (args.json) {
        printJson(terminal, { hub: args.hub, personas, files, skipped, stateBytes });
        return EXIT.done;
      }
      for (const { uri, before, read, added, dropped } of files) {
        terminal.out(
          `${plainLine(uri)}: ${whole(read)} rows, ${whole(added)} personas${before ? ', read before' : ''}\n`,
        );
        for (const [reason, count] of byCount(dropped))
          terminal.out(`  dropped  ${plainLine(reason)} ${whole(count)}\n`);
      }
      for (const { uri, reason, message } of skipped)
        terminal.err(`${plainLine(uri)} passed over, ${reason}: ${plainLine(message)}\n`);
      terminal.out(
        `${whole(personas)} personas in ${plainLine(args.hub)} (duplicates were found with ${bytes(stateBytes)} of memory)\n`,
      );
      return EXIT.done;
    } finally {
      view.end();
      stop.close();
    }
  },
});
