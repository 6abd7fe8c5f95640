import { ItemRejectedError } from '../../../core/errors/index.ts';
import { createRandom } from '../../../core/random.ts';
import type { Candidate, Check, Message } from '../../../core/records/index.ts';
import type { Assignment, WriteContext } from '../../../core/run/method.ts';
import { promptMessages } from '../../../core/run/prompts.ts';
import type { TaskPayload } from '../assign/assign-tasks.ts';
import type { Family, Item } from '../families/family.ts';
import { composePrompt, type Form, formsOf } from '../families/forms.ts';
import { familyById } from '../families/registry.ts';
import type { CurriculumOptions } from '../options.ts';
import { toPng } from '../pictures/to-png.ts';
import { toSvg } from '../pictures/to-svg.ts';
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
  const form = formOfItem(item, options.forms);
  const question =
    options.voice === 'model'
      ? await reword(item, family, form, options.draws, context)
      : undefined;
  const picture =
    form === 'picture' ? await context.store.putBlob(pictureOf(item, family)) : undefined;
  return [composeCandidate(item, family, world, options, question, picture)];
}

/** A reworded question, and why it must be rejected where it must. */
interface Rewording {
  text: string;
  fault: string | undefined;
}

async function reword(
  item: Item,
  family: Family,
  form: Form,
  draws: number,
  context: WriteContext,
): Promise<Rewording> {
  const prompt = context.prompt('reword');
  const messages = promptMessages(prompt.render({ question: item.template.question }));
  const { scene, stage } = item.world;
  const vocabulary = family.vocabulary(scene);
  const coined = family.coined?.(scene) ?? [];
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
      const fault =
        faultOfRewording(said, item.template.question, vocabulary, { stage, coined }) ??
        faultOfReading(composePrompt(item, form, said), item, family, form);
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

/** Every answer that the second solver finds in a prompt: in its text, or in the picture beside it. */
export function readAnswers(prompt: string, item: Item, family: Family, form: Form): string[] {
  if (form !== 'picture' || family.picture === undefined) return family.solvePrompt(prompt);
  return family.picture.read(toSvg(family.picture.draw(item.world.scene)), prompt);
}

/** A rewording may pass every check of words and still not lead to the answer: undefined where it does. */
function faultOfReading(
  prompt: string,
  item: Item,
  family: Family,
  form: Form,
): string | undefined {
  const read = readAnswers(prompt, item, family, form);
  return read.length === 1 && read[0] === item.answer
    ? undefined
    : 'the prompt no longer leads to the answer';
}

/** The sample of an item: a pure function of the item, the options and the reworded question. */
function composeCandidate(
  item: Item,
  family: Family,
  world: string,
  options: Pick<CurriculumOptions, 'reasoning' | 'pairs' | 'forms'>,
  rewording: Rewording | undefined,
  picture: string | undefined,
): Candidate {
  const { answer, template } = item;
  const { level, stage, skill, scene } = item.world;
  const form = formOfItem(item, options.forms);
  const prompt = composePrompt(item, form, rewording?.text);
  const user = userMessage(prompt, picture);
  const right = respond(family.say(answer, scene));
  const checks: Check[] = [];
  if (rewording) checks.push(voiceCheck(rewording));

  const shared = {
    answer: { value: answer, basis: 'program' as const },
    evidence: [
      { kind: 'trace' as const, prover: TRACE_PROVER, world, generator: family.id, level, answer },
    ],
    voice: rewording ? ('model' as const) : ('template' as const),
    tags: { stage, skill, level, template: template.id, form },
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

/** The seed chooses among the forms of the part. */
export function formOfItem(item: Item, forms: readonly Form[]): Form {
  const { generator, level, seed } = item.world;
  return createRandom(`${generator}/${level}/${seed}/form`).pick(formsOf(item, forms));
}

/** The bytes of an item's picture, as PNG. */
export function pictureOf({ world }: Item, family: Family): Uint8Array {
  return toPng(family.picture!.draw(world.scene));
}

/** A question as a message; with the hash of a picture, the picture first. */
export function userMessage(prompt: string, picture: string | undefined): Message {
  if (picture === undefined) return { role: 'user', content: prompt };
  return {
    role: 'user',
    content: [
      { type: 'image', blob: picture, mediaType: 'image/png' },
      { type: 'text', text: prompt },
    ],
  };
}

/** The wrong answer of an item's pair: the seed chooses among the family's likely mistakes. */
export function mistakeOf(item: Item, family: Family): string {
  const { generator, level, seed, scene } = item.world;
  return createRandom(`${generator}/${level}/${seed}/mistake`).pick(family.mistakes(scene));
}
