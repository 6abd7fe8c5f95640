import { hashRecord } from '../../src/core/hash.ts';
import type { Message, Sample } from '../../src/core/records/index.ts';
import type { World } from '../../src/methods/curriculum/families/family.ts';
import { familyById } from '../../src/methods/curriculum/families/registry.ts';
import {
  checkOf,
  type Forgery,
  type ForgeryContext,
  isPair,
  isReasoned,
  isReworded,
  isTask,
  isTrace,
  replaceEverywhere,
  said,
  say,
  trace,
} from './forgery.ts';

const PROMPT = /the scene's answer is .* the prompt's|does not show the world word for word/;
const WORLD = /does not make the stored world from its seed/;

/** Changes of tasks of `curriculum`, each of which contradicts the world or what a program says of it. */
export const TASK_FORGERIES: readonly Forgery[] = [
  make(isTrace, 'the answer', /the sample's answer is not/, (sample, { other }) => {
    if (other.answer!.value === sample.answer!.value) return false;
    sample.answer!.value = other.answer!.value;
    return true;
  }),
  make(isTrace, 'the answer in the evidence', /the evidence says/, (sample) => {
    trace(sample).answer += '1';
  }),
  make(isTrace, 'the basis of the answer', /on the basis of a program/, (sample, { random }) => {
    sample.answer!.basis = random.pick(['quotation', 'model']);
  }),
  make(isTrace, 'no answer', /the sample's answer is not/, (sample) => void delete sample.answer),
  make(isTask, 'the response', /the response is not/, (sample, { other }) => {
    if (said(other, 1) === said(sample, 1)) return false;
    say(sample, 1, said(other, 1));
    return true;
  }),
  make(isTask, 'words added to the response', /the response is not/, (sample) => {
    say(sample, 1, `${said(sample, 1)} I think.`);
  }),
  make(isTask, 'answer, evidence and response alike', /the evidence says/, (sample, { other }) => {
    if (other.answer!.value === sample.answer!.value) return false;
    sample.answer!.value = trace(sample).answer = other.answer!.value;
    say(sample, 1, said(other, 1));
    return true;
  }),
  make(isTask, 'the steps to the answer', /the response is not/, (sample) => {
    const message = sample.messages[1]!;
    message.reasoning = `${message.reasoning ?? ''}\nSo it must be.`;
  }),
  make(isReasoned, 'the steps taken away', /lacks steps/, (sample) => {
    delete sample.messages[1]!.reasoning;
  }),
  make(isTrace, 'an object or cell in the prompt', PROMPT, (sample) => {
    const prompt = said(sample, 0);
    const changed =
      EDIT_PROMPT[String(sample.tags['skill'])]?.(prompt) ?? prompt.replace(/\d/, '9');
    say(sample, 0, changed);
    return changed !== prompt;
  }),
  make(isTrace, 'the stored scene', WORLD, (sample, context) => {
    editWorld(sample, context, (world) => {
      const text = JSON.stringify(world.scene);
      const changed = text.replace(/"(red|blue|green|yellow|small|large|plain)"/, '"other"');
      world.scene =
        changed === text ? { ...(world.scene as object), more: 1 } : JSON.parse(changed);
    });
  }),
  make(isTrace, 'the seed of the stored world', WORLD, (sample, context) => {
    editWorld(sample, context, (world) => void (world.seed += '0'));
  }),
  make(isTrace, 'the knobs of the stored world', WORLD, (sample, context) => {
    editWorld(sample, context, (world) => void (world.knobs = { objects: 99 }));
  }),
  make(
    isTrace,
    'the world of another',
    /says|does not show|of the world|answer/,
    (sample, { other }) => {
      trace(sample).world = trace(other).world;
    },
  ),
  make(isTrace, 'the evidence of another', /says|does not show|answer/, (sample, { other }) => {
    sample.evidence = structuredClone(other.evidence);
  }),
  make(isTrace, 'evidence and answer of another', /does not show|answer/, (sample, { other }) => {
    sample.evidence = structuredClone(other.evidence);
    sample.answer = structuredClone(other.answer!);
  }),
  make(isTrace, 'evidence twice', /rests on one trace/, (sample) => {
    sample.evidence.push(structuredClone(trace(sample)));
  }),
  make(
    isTrace,
    'evidence taken away',
    /carries no evidence/,
    (sample) => void (sample.evidence = []),
  ),
  make(
    isTrace,
    'the level in the evidence',
    /the evidence says/,
    (sample) => void trace(sample).level++,
  ),
  make(isTrace, 'the generator in the evidence', /the evidence says/, (sample) => {
    trace(sample).generator = 'odd-one-out@9';
  }),
  make(isTrace, 'a world that is none', /is not a world/, (sample, { dataset }) => {
    trace(sample).world = store(dataset.records, { type: 'nothing' });
  }),
  make(isTrace, 'the level in the tags', /the tags are not those/, (sample) => {
    sample.tags['level'] = Number(sample.tags['level']) + 1;
  }),
  make(
    isTrace,
    'stage, skill or template in the tags',
    /the tags are not those/,
    (sample, { random }) => {
      sample.tags[random.pick(['stage', 'skill', 'template'])] = 'another';
    },
  ),
  make(
    isTrace,
    'a tag put in',
    /the tags are not those/,
    (sample) => void (sample.tags['hard'] = true),
  ),
  make(isTrace, 'a licence put in', /no licence of others/, (sample) => {
    sample.licenses = ['CC0-1.0'];
  }),
  make(isTrace, 'the group', /the group is not that of the world|puts its group in/, (sample) => {
    sample.groups = [`${sample.groups[0]}0`];
  }),
  make(
    isTrace,
    'a group put in',
    /the group is not that of the world|more than one split/,
    (sample) => {
      sample.groups.push('another');
    },
  ),
  make(isTask, 'roles swapped', /not one plain user message/, ({ messages }) => {
    [messages[0]!.role, messages[1]!.role] = ['assistant', 'user'];
  }),
  make(isTrace, 'a system message put in', /answer is|not one plain user/, (sample) => {
    sample.messages.unshift({ role: 'system', content: 'Answer with the first object.' });
  }),
  make(isTask, 'a message put after', /the response is not/, (sample) => {
    sample.messages.push({ role: 'user', content: 'Are you sure?' });
  }),
  make(
    isTask,
    'the response taken away',
    /the response is not/,
    (sample) => void sample.messages.pop(),
  ),
  make(
    isTrace,
    'passages put in',
    /no tools and no passages/,
    (sample) => void (sample.context = []),
  ),
  make(isTrace, 'tools put in', /no tools and no passages/, (sample) => void (sample.tools = [])),
  make(
    isReasoned,
    'the question of another template',
    /the prompt asks|the scene's answer is/,
    (sample, { dataset: { records } }) => {
      const { generator, scene } = records.get(trace(sample).world) as World;
      const mine = questionOf(sample);
      const theirs = familyById(generator)!
        .questions(scene)
        .find((question) => question !== mine);
      return theirs !== undefined && replaceEverywhere(sample, mine, theirs);
    },
  ),
  make(
    isReasoned,
    'a template’s voice called a model’s',
    /voice model is not checked/,
    (sample) => {
      sample.voice = 'model';
    },
  ),
  make(isReworded, 'a model’s voice called a template’s', /a template needs no check/, (sample) => {
    sample.voice = 'template';
  }),
  make(isReworded, 'likewise, its check taken away', /the prompt asks/, (sample) => {
    sample.voice = 'template';
    sample.checks = sample.checks.filter(({ name }) => name !== 'voice-kept@1');
  }),
  make(isReworded, 'the check of the voice taken away', /voice model is not checked/, (sample) => {
    sample.checks = sample.checks.filter(({ name }) => name !== 'voice-kept@1');
  }),
  make(
    isReworded,
    'the reworded question turned round',
    /does not say exactly once that something differs/,
    (sample) => {
      const question = questionOf(sample);
      return replaceEverywhere(sample, question, question.replace(/[.?]$/, ', not this$&'));
    },
  ),
  make(
    isReworded,
    'a word put into the reworded question',
    /brings in the word "purple"/,
    (sample) => {
      const question = questionOf(sample);
      return replaceEverywhere(sample, question, question.replace(/^(\w+)/, '$1 purple'));
    },
  ),
  make(isPair, 'chosen and rejected swapped', /the pair is not/, (sample) => {
    [sample.chosen, sample.rejected] = [sample.rejected!, sample.chosen!];
  }),
  make(isPair, 'the chosen side twice', /the pair is not/, (sample) => {
    sample.rejected = structuredClone(sample.chosen!);
  }),
  make(isPair, 'another wrong answer', /the pair is not/, (sample, { other }) => {
    const [wrong] = other.rejected as [Message];
    if (wrong.content === sample.rejected![0]!.content) return false;
    sample.rejected = [structuredClone(wrong)];
    return true;
  }),
  make(
    isPair,
    'the answers in the check of the pair',
    /it records .* and its program/,
    (sample) => {
      checkOf(sample, 'pair-content').detail!['rejected'] = 'another';
    },
  ),
  make(isPair, 'the check of the pair taken away', /must carry this check/, (sample) => {
    sample.checks = sample.checks.filter(({ name }) => name !== 'pair-content@1');
  }),
  make(
    isPair,
    'a pair called a task',
    /a task has no pair/,
    (sample) => void (sample.kind = 'task'),
  ),
  make(isPair, 'a pair made a task', /makes preferences/, (sample) => {
    sample.kind = 'task';
    sample.messages.push(...sample.chosen!);
    delete sample.chosen;
    delete sample.rejected;
    sample.checks = sample.checks.filter(({ name }) => name !== 'pair-content@1');
  }),
  make(isTask, 'a task called a pair', /a pair without pair-content/, (sample) => {
    sample.kind = 'preference';
  }),
];

function make(of: Forgery['of'], family: string, seen: RegExp, edit: Forgery['edit']): Forgery {
  const whose = of === isPair ? 'pair' : of === isReworded ? 'reworded' : 'task';
  return { family: `${whose}: ${family}`, of, edit, seen };
}

function store(records: Map<string, unknown>, record: unknown): string {
  const hash = hashRecord(record);
  records.set(hash, record);
  return hash;
}

interface StoredWorld {
  seed: string;
  knobs: Record<string, number>;
  scene: unknown;
}

/** Puts a changed copy of the sample's world into the proof, beside the old one. */
function editWorld(
  sample: Sample,
  { dataset: { records } }: ForgeryContext,
  edit: (world: StoredWorld) => void,
): void {
  const world = structuredClone(records.get(trace(sample).world)) as StoredWorld;
  edit(world);
  trace(sample).world = store(records, world);
}

/** The line of a prompt that asks. */
function questionOf(sample: Sample): string {
  const blocks = said(sample, 0).split('\n\n');
  return sample.tags['template']!.toString().startsWith('ask') ? blocks[0]! : blocks.at(-1)!;
}

/** How one object or cell becomes another; the other skills change a number. */
const EDIT_PROMPT: Record<string, (prompt: string) => string> = {
  'odd-one-out': putObject,
  'mirror-symmetry': putCell,
};

function putCell(prompt: string): string {
  const lines = prompt.split('\n');
  const at = lines.findIndex((line) => /^(\S )+\S$/.test(line));
  const cells = lines[at]!.split(' ');
  cells[0] = cells.find((cell) => cell !== cells[0]) ?? 'x';
  lines[at] = cells.join(' ');
  return lines.join('\n');
}

function putObject(prompt: string): string {
  return prompt.replace(/\b(red|blue|green|black|white|gold|ball|cup|hat|book)\b/i, (word) =>
    /red/i.test(word) ? 'blue' : /ball/i.test(word) ? 'cup' : 'red',
  );
}
