import { defineVerb } from '../../define-verb.ts';
import { NORMS_OPTIONS, readNormsOption } from '../../curriculum/read-norms-option.ts';
import { EXIT } from '../../exit-codes.ts';
import { plainLine } from '../../output/plain-text.ts';
import { printJson } from '../../output/terminal.ts';
import { choiceOption } from '../../parse-arguments.ts';

export const verb = defineVerb({
  name: 'curriculum lint',
  usage: 'curriculum lint [FILE|-] [--stage S] [--said] [--coined WORDS] [--norms FILE --kind K]',
  about:
    'Holds English to the language of a stage: words of its lexicon, words a sentence, morphemes an utterance, clauses in clauses, reading grade. ' +
    'Reads lines of text, or the samples of a dataset, which carry their stage. Ends with 6 where something breaks the limits. --norms holds each content word to the age of the stage too.',
  args: {
    file: {
      type: 'positional',
      valueHint: 'FILE|-',
      required: false,
      description: 'lines of text, or JSON Lines of samples (default: stdin)',
    },
    stage: {
      type: 'string',
      valueHint: 'S',
      description:
        'perception, objects-and-categories, space-number-physics, language, social-cognition or abstract-reasoning',
    },
    said: { type: 'boolean', description: 'the text is said by the pupil, not heard' },
    coined: {
      type: 'string',
      valueHint: 'WORDS',
      description: 'invented words that may stand in the text, with commas between',
    },
    ...NORMS_OPTIONS,
  },
  examples: [
    {
      command: 'wellspring curriculum lint story.txt --stage language',
      does: 'lines of a text, as heard by a child of the fourth stage',
    },
    {
      command: 'wellspring curriculum lint dataset/train.jsonl --json',
      does: 'every prompt and response of a dataset, each in its own stage',
    },
    {
      command: 'wellspring curriculum lint wugs.txt --stage language --coined wug,dax',
      does: 'sentences with invented words',
    },
  ],
  exits: [EXIT.disproved],

  async run(args, { terminal }) {
    const { STAGES } = await import('../../../methods/curriculum/stages/stages.ts');
    const { lintLines } = await import('../../curriculum/lint-lines.ts');
    const stage = choiceOption(args.stage, 'the stage', STAGES);
    const norms = await readNormsOption(args.norms, args.kind);
    const coined = (args.coined ?? '')
      .split(',')
      .map((word) => word.trim())
      .filter(Boolean);
    const register = args.said ? 'said' : 'heard';
    const faulty = [];
    let texts = 0;
    const settings = { stage, register, coined, norms: norms?.norms } as const;
    for await (const linted of lintLines(args.file, settings)) {
      texts++;
      if (linted.faults.length === 0) continue;
      if (args.json) faulty.push(linted);
      else {
        faulty.push(linted.line);
        const faults = linted.faults.map((fault) => `  ${fault}`).join('\n');
        terminal.out(`${linted.line}: ${plainLine(linted.text)}\n${faults}\n`);
      }
    }
    const passed = faulty.length === 0;
    if (args.json) printJson(terminal, { passed, texts, faulty });
    else
      terminal.out(
        passed
          ? `${texts} texts, all within the limits\n`
          : `${faulty.length} of ${texts} texts break the limits\n`,
      );
    return passed ? EXIT.done : EXIT.disproved;
  },
});
