import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { NORMS_OPTIONS, readNormsOption } from '../../curriculum/read-norms-option.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { plainLine } from '../../output/plain-text.ts';
import { printJson, type Terminal } from '../../output/terminal.ts';
import { choiceOption } from '../../parse-arguments.ts';

export const verb = defineVerb({
  name: 'curriculum lexicon',
  usage: 'curriculum lexicon [WORD] [--stage S] [--norms FILE --kind K]',
  about:
    'Shows the lexicon that the language of the stages is held to: one word in all its readings, the words of a stage, or how the bands stand to norms of your own. English only.',
  args: {
    word: {
      type: 'positional',
      valueHint: 'WORD',
      required: false,
      description: 'a word in any of its forms',
    },
    stage: { type: 'string', valueHint: 'S', description: 'list the words that this stage adds' },
    ...NORMS_OPTIONS,
  },
  examples: [
    { command: 'wellspring curriculum lexicon mice', does: 'what is known of a word' },
    { command: 'wellspring curriculum lexicon --stage perception', does: 'the first words' },
    {
      command: 'wellspring curriculum lexicon --norms AoA_51715_words.csv --kind aoa --json',
      does: 'rank correlation with ages of acquisition, and the words that come too early',
    },
  ],
  exits: [],

  async run(args, { terminal }) {
    const given = [args.word, args.stage, args.norms].filter((value) => value !== undefined);
    if (given.length !== 1) {
      throw new RecipeError('needs one of a word, --stage and --norms', {
        hint: 'for example: wellspring curriculum lexicon mice',
      });
    }
    if (args.word !== undefined) await showWord(args.word, args.json ?? false, terminal);
    else if (args.stage !== undefined) await showStage(args.stage, args.json ?? false, terminal);
    else await showCalibration(args.norms, args.kind, args.json ?? false, terminal);
    return EXIT.done;
  },
});

async function showWord(word: string, json: boolean, terminal: Terminal): Promise<void> {
  const { morphemesIn, readingsOf } =
    await import('../../../methods/curriculum/language/morphology.ts');
  const { categoriesOf } = await import('../../../methods/curriculum/language/lexicon/lexicon.ts');
  const readings = readingsOf(word).map(({ entry, form }) => ({
    form,
    ...entry,
    ...(entry.pos === 'noun' && { categories: categoriesOf(entry.word) }),
  }));
  if (json) {
    printJson(terminal, { word, morphemes: morphemesIn(word), readings });
    return;
  }
  if (readings.length === 0) {
    terminal.out(`${plainLine(word)} is not in the lexicon\n`);
    return;
  }
  for (const { word: base, pos, band, form, categories, facts } of readings) {
    const classes = categories === undefined ? '' : ` · ${categories.join(' < ')}`;
    const told = facts === undefined ? '' : ` · ${[...facts.features, ...facts.parts].join(', ')}`;
    const as = form === 'base' ? '' : ` (${form} of ${base})`;
    terminal.out(`${plainLine(word)}${as}: ${pos}, band ${band}${classes}${told}\n`);
  }
}

async function showStage(name: string, json: boolean, terminal: Terminal): Promise<void> {
  const { STAGES } = await import('../../../methods/curriculum/stages/stages.ts');
  const { LEXICON } = await import('../../../methods/curriculum/language/lexicon/lexicon.ts');
  const stage = choiceOption(name, 'the stage', STAGES)!;
  const band = STAGES.indexOf(stage) + 1;
  const entries = LEXICON.filter((entry) => entry.band === band);
  if (json) {
    printJson(terminal, { stage, band, entries });
    return;
  }
  const byPos = Map.groupBy(entries, ({ pos }) => pos);
  for (const [pos, some] of byPos) {
    terminal.out(`${pos}: ${some.map(({ word }) => word).join(' ')}\n`);
  }
}

async function showCalibration(
  path: string | undefined,
  kind: string | undefined,
  json: boolean,
  terminal: Terminal,
): Promise<void> {
  const { calibrate } = await import('../../../methods/curriculum/language/norms/calibrate.ts');
  const { kind: read, norms, rows, skipped, columns } = (await readNormsOption(path, kind))!;
  const calibration = calibrate(norms);
  if (json) {
    printJson(terminal, { kind: read, rows, skipped, columns, ...calibration });
    return;
  }
  const { words, compared, correlations, above } = calibration;
  terminal.out(
    `${rows} rows (${skipped} without a word or a number), columns ${columns.join(', ')}\n`,
  );
  terminal.out(`${compared} of ${words} content words of the lexicon stand in the norms\n`);
  for (const [norm, rho] of Object.entries(correlations)) {
    terminal.out(`Spearman correlation of band and ${norm}: ${rho.toFixed(3)}\n`);
  }
  if (read === 'aoa') {
    const shown = above
      .slice(0, 20)
      .map(
        (one) => `${one.word} (band ${one.band}, ${one.kupermanAge.toFixed(1)} > ${one.allowed})`,
      );
    terminal.out(
      `${above.length} words are learnt later than their stage allows${shown.length === 0 ? '' : `: ${shown.join(', ')}`}\n`,
    );
  }
}
