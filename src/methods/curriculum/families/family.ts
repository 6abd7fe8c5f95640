import type { z } from 'zod';
import { hashRecord } from '../../../core/hash.ts';
import { createRandom, type Random } from '../../../core/random.ts';

/** How one phrasing asks: which question, and whether it stands before or after the scene. */
export interface Template {
  id: string;
  question: string;
  questionFirst: boolean;
}

/** What a response says, read with tolerance for its form. */
export type Verdict = { correct: true } | { correct: false; reason: string };

/** Words that a reworded question may and must use. All lower case. */
export interface Vocabulary {
  /** Beside the words of the family's own templates and plain function words. */
  allowed: readonly string[];
  /** Of each list, at least one word must stand in the question. */
  required: readonly (readonly string[])[];
  /** Words that say "this one differs"; each use turns the sense of the question round. */
  odd: readonly string[];
  /** Words that say "this one fits" and so make sense only when denied. */
  even: readonly string[];
  /** Words, such as names, whose first uses must come in this order: it says who thinks about whom. */
  inOrder?: readonly string[];
}

/** A list of words, as vocabularies are written. */
export function words(text: string): string[] {
  return text.split(' ');
}

/**
 * What a task family declares. A scene is plain JSON; everything that is said about it is a pure function of it.
 * `solve` reads the scene, `solvePrompt` only the prompt's text: two programs that share no code.
 */
export interface FamilySpec<Scene> {
  name: string;
  version: number;
  stage: string;
  skill: string;
  /** Difficulty by level, from 1: every knob grows or stays from one level to the next. */
  levels: readonly Readonly<Record<string, number>>[];
  scene: z.ZodType<Scene>;
  /** Draws a scene of one level. May draw again inside, but always ends. */
  draw(random: Random, level: number): Scene;
  /** The scene and its rule as text: what stays word for word in every voice. */
  render(scene: Scene): string;
  questions(scene: Scene): readonly string[];
  /** Every answer that the declared rules allow; a well-made scene has one. */
  solve(scene: Scene): string[];
  solvePrompt(prompt: string): string[];
  /** The canonical response: a short sentence that ends in the answer. */
  say(answer: string, scene: Scene): string;
  /** Steps from the scene to the answer, one line each. */
  explain(scene: Scene): string[];
  /** Wrong answers that a careless reader gives. Never empty. */
  mistakes(scene: Scene): string[];
  verify(response: string, scene: Scene): Verdict;
  /** What two scenes share that differ only in what does not matter: order, mirror image, names of symbols. */
  structure(scene: Scene): unknown;
  vocabulary(scene: Scene): Vocabulary;
}

/** One task: a world with its prompt, its one right answer and the way to it. */
export interface Item<Scene = unknown> {
  world: World<Scene>;
  template: Template;
  rendering: string;
  prompt: string;
  answer: string;
  trace: string[];
  /** Template and structure together: what must not be shared across splits. */
  group: string;
}

/** A world as it is stored: enough to make everything else again. */
export interface World<Scene = unknown> {
  type: 'curriculum-world';
  /** `family@version`. */
  generator: string;
  stage: string;
  skill: string;
  level: number;
  knobs: Record<string, number>;
  seed: string;
  template: string;
  scene: Scene;
}

export interface Family<Scene = unknown> extends FamilySpec<Scene> {
  /** `family@version`. */
  id: string;
  /** The item of a seed: the same on every machine, for ever, under this version. Throws RangeError on no such level. */
  generate(seed: string, level: number): Item<Scene>;
}

/** Makes a family of what it declares. */
export function defineFamily<Scene>(spec: FamilySpec<Scene>): Family<Scene> {
  const id = `${spec.name}@${spec.version}`;
  return {
    ...spec,
    id,
    generate(seed, level) {
      const knobs = spec.levels[level - 1];
      if (knobs === undefined) {
        throw new RangeError(`${id} has levels 1 to ${spec.levels.length}, not ${level}`);
      }
      const scene = spec.draw(createRandom(`${id}/${level}/${seed}`), level);
      const structure = hashRecord(spec.structure(scene));
      const template = templateOf(spec.questions(scene), structure);
      const rendering = spec.render(scene);
      const answers = spec.solve(scene);
      if (answers.length !== 1) {
        throw new Error(`${id}: seed ${seed} at level ${level} has ${answers.length} answers`);
      }
      return {
        world: {
          type: 'curriculum-world',
          generator: id,
          stage: spec.stage,
          skill: spec.skill,
          level,
          knobs: { ...knobs },
          seed,
          template: template.id,
          scene,
        },
        template,
        rendering,
        prompt: composePrompt(template.question, rendering, template.questionFirst),
        answer: answers[0]!,
        trace: spec.explain(scene),
        group: `${id}/${template.id}/${structure.slice(0, 32)}`,
      };
    },
  };
}

/** The structure chooses its template, so that no structure is asked about in two splits through two templates. */
function templateOf(questions: readonly string[], structure: string): Template {
  const point = Number.parseInt(structure.slice(0, 8), 16) % (questions.length * 2);
  const number = point >> 1;
  const questionFirst = (point & 1) === 0;
  return {
    id: `${questionFirst ? 'ask-then-show' : 'show-then-ask'}-${number + 1}`,
    question: questions[number]!,
    questionFirst,
  };
}

export function composePrompt(question: string, rendering: string, questionFirst: boolean): string {
  return questionFirst ? `${question}\n\n${rendering}` : `${rendering}\n\n${question}`;
}

/** The question of a prompt around a rendering that must stand in it word for word; undefined where it does not. */
export function questionOf(
  prompt: string,
  rendering: string,
  questionFirst: boolean,
): string | undefined {
  if (questionFirst) {
    const tail = `\n\n${rendering}`;
    return prompt.endsWith(tail) ? prompt.slice(0, -tail.length) : undefined;
  }
  const head = `${rendering}\n\n`;
  return prompt.startsWith(head) ? prompt.slice(head.length) : undefined;
}
