import { createRandom } from '../../../core/random.ts';
import type { Family, Item } from '../families/family.ts';

/** One question of an exam, as a pupil gets it. A pupil that is a model sees only the prompt. */
export interface Question {
  family: Family;
  item: Item;
  /** 0 at first; the same item is asked again under higher numbers to see how reliable an answer is. */
  draw: number;
}

export interface Answer {
  text: string;
  /** In [0, 1], where the pupil states one. */
  confidence?: number;
}

/** Whoever is examined. Raises what its endpoint raises; a refusal to answer is an answer. */
export interface Pupil {
  /** As the certificate names it. */
  name: string;
  /** What tells this pupil from another of the same name: a file's hash, a dated release. Null where unknown. */
  revision: string | null;
  answer(question: Question, signal: AbortSignal): Promise<Answer>;
}

/** Knows everything: the yardstick that every certificate must call mastery everywhere. */
export const perfectPupil: Pupil = {
  name: 'scripted/perfect',
  revision: null,
  answer: ({ family, item }) =>
    Promise.resolve({ text: family.say(item.answer, item.world.scene), confidence: 1 }),
};

/** Picks one of the answers that come into question, blindly: the yardstick for mastery nowhere. */
export const guessingPupil: Pupil = {
  name: 'scripted/guesser',
  revision: null,
  answer({ family, item, draw }) {
    const { generator, level, seed, scene } = item.world;
    const options = optionsOf(family, item);
    const choice = createRandom(`guess/${generator}/${level}/${seed}/${draw}`).pick(options);
    return Promise.resolve({ text: family.say(choice, scene), confidence: 1 / options.length });
  },
};

/** The right answer and the tempting wrong ones, sorted: what a guess chooses from. */
export function optionsOf(family: Family, item: Item): string[] {
  return [...new Set([item.answer, ...family.mistakes(item.world.scene)])].toSorted();
}
