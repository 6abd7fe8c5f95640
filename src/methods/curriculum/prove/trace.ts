import { canonicalJson, sha256 } from '../../../core/hash.ts';
import type { Prover, Replay } from '../../../core/proof/index.ts';
import {
  type Message,
  messageText,
  type Sample,
  type TraceEvidence,
} from '../../../core/records/index.ts';
import type { Family, Item } from '../families/family.ts';
import { faultOfRewording, VOICE_KEPT } from '../write/reword-check.ts';
import { formsOf } from '../families/forms.ts';
import {
  mistakeOf,
  PAIR_CONTENT,
  pictureOf,
  readAnswers,
  TRACE_PROVER,
  userMessage,
} from '../write/write-task.ts';
import { askedQuestion, formOf, remakeItem, traceOf } from './remake-item.ts';

/**
 * A task holds when its world comes out of its generator again, two solvers agree on the one answer, and every part
 * of the sample is what the program says about that world. In the model's voice only the question is free, and it
 * must pass the check that the rewording kept the sense.
 */
export const traceProver: Prover<TraceEvidence> = {
  name: TRACE_PROVER,
  kind: 'trace',
  references: (evidence) => ({ records: [evidence.world], blobs: [] }),
  async replay(evidence, sample, material) {
    const remade = await remakeItem(evidence, material);
    if ('verdict' in remade) return remade;
    const { item, family } = remade;
    const fault =
      faultOfWhole(sample) ??
      faultOfAnswer(evidence, sample, item, family) ??
      faultOfPrompt(sample, item, family) ??
      faultOfResponses(sample, item, family) ??
      faultOfLabels(sample, item);
    return fault === undefined ? { verdict: 'pass' } : fail(fault);
  },
};

function faultOfWhole(sample: Sample): string | undefined {
  if (traceOf(sample) === undefined) return 'a task rests on one trace and nothing else';
  if (sample.method !== 'curriculum') return `method is ${sample.method}`;
  if (sample.tools !== undefined || sample.context !== undefined) {
    return 'a task has no tools and no passages';
  }
  return undefined;
}

function faultOfAnswer(
  evidence: TraceEvidence,
  sample: Sample,
  item: Item,
  family: Family,
): string | undefined {
  const { scene } = item.world;
  const seen = family.solve(scene);
  const prompt = messageText(sample.messages[0]!);
  const form = formOf(sample) ?? 'bare';
  const read = readAnswers(prompt, item, family, form);
  if (seen.length !== 1 || read.length !== 1 || seen[0] !== read[0]) {
    return `the scene's answer is "${seen.join('", "')}", the prompt's "${read.join('", "')}"`;
  }
  if (evidence.answer !== seen[0])
    return `the evidence says "${evidence.answer}", not "${seen[0]}"`;
  if (sample.answer?.value !== seen[0] || sample.answer.basis !== 'program') {
    return `the sample's answer is not "${seen[0]}" on the basis of a program`;
  }
  return undefined;
}

function faultOfPrompt(sample: Sample, item: Item, family: Family): string | undefined {
  const [user] = sample.messages;
  const form = formOf(sample);
  if (form === undefined || formsOf(item, [form]).length === 0) {
    return `a task of ${family.id} has no form ${String(sample.tags['form'])}`;
  }
  const picture = form === 'picture' ? sha256(pictureOf(item, family)) : undefined;
  if (!same(user, userMessage(messageText(user!), picture))) {
    return `the prompt is not one plain user message${picture === undefined ? '' : ' beside the picture of its world'}`;
  }
  const question = askedQuestion(sample, item);
  if (question === undefined) return 'the prompt does not show the world word for word';
  const reworded = sample.checks.some((check) => check.name === VOICE_KEPT);
  if (sample.voice === 'template') {
    if (reworded) return 'a template needs no check of a rewording';
    return question === item.template.question
      ? undefined
      : `the prompt asks "${question}", its template "${item.template.question}"`;
  }
  if (sample.voice !== 'model' || !reworded) return `the voice ${sample.voice} is not checked`;
  const { scene, stage } = item.world;
  const coined = family.coined?.(scene) ?? [];
  return faultOfRewording(question, item.template.question, family.vocabulary(scene), {
    stage,
    coined,
  });
}

function faultOfResponses(sample: Sample, item: Item, family: Family): string | undefined {
  const { scene } = item.world;
  const say = (answer: string): Message => ({
    role: 'assistant',
    content: family.say(answer, scene),
  });
  const right = say(item.answer);
  if (!family.verify(right.content as string, scene).correct) {
    return 'the verifier refuses the right answer';
  }
  if (sample.kind === 'task') {
    if (sample.chosen !== undefined || sample.rejected !== undefined) return 'a task has no pair';
    const [, assistant, ...more] = sample.messages;
    const reasoned = { ...right, reasoning: item.trace.join('\n') };
    return more.length === 0 && (same(assistant, right) || same(assistant, reasoned))
      ? undefined
      : `the response is not "${right.content as string}"`;
  }
  if (sample.kind !== 'preference') return `no task is of the kind ${sample.kind}`;
  if (!sample.checks.some((check) => check.name === PAIR_CONTENT)) {
    return `a pair without ${PAIR_CONTENT}`;
  }
  const wrong = say(mistakeOf(item, family));
  if (family.verify(wrong.content as string, scene).correct) {
    return 'the verifier takes the rejected answer';
  }
  return sample.messages.length === 1 &&
    same(sample.chosen, [right]) &&
    same(sample.rejected, [wrong])
    ? undefined
    : `the pair is not "${right.content as string}" against "${wrong.content as string}"`;
}

function faultOfLabels(sample: Sample, item: Item): string | undefined {
  const { stage, skill, level } = item.world;
  const form = formOf(sample);
  if (!same(sample.tags, { stage, skill, level, template: item.template.id, form })) {
    return `the tags are not those of ${skill} level ${level}`;
  }
  if (sample.licenses.length > 0) return 'a generated world has no licence of others';
  if (!same(sample.groups, [item.group])) return 'the group is not that of the world';
  return undefined;
}

function same(a: unknown, b: unknown): boolean {
  return a !== undefined && canonicalJson(a) === canonicalJson(b);
}

function fail(reason: string): Replay {
  return { verdict: 'fail', reason };
}
