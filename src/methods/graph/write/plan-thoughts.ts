import { z } from 'zod';
import type { ModelAccess, WriteContext } from '../../../core/run/method.ts';
import { oneLine, promptMessages } from '../../../core/run/prompts.ts';
import { faultOfRewording } from '../prove/reword-check.ts';
import {
  citationOf,
  faultOfSentence,
  templateLines,
  type Traced,
  traceOf,
} from '../prove/trace-cited.ts';
import {
  aggregate,
  generate,
  groundTruth,
  keepBest,
  keepValid,
  score,
  validateAndImprove,
} from '../thought/operations.ts';
import type { Plan } from '../thought/order-plan.ts';
import { quoteHop, sayHop } from './compose-trace.ts';
import { wordsOf } from './name-words.ts';
import type { WriteOptions } from './options.ts';
import type { Hop } from './read-path.ts';

/** Nodes of every thought graph of a sample: what they keep is the sample's. */
export const NODES = {
  draft: 'draft',
  question: 'question',
  trace: 'trace',
  closedTrace: 'closed-trace',
  answer: 'answer',
} as const;

/** All that the thoughts of one assignment are about. */
export interface Scene extends Traced {
  options: WriteOptions;
  template: string;
  /** What is said at the end. */
  final: string;
  /** Why a wording of the question may not stand, besides {@link faultOfRewording}: it names bridge or answer. */
  leaks(question: string): string | undefined;
  /** Wordings of other queries, among which the judge must find this one. */
  others: string[];
}

const TOKENS = { question: 96, hop: 96, pointer: 24 };

/**
 * The thoughts of one assignment as a plan: the question and the hops at once, each drafted in our own words; with a model,
 * reworded several times, held to the programs, scored, the best kept, and where none stands, our own words; then the
 * trace, and the answer, which no model decides.
 */
export function planThoughts(scene: Scene, context: Pick<WriteContext, 'prompt'>): Plan {
  const { options, template, told, final } = scene;
  const withModel = options.voice === 'model';
  const lines = templateLines(scene);
  const hops = told.map((_, at) => `hop-${at + 1}`);
  const plan: Record<string, Plan[string]> = {
    [NODES.draft]: generate({ write: () => template }),
    ...(withModel && planRewording(scene, context)),
    [NODES.question]: aggregate({
      after: withModel ? [NODES.draft, 'best'] : [NODES.draft],
      merge: (inputs) =>
        inputs.find((one) => one.score !== null && one.score > 0)?.text ?? inputs[0]!.text,
    }),
  };
  for (const [at, hop] of told.entries()) {
    Object.assign(
      plan,
      withModel
        ? planHop(hops[at]!, hop, lines[at]!, scene, context)
        : { [hops[at]!]: generate({ write: () => lines[at]! }) },
    );
  }
  plan[NODES.trace] = aggregate({
    after: hops,
    merge: (inputs) => traceOf([...inputs.map(({ text }) => text), lines.at(-1)!], scene),
  });
  if (options.closedBook && scene.missing === undefined) {
    const closed = { ...scene, isOpen: false };
    plan[NODES.closedTrace] = generate({ write: () => traceOf(templateLines(closed), closed) });
  }
  plan[NODES.answer] = groundTruth({
    after: [NODES.trace],
    truth: final,
    contradicts: (trace) =>
      trace.endsWith(lines.at(-1)!) ? undefined : 'the trace does not lead to it',
  });
  return plan;
}

function planRewording(scene: Scene, context: Pick<WriteContext, 'prompt'>): Plan {
  const { options, template, graph, query, leaks } = scene;
  const prompt = context.prompt('reword');
  const messages = promptMessages(prompt.render({ question: template }));
  const own = new Set(wordsOf(template));
  return {
    reword: generate({
      after: [NODES.draft],
      n: options.rewordings,
      async write(_, draw, models) {
        const temperature = draw === 0 ? 0.4 : 0.9;
        const call = { step: 'reword', messages, temperature, prompt };
        const { text } = await models
          .role('writer')
          .text({ ...call, maxOutputTokens: TOKENS.question });
        return text.trim();
      },
    }),
    fit: keepValid({
      after: ['reword'],
      validate: (text) => faultOfRewording(text, template, graph, query) ?? leaks(text),
    }),
    // What differs most from our own words teaches most.
    rated: score({
      after: ['fit'],
      scorers: [
        (text) => {
          const words = new Set(wordsOf(text));
          const shared = [...words].filter((word) => own.has(word)).length;
          return 1 - 0.5 * (shared / new Set([...words, ...own]).size);
        },
      ],
      judge:
        options.judge === undefined
          ? undefined
          : (text, models) => pointAtForm(text, scene, models, context),
    }),
    best: keepBest({ after: ['rated'] }),
  };
}

/** Whether a second reader finds, among questions that ask other things, the one that a rewording asks: 1 or 0. */
async function pointAtForm(
  text: string,
  { options, template, others, random }: Scene,
  models: ModelAccess,
  context: Pick<WriteContext, 'prompt'>,
): Promise<number> {
  const readings = random('readings').shuffle([template, ...others]);
  const prompt = context.prompt('point-at-form');
  const numbers = readings.map((_, at) => at + 1);
  const rendered = prompt.render({
    question: oneLine(text),
    readings: readings.map((reading, at) => `${at + 1}. ${reading}`).join('\n'),
  });
  const { value } = await models.role(options.judge!).object({
    step: 'judge',
    messages: promptMessages(rendered),
    maxOutputTokens: TOKENS.pointer,
    temperature: 0,
    prompt,
    schema: z.strictObject({ same: z.literal(numbers) }),
    schemaName: 'pointer',
  });
  return readings[value.same - 1] === template ? 1 : 0;
}

function planHop(
  name: string,
  hop: Hop,
  line: string,
  scene: Scene,
  context: Pick<WriteContext, 'prompt'>,
): Plan {
  const cited = citationOf(scene, hop)!;
  const values = {
    number: cited.number,
    fact: sayHop(scene.graph, hop),
    passage: oneLine(cited.quote ?? sayHop(scene.graph, hop)),
  };
  const ask = async (
    models: ModelAccess,
    step: 'state-hop' | 'mend-hop',
    more: { before: string; reason: string } | undefined,
  ): Promise<string> => {
    const prompt = context.prompt(step);
    const { text } = await models.role('writer').text({
      step,
      messages: promptMessages(prompt.render({ ...values, ...more })),
      maxOutputTokens: TOKENS.hop,
      temperature: 0.6,
      prompt,
    });
    return text.trim();
  };
  const validate = (text: string): string | undefined => faultOfSentence(text, hop, cited, scene);
  return {
    [`${name}-said`]: generate({ write: (_, __, models) => ask(models, 'state-hop', undefined) }),
    [`${name}-mended`]: validateAndImprove({
      after: [`${name}-said`],
      tries: scene.options.tries,
      validate,
      improve: (text, reason, models) => ask(models, 'mend-hop', { before: oneLine(text), reason }),
    }),
    [name]: aggregate({
      after: [`${name}-mended`],
      merge: ([sentence]) => {
        if (sentence === undefined) return line;
        return cited.quote === null ? sentence.text : quoteHop(sentence.text, cited.quote);
      },
    }),
  };
}
