import { z } from 'zod';
import type { Check } from '../../../core/records/index.ts';
import { oneLine, promptMessages } from '../../../core/run/prompts.ts';
import type { WriteContext } from '../../../core/run/method.ts';
import type { Spoken } from '../prove/faults.ts';
import { JUDGED_CHECK, POINTED_CHECK } from './checks.ts';
import { wordsOfReader } from './compose-candidate.ts';

const MAX_TOKENS = 32;
/** Descriptions that the judge chooses from: chance is one in four. */
const MOST_JUDGED = 4;

/** What other members of the pool say of a sample, where the recipe names them. Verify cannot ask them again: it is attested. */
export async function attest(spoken: Spoken, context: WriteContext): Promise<Check[]> {
  const { models } = context;
  return [
    ...(models.has('answerer') ? await askWhereItStands(spoken, context) : []),
    ...(models.has('judge') ? await askWhoSpeaks(spoken, context) : []),
  ];
}

/** The answerer, who does not know the plan, must point at the sentence that each question is about. */
async function askWhereItStands(
  { draft, bodies }: Spoken,
  context: WriteContext,
): Promise<Check[]> {
  const prompt = context.prompt('point');
  const sentences = draft.shown.map(({ text }, at) => `${at + 1}. ${oneLine(text)}`).join('\n');
  const pointed: number[] = [];
  const meant: number[] = [];
  for (const [at, { slot, body }] of draft.turns.entries()) {
    if (slot?.as !== 'question') continue;
    const { value } = await context.models.role('answerer').object({
      step: `point-${at + 1}`,
      messages: promptMessages(
        prompt.render({ sentences, question: oneLine(bodies?.[at] ?? body) }),
      ),
      maxOutputTokens: MAX_TOKENS,
      temperature: 0,
      schema: z.strictObject({
        sentences: z.array(z.literal(draft.shown.map((_, number) => number + 1))).length(1),
      }),
      schemaName: 'pointer',
      prompt,
    });
    pointed.push(value.sentences[0]!);
    meant.push(slot.about + 1);
  }
  if (meant.length === 0) return [];
  const passed = pointed.every((number, at) => number === meant[at]);
  return [attested(POINTED_CHECK, passed, { pointed, meant })];
}

/** The judge, shown the reader's turns and several descriptions, must find who speaks. */
async function askWhoSpeaks(
  { scene, draft, bodies }: Spoken,
  context: WriteContext,
): Promise<Check[]> {
  const { reader, rivals } = scene.plan;
  if (rivals.length === 0) return [];
  const prompt = context.prompt('judge');
  const lineup = scene.random.fork('judge').shuffle([reader, ...rivals.slice(0, MOST_JUDGED - 1)]);
  const { value } = await context.models.role('judge').object({
    step: 'judge',
    messages: promptMessages(
      prompt.render({
        people: lineup
          .map(({ description }, at) => `${at + 1}. ${oneLine(description)}`)
          .join('\n'),
        words: oneLine(wordsOfReader(draft, bodies)),
      }),
    ),
    maxOutputTokens: MAX_TOKENS,
    temperature: 0,
    schema: z.strictObject({ person: z.literal(lineup.map((_, at) => at + 1)) }),
    schemaName: 'person',
    prompt,
  });
  const named = lineup[value.person - 1]!.name;
  return [
    attested(JUDGED_CHECK, named === reader.name, { named, of: lineup.map(({ name }) => name) }),
  ];
}

function attested(name: string, passed: boolean, detail: NonNullable<Check['detail']>): Check {
  return { name, basis: 'attested', verdict: passed ? 'pass' : 'fail', detail };
}
