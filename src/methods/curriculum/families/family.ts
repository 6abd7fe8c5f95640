import type { z } from 'zod';
import { hashRecord } from '../../../core/hash.ts';
import { createRandom, type Random } from '../../../core/random.ts';
import type { Picture } from '../pictures/picture.ts';
import { composePrompt } from './forms.ts';
import { type Knobs, knobsAt } from './ladder.ts';

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

/**
 * Which questions, entities and structures an item is made of. What training shows, an exam never asks: its questions
 * and its entities (names, things, signs) are others, and of all structures one in eight is kept for it.
 */
export type Pool = 'training' | 'exam';

/** A list of words, as vocabularies are written. */
export function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
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
  levels: readonly Knobs[];
  /**
   * The level after the last: longer or larger than any that is trained, with the same rules. Only exams ask it, to
   * see whether a skill carries over.
   */
  transfer?: Knobs;
  scene: z.ZodType<Scene>;
  /**
   * Draws a scene of one level, with the entities of the pool; its knobs are `knobsAt(LEVELS, level)`. May draw again
   * inside, but always ends.
   */
  draw(random: Random, level: number, pool: Pool): Scene;
  /** The scene and its rule as text: what stays word for word in every voice. */
  render(scene: Scene): string;
  /** The scene as a picture, for models that see; absent where a picture does not show it. */
  picture?: PictureForm<Scene>;
  questions(scene: Scene): readonly string[];
  /** Phrasings that no training item uses. */
  examQuestions?(scene: Scene): readonly string[];
  /** Coined words of the scene ("wug"), which no lexicon has. */
  coined?(scene: Scene): readonly string[];
  /** Every answer that the declared rules allow; a well-made scene has one. */
  solve(scene: Scene): string[];
  solvePrompt(prompt: string): string[];
  /** The canonical response: a short sentence that ends in the answer. */
  say(answer: string, scene: Scene): string;
  /** Steps from the scene to the answer, one line each. */
  explain(scene: Scene): string[];
  /** Wrong answers that a careless reader gives. Never empty. */
  mistakes(scene: Scene): string[];
  /**
   * Tempting rules that miss the point ("the longer row has more"), by name: what each would answer. The audit holds
   * every one of them to chance.
   */
  shortcuts?: Readonly<Record<string, (scene: Scene) => string | undefined>>;
  verify(response: string, scene: Scene): Verdict;
  /** What two scenes share that differ only in what does not matter: order, mirror image, names of symbols. */
  structure(scene: Scene): unknown;
  vocabulary(scene: Scene): Vocabulary;
}

/** A scene that can be seen. */
export interface PictureForm<Scene> {
  draw(scene: Scene): Picture;
  /** What stands beside the picture: the rule, and nothing that the picture shows. */
  text(scene: Scene): string;
  /** Every answer that the drawn picture allows, read back from its SVG and the prompt beside it: a solver of its own. */
  read(svg: string, prompt: string): string[];
}

/** One task: a world with its prompt, its one right answer and the way to it. */
export interface Item<Scene = unknown> {
  world: World<Scene>;
  template: Template;
  rendering: string;
  /** In the bare form. */
  prompt: string;
  /** What stands in the place of the rendering beside a picture; absent where there is none. */
  beside?: string;
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
  pool: Pool;
  /** Whether no training item can share the scene's structure: true in exams but for cells of very few structures. */
  heldOut: boolean;
  knobs: Record<string, number>;
  seed: string;
  template: string;
  scene: Scene;
}

export interface Family<Scene = unknown> extends FamilySpec<Scene> {
  /** `family@version`. */
  id: string;
  /**
   * The item of a seed: the same on every machine, for ever, under this version. Throws RangeError on no such level,
   * or where the level has no structure that training may use.
   */
  generate(seed: string, level: number, pool?: Pool): Item<Scene>;
}

export const DEFAULTS = {
  /** Of all structures one in so many is kept for exams. */
  heldOutShare: 8,
  /** Draws until a structure of the pool is given up. */
  draws: 80,
};

/** Makes a family of what it declares. */
export function defineFamily<Scene>(spec: FamilySpec<Scene>): Family<Scene> {
  const id = `${spec.name}@${spec.version}`;
  return {
    ...spec,
    id,
    generate(seed, level, pool = 'training') {
      const knobs = knobsOf(spec, level, pool);
      const { scene, structure, heldOut } = drawIn(
        spec,
        `${id}/${pool}/${level}/${seed}`,
        level,
        pool,
      );
      const questions = pool === 'exam' ? spec.examQuestions?.(scene) : spec.questions(scene);
      const template = templateOf(questions ?? spec.questions(scene), structure, pool);
      const rendering = spec.render(scene);
      const answers = spec.solve(scene);
      if (answers.length !== 1) {
        throw new Error(`${id}: seed ${seed} at level ${level} has ${answers.length} answers`);
      }
      const world: World<Scene> = {
        type: 'curriculum-world',
        generator: id,
        stage: spec.stage,
        skill: spec.skill,
        level,
        pool,
        heldOut,
        knobs: { ...knobs },
        seed,
        template: template.id,
        scene,
      };
      return {
        world,
        template,
        rendering,
        prompt: composePrompt({ world, template, rendering }, 'bare'),
        ...(spec.picture && { beside: spec.picture.text(scene) }),
        answer: answers[0]!,
        trace: spec.explain(scene),
        group: `${id}/${template.id}/${structure.slice(0, 32)}`,
      };
    },
  };
}

function knobsOf<Scene>(spec: FamilySpec<Scene>, level: number, pool: Pool): Knobs {
  const isTransfer = level === spec.levels.length + 1 && pool === 'exam';
  if (isTransfer && spec.transfer !== undefined) return spec.transfer;
  try {
    return knobsAt(spec.levels, level);
  } catch (cause) {
    const id = `${spec.name}@${spec.version}`;
    throw new RangeError(`${id} has levels 1 to ${spec.levels.length}, not ${level}`, { cause });
  }
}

/** Draws until the structure belongs to the pool. Where an exam finds none, the scene may share one with training. */
function drawIn<Scene>(
  spec: FamilySpec<Scene>,
  seed: string,
  level: number,
  pool: Pool,
): { scene: Scene; structure: string; heldOut: boolean } {
  let first: { scene: Scene; structure: string } | undefined;
  for (let attempt = 0; attempt < DEFAULTS.draws; attempt++) {
    const scene = spec.draw(createRandom(`${seed}/${attempt}`), level, pool);
    const structure = hashRecord(spec.structure(scene));
    const heldOut = Number.parseInt(structure.slice(-6), 16) % DEFAULTS.heldOutShare === 0;
    if (heldOut === (pool === 'exam')) return { scene, structure, heldOut };
    first ??= { scene, structure };
  }
  if (pool === 'exam') return { ...first!, heldOut: false };
  throw new RangeError(`${spec.name} at level ${level} has no structure for training`);
}

/** The structure chooses its template, so that no structure is asked about in two splits through two templates. */
function templateOf(questions: readonly string[], structure: string, pool: Pool): Template {
  const point = Number.parseInt(structure.slice(0, 8), 16) % (questions.length * 2);
  const number = point >> 1;
  const questionFirst = (point & 1) === 0;
  const prefix = pool === 'exam' ? 'exam-' : '';
  return {
    id: `${prefix}${questionFirst ? 'ask-then-show' : 'show-then-ask'}-${number + 1}`,
    question: questions[number]!,
    questionFirst,
  };
}
