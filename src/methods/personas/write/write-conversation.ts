import { z } from 'zod';
import { ItemRejectedError } from '../../../core/errors/index.ts';
import type { Candidate } from '../../../core/records/index.ts';
import type { Assignment, WriteContext } from '../../../core/run/method.ts';
import { oneLine, promptMessages } from '../../../core/run/prompts.ts';
import { sliceCodePoints } from '../../../core/text/code-points.ts';
import type { ConversationPayload } from '../assign/assign-conversations.ts';
import type { Library } from '../prepare/library.ts';
import { faultOfForm } from '../prove/question-form.ts';
import { faultOfGrounds } from '../prove/question-grounded.ts';
import { CHECKS } from '../prove/replayers.ts';
import { faultOfTurns } from '../prove/turns-differ.ts';
import { composeCandidate, type Talk, type Turn } from './compose-candidate.ts';
import { type Drawn, drawUntil } from './draw-until.ts';
import { mannerOfAsking } from './manner-of-asking.ts';

const MAX_QUESTION_TOKENS = 48;
const MAX_POINTER_TOKENS = 32;
/** Pointing is tried more often than asking: the reply is a few tokens, and its prompt has been read already. */
const POINTER_DRAWS_PER_DRAW = 2;

/** All that the steps of one conversation share. */
interface Scene extends Talk {
  draws: number;
  maxSentences: number;
  context: WriteContext;
}

/** Holds the conversation of an assignment: the persona asks, the answerer points, the program quotes. */
export async function writeConversation(
  assignment: Assignment<ConversationPayload>,
  library: Library,
  context: WriteContext,
): Promise<Candidate[]> {
  const { reading, passage: index, persona: asker, focus } = assignment.payload;
  const { draws, maxSentences } = library.options;
  const { name, description } = library.personas.at(asker);
  const passage = await library.passage(reading, index);
  const scene: Scene = {
    ...passage,
    shown: passage.sentences.map(({ block, start, end }) =>
      sliceCodePoints(passage.document.blocks[block]!.text, start, end),
    ),
    personaName: name,
    persona: description,
    draws,
    maxSentences,
    context,
  };
  const askable = passage.sentences.flatMap((sentence, at) => (sentence.askable ? [at] : []));

  const turns: Turn[] = [];
  for (const wanted of focus) {
    const used = new Set(turns.flatMap(({ cited }) => cited));
    const free = context.random.shuffle(askable.filter((sentence) => !used.has(sentence)));
    const planned = askable[wanted]!;
    const subject = used.has(planned) ? free[0] : planned;
    if (subject === undefined) {
      throw new ItemRejectedError(
        'no-sentence-left',
        'earlier answers quoted every sentence that a further question could be about',
      );
    }
    const asked = await ask(scene, turns, subject);
    if (asked.fault !== undefined) {
      return [
        composeCandidate(scene, [...turns, { question: asked.value, cited: [] }], asked.fault),
      ];
    }
    const left = scene.shown.flatMap((_, at) => (used.has(at) ? [] : [at]));
    const pointed = await point(scene, turns, asked.value, left);
    turns.push({ question: asked.value, cited: pointed.value });
    if (pointed.fault !== undefined) return [composeCandidate(scene, turns, pointed.fault)];
  }
  return [composeCandidate(scene, turns)];
}

/** A question about one sentence, in the persona's voice. */
function ask(scene: Scene, turns: readonly Turn[], subject: number): Promise<Drawn<string>> {
  const { context, persona, shown } = scene;
  const { language } = scene.document;
  const prompt = context.prompt(turns.length === 0 ? 'ask' : 'follow-up');
  const values = {
    persona: oneLine(persona),
    sentence: oneLine(shown[subject]!),
    manner: mannerOfAsking(shown[subject]!, language),
  };
  const rendered = prompt.render(
    turns.length === 0 ? values : { ...values, earlier: turns.at(-1)!.question },
  );
  return drawUntil(scene.draws, async (draw) => {
    const { text } = await context.models.role('writer').text({
      step: `ask-${turns.length + 1}`,
      messages: promptMessages(rendered),
      maxOutputTokens: MAX_QUESTION_TOKENS,
      temperature: draw === 0 ? 0.2 : 0.7,
      prompt,
      draw,
    });
    const question = text.trim();
    const turn = { question, cited: [subject] };
    const fault =
      faulty(CHECKS.form, faultOfForm(question, shown, persona, language)) ??
      faulty(CHECKS.grounded, faultOfGrounds(question, groundsOf(scene, turn.cited))) ??
      faulty(CHECKS.differ, faultOfTurns([...turns, turn], language));
    return { value: question, fault };
  });
}

/** The sentences that answer a question, among those that no earlier answer quoted. */
function point(
  scene: Scene,
  turns: readonly Turn[],
  question: string,
  left: readonly number[],
): Promise<Drawn<number[]>> {
  const { context, shown, maxSentences } = scene;
  const role = context.models.role(context.models.has('answerer') ? 'answerer' : 'writer');
  const prompt = context.prompt('point');
  const numbers = left.map((_, index) => index + 1);
  const rendered = prompt.render({
    sentences: left.map((at, index) => `${index + 1}. ${oneLine(shown[at]!)}`).join('\n'),
    question,
  });
  const schema = z.strictObject({
    sentences: z.array(z.literal(numbers)).min(1).max(Math.min(maxSentences, left.length)),
  });
  return drawUntil(scene.draws * POINTER_DRAWS_PER_DRAW, async (draw) => {
    const { value } = await role.object({
      step: `point-${turns.length + 1}`,
      messages: promptMessages(rendered),
      maxOutputTokens: MAX_POINTER_TOKENS,
      temperature: draw === 0 ? 0 : 1,
      schema,
      schemaName: 'pointer',
      prompt,
      draw,
    });
    const cited = [...new Set(value.sentences)]
      .map((number) => left[number - 1]!)
      .toSorted((a, b) => a - b);
    const fault =
      faulty(CHECKS.grounded, faultOfGrounds(question, groundsOf(scene, cited))) ??
      faulty(CHECKS.differ, faultOfTurns([...turns, { question, cited }], scene.document.language));
    return { value: cited, fault };
  });
}

function groundsOf(scene: Scene, cited: readonly number[]) {
  // The document's own title, as replay reads it, not the address that stands in for one.
  const { title, language } = scene.document;
  return { shown: scene.shown, cited, title, language };
}

function faulty(
  check: string,
  reason: string | undefined,
): { check: string; reason: string } | undefined {
  return reason === undefined ? undefined : { check, reason };
}
