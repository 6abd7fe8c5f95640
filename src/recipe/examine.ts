import { type Clock, systemClock } from '../core/clock.ts';
import {
  CancelledError,
  ItemRejectedError,
  LimitReachedError,
  OutputParseError,
} from '../core/errors/index.ts';
import type { LanguageModel } from '../core/model/port.ts';
import { callerFor, type Roles } from '../core/run/caller.ts';
import { createLedger, type SpendLimits } from '../core/run/ledger.ts';
import { type CallEvent, DEFAULT_RETRY } from '../core/run/pay.ts';
import { createPrompt, loadPrompts, promptMessages } from '../core/run/prompts.ts';
import type { Workspace } from '../core/run/workspace.ts';
import type { Family } from '../methods/curriculum/families/family.ts';
import type { Certificate } from '../methods/curriculum/mastery/certificate.ts';
import { certify } from '../methods/curriculum/mastery/certify.ts';
import {
  type ExamOptions,
  examineSkill,
  type Mark,
  type SkillResult,
} from '../methods/curriculum/mastery/exam.ts';
import type { Answer, Pupil } from '../methods/curriculum/mastery/pupil.ts';
import { skillGraph } from '../methods/curriculum/stages/read-skills.ts';

const PROMPTS = loadPrompts(new URL('../methods/curriculum/mastery/prompts/', import.meta.url));

export interface ModelPupilOptions {
  model: LanguageModel;
  workspace: Workspace;
  /** Names the spending in the journal. */
  run: string;
  limits: SpendLimits;
  maxOutputTokens: number;
  /** Of first answers; repeats are drawn at `repeatTemperature`, since a repeat at 0 would say nothing. */
  temperature: number;
  repeatTemperature: number;
  asksConfidence: boolean;
  clock?: Clock;
  onCall?(event: CallEvent): void;
}

/** A language model as a pupil. Every reply is journaled, so that an exam that is run again pays for nothing twice. */
export function modelPupil(options: ModelPupilOptions): Pupil {
  const { model, workspace, run, limits, maxOutputTokens, asksConfidence } = options;
  const name = asksConfidence ? 'examine-with-confidence' : 'examine';
  const { version, text } = PROMPTS[name]!;
  const prompt = createPrompt(`${name}@${version}`, text);
  const roles: Roles = new Map([['pupil', [{ model, weight: 1, sampling: {} }]]]);
  const pay = {
    run,
    journal: workspace.journal,
    ledger: createLedger(limits),
    retry: DEFAULT_RETRY,
    clock: options.clock ?? systemClock,
    onCall: options.onCall ?? (() => {}),
  };
  return {
    name: model.description.id,
    revision: model.description.revision,
    async answer({ item, draw }, signal) {
      const { generator, level, seed } = item.world;
      const id = `exam/${generator}/${level}/${seed}`;
      const { models } = callerFor({ id, seed: id }, roles, pay, signal);
      try {
        const { text: said } = await models.role('pupil').text({
          step: 'answer',
          messages: promptMessages(prompt.render({ task: item.prompt })),
          maxOutputTokens,
          temperature: draw === 0 ? options.temperature : options.repeatTemperature,
          prompt,
          draw,
        });
        return asksConfidence ? withConfidence(said) : { text: said };
      } catch (error) {
        if (!(error instanceof ItemRejectedError)) throw error;
        // A reply that was cut off may still have answered; one that was refused has not.
        return { text: error instanceof OutputParseError ? error.text : '' };
      }
    },
  };
}

/** Takes the last percentage off a reply. */
function withConfidence(said: string): Answer {
  const stated = [...said.matchAll(/(\d{1,3}(?:\.\d+)?)\s*(?:%|per ?cent)/gi)].at(-1);
  if (stated === undefined || Number(stated[1]) > 100) return { text: said };
  const line = said.slice(0, stated.index).lastIndexOf('\n');
  return {
    text: line > 0 ? said.slice(0, line) : said.replace(stated[0], ''),
    confidence: Number(stated[1]) / 100,
  };
}

export interface ExamineOptions {
  pupil: Pupil;
  parameters: Certificate['pupil']['parameters'];
  families: readonly Family[];
  exam: ExamOptions;
  /** Skills examined side by side. */
  concurrency: number;
  /** After so long no further skill is begun; absent: never. */
  maxMinutes?: number | undefined;
  earlier?: Certificate | undefined;
  signal: AbortSignal;
  clock?: Clock;
  onProgress?(done: number, skills: number): void;
}

export interface Examined {
  certificate: Certificate;
  marks: Mark[];
  /** Why skills were left out; undefined where none was. */
  stoppedBy: string | undefined;
}

/** Examines a pupil in every family, and certifies what was found. What a limit leaves out is named in the certificate. */
export async function examine(options: ExamineOptions): Promise<Examined> {
  const { families, signal, clock = systemClock } = options;
  const start = clock.elapsed();
  const results = new Map<string, SkillResult>();
  const waiting = [...families];
  let stoppedBy: string | undefined;
  const work = async (): Promise<void> => {
    for (;;) {
      const isLate =
        options.maxMinutes !== undefined && clock.elapsed() - start > options.maxMinutes * 60_000;
      if (isLate) stoppedBy ??= `the limit of ${options.maxMinutes} minutes`;
      const family = stoppedBy === undefined ? waiting.shift() : undefined;
      if (family === undefined) return;
      try {
        const found = await examineSkill(family, options.pupil, options.exam, signal);
        results.set(family.id, found);
      } catch (error) {
        if (!(error instanceof LimitReachedError)) throw error;
        stoppedBy ??= error.message;
        return;
      }
      options.onProgress?.(results.size, families.length);
    }
  };
  const workers = Array.from({ length: options.concurrency }, work);
  const ended = await Promise.allSettled(workers);
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  if (signal.aborted) throw signal.reason ?? new CancelledError('the exam was stopped');
  const inOrder = families.flatMap(({ id }) => results.get(id) ?? []);
  const certificate = certify(
    {
      pupil: {
        name: options.pupil.name,
        revision: options.pupil.revision,
        parameters: options.parameters,
      },
      examinedAt: new Date(clock.now()).toISOString(),
      options: options.exam,
      results: inOrder,
      notExamined: families.filter(({ id }) => !results.has(id)).map(({ skill }) => skill),
      ...(options.earlier && { earlier: options.earlier }),
    },
    skillGraph(),
  );
  return { certificate, marks: inOrder.flatMap(({ marks }) => marks), stoppedBy };
}
