import { describe, expect, it } from 'vitest';
import {
  assignContext,
  faultsOf,
  openMaterial,
  reseal,
  sealSample,
  takeAssignments,
  writeContext,
} from '../../../test/fixtures/method-run.ts';
import { createMemoryStore } from '../../../test/fixtures/memory-store.ts';
import { type Script, scriptedModels } from '../../../test/fixtures/scripted-models.ts';
import { createRandom } from '../../core/random.ts';
import { ModelUnavailableError } from '../../core/errors/index.ts';
import { Candidate, type Message, messageText, type Sample } from '../../core/records/index.ts';
import { assignTasks, DEFAULTS } from './assign/assign-tasks.ts';
import { defineFamily } from './families/family.ts';
import { curriculum } from './index.ts';

const REWORDED: Script = ({ messages }) => {
  const axis = /\b(?:row|column)\b/.exec(String(messages.at(-1)!.content))?.[0];
  return axis === undefined ? 'What thing is different?' : `What ${axis} is different?`;
};

/** Skills that the scripts below know how to reword. */
const SCRIPTED = ['odd-one-out', 'mirror-symmetry'];

async function make(options: object, count: number, script: Script = REWORDED) {
  const store = createMemoryStore();
  const material = await openMaterial(curriculum, { skills: SCRIPTED, ...options }, store);
  const models = scriptedModels(['writer'], script);
  const assignments = await takeAssignments(
    curriculum.assign(material, assignContext('seed/part')),
    count,
  );
  const candidates: Candidate[] = [];
  for (const assignment of assignments) {
    // Assignments travel as JSON between processes.
    const arrived = JSON.parse(JSON.stringify(assignment)) as typeof assignment;
    const context = writeContext(curriculum, models, store, assignment.key);
    candidates.push(...(await curriculum.write(arrived, material, context)));
  }
  const samples = candidates.map((candidate, index) =>
    sealSample(Candidate.parse(candidate), curriculum, assignments[index]!),
  );
  return { store, material, models, assignments, candidates, samples };
}

const VARIANTS: [string, object][] = [
  ['tasks', {}],
  ['tasks with reasoning', { reasoning: true }],
  ['pairs', { pairs: true }],
  ['tasks in the model’s voice', { voice: 'model' }],
  ['pairs in the model’s voice', { voice: 'model', pairs: true }],
  ['tasks as talks and stories', { forms: ['dialogue', 'story'] }],
  ['tasks as pictures', { skills: ['edge-cells', 'shortest-route'], forms: ['picture'] }],
];

function message(options: object): string {
  return curriculum.options.safeParse(options).error?.message ?? '';
}

describe('curriculum options', () => {
  it('names what is wrong', () => {
    expect(message({ skills: ['flying'] })).toContain('there are: odd-one-out, mirror-symmetry');
    expect(message({ skills: [] })).not.toBe('');
    expect(message({ skills: ['odd-one-out', 'odd-one-out'] })).toContain('twice');
    expect(message({ levels: [5, 2] })).toContain('above');
    expect(message({ levels: [0, 9] })).not.toBe('');
    expect(message({ skill: 'odd-one-out' })).not.toBe('');
  });

  it('needs a writer for the model’s voice only', () => {
    expect(curriculum.roles(curriculum.options.parse({}))).toEqual([]);
    expect(curriculum.roles(curriculum.options.parse({ voice: 'model' }))).toEqual(['writer']);
  });
});

describe('curriculum assignments', () => {
  it('are balanced over skills and levels, the same for a seed, and other for another', async () => {
    const { material, assignments } = await make({ levels: [2, 5] }, 80);
    const cells = Map.groupBy(
      assignments,
      ({ payload }) => `${payload.generator}/${payload.level}`,
    );
    expect([...cells.values()].map((cell) => cell.length)).toEqual(Array(8).fill(10));
    const again = await takeAssignments(
      curriculum.assign(material, assignContext('seed/part')),
      80,
    );
    expect(again).toEqual(assignments);
    const other = await takeAssignments(curriculum.assign(material, assignContext('other')), 80);
    expect(new Set([...assignments, ...other].map(({ payload }) => payload.seed)).size).toBe(160);
    expect(new Set(assignments.map(({ key }) => key)).size).toBe(80);
  });

  it('bring no world twice, and end when a small space is used up', async () => {
    const { material } = await make({ skills: ['odd-one-out'], levels: [1, 1] }, 1);
    const [cell] = material.cells;
    // Of all worlds of the level, forty at the most.
    const family = defineFamily({
      ...cell!.family,
      draw: (random, level, pool) =>
        cell!.family.draw(createRandom(random.integer(40)), level, pool),
    });
    const small = { ...material, cells: [{ ...cell!, family }] };
    const all = await takeAssignments(
      assignTasks(small, assignContext('s'), { ...DEFAULTS, missesToExhaust: 400 }),
      50_000,
    );
    const worlds = all.map(({ payload }) =>
      JSON.stringify(family.generate(payload.seed, payload.level).world.scene),
    );
    expect(new Set(worlds).size).toBe(worlds.length);
    expect(all.length).toBeGreaterThan(25);
    expect(all.length).toBeLessThanOrEqual(40);
  });
});

describe.each(VARIANTS)('curriculum %s', (_, options) => {
  it('verify, and are made the same again', async () => {
    const { samples, store, candidates } = await make(options, 48);
    for (const sample of samples) expect(await faultsOf(sample, curriculum, store)).toEqual([]);
    expect((await make(options, 48)).candidates).toEqual(candidates);
  });

  it('fail when any part is changed and every hash made anew', async () => {
    const { samples, store } = await make(options, 32);
    let forged = 0;
    const missed: string[] = [];
    for (const [index, sample] of samples.entries()) {
      const other = samples[(index + 7) % samples.length]!;
      for (const [name, change] of Object.entries(forgeries(sample, other))) {
        const copy = structuredClone(sample);
        change(copy);
        const fake = reseal(copy);
        if (fake.hash === sample.hash) continue;
        forged++;
        if ((await faultsOf(fake, curriculum, store)).length === 0) missed.push(name);
      }
    }
    expect(missed).toEqual([]);
    expect(forged).toBeGreaterThan(32 * 12);
  }, 120_000);
});

function edit(copy: Sample, content: string): void {
  copy.messages[0]!.content = content;
}

function response(copy: Sample): Message {
  return (copy.chosen ?? copy.messages.slice(1))[0]!;
}

/** Changes of meaning, each of which a forger would reseal. */
function forgeries(sample: Sample, other: Sample): Record<string, (copy: Sample) => void> {
  const user = messageText(sample.messages[0]!);
  return {
    'evidence of another': (copy) => void (copy.evidence = other.evidence),
    'prompt of another': (copy) => void (copy.messages[0] = other.messages[0]!),
    'response of another': (copy) => void (response(copy).content = response(other).content),
    'answer of another': (copy) => void (copy.answer = other.answer),
    'answer and evidence answer': (copy) => {
      copy.answer!.value = 'row 9';
      const [evidence] = copy.evidence;
      if (evidence?.kind === 'trace') evidence.answer = 'row 9';
    },
    'answer basis': (copy) => void (copy.answer!.basis = 'model'),
    'no answer': (copy) => void delete copy.answer,
    level: (copy) => void (copy.tags['level'] = Number(copy.tags['level']) + 1),
    'evidence level': (copy) => {
      const [evidence] = copy.evidence;
      if (evidence?.kind === 'trace') evidence.level = (evidence.level % 8) + 1;
    },
    generator: (copy) => {
      const [evidence] = copy.evidence;
      if (evidence?.kind === 'trace') {
        evidence.generator = evidence.generator.startsWith('odd')
          ? 'mirror-symmetry@1'
          : 'odd-one-out@1';
      }
    },
    'tags of another': (copy) => void (copy.tags = other.tags),
    'a tag more': (copy) => void (copy.tags['easy'] = true),
    'groups of another': (copy) => void (copy.groups = other.groups),
    'an object or cell': (copy) =>
      edit(
        copy,
        user.replace(/\bred\b|\bblue\b|\bball\b|\bcup\b|[#.@=%] (?=[ox+#.@=%])/, (word) =>
          word === 'red' ? 'green' : word === '# ' ? '. ' : '# ',
        ),
      ),
    'a swap of lines': (copy) =>
      edit(copy, user.replace(/^(- .+|[#.ox+@=% ]+)\n(- .+|[#.ox+@=% ]+)$/m, '$2\n$1')),
    'rule turned round': (copy) => edit(copy, user.replace('does not.', 'does.')),
    'question turned round': (copy) =>
      edit(
        copy,
        user
          .replace('not ', '')
          .replace('Which', 'How many')
          .replace('odd', 'same')
          .replace('breaks', 'keeps'),
      ),
    'answer leaked into the question': (copy) =>
      edit(copy, user.replace(/\?|\.$/, `, I think the ${sample.answer!.value}?`)),
    'a word more': (copy) => edit(copy, `${user} Thanks`),
    reasoning: (copy) => void (response(copy).reasoning = 'It is obvious.'),
    'a turn more': (copy) => void copy.messages.push({ role: 'user', content: 'Are you sure?' }),
    'a system message': (copy) =>
      void copy.messages.unshift({ role: 'system', content: 'Be wrong.' }),
    licence: (copy) => void (copy.licenses = ['MIT']),
    kind: (copy) => void (copy.kind = sample.kind === 'task' ? 'preference' : 'task'),
    voice: (copy) => void (copy.voice = sample.voice === 'template' ? 'model' : 'template'),
    'no evidence': (copy) => void (copy.evidence = []),
    'evidence twice': (copy) => void copy.evidence.push(copy.evidence[0]!),
    'checks dropped': (copy) => void (copy.checks = []),
    'rejected made right': (copy) => {
      if (copy.rejected) copy.rejected = copy.chosen;
    },
    'pair turned round': (copy) => {
      if (copy.rejected) [copy.chosen, copy.rejected] = [copy.rejected, copy.chosen];
    },
    'rejected of another': (copy) => {
      if (copy.rejected) copy.rejected = other.rejected;
    },
    'check detail': (copy) => {
      const check = copy.checks.find(({ name }) => name === 'pair-content@1');
      if (check) check.detail = { ...check.detail, rejected: 'purple hat' };
    },
  };
}

describe('curriculum worlds', () => {
  it('that no generator makes are refused, though every hash is made anew', async () => {
    const { samples, store } = await make({ skills: ['odd-one-out'] }, 8);
    for (const sample of samples) {
      const copy = structuredClone(sample);
      const [evidence] = copy.evidence;
      if (evidence?.kind !== 'trace') throw new Error('no trace');
      const world = (await store.record(evidence.world)) as {
        seed: string;
        scene: { objects: { colour: string }[] };
      };
      world.scene.objects[0]!.colour = world.scene.objects[0]!.colour === 'red' ? 'blue' : 'red';
      evidence.world = await store.putRecord(world);
      expect(await faultsOf(reseal(copy), curriculum, store)).toContain(
        'odd-one-out@1 does not make the stored world from its seed',
      );
      world.seed = 'another';
      evidence.world = await store.putRecord(world);
      expect(await faultsOf(reseal(copy), curriculum, store)).not.toEqual([]);
      evidence.world = await store.putRecord({ hello: 'world' });
      expect((await faultsOf(reseal(copy), curriculum, store))[0]).toContain('is not a world');
    }
  });

  it('of an unknown family are unknown, not a pass', async () => {
    const { samples, store } = await make({}, 1);
    const copy = structuredClone(samples[0]!);
    const [evidence] = copy.evidence;
    if (evidence?.kind !== 'trace') throw new Error('no trace');
    const world = (await store.record(evidence.world)) as object;
    evidence.generator = 'odd-one-out@99';
    evidence.world = await store.putRecord({ ...world, generator: 'odd-one-out@99' });
    expect(await faultsOf(copy, curriculum, store)).toEqual([
      'this build has no task family odd-one-out@99',
    ]);
  });
});

describe('the model’s voice', () => {
  it('rejects a rewording that keeps every word check and no longer leads to the answer', async () => {
    const { candidates } = await make(
      { skills: ['riddle'], voice: 'model', draws: 1 },
      12,
      () => 'Who has it?',
    );
    const verdicts = candidates.map(({ checks }) => checks[0]);
    expect(verdicts.every((check) => check?.verdict === 'fail')).toBe(true);
    expect(JSON.stringify(verdicts)).toContain('no longer leads to the answer');
  });

  it('takes the first draw that keeps the sense', async () => {
    const { candidates, models } = await make(
      { voice: 'model', skills: ['odd-one-out'] },
      1,
      ({ draw }) => (draw === 0 ? 'The answer is the red circle.' : 'What thing is different?'),
    );
    expect(models.calls.map(({ draw }) => draw)).toEqual([0, 1]);
    expect(candidates[0]!.checks).toEqual([
      { name: 'voice-kept@1', basis: 'replayed', verdict: 'pass' },
    ]);
    expect(candidates[0]!.voice).toBe('model');
  });

  it('is rejected with its reason when no draw does, never replaced by the template', async () => {
    const { candidates, models } = await make(
      { voice: 'model', draws: 2 },
      1,
      () => 'Which shape is red?',
    );
    expect(models.calls).toHaveLength(2);
    expect(candidates[0]!.checks[0]).toMatchObject({ name: 'voice-kept@1', verdict: 'fail' });
    expect(messageText(candidates[0]!.messages[0]!)).toContain('Which shape is red?');
  });

  it('goes on after an empty reply, rejects when all are empty, and never swallows a failing transport', async () => {
    const after = await make({ voice: 'model', skills: ['odd-one-out'] }, 1, ({ draw }) =>
      draw === 0 ? ' ' : 'What thing is different?',
    );
    expect(after.candidates[0]!.checks[0]!.verdict).toBe('pass');
    await expect(make({ voice: 'model' }, 1, () => '')).rejects.toMatchObject({
      reason: 'output-empty',
    });
    await expect(
      make({ voice: 'model' }, 1, () => {
        throw new ModelUnavailableError('down');
      }),
    ).rejects.toThrow('down');
  });
});
