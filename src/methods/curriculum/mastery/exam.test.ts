import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineFamily, type Family } from '../families/family.ts';
import { parseSkills } from '../stages/read-skills.ts';
import { Certificate } from './certificate.ts';
import { certify } from './certify.ts';
import { drawCertificate } from './draw-certificate.ts';
import { DEFAULT_EXAM, examineSkill, type ExamOptions } from './exam.ts';
import { guessingPupil, perfectPupil, type Pupil } from './pupil.ts';

const solve = (numbers: readonly number[]): string[] => [String(Math.max(...numbers))];

/** Which of the four numbers is the largest? A family small enough to reason about. */
function largest(name: string): Family {
  return defineFamily<number[]>({
    name,
    version: 1,
    stage: 'perception',
    skill: name,
    levels: Array.from({ length: 8 }, (_, at) => ({ digits: at + 1, count: 4 })),
    transfer: { digits: 9, count: 4 },
    scene: z.array(z.number()),
    draw(random, level) {
      const numbers = new Set<number>();
      while (numbers.size < 4) numbers.add(random.integer(90 * 4 ** level) + 10);
      return [...numbers];
    },
    render: (numbers) => numbers.join(' '),
    questions: () => ['Which is the largest?', 'Name the largest.'],
    examQuestions: () => ['What is the biggest of them?', 'Say the greatest.'],
    solve,
    solvePrompt: (prompt) => solve((prompt.match(/\d+/g) ?? []).map(Number)),
    say: (answer) => `${answer}.`,
    explain: (numbers) => solve(numbers),
    mistakes: (numbers) => numbers.map(String).filter((number) => number !== solve(numbers)[0]),
    verify: (response, numbers) =>
      response.replace('.', '').trim() === solve(numbers)[0]
        ? { correct: true }
        : { correct: false, reason: response === '' ? 'no-answer' : 'wrong' },
    structure: (numbers) => numbers.toSorted(),
    vocabulary: () => ({ allowed: [], required: [], odd: [], even: [] }),
  }) as unknown as Family;
}

const graph = parseSkills(`
sources: { s: Somebody 1999 }
stages:
  - { name: perception, title: P, about: p, ages: [0, 2], sources: [s], skills: { low: {}, high: { needs: [low] } } }
`);
const [low, high] = [largest('low'), largest('high')];
const signal = new AbortController().signal;
const examine = (family: Family, pupil: Pupil, options: Partial<ExamOptions> = {}) =>
  examineSkill(family, pupil, { ...DEFAULT_EXAM, ...options }, signal);

/** Right up to a level, blank above. */
const upTo = (level: number): Pupil => ({
  ...perfectPupil,
  answer: (question, abort) =>
    question.item.world.level <= level
      ? perfectPupil.answer(question, abort)
      : Promise.resolve({ text: '' }),
});

async function certificateOf(pupil: Pupil, earlier?: Certificate) {
  const options: ExamOptions = {
    ...DEFAULT_EXAM,
    ...(earlier && {
      retest: new Map(earlier.skills.map(({ skill, highestMastered }) => [skill, highestMastered])),
    }),
  };
  const results = [await examine(low, pupil, options), await examine(high, pupil, options)];
  return certify(
    {
      pupil: { name: '<script>alert(1)</script>', revision: null, parameters: {} },
      examinedAt: '2026-01-02T03:04:05.000Z',
      options,
      results,
      notExamined: [],
      ...(earlier && { earlier }),
    },
    graph,
  );
}

describe('an exam', () => {
  it.each([1, 3, 4, 6, 7])('finds level %i of a pupil who knows so much', async (level) => {
    const found = await examine(low, upTo(level));
    expect(found.highestMastered).toBe(level);
    expect(found.transfer).toBeNull();
    expect(found.cells.find((cell) => cell.level === level)?.decision).toBe('mastered');
    expect(found.cells.find((cell) => cell.level === level + 1)?.decision).toBe('not-mastered');
  });

  it('asks a hopeless pupil little, and a perfect one up to the transfer level', async () => {
    const hopeless = await examine(low, upTo(0));
    expect(hopeless).toMatchObject({ highestMastered: 0, transfer: null, repeated: [] });
    expect(hopeless.marks.length).toBeLessThanOrEqual(8);
    const perfect = await examine(low, perfectPupil);
    expect(perfect.highestMastered).toBe(8);
    expect(perfect.transfer).toEqual({ right: 24, trials: 24 });
    expect(perfect.repeated.every(({ right, draws }) => right === draws && draws === 4)).toBe(true);
  });

  it('asks only what is not trained, never a prompt twice at draw 0', async () => {
    const prompts = new Set<string>();
    const trained = new Set(low.questions([]));
    const pupil: Pupil = {
      ...perfectPupil,
      answer(question, abort) {
        const { item, draw } = question;
        expect(item.world.pool).toBe('exam');
        expect(trained).not.toContain(item.template.question);
        if (draw === 0) {
          expect(prompts).not.toContain(item.prompt);
          prompts.add(item.prompt);
        }
        return perfectPupil.answer(question, abort);
      },
    };
    await examine(low, pupil);
    expect(prompts.size).toBeGreaterThan(100);
  });

  it('stops at once when told to', async () => {
    const controller = new AbortController();
    const pupil: Pupil = {
      ...perfectPupil,
      answer(question, abort) {
        controller.abort(new Error('enough'));
        return perfectPupil.answer(question, abort);
      },
    };
    await expect(examineSkill(low, pupil, DEFAULT_EXAM, controller.signal)).rejects.toThrow(
      'enough',
    );
  });
});

describe('a certificate', () => {
  it('says mastery of the perfect pupil everywhere, of the guesser nowhere', async () => {
    const perfect = await certificateOf(perfectPupil);
    const guesser = await certificateOf(guessingPupil);
    expect(perfect.overall).toMatchObject({ mastered: 2, partly: 0, skills: 2 });
    expect(perfect.skills.every(({ heldBackBy }) => heldBackBy.length === 0)).toBe(true);
    expect(guesser.overall).toMatchObject({ mastered: 0, partly: 0 });
    expect(perfect.overall.ability.theta).toBeGreaterThan(guesser.overall.ability.theta + 3);
    expect(guesser.stages[0]!.beyondChance).toBeLessThan(0.5);
    expect(guesser.skills[1]!.advice).toEqual({ action: 'send-back', to: 'low' });
    for (const certificate of [perfect, guesser]) {
      expect(Certificate.parse(JSON.parse(JSON.stringify(certificate)))).toEqual(certificate);
    }
  });

  it('is the same for the same answers', async () => {
    expect(await certificateOf(guessingPupil)).toEqual(await certificateOf(guessingPupil));
  });

  it('holds back a skill whose need is not mastered', async () => {
    const pupil: Pupil = {
      ...perfectPupil,
      answer: (question, abort) =>
        question.family.skill === 'low'
          ? Promise.resolve({ text: 'no idea' })
          : perfectPupil.answer(question, abort),
    };
    const { skills } = await certificateOf(pupil);
    expect(skills[1]).toMatchObject({ highestMastered: 8, status: 'partly' });
    expect(skills[1]!.heldBackBy).toEqual(['needs low, which is not mastered']);
    expect(skills[0]!.refusals).toEqual({ wrong: expect.any(Number) });
  });

  it('holds back who is not reliable, and who does not carry over', async () => {
    const fickle: Pupil = {
      ...perfectPupil,
      answer: (question, abort) =>
        question.draw > 0 && question.item.world.seed.endsWith('1')
          ? Promise.resolve({ text: '' })
          : question.item.world.level === 9
            ? Promise.resolve({ text: '' })
            : perfectPupil.answer(question, abort),
    };
    const [skill] = (await certificateOf(fickle)).skills;
    expect(skill!.status).toBe('partly');
    expect(skill!.heldBackBy.join()).toMatch(/longer tasks \(0 %\)/);
    expect(skill!.passHat!['1']).toBeGreaterThan(skill!.passHat!['4']!);
  });

  it('sees what was forgotten since an earlier one, and what was gained', async () => {
    const before = await certificateOf(perfectPupil);
    const after = await certificateOf(upTo(3), before);
    expect(after.forgetting!.lost).toEqual(['low', 'high']);
    const [low1] = after.forgetting!.skills;
    expect(low1).toMatchObject({ level: 8, before: 1, now: 0, forgotten: true });
    expect(low1!.difference.high).toBeLessThan(-0.5);
    expect(after.skills[0]!.highestMastered).toBe(3);
    const again = await certificateOf(perfectPupil, after);
    expect(again.forgetting!.promoted).toEqual(['low', 'high']);
    const same = await certificateOf(perfectPupil, before);
    expect(same.forgetting!.skills.map(({ forgotten }) => forgotten)).toEqual([false, false]);
  });

  it('is drawn with no script and nothing fetched, and escapes names', async () => {
    const certificate = await certificateOf(perfectPupil);
    const page = drawCertificate(certificate, graph);
    expect(page).not.toMatch(/<script/i);
    expect(page).not.toMatch(/(?:src|href)=|url\((?!#)|@import/);
    expect(page).toContain('&lt;script&gt;');
    expect(page).toContain('mastered to level 8');
    expect(page.match(/<svg/g)!.length).toBeGreaterThanOrEqual(3);
  });
});
