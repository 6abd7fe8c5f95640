import { ItemRejectedError } from '../../../core/errors/index.ts';
import { createRandom } from '../../../core/random.ts';
import type { Candidate, Check, Message } from '../../../core/records/index.ts';
import type { Assignment, WriteContext } from '../../../core/run/method.ts';
import { promptMessages } from '../../../core/run/prompts.ts';
import type { TaskPayload } from '../assign/assign-tasks.ts';
import { composePrompt, type Family, type Item } from '../families/family.ts';
import { familyById } from '../families/registry.ts';
import type { CurriculumOptions } from '../options.ts';
import type { Syllabus } from '../prepare/syllabus.ts';
import { faultOfRewording, VOICE_KEPT } from './reword-check.ts';

export const PAIR_CONTENT = 'pair-content@1';
export const TRACE_PROVER = 'trace/curriculum@1';
const MAX_REWORDING_TOKENS = 40;

/** Makes the task of an assignment; in the model's voice, with a question that a model has reworded. */
export async function writeTask(
  assignment: Assignment<TaskPayload>,
  { options }: Syllabus,
  context: WriteContext,
): Promise<Candidate[]> {
  const { generator, level, seed } = assignment.payload;
  const family = familyById(generator);
  if (family === undefined) throw new TypeError(`no task family ${generator}`);
  const item = family.generate(seed, level);
  const world = await context.store.putRecord(item.world);
  const question =
    options.voice === 'model' ? await reword(item, family, options.draws, context) : undefined;
  return [composeCandidate(item, family, world, options, question)];
}

/** A reworded question, and why it must be rejected where it must. */
interface Rewording {
  text: string;
  fault: string | undefined;
}

async function reword(
  item: Item,
  family: Family,
  draws: number,
  context: WriteContext,
): Promise<Rewording> {
  const prompt = context.prompt('reword');
  const messages = promptMessages(prompt.render({ question: item.template.question }));
  const vocabulary = family.vocabulary(item.world.scene);
  let last: Rewording | ItemRejectedError | undefined;
  for (let draw = 0; draw < draws; draw++) {
    try {
      const { text } = await context.models.role('writer').text({
        step: 'reword',
        messages,
        maxOutputTokens: MAX_REWORDING_TOKENS,
        temperature: draw === 0 ? 0.3 : 0.8,
        prompt,
        draw,
      });
      const said = text.trim();
      const fault = faultOfRewording(said, item.template.question, vocabulary);
      if (fault === undefined) return { text: said, fault };
      last = { text: said, fault };
    } catch (error) {
      if (!(error instanceof ItemRejectedError)) throw error;
      last = error;
    }
  }
  if (last === undefined || last instanceof ItemRejectedError) throw last;
  return last;
}

/** The sample of an item: a pure function of the item, the options and the reworded question. */
function composeCandidate(
  item: Item,
  family: Family,
  world: string,
  options: Pick<CurriculumOptions, 'reasoning' | 'pairs'>,
  rewording: Rewording | undefined,
): Candidate {
  const { answer, rendering, template } = item;
  const { level, stage, skill, scene } = item.world;
  const prompt = rewording
    ? composePrompt(rewording.text, rendering, template.questionFirst)
    : item.prompt;
  const user: Message = { role: 'user', content: prompt };
  const right = respond(family.say(answer, scene));
  const checks: Check[] = [];
  if (rewording) checks.push(voiceCheck(rewording));

  const shared = {
    answer: { value: answer, basis: 'program' as const },
    evidence: [
      { kind: 'trace' as const, prover: TRACE_PROVER, world, generator: family.id, level, answer },
    ],
    voice: rewording ? ('model' as const) : ('template' as const),
    tags: { stage, skill, level, template: template.id },
    licenses: [],
  };
  if (options.pairs) {
    const wrong = mistakeOf(item, family);
    checks.push({
      name: PAIR_CONTENT,
      basis: 'replayed',
      verdict: 'pass',
      detail: { kind: 'content', chosen: answer, rejected: wrong },
    });
    return {
      ...shared,
      kind: 'preference',
      messages: [user],
      chosen: [right],
      rejected: [respond(family.say(wrong, scene))],
      checks,
    };
  }
  const assistant = options.reasoning ? { ...right, reasoning: item.trace.join('\n') } : right;
  return { ...shared, kind: 'task', messages: [user, assistant], checks };
}

function voiceCheck({ text, fault }: Rewording): Check {
  const name = VOICE_KEPT;
  if (fault === undefined) return { name, basis: 'replayed', verdict: 'pass' };
  return { name, basis: 'replayed', verdict: 'fail', detail: { reworded: text, reason: fault } };
}

function respond(content: string): Message {
  return { role: 'assistant', content };
}

/** The wrong answer of an item's pair: the seed chooses among the family's likely mistakes. */
export function mistakeOf(item: Item, family: Family): string {
  const { generator, level, seed, scene } = item.world;
  return createRandom(`${generator}/${level}/${seed}/mistake`).pick(family.mistakes(scene));
}
