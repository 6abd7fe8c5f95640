import { join } from 'node:path';
import { systemClock } from '../../../core/clock.ts';
import type { Certificate } from '../../../methods/curriculum/mastery/certificate.ts';
import { findFamilies } from '../../curriculum/find-families.ts';
import { scriptedPupil } from '../../curriculum/scripted-pupil.ts';
import { defineVerb, WORKSPACE_OPTION } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { duration, percent } from '../../output/figures.ts';
import { MODEL_OPTIONS, openNamedModel, parseModelName } from '../../open-named-model.ts';
import { renderTable } from '../../output/table.ts';
import { printJson } from '../../output/terminal.ts';
import { numberOption } from '../../parse-arguments.ts';
import { createProgressView } from '../../progress/view.ts';
import { listenForStop } from '../../stop-signals.ts';

const LOCAL_TOKENS = 48;
const REMOTE_TOKENS = 1024;

export const verb = defineVerb({
  name: 'curriculum evaluate',
  usage:
    'curriculum evaluate --model PROVIDER/MODEL [--base-url URL] [--out DIR] [--family F] [--earlier FILE] [options]',
  about:
    'Examines a model in every skill, on tasks whose questions, people, things and structures are in no training data, and writes a certificate: ' +
    'DIR/certificate.json, a report with charts (report.html) and every answer (answers.jsonl). Each level is asked until it is decided, so that a weak model needs few questions. ' +
    'A recipe that names the certificate trains what the model can learn next (strategy: frontier). Replies are journaled: run it again to resume.',
  args: {
    model: {
      type: 'string',
      valueHint: 'P/MODEL',
      required: true,
      description:
        'local/NAME, openai/NAME, anthropic/NAME, google/NAME, a NAME with --base-url, scripted/perfect or scripted/guesser',
    },
    ...MODEL_OPTIONS,
    out: {
      type: 'string',
      valueHint: 'DIR',
      description: 'where to write (default: certificates/MODEL)',
    },
    family: {
      type: 'string',
      valueHint: 'F',
      description: 'only one skill, family or stage (default: all)',
    },
    seed: { type: 'string', valueHint: 'S', default: '0', description: 'seed of the exam' },
    threshold: {
      type: 'string',
      valueHint: 'P',
      description: 'what the lower bound must reach for mastery, in percent (90)',
    },
    'most-items': {
      type: 'string',
      valueHint: 'N',
      description: 'tasks of one level at the most (400)',
    },
    earlier: {
      type: 'string',
      valueHint: 'FILE',
      description:
        'an earlier certificate: what was mastered then is asked again, to see forgetting',
    },
    confidence: { type: 'boolean', description: 'ask for a confidence with every answer' },
    temperature: { type: 'string', valueHint: 'T', description: 'of first answers (0)' },
    'max-tokens': {
      type: 'string',
      valueHint: 'N',
      description: `tokens of one answer at the most, thinking included (${REMOTE_TOKENS}; local ${LOCAL_TOKENS})`,
    },
    concurrency: {
      type: 'string',
      valueHint: 'N',
      description: 'skills examined side by side (8; local 2)',
    },
    'max-minutes': {
      type: 'string',
      valueHint: 'N',
      description: 'begin no further skill after this',
    },
    'max-cost': { type: 'string', valueHint: 'USD', description: 'never spend more' },
    ...WORKSPACE_OPTION,
  },
  examples: [
    {
      command: 'wellspring curriculum evaluate --model local/smollm2-135m-instruct',
      does: 'a certificate of a small model on this machine',
    },
    {
      command:
        'wellspring curriculum evaluate --base-url http://localhost:8000/v1 --model my-model --earlier certificates/my-model/certificate.json --out certificates/after',
      does: 'an endpoint, held against its earlier certificate',
    },
    {
      command: 'wellspring curriculum evaluate --model scripted/guesser --family perception',
      does: 'what guessing looks like',
    },
  ],
  exits: [EXIT.stopped, EXIT.missing, EXIT.interrupted],

  async run(args, { terminal }) {
    const number = (
      name: 'threshold' | 'most-items' | 'max-minutes' | 'max-cost' | 'temperature',
    ) => numberOption(args[name], name);
    const families = await findFamilies(args.family);
    const { DEFAULT_EXAM } = await import('../../../methods/curriculum/mastery/exam.ts');
    const { readCertificate } = await import('../../../methods/curriculum/prepare/course.ts');
    const { examine, modelPupil } = await import('../../../recipe/examine.ts');
    const { writeCertificate } = await import('../../curriculum/write-certificate.ts');
    const earlier =
      args.earlier === undefined ? undefined : await readCertificate(args.earlier, process.cwd());
    const threshold = number('threshold');
    const mostItems = number('most-items');
    const exam = {
      ...DEFAULT_EXAM,
      seed: args.seed,
      decision: {
        ...DEFAULT_EXAM.decision,
        ...(threshold !== undefined && { threshold: threshold / 100 }),
        ...(mostItems !== undefined && { mostItems }),
      },
      ...(earlier && {
        retest: new Map(
          earlier.skills
            .filter(({ highestMastered }) => highestMastered > 0)
            .map(({ skill, highestMastered }) => [skill, highestMastered]),
        ),
      }),
    };
    const out = args.out ?? join('certificates', args.model.replaceAll(/[^\w.-]+/g, '-'));
    const view = createProgressView(terminal);
    const stop = listenForStop((signal) => view.note(`${signal}: stopping`));
    const started = systemClock.elapsed();
    const closing: (() => Promise<void> | void)[] = [];
    try {
      let pupil = await scriptedPupil(args.model);
      let parameters: Record<string, string | number | boolean> = {};
      let isLocal = false;
      if (pupil === undefined) {
        const spec = parseModelName(
          args.model,
          args['base-url'] !== undefined,
          '; also scripted/perfect and scripted/guesser',
        );
        isLocal = spec.provider === 'local';
        const { openWorkspace } = await import('../../../core/run/workspace.ts');
        const workspace = await openWorkspace(args.workspace);
        closing.push(() => workspace.close());
        const model = await openNamedModel(
          spec,
          { baseUrl: args['base-url'], apiKeyEnv: args['api-key-env'] },
          (notice) => view.note(notice),
        );
        closing.push(() => model.close());
        const temperature = number('temperature') ?? 0;
        const maxOutputTokens =
          numberOption(args['max-tokens'], 'max-tokens', { integer: true, min: 1 }) ??
          (isLocal ? LOCAL_TOKENS : REMOTE_TOKENS);
        const repeatTemperature = Math.max(0.7, temperature);
        parameters = { temperature, repeatTemperature, maxOutputTokens };
        pupil = modelPupil({
          model,
          workspace,
          run: `certificate/${args.seed}`,
          limits: { maxCostUsd: number('max-cost') },
          maxOutputTokens,
          temperature,
          repeatTemperature,
          asksConfidence: args.confidence ?? false,
        });
      }
      const found = await examine({
        pupil,
        parameters,
        families,
        exam,
        concurrency:
          numberOption(args.concurrency, 'concurrency', { integer: true, min: 1 }) ??
          (isLocal ? 2 : 8),
        maxMinutes: number('max-minutes'),
        earlier,
        signal: stop.signal,
        onProgress: (done, skills) => view.activity(done, skills, 'skills examined'),
      });
      view.end();
      const files = await writeCertificate(out, found);
      const { certificate, stoppedBy } = found;
      if (args.json) printJson(terminal, { certificate, files, stoppedBy: stoppedBy ?? null });
      else {
        const { summaryOf } =
          await import('../../../methods/curriculum/mastery/draw-certificate.ts');
        terminal.out(`${summaryOf(certificate)}\n\n${tableOf(certificate)}\n`);
        const took = duration((systemClock.elapsed() - started) / 1000);
        terminal.err(`\n${took}; written: ${files.join(', ')}\n`);
        if (stoppedBy !== undefined) {
          terminal.err(
            `stopped by ${stoppedBy}: ${certificate.notExamined.length} skills were not examined; run it again to go on\n`,
          );
        }
      }
      return stoppedBy === undefined ? EXIT.done : EXIT.stopped;
    } finally {
      stop.close();
      for (const close of closing.toReversed()) await close();
    }
  },
});

function tableOf({ stages, skills }: Certificate): string {
  const rows = stages.flatMap((stage) => [
    [
      stage.stage.toUpperCase(),
      `${stage.mastered}/${stage.skills}`,
      stage.meanLevel.toFixed(1),
      stage.accuracy === null ? '' : percent(stage.accuracy),
      stage.beyondChance === null ? '' : percent(stage.beyondChance),
      `${stage.ability.theta.toFixed(2)} ± ${(1.96 * stage.ability.standardError).toFixed(2)}`,
      '',
    ],
    ...skills
      .filter((skill) => skill.stage === stage.stage)
      .map((skill) => {
        const trials = skill.cells.reduce((sum, cell) => sum + cell.trials, 0);
        const right = skill.cells.reduce((sum, cell) => sum + cell.right, 0);
        return [
          `  ${skill.skill}`,
          skill.status,
          String(skill.highestMastered),
          `${right}/${trials}`,
          '',
          skill.ability.theta.toFixed(2),
          `${skill.advice.action}: ${skill.advice.to}`,
        ];
      }),
  ]);
  const heads = ['skill', 'status', 'level', 'right', 'beyond chance', 'ability', 'next'];
  return renderTable(heads, rows, [2, 3, 4, 5]);
}
