import { oneLine, promptMessages } from '../../../core/run/prompts.ts';
import type { WriteContext } from '../../../core/run/method.ts';
import type { Turn } from '../kinds/persona-kind.ts';
import { FAULTS, faultOfQuestion, faultOfStatement, type Spoken } from '../prove/faults.ts';
import { faultOfData } from '../prove/page-is-data.ts';
import { faultOfForm } from '../prove/question-form.ts';
import { CHECKS } from './checks.ts';
import { type Drawn, drawUntil } from './draw-until.ts';
import { mannerOfAsking } from './manner-of-asking.ts';

const MAX_QUESTION_TOKENS = 48;
const MAX_STATEMENT_TOKENS = 96;

/**
 * The bodies of the turns as models put them: the writer asks and says back, the answerer rewords where the part allows it. A
 * question must pass its checks; a statement that no draw kept whole stands as the program has it.
 */
export async function giveVoice(
  spoken: Spoken,
  draws: number,
  context: WriteContext,
): Promise<{ bodies: string[]; fault?: { check: string; reason: string } }> {
  const bodies: string[] = [];
  let earlier: string | undefined;
  for (const [at, turn] of spoken.draft.turns.entries()) {
    const { slot } = turn;
    const isReply = turn.role === 'assistant';
    if (slot?.as === 'question') {
      const sofar = [...bodies];
      const asked = await ask(spoken, at, turn, sofar, earlier, draws, context);
      bodies.push(asked.value);
      if (asked.fault !== undefined)
        return { bodies: [...bodies, ...restOf(spoken, at)], fault: asked.fault };
      earlier = asked.value;
    } else if (slot?.as === 'statement' && (!isReply || spoken.scene.plan.answers === 'reworded')) {
      bodies.push(await sayAgain(spoken, at, turn, slot.says, draws, context));
    } else bodies.push(turn.body);
  }
  return { bodies };
}

function ask(
  spoken: Spoken,
  at: number,
  turn: Turn,
  before: readonly string[],
  earlier: string | undefined,
  draws: number,
  context: WriteContext,
): Promise<Drawn<string>> {
  const { scene, draft } = spoken;
  const { language } = scene.page.document;
  const { description } = scene.plan.reader;
  const sentence = turn.slot?.as === 'question' ? draft.shown[turn.slot.about]!.text : '';
  const prompt = context.prompt(earlier === undefined ? 'ask' : 'follow-up');
  const messages = promptMessages(
    prompt.render({
      persona: oneLine(description),
      sentence: oneLine(sentence),
      manner: mannerOfAsking(sentence, language),
      ...(earlier !== undefined && { earlier: oneLine(earlier) }),
    }),
  );
  return drawUntil(draws, async (draw) => {
    const { text } = await context.models.role('writer').text({
      step: `ask-${at + 1}`,
      messages,
      maxOutputTokens: MAX_QUESTION_TOKENS,
      temperature: draw === 0 ? 0.2 : 0.7,
      prompt,
      draw,
    });
    const question = text.trim();
    const shown = draft.shown.map((one) => one.text);
    const sofar = {
      scene,
      draft: { ...draft, turns: draft.turns.slice(0, at + 1) },
      bodies: [...before, question],
    };
    const fault =
      faulty(CHECKS.form, faultOfForm(question, shown, description, language)) ??
      faulty(CHECKS.data, faultOfData([question], [question])) ??
      faulty(CHECKS.grounded, faultOfQuestion(spoken, turn, question)) ??
      (scene.plan.kind === 'conversation'
        ? faulty(CHECKS.differ, await FAULTS.differ(sofar))
        : undefined);
    return { value: question, fault };
  });
}

/** A statement in other words, or as it stands where no draw keeps all that counts. */
async function sayAgain(
  spoken: Spoken,
  at: number,
  turn: Turn,
  says: string,
  draws: number,
  context: WriteContext,
): Promise<string> {
  const prompt = context.prompt('say-again');
  const role = turn.role === 'assistant' && context.models.has('answerer') ? 'answerer' : 'writer';
  const drawn = await drawUntil(draws, async (draw) => {
    const { text } = await context.models.role(role).text({
      step: `say-${at + 1}`,
      messages: promptMessages(prompt.render({ statement: oneLine(says) })),
      maxOutputTokens: MAX_STATEMENT_TOKENS,
      temperature: draw === 0 ? 0.2 : 0.8,
      prompt,
      draw,
    });
    const value = text.trim();
    const fault =
      faulty(CHECKS.data, faultOfData([value], [value])) ??
      faulty(CHECKS.quotes, faultOfStatement(spoken, turn, value));
    return { value, fault };
  });
  return drawn.fault === undefined ? drawn.value : turn.body;
}

function restOf({ draft }: Spoken, at: number): string[] {
  return draft.turns.slice(at + 1).map(({ body }) => body);
}

function faulty(
  check: string,
  reason: string | undefined,
): { check: string; reason: string } | undefined {
  return reason === undefined ? undefined : { check, reason };
}
